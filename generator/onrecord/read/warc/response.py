"""What a record holds of a page: the bytes that a server sent, unpacked, and the encoding that it said they are in."""

from __future__ import annotations

import re
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from onrecord.errors import UnreadableInput
from onrecord.read.compression import damage, zstd_module
from onrecord.read.file import too_large
from onrecord.read.warc.records import Record

_STATUS = re.compile(rb"HTTP/\d(?:\.\d)?[ \t]+(\d{3})\b[^\n]*\n")
_FIELD = re.compile(rb"[ \t]*([!-9;-~]+)[ \t]*:[ \t]*(.*)")
_EMPTY = re.compile(rb"\r?\n[ \t]*\r?\n")
_PAGES = frozenset(("text/html", "application/xhtml+xml"))
_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?(?:(?=(\s+|<\?xml[^>]*>|<!--.*?-->))\1)*<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([^\s\"';,]+)", re.IGNORECASE)
_SIZE = re.compile(rb"[ \t]*([0-9A-Fa-f]{1,8})[ \t]*(?:;[^\n]*)?\r?\n")
_AHEAD = 4096


@dataclass(frozen=True, slots=True)
class Payload:
    """The bytes of a page, and the encoding that the server declared."""

    body: bytes
    charset: str | None


def payload(record: Record, limit: int) -> Payload | None:
    """The page that a record holds, None where it holds something else.

    Raises UnreadableInput (without the place): too-large, unreadable-file.
    """
    kind = record.field("warc-type").lower()
    if not kind:
        raise _broken("a record with a WARC-Type in its header")
    if kind not in ("response", "resource"):
        return None
    block, type = record.block, record.field("content-type")
    packed: list[str] = []
    if block.startswith(b"HTTP/"):
        status = _STATUS.match(block)
        end = _EMPTY.search(block, status.end() - 2) if status else None
        if status is None or end is None:
            raise _broken("an HTTP header with a status, and an empty line at its end")
        if status[1] != b"200":
            return None
        fields = _fields(block[status.end() : end.start()])
        block, type = block[end.end() :], fields.get("content-type", "")
        packed = _names(fields.get("content-encoding", ""))
        if "chunked" in _names(fields.get("transfer-encoding", "")):
            block = _unchunked(block)
    elif type.lower().startswith("application/http"):
        if not _PAGE.match(block[:_AHEAD]):
            raise _broken("an HTTP header, which begins with HTTP/1.1 or the like")
        type = ""
    media = type.partition(";")[0].strip().lower()
    if media and media not in _PAGES:
        return None
    if record.size > len(record.block) or (len(block) > limit and not packed):
        if not media and not packed and not _PAGE.match(block[:_AHEAD]):
            return None
        raise UnreadableInput("too-large", too_large(limit), file="")
    for name in reversed(packed):
        block = _unpacked(block, name, limit)
    if not media and not _PAGE.match(block[:_AHEAD]):
        return None
    charset = _CHARSET.search(type)
    return Payload(block, charset[1] if charset else None)


def _fields(header: bytes) -> dict[str, str]:
    """The fields of an HTTP header by their names in lower case; of two of a name, the first that says something."""
    fields: dict[str, str] = {}
    for line in header.splitlines():
        if (match := _FIELD.match(line)) and not fields.get(name := match[1].decode().lower()):
            fields[name] = match[2].decode("latin-1").strip()
    return fields


def _names(value: str) -> list[str]:
    return [name for one in value.lower().split(",") if (name := one.strip().removeprefix("x-"))]


def _unchunked(body: bytes) -> bytes:
    """A body without the sizes of its chunks; as it is where it has none, as crawlers take them out."""
    pieces: list[bytes] = []
    at = 0
    while size := _SIZE.match(body, at):
        length = int(size[1], 16)
        if not length:
            return b"".join(pieces)
        if size.end() + length > len(body):
            break
        pieces.append(body[size.end() : size.end() + length])
        at = size.end() + length
        at += 2 if body.startswith(b"\r\n", at) else 1 if body.startswith(b"\n", at) else 0
    if at == 0:
        return body
    raise _broken(f"whole chunks; the page breaks off at byte {at:,}")


def _unpacked(body: bytes, name: str, limit: int) -> bytes:
    """A body unpacked; as it is where it is not packed, as crawlers unpack without saying so."""
    if name == "identity" or not body or _PAGE.match(body[:_AHEAD]):
        return body
    if name not in _UNPACK:
        raise _broken(f"a Content-Encoding of {', '.join(_UNPACK)}, not {name[:40]!r}")
    errors: tuple[type[Exception], ...] = (*damage(), ImportError)
    try:
        unpacked, whole = _UNPACK[name](body, limit + 1)
    except errors as error:
        raise _broken(f"a page packed by {name}: {error}") from error
    if len(unpacked) > limit:
        raise UnreadableInput("too-large", too_large(limit), file="")
    if not whole:
        raise _broken(f"a page packed by {name} that does not break off")
    return unpacked


def _gzip(body: bytes, most: int) -> tuple[bytes, bool]:
    member = zlib.decompressobj(31)
    return member.decompress(body, most), member.eof


def _deflate(body: bytes, most: int) -> tuple[bytes, bool]:
    for bits in (15, -15):  # as the standard has it, and as some servers send it
        member = zlib.decompressobj(bits)
        try:
            return member.decompress(body, most), member.eof
        except zlib.error:
            if bits < 0:
                raise
    raise AssertionError


def _brotli(body: bytes, most: int) -> tuple[bytes, bool]:
    import brotli

    stream = brotli.Decompressor()
    try:
        unpacked: bytes = stream.process(body, output_buffer_limit=most)
        while len(unpacked) < most and not stream.can_accept_more_data():
            if not (more := stream.process(b"", output_buffer_limit=most)):
                break
            unpacked += more
    except brotli.error as error:
        raise ValueError(str(error)) from error
    return unpacked, stream.is_finished()


def _zstandard(body: bytes, most: int) -> tuple[bytes, bool]:
    frame: Any = zstd_module().ZstdDecompressor()
    return frame.decompress(body, most), frame.eof


_UNPACK: dict[str, Callable[[bytes, int], tuple[bytes, bool]]] = {
    "gzip": _gzip,
    "deflate": _deflate,
    "br": _brotli,
    "zstd": _zstandard,
}
"""What unpacks a body, by what Content-Encoding calls it: at most so many bytes, and whether they are all."""


def _broken(expected: str) -> UnreadableInput:
    return UnreadableInput("unreadable-file", expected, file="")
