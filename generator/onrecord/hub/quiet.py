"""The Hub's library while it works for us: no token in any text, bars on a terminal only, no waiting without end."""

from __future__ import annotations

import logging
import re
import sys
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any

from onrecord.cli import debugging

HIDDEN = "<token>"
_TOKENS = re.compile(r"hf_[A-Za-z0-9]{16,}|hf_(?:jwt|oauth)_[\w.-]+|(?<=[Bb]earer )[^\s'\",]+")
_QUERY = re.compile(r"(https?://[^\s?'\"]+\?)[^\s'\"]+")  # where a signed address has its signature


class Scrubber:
    """Takes a token, and what looks like one, out of texts."""

    def __init__(self, token: str) -> None:
        """For this token."""
        self._token = token

    def text(self, text: str) -> str:
        """A text without it."""
        return _QUERY.sub(r"\1…", _TOKENS.sub(HIDDEN, text.replace(self._token, HIDDEN)))

    def error(self, error: BaseException) -> None:
        """Take it out of an exception and of all that led to it: a traceback shows their texts."""
        found: list[BaseException | None] = [error]
        seen: set[int] = set()
        while found:
            one = found.pop()
            if one is None or id(one) in seen:
                continue
            seen.add(id(one))
            one.args = tuple(self._value(value) for value in one.args)
            if hasattr(one, "__notes__"):
                one.__notes__ = [self.text(note) for note in one.__notes__]
            found += [one.__cause__, one.__context__]

    def _value(self, value: Any) -> Any:
        if isinstance(value, bytes):
            return self.text(value.decode(errors="replace")).encode()
        return self.text(value) if isinstance(value, str) else value


@contextmanager
def quiet(scrub: Scrubber, timeout: float) -> Iterator[None]:
    """While it runs, the library says nothing but on demand, hides the token and waits ``timeout`` seconds at most."""
    from huggingface_hub import set_client_factory
    from huggingface_hub.utils import _http
    from huggingface_hub.utils import logging as hub_logging
    from huggingface_hub.utils.tqdm import are_progress_bars_disabled, disable_progress_bars, enable_progress_bars

    made, factory = logging.getLogRecordFactory(), _http._GLOBAL_CLIENT_FACTORY
    level, bars = hub_logging.get_verbosity(), not are_progress_bars_disabled()

    def record(*args: Any, **kwargs: Any) -> logging.LogRecord:
        one = made(*args, **kwargs)
        one.msg, one.args = scrub.text(one.getMessage()), ()
        if one.exc_info and one.exc_info[1]:
            scrub.error(one.exc_info[1])
        return one

    with warnings.catch_warnings():
        warnings.simplefilter("default" if debugging() else "ignore")
        logging.setLogRecordFactory(record)
        set_client_factory(lambda: _bounded(factory(), timeout))
        if not debugging():
            hub_logging.set_verbosity(logging.ERROR)
        if bars and not sys.stderr.isatty():
            disable_progress_bars()
        try:
            yield
        except BaseException as error:
            scrub.error(error)
            raise
        finally:
            if bars and not sys.stderr.isatty():
                enable_progress_bars()
            hub_logging.set_verbosity(level)
            set_client_factory(factory)
            logging.setLogRecordFactory(made)


def _bounded(client: Any, timeout: float) -> Any:
    """A client of which no request waits for ever: by itself the library sets no limit to most of them."""

    def limit(request: Any) -> None:
        given = request.extensions.get("timeout") or {}
        steps = ("connect", "read", "write", "pool")
        request.extensions["timeout"] = {step: given.get(step) or timeout for step in steps}

    hooks: dict[str, list[Callable[..., Any]]] = client.event_hooks
    client.event_hooks = {**hooks, "request": [*hooks["request"], limit]}
    return client
