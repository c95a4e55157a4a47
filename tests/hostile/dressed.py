"""A dataset whose articles bring everything that a terminal, a page, a table or a spreadsheet would obey."""

from __future__ import annotations

import json
from pathlib import Path

COMMANDS = "\x1b[2J\x1b]8;;http://x.example/\x07\x1b]52;c;eA==\x07\x9b31m\x9d0;x\x9c\u202e\u2066\x07\x08\x7f"
"""Clear the screen, a link, the clipboard, colours and the window's title by C1, the direction of what follows."""
MARKUP = (
    "<script>alert(1)</script><img src=x onerror=alert(1)> ![i](http://x.example/i.png) [l](javascript:a) | a | b |"
)
YAML = "---\n- !!python/object:os.system {x: [\n"
FORMULAS = ("=HYPERLINK(1)", "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "\t=1+1", "\r=1+1", "＝1+1")


def write(folder: Path) -> Path:
    """Articles as lines of JSON, in a file whose name gives commands too."""
    rows = []
    for number, formula in enumerate(FORMULAS):
        name = f"Ana{COMMANDS} Quill{number}" if number % 2 else f"Ana <b>Quill</b> Quill{number}"
        rows.append(
            {
                "id": f"{formula} {COMMANDS}{MARKUP}{number}",
                "text": f"{COMMANDS}{MARKUP}\n\n“{formula} is what we will mend{COMMANDS},” said Ana Quill{number}"
                f", {MARKUP}.\n\n“We will {MARKUP} mend it,” {name} said. “{COMMANDS}” is the play “{formula}”.\n\n"
                f"{formula} Ana Quill{number} told the <b>council</b> on Monday: "
                f"“It was {COMMANDS} said here, and again.”",
                "title": f"{formula}{COMMANDS}{MARKUP}",
                "author": f"{YAML}{formula}{COMMANDS}",
                "outlet": f"{formula} {MARKUP} Post{COMMANDS}",
                "url": f"http://news.example/{number}?<script>|=1",
                "date": "2024-03-06",
            }
        )
    rows.append({"id": f"bad{COMMANDS}", "text": " ", "date": f"{COMMANDS}yesterday"})
    path = folder / "na\x1b[31mme\u202e<b>|.jsonl"
    path.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    return path
