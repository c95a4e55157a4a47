"""A build on many machines, with datatrove: the extra ``onrecord[cluster]``.

>>> from datatrove.executor import LocalPipelineExecutor
>>> from onrecord.cluster import Build
>>> build = Build("articles/", "build/articles", tasks=64)
>>> extract = LocalPipelineExecutor([build.extract], tasks=64, workers=8, logging_dir=build.logs("extract"))
>>> join = LocalPipelineExecutor([build.join], logging_dir=build.logs("join"), depends=extract)
>>> join.run()

The dataset is the one of ``onrecord.build``, byte for byte, with any number of tasks. ``Quotes`` is a step for a
pipeline of one's own: it takes documents of any of datatrove's readers and adds who said what to each.
"""

from __future__ import annotations

try:
    import datatrove  # noqa: F401
except ImportError:
    raise ImportError(
        "onrecord.cluster needs datatrove, which is not installed: pip install 'onrecord[cluster]'"
    ) from None

from onrecord.cluster.build import Build
from onrecord.cluster.steps import Extract, Join, Quotes

__all__ = ["Build", "Extract", "Join", "Quotes"]
