"""A Hub on 127.0.0.1: as much of it as the unmodified client asks for to stream a public dataset."""

from __future__ import annotations

import json
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from hashlib import sha1
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import unquote, urlsplit

COMMIT = "c" * 40
REVISIONS = ("main", "v1.0.0", COMMIT)
GATED = "harbour/members-only"


@contextmanager
def hub(datasets: Mapping[str, Mapping[str, bytes]]) -> Iterator[str]:
    """The address of a Hub that has these datasets: name -> path of a file -> what is in it."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            self._answer()

        def do_HEAD(self) -> None:
            self._answer()

        def do_POST(self) -> None:
            self.rfile.read(int(self.headers.get("Content-Length", 0)))
            self._answer()

        def _answer(self) -> None:
            parts = unquote(urlsplit(self.path).path).strip("/").split("/")
            api = parts[:2] == ["api", "datasets"]
            parts = parts[2 if api else 1 :]
            name, rest = "/".join(parts[:2]), parts[2:]
            files = datasets.get(name)
            if files is None:
                self._error(401, "RepoNotFound", "Repository not found")
            elif api and rest[:1] == ["revision"] and rest[1] not in REVISIONS:
                self._error(404, "RevisionNotFound", f"Invalid rev id: {rest[1]}")
            elif api and (not rest or (rest[0] == "revision" and len(rest) == 2)):
                self._json({"id": name, "sha": COMMIT, "private": False, "gated": False, "siblings": [], "tags": []})
            elif api and rest[0] == "tree":
                folder = "/".join(rest[2:])
                within = [path for path in files if not folder or path.startswith(folder + "/")]
                found = [_entry(path, files[path]) for path in within]
                found += [
                    {"type": "directory", "oid": "0" * 40, "size": 0, "path": folder}
                    for folder in sorted({path.rpartition("/")[0] for path in within} - {"", folder})
                ]
                self._json(found) if found else self._error(404, "EntryNotFound", "Entry not found")
            elif api and rest[0] == "paths-info":
                self._json([_entry(path, data) for path, data in files.items()])
            elif name == GATED:
                self._error(401, "GatedRepo", "Access to this dataset is restricted")
            elif rest[:1] == ["resolve"] and (path := "/".join(rest[2:])) in files:
                self._file(files[path])
            else:
                self._error(404, "EntryNotFound", "Entry not found")

        def _file(self, data: bytes) -> None:
            start, end = 0, len(data)
            if asked := self.headers.get("Range", "").removeprefix("bytes="):
                first, _, last = asked.partition("-")
                start, end = int(first), min(int(last) + 1 if last else end, end)
            headers = {"ETag": f'"{sha1(data).hexdigest()}"', "X-Repo-Commit": COMMIT, "Accept-Ranges": "bytes"}
            if asked:
                headers["Content-Range"] = f"bytes {start}-{end - 1}/{len(data)}"
            self._send(206 if asked else 200, data[start:end], headers)

        def _json(self, value: object) -> None:
            self._send(200, json.dumps(value).encode(), {"Content-Type": "application/json"})

        def _error(self, status: int, code: str, message: str) -> None:
            self._send(status, b"{}", {"X-Error-Code": code, "X-Error-Message": message})

        def _send(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
            self.send_response(status)
            for key, value in {**headers, "Content-Length": str(len(data))}.items():
                self.send_header(key, value)
            self.end_headers()
            if self.command != "HEAD":
                self.wfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}"
    finally:
        server.shutdown()
        server.server_close()


def _entry(path: str, data: bytes) -> dict[str, object]:
    return {"type": "file", "oid": sha1(data).hexdigest(), "size": len(data), "path": path}
