"""docs/fields.md is what docs/fields.py makes of the schemas today."""

from __future__ import annotations

import subprocess
import sys

from blocks import ROOT

from onrecord.dataset import schemas


def test_the_page_is_made_of_the_schemas() -> None:
    made = subprocess.run(
        [sys.executable, ROOT / "docs" / "fields.py"], capture_output=True, text=True, encoding="utf-8", check=True
    )
    page = (ROOT / "docs" / "fields.md").read_text("utf-8")
    assert page == made.stdout, "run python docs/fields.py > docs/fields.md"


def test_every_field_of_a_record_is_on_the_page() -> None:
    page = (ROOT / "docs" / "fields.md").read_text("utf-8")
    for kind in ("quote", "article", "rejected", "variant", "manifest", "speaker"):
        fields = schemas.load(kind)["properties"]
        assert all(f"\n| `{name}` | " in page for name in fields)
