"""Reading: the fast path for pages against the default one, and memory while a large file is read.

    python benchmarks/reading.py pages PAGES.jsonl.gz [GOLD.jsonl]
    python benchmarks/reading.py memory [MIB]

``pages`` reads pages ({id, html, url} a line) by both paths in turns, a fresh process each, and prints milliseconds a
page (of the processor, the least of three runs), the ratio, and with GOLD ({id, paragraphs} a line) the F1 of the words
of the body. ``memory`` makes a JSONL, a CSV and a WARC of so many MiB (1,024 unless given) of the package's sample
articles and prints the peak resident memory of a process that reads each, in MB, beside that of one that reads nothing.
"""

from __future__ import annotations

import csv
import json
import re
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from html import escape
from importlib.resources import files
from pathlib import Path
from statistics import mean
from typing import Any

from onrecord.model import Article
from onrecord.read import read

MIB = 1 << 20
RUNS = 3

_READ = """
import gzip, json, sys, time
from pathlib import Path
from onrecord.read import ReadOptions, SourceFile
from onrecord.read.page import read_page
pages = [json.loads(line) for line in (gzip.open if sys.argv[1].endswith(".gz") else open)(sys.argv[1], "rb")]
file = SourceFile(Path(sys.argv[1]), sys.argv[1], options=ReadOptions(fast=sys.argv[2] == "fast"))
for page in pages[:3]:
    read_page(page["html"], None, file)  # what is imported or compiled once is not counted
start = time.process_time()
texts = {page["id"]: read_page(page["html"], page.get("url"), file).text for page in pages}
print(json.dumps({"seconds": time.process_time() - start, "texts": texts}))
"""
_PEAK = """
import resource, sys
from onrecord.read import ReadOptions, read
count = 0
for item in read([sys.argv[1]], ReadOptions(fast=True)) if len(sys.argv) > 1 else ():
    count += 1
print(count, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def main(arguments: list[str]) -> None:
    """Run the benchmark that was named."""
    match arguments:
        case ["pages", pages, *gold]:
            compare(Path(pages), Path(gold[0]) if gold else None)
        case ["memory", *size]:
            memory(int(size[0]) if size else 1024)
        case _:
            sys.exit(__doc__)


def compare(pages: Path, gold: Path | None) -> None:
    """Both paths over the same pages."""
    found: dict[str, list[dict[str, Any]]] = {"default": [], "fast": []}
    for _ in range(RUNS):
        for path, runs in found.items():
            runs.append(json.loads(_python(_READ, str(pages), path)))
    count = len(found["default"][0]["texts"])
    least = {path: min(run["seconds"] for run in runs) / count * 1000 for path, runs in found.items()}
    right = {json.loads(line)["id"]: json.loads(line) for line in gold.open(encoding="utf-8")} if gold else {}
    for path, runs in found.items():
        texts = runs[0]["texts"]
        score = [_f1(texts.get(id, ""), "\n".join(row["paragraphs"])) for id, row in right.items()]
        print(f"{path:<8} {least[path]:7.2f} ms a page" + (f"   body F1 {mean(score):.4f}" if score else ""))
    print(f"ratio    {least['default'] / least['fast']:7.2f}   over {count} pages")


def memory(size: int) -> None:
    """The peak of a process that reads a file of ``size`` MiB in each format."""
    print(f"nothing  {_python(_PEAK).split()[1]:>5} MB")
    with tempfile.TemporaryDirectory() as folder:
        for name, write in (("a.jsonl", _jsonl), ("a.csv", _csv), ("a.warc", _warc)):
            path = Path(folder, name)
            write(path, size * MIB)
            count, peak = _python(_PEAK, str(path)).split()
            print(f"{name:<8} {peak:>5} MB   {path.stat().st_size / MIB:,.0f} MiB, {int(count):,} articles")
            path.unlink()


def _articles() -> Iterator[Article]:
    """The sample articles over and over, each time with another last paragraph."""
    samples = [item for item in read(Path(str(files("onrecord"))) / "samples") if isinstance(item, Article)]
    number = 0
    while True:
        for sample in samples:
            number += 1
            yield Article(f"n{number}", f"{sample.text}\n\nIt was edition {number}.", outlet=sample.outlet)


def _jsonl(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8") as file:
        for article in _articles():
            file.write(json.dumps({"id": article.id, "text": article.text, "outlet": article.outlet}) + "\n")
            if file.tell() > size:
                return


def _csv(path: Path, size: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(("id", "text", "outlet"))
        for article in _articles():
            writer.writerow((article.id, article.text, article.outlet))
            if file.tell() > size:
                return


def _warc(path: Path, size: int) -> None:
    padding = f"<script>{'var a = 1; ' * 4000}</script>"
    with path.open("wb") as file:
        for article in _articles():
            paragraphs = "".join(f"<p>{escape(line)}</p>" for line in article.text.split("\n") if line)
            html = f"<html lang=en><head>{padding}</head><body><article>{paragraphs}</article></body></html>".encode()
            http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n" + html
            header = (
                f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://post.example/{article.id}\r\n"
                f"WARC-Date: 2024-03-05T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:{int(article.id[1:]):032x}>\r\n"
                f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
            )
            file.write(header.encode() + http + b"\r\n\r\n")
            if file.tell() > size:
                return


def _python(code: str, *arguments: str) -> str:
    return subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True).stdout


def _f1(found: str, right: str) -> float:
    """Of words, each as often as it stands there."""
    words: Callable[[str], Counter[str]] = lambda text: Counter(re.findall(r"\w+", text.lower()))  # noqa: E731
    a, b = words(found), words(right)
    return 2 * (a & b).total() / max(1, a.total() + b.total())


if __name__ == "__main__":
    main(sys.argv[1:])
