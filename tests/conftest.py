"""Test modules import ``marked_text`` from here: pytest puts the folder of a conftest on the import path.

``pytest --hypothesis-profile nightly`` tries more examples than a commit has time for.
"""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("nightly", max_examples=2000, deadline=None)
