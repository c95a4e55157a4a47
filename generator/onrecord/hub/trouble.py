"""What is said of a request that failed: what was asked, why it came to nothing, and what to do."""

from __future__ import annotations

from collections.abc import Iterator

TOKENS = "https://huggingface.co/settings/tokens"
AGAIN = "run the same command again: it sends what is missing"


def sentence(error: BaseException, what: str, repository: str, endpoint: str, timeout: float) -> str | None:
    """``what`` failed, in a sentence; None where the error is none of the Hub's or of the network's."""
    from huggingface_hub.errors import HfHubHTTPError, OfflineModeIsEnabled

    if type(error) is ValueError:  # the library's own words, such as what is wrong in the card's YAML
        return f"{what}: {' '.join(str(error).split())[:300]}"
    for one in _chain(error):
        kinds = {kind.__name__ for kind in type(one).__mro__}
        if isinstance(one, OfflineModeIsEnabled):
            return f"{what}: HF_HUB_OFFLINE is set: unset it to reach the Hub"
        if isinstance(one, HfHubHTTPError):
            said = " ".join((one.server_message or "").split())[:300]
            status = one.response.status_code
            if status == 409 and what.startswith("creating"):
                return f"{what}: it is there, but the token may not see it: make one that may read it ({TOKENS})"
            return f"{what}: {_status(status, said, repository)}"
        if "TimeoutException" in kinds:
            return f"{what}: no answer from {endpoint} within {timeout:g} seconds: {AGAIN}"
        if "TransportError" in kinds:
            detail = " ".join(str(one).split()) or type(one).__name__
            return f"{what}: {endpoint} cannot be reached ({detail}): check the network and HF_ENDPOINT, then {AGAIN}"
    if isinstance(error, OSError) and error.filename:  # a file of the release, not of the Hub
        return None
    if isinstance(error, OSError | ValueError | RuntimeError):
        return f"{what}: {' '.join(str(error).split())[:300] or type(error).__name__}: {AGAIN}"
    return None


def _status(status: int, said: str, repository: str) -> str:
    why = f" ({said})" if said else ""
    match status:
        case 401:
            return f"the token is not accepted{why}: hf auth login, or set HF_TOKEN to one of {TOKENS}"
        case 402:
            return f"the account's plan does not allow it{why}"
        case 403:
            return f"the token may not do that{why}: it needs the right to write to {repository} ({TOKENS})"
        case 404:
            return f"{repository} was not found{why}: check its name, and that the token may see it"
        case 409 | 412:
            return f"{repository} was changed by somebody else meanwhile{why}: run the same command again"
        case 429:
            return f"too many requests{why}: wait some minutes, then {AGAIN}"
        case _ if status >= 500:
            return f"the Hub is in trouble (HTTP {status}){why}: wait a little, then {AGAIN}"
    return f"the Hub refused (HTTP {status}){why}"


def _chain(error: BaseException | None) -> Iterator[BaseException]:
    """An error and what led to it: the library wraps that of a file in one of its own."""
    seen: set[int] = set()
    while error is not None and id(error) not in seen:
        seen.add(id(error))
        yield error
        error = error.__cause__ or error.__context__
