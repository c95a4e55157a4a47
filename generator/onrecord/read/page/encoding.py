"""The bytes of a page as text: by its byte order mark, by what it declares, by what its bytes can be."""

from __future__ import annotations

import codecs
import re

from onrecord.read.file import marked

_DECLARED = re.compile(
    rb"<meta[^>]{0,200}?charset\s*+=\s*+(?:[\"']\s*+)?([\w:.-]+)|<\?xml[^>]{0,100}?encoding=[\"']([\w:.-]+)",
    re.IGNORECASE,
)
_WHERE = 4096
"""In how many of its first bytes a page declares itself (HTML's standard says 1,024, pages say later)."""
# What a declaration means by the Encoding Standard of the Web: a page "in Latin 1" is in Windows-1252.
_OF_THE_WEB = re.compile(
    r"utf-8|cp(?:125\d|866|874|932|949)|iso8859-\d+|koi8-[ru]|mac-(?:roman|cyrillic)|gb18030|big5(?:hkscs)?|"
    r"euc_(?:jp|kr)|shift_jis\w*|iso2022_jp\w*"
)
"""What pages are written in. UTF-16 and UTF-32 are not among them where ASCII could be read; what else Python decodes
("unicode_escape", "utf-7") no browser reads."""
_MEANT = {"iso8859-1": "cp1252", "ascii": "cp1252", "iso8859-9": "cp1254", "gb2312": "gb18030", "gbk": "gb18030"}


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of a page, of which a header may have ``declared`` the encoding; what does not decode is U+FFFD."""
    if encoding := marked(data) or ("utf-8" if data.startswith(codecs.BOM_UTF8) else None):
        return data.decode(encoding, "replace").removeprefix("\ufeff")
    found = _DECLARED.search(data[:_WHERE])
    names = [declared, *(name.decode("ascii", "replace") for name in (found.groups() if found else ()) if name)]
    for name in filter(None, names):
        try:
            encoding = codecs.lookup(name).name
            encoding = _MEANT.get(encoding, encoding)
            if _OF_THE_WEB.fullmatch(encoding):
                return data.decode(encoding).removeprefix("\ufeff")
        except (LookupError, UnicodeDecodeError, ValueError):
            continue
    try:
        return data.decode().removeprefix("\ufeff")
    except UnicodeDecodeError:
        return _detected(data)


def _detected(data: bytes) -> str:
    """The text by the bytes alone; a few that are wrong in UTF-8 do not make it another encoding."""
    text = data.decode(errors="replace")
    if text.count("\ufffd") * 200 < sum(character > "\x7f" for character in text):
        return text
    from resiliparse.parse.encoding import detect_encoding

    name = detect_encoding(data[:200_000], from_html_meta=False) or "cp1252"
    try:
        return data.decode(_MEANT.get(codecs.lookup(name).name, name), "replace")
    except LookupError:
        return data.decode("cp1252", "replace")
