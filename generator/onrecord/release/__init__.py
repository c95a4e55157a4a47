"""A dataset as others load, cite and check it: a folder with splits, Parquet, a card, Croissant and checksums.

``make`` is the flow from a built dataset to a release, ``rehydrate`` the way back from a release without words.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from onrecord.release.write import Made


class _Callable(ModuleType):
    """``onrecord.release(…)`` goes on working once a module of this package is imported, which hides the function."""

    def __call__(self, *arguments: Any, **options: Any) -> Made:
        from onrecord.release.make import release

        return release(*arguments, **options)


sys.modules[__name__].__class__ = _Callable
