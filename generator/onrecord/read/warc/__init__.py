"""Web archives, .warc: each page in one is an article. Pages are responses with status 200, and resources, in HTML.

Read by hand: fastwarc ends at the first damaged record, takes one that breaks off for a whole one, and a length that is
no number for 0; here the next record is sought, as one bad article never stops a build. The day of crawling is no date
of publication, and is left out.
"""

from __future__ import annotations

from collections.abc import Iterator

from onrecord.errors import UnreadableInput
from onrecord.read.file import SourceFile, rejection
from onrecord.read.page import decode
from onrecord.read.unread import Item, UnreadPage
from onrecord.read.warc.records import Record, records
from onrecord.read.warc.response import Payload, payload


def read(file: SourceFile) -> Iterator[Item]:
    """The article of each page, or why it could not be read; other records are passed over.

    The number of a record, from 1, counts all of them, whatever they hold, and a stretch that is lost as one: it is the
    line of a rejection and, after the file's label, the id of an article: "crawl:12".
    """
    for record in records(file):
        if isinstance(record, UnreadableInput):
            yield rejection(record)
            continue
        try:
            held = payload(record, file.options.max_bytes)
            if held is not None:
                if record.wrong:
                    yield rejection(_placed(record.wrong, file, record))
                yield _page(held, record, file)
        except UnreadableInput as error:
            yield rejection(_placed(error, file, record))


def _page(held: Payload, record: Record, file: SourceFile) -> UnreadPage:
    url = record.field("warc-target-uri").strip("<>")  # as WARC 1.0 had its grammar write it
    html = decode(held.body, held.charset).encode(errors="replace").decode()  # utf-7 and others can halve surrogates
    said = {"url": url} if url else {}
    return UnreadPage(html, file, f"{file.label}:{record.number}", said, line=record.number)


def _placed(error: UnreadableInput, file: SourceFile, record: Record) -> UnreadableInput:
    """The error with the file and the number of the record that it is about."""
    return UnreadableInput(error.reason, error.expected, file=file.name, line=record.number, field=error.field)
