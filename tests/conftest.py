"""Test modules import ``marked_text`` from here: pytest puts the folder of a conftest on the import path.

``pytest --hypothesis-profile nightly`` tries more examples than a commit has time for.
"""
from hypothesis import settings
settings.register_profile("nightly", max_examples=2000, deadline=None)
"""Test modules import ``marked_text`` from here: pytest puts the folder of a conftest on the import path."""
from __future__ import annotations
settings.register_profile("nightly", max_examples=2_000, deadline=None)  # pytest --hypothesis-profile nightly
