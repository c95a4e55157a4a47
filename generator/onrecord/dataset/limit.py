"""A limit to the time that one article takes, so that a rule that would never end ends."""

from __future__ import annotations

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_AGAIN = 0.5
"""Seconds after which a rule that took the first interruption for an error of its own is interrupted again."""


class TooSlow(BaseException):
    """The limit is reached. No Exception, as what is interrupted may catch those."""


@contextmanager
def limited(seconds: float | None) -> Iterator[None]:
    """Raise TooSlow in the block once it has taken so many seconds of this process's processor.

    Processor time, so that neither a busy machine nor a build that was suspended makes an article slow. Without a limit
    on Windows and in a thread that is not the first, where nothing can be interrupted.
    """
    if not seconds or not hasattr(signal, "setitimer") or threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGVTALRM, _stop)
    signal.setitimer(signal.ITIMER_VIRTUAL, seconds, _AGAIN)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_VIRTUAL, 0)
        signal.signal(signal.SIGVTALRM, before)


def _stop(_signal: int, _frame: FrameType | None) -> None:
    raise TooSlow
