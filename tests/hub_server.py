"""A Hub on 127.0.0.1: as much of it as the unmodified client asks for to publish a dataset and to load one.

State is in memory: repositories with commits, branches, tags and large files, as the Hub's endpoints show them. A test
says what goes wrong, and when: ``server.trouble("PUT /lfs", after=2, status=500)``.

To try publishing without the Hub: ``python tests/hub_server.py`` answers until it is interrupted.
"""

from __future__ import annotations

import base64
import json
import re
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from hashlib import sha1, sha256
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from tempfile import mkdtemp
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

COMMIT = "c" * 40
"""The commit of a dataset that :func:`hub` was given."""

GATED = "harbour/members-only"
"""A dataset of :func:`hub` that nobody may read."""

TOKEN, READER = "hf_stand1n" + "T" * 30, "hf_stand1n" + "R" * 30
"""A token that may write, and one that may read."""

LARGE: tuple[str, ...] = (".parquet", ".zst", ".gz", ".bin")
"""What the Hub keeps as large files, whatever their size."""


def blob_of(data: bytes) -> str:
    """The name of a file in git."""
    return sha1(f"blob {len(data)}\0".encode() + data).hexdigest()


@dataclass(frozen=True)
class Stored:
    """A file in a commit."""

    data: bytes
    large: bool = False

    @property
    def sha256(self) -> str:
        return sha256(self.data).hexdigest()

    @property
    def pointer(self) -> bytes:
        return f"version https://git-lfs.github.com/spec/v1\noid sha256:{self.sha256}\nsize {len(self.data)}\n".encode()

    @property
    def blob(self) -> str:
        return blob_of(self.pointer if self.large else self.data)

    @property
    def etag(self) -> str:
        return self.sha256 if self.large else self.blob

    def entry(self, path: str) -> dict[str, Any]:
        """The file as tree and paths-info list it."""
        found = {"type": "file", "oid": self.blob, "size": len(self.data), "path": path}
        if self.large:
            found["lfs"] = {"oid": self.sha256, "size": len(self.data), "pointerSize": len(self.pointer)}
        return found


@dataclass
class Repository:
    """A repository of datasets: commits by id, and the names of some of them."""

    private: bool = True
    gated: bool = False
    commits: dict[str, dict[str, Stored]] = field(default_factory=dict)
    branches: dict[str, str] = field(default_factory=dict)
    tags: dict[str, str] = field(default_factory=dict)
    large: dict[str, bytes] = field(default_factory=dict)
    messages: list[str] = field(default_factory=list)

    def commit(self, files: dict[str, Stored], message: str, oid: str | None = None) -> str:
        """Put files on the main branch; the id of the commit."""
        self.messages.append(message)
        oid = oid or sha1(f"{len(self.commits)} {message}".encode()).hexdigest()
        self.commits[oid] = files
        self.branches["main"] = oid
        return oid

    def find(self, revision: str) -> str | None:
        """The commit that a revision names."""
        found = self.branches.get(revision) or self.tags.get(revision) or revision
        return found if found in self.commits else None

    @property
    def files(self) -> dict[str, bytes]:
        """What the main branch holds."""
        return {path: one.data for path, one in self.commits[self.branches["main"]].items()}


@dataclass
class Trouble:
    """What goes wrong with requests such as ``PUT /lfs/…``, from one of them on, for some of them."""

    pattern: str
    after: int = 0
    times: int = 1_000_000
    status: int | None = None
    """Answered instead of what would be; None: answered as ever, once ``do`` is done."""
    message: str = ""
    code: str | None = None
    wait: float = 0
    drop: bool = False
    """Close the connection without an answer."""
    late: bool = False
    """Do what was asked first, then go wrong: the answer is lost."""
    do: Callable[[], None] | None = None
    seen: int = 0

    def strikes(self, request: str) -> bool:
        """Whether this request is one of them."""
        if not re.match(self.pattern, request):
            return False
        self.seen += 1
        return self.after < self.seen <= self.after + self.times


class Server:
    """The state of a Hub and all that it was asked."""

    def __init__(self, page: int = 1_000) -> None:
        self.repositories: dict[str, Repository] = {}
        self.requests: list[str] = []
        self.troubles: list[Trouble] = []
        self.page = page
        self.large = LARGE
        self.tokens = {TOKEN: "write", READER: "read"}
        self.user = "harbour"
        self.address = ""
        self.lock = threading.RLock()

    def trouble(self, pattern: str, **what: Any) -> Trouble:
        """Let requests whose method and path match the pattern go wrong."""
        self.troubles.append(Trouble(pattern, **what))
        return self.troubles[-1]

    def add(self, name: str, files: Mapping[str, bytes], *, private: bool = True, oid: str | None = None) -> Repository:
        """A repository that is there already."""
        made = self.repositories[name] = Repository(private)
        stored = {path: Stored(data, path.endswith(self.large)) for path, data in files.items()}
        made.commit(stored, "initial commit", oid)
        return made

    def wrote(self) -> list[str]:
        """The requests that change something."""
        return [one for one in self.requests if one.split()[0] in ("PUT", "POST", "DELETE") and not _asks(one)]


def _asks(request: str) -> bool:
    return (
        "/paths-info/" in request or request.endswith(("/validate-yaml", "/objects/batch")) or "/preupload/" in request
    )


class Refusal(Exception):
    """An answer other than 200."""

    def __init__(self, status: int, message: str, code: str | None = None) -> None:
        self.status, self.message, self.code = status, message, code


@contextmanager
def serve(server: Server | None = None, port: int = 0) -> Iterator[Server]:
    """A Hub that answers until the end of the block, at a port that is free unless one is given."""
    state = server or Server()

    class Handler(_Handler):
        hub = state

    class Listening(ThreadingHTTPServer):
        daemon_threads = True
        request_queue_size = 64

        def handle_error(self, request: Any, client_address: Any) -> None:
            """A client that was killed has closed its connection: no news."""

    listening = Listening(("127.0.0.1", port), Handler)
    state.address = f"http://127.0.0.1:{listening.server_address[1]}"
    threading.Thread(target=listening.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield state
    finally:
        listening.shutdown()
        listening.server_close()


@contextmanager
def hub(datasets: Mapping[str, Mapping[str, bytes]]) -> Iterator[str]:
    """The address of a Hub that has these public datasets: name -> path of a file -> what is in it.

    Each has one commit, :data:`COMMIT`, which is ``main`` and ``v1.0.0``.
    """
    state = Server()
    for name, files in datasets.items():
        made = state.add(name, files, private=False, oid=COMMIT)
        made.tags["v1.0.0"] = COMMIT
        made.gated = name == GATED
    with serve(state):
        yield state.address


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    wbufsize = -1  # head and body in one packet: two wait for each other's receipt
    hub: Server

    def log_message(self, format: str, *args: object) -> None:
        pass

    def do_GET(self) -> None:
        self._handle()

    do_HEAD = do_POST = do_PUT = do_DELETE = do_GET

    def _handle(self) -> None:
        url = urlsplit(self.path)
        path, self.query = unquote(url.path), parse_qs(url.query)
        request = f"{self.command} {path}"
        body = self._body()
        with self.hub.lock:
            self.hub.requests.append(request)
            trouble = next(iter([one for one in self.hub.troubles if one.strikes(request)]), None)
        if trouble and not trouble.late and self._spoil(trouble):
            return
        try:
            with self.hub.lock:
                answer = self._answer(path.strip("/").split("/"), body)
        except Refusal as refusal:
            self._refuse(refusal)
            return
        if trouble and trouble.late and self._spoil(trouble):
            return
        self._send(*answer)

    def _spoil(self, trouble: Trouble) -> bool:
        """Do what a trouble is; whether that was the answer."""
        if trouble.do:
            trouble.do()
        time.sleep(trouble.wait)
        if trouble.drop:
            self.close_connection = True
            self.connection.close()
        elif trouble.status:
            self._refuse(Refusal(trouble.status, trouble.message, trouble.code))
        return bool(trouble.drop or trouble.status)

    def _body(self) -> bytes:
        if "chunked" in self.headers.get("Transfer-Encoding", ""):
            data = b""
            while size := int(self.rfile.readline().split(b";")[0], 16):
                data += self.rfile.read(size)
                self.rfile.readline()
            self.rfile.readline()
            return data
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    # What is asked: /api/…, /datasets/NAME/resolve/…, /datasets/NAME.git/info/lfs/…, /lfs/NAME/…

    def _answer(self, parts: list[str], body: bytes) -> tuple[int, bytes, dict[str, str]]:
        match [self.command, *parts]:
            case ["GET", "api", "whoami-v2"]:
                return self._whoami()
            case ["POST", "api", "validate-yaml"]:
                return _json({"errors": [], "warnings": []})
            case ["POST", "api", "repos", "create"]:
                return self._create(json.loads(body))
            case [method, "api", "datasets", owner, name, *rest]:
                return self._api(method, f"{owner}/{name}", rest, body)
            case ["POST", "datasets", owner, name, "info", "lfs", "objects", what]:
                return self._lfs(f"{owner}/{name.removesuffix('.git')}", what, json.loads(body))
            case ["PUT", "lfs", owner, name, oid]:
                if sha256(body).hexdigest() != oid:
                    raise Refusal(400, "The content does not have this SHA-256")
                self.hub.repositories[f"{owner}/{name}"].large[oid] = body
                return 200, b"", {"ETag": f'"{oid}"'}
            case ["GET" | "HEAD", "datasets", owner, name, "resolve", revision, *path]:
                return self._resolve(f"{owner}/{name}", revision, "/".join(path))
        raise Refusal(404, "Sorry, we can't find the page you are looking for.")

    def _role(self) -> str | None:
        """What the token allows; None where there is none."""
        given = self.headers.get("Authorization", "").removeprefix("Bearer ")
        if given and given not in self.hub.tokens:
            raise Refusal(401, "Invalid credentials in Authorization header")
        return self.hub.tokens.get(given)

    def _may_write(self) -> None:
        if self._role() != "write":
            raise Refusal(403, "You don't have the rights to write here")

    def _repository(self, name: str) -> Repository:
        found = self.hub.repositories.get(name)
        if found is None or (self._role() is None and found.private):
            raise Refusal(404 if self._role() else 401, "Repository not found", "RepoNotFound")
        return found

    def _whoami(self) -> tuple[int, bytes, dict[str, str]]:
        if not (role := self._role()):
            raise Refusal(401, "Invalid username or password.")
        return _json({"type": "user", "name": self.hub.user, "auth": {"accessToken": {"role": role}}})

    def _create(self, asked: dict[str, Any]) -> tuple[int, bytes, dict[str, str]]:
        self._may_write()
        name = f"{asked.get('organization') or self.hub.user}/{asked['name']}"
        if asked["type"] != "dataset" or not name.startswith(f"{self.hub.user}/"):
            raise Refusal(403, f"You don't have the rights to create a dataset under {name}")
        if name in self.hub.repositories:
            raise Refusal(409, "You already created this dataset repo")
        private = asked.get("visibility") == "private" or bool(asked.get("private"))  # huggingface_hub 1 says so
        made = self.hub.repositories[name] = Repository(private)
        made.commit({".gitattributes": Stored(b"*.parquet filter=lfs diff=lfs merge=lfs -text\n")}, "initial commit")
        return _json({"url": f"{self.hub.address}/datasets/{name}", "name": name, "id": name})

    def _api(self, method: str, name: str, rest: list[str], body: bytes) -> tuple[int, bytes, dict[str, str]]:
        repository = self._repository(name)
        match [method, *rest]:
            case ["GET"]:
                return self._info(name, repository, "main")
            case ["GET", "revision", revision]:
                return self._info(name, repository, revision)
            case ["GET", "refs"]:
                kinds = {"branches": ("heads", repository.branches), "tags": ("tags", repository.tags)}
                refs = {
                    kind: [{"name": one, "ref": f"refs/{at}/{one}", "targetCommit": oid} for one, oid in found.items()]
                    for kind, (at, found) in kinds.items()
                }
                return _json({**refs, "converts": []})
            case ["GET", "tree", revision, *folder]:
                return self._tree(name, self._at(repository, revision), revision, "/".join(folder))
            case ["POST", "paths-info", revision]:
                asked = json.loads(body)["paths"] if body.startswith(b"{") else parse_qs(body.decode())["paths"]
                files = self._at(repository, revision)
                return _json([files[path].entry(path) for path in asked if path in files])
            case ["POST", "preupload", revision]:
                return self._preupload(self._at(repository, revision), json.loads(body)["files"])
            case ["POST", "commit", "main"]:
                return self._commit(name, repository, [json.loads(line) for line in body.splitlines()])
            case ["POST", "tag", revision]:
                return self._tag(repository, revision, json.loads(body)["tag"])
        raise Refusal(404, "Sorry, we can't find the page you are looking for.")

    def _at(self, repository: Repository, revision: str) -> dict[str, Stored]:
        if (oid := repository.find(revision)) is None:
            raise Refusal(404, f"Invalid rev id: {revision}", "RevisionNotFound")
        return repository.commits[oid]

    def _info(self, name: str, repository: Repository, revision: str) -> tuple[int, bytes, dict[str, str]]:
        files = self._at(repository, revision)
        return _json(
            {
                "id": name,
                "sha": repository.find(revision),
                "private": repository.private,
                "gated": "auto" if repository.gated else False,
                "siblings": [{"rfilename": path} for path in sorted(files)],
                "tags": [],
            }
        )

    def _tree(
        self, name: str, files: dict[str, Stored], revision: str, folder: str
    ) -> tuple[int, bytes, dict[str, str]]:
        """What is in a folder, by pages, as the Hub has them."""
        recursive, expand = (self.query.get(key, ["false"])[0].lower() == "true" for key in ("recursive", "expand"))
        prefix = f"{folder}/" if folder else ""
        found: dict[str, dict[str, Any]] = {}
        for path, stored in files.items():
            if not path.startswith(prefix):
                continue
            steps = path.removeprefix(prefix).split("/")
            for depth in range(1, len(steps) if recursive else min(len(steps), 2)):
                inner = prefix + "/".join(steps[:depth])
                found[inner] = {"type": "directory", "oid": sha1(inner.encode()).hexdigest(), "size": 0, "path": inner}
            if recursive or len(steps) == 1:
                found[path] = stored.entry(path)
        if not found and folder:
            raise Refusal(404, f"{folder} does not exist on {revision!r}", "EntryNotFound")
        entries = [found[path] for path in sorted(found)]
        if expand:
            last = {"id": COMMIT, "title": "a commit", "date": "2024-03-05T10:00:00.000Z"}
            entries = [{**one, "lastCommit": last} for one in entries]
        start, page = int(self.query.get("cursor", ["0"])[0]), min(50, self.hub.page) if expand else self.hub.page
        headers = {}
        if start + page < len(entries):
            asked = f"recursive={recursive}&expand={expand}&cursor={start + page}"
            address = f"{self.hub.address}/api/datasets/{name}/tree/{revision}/{folder}".rstrip("/")
            headers["Link"] = f'<{address}?{asked}>; rel="next"'
        return _json(entries[start : start + page], headers)

    def _preupload(self, files: dict[str, Stored], asked: list[dict[str, Any]]) -> tuple[int, bytes, dict[str, str]]:
        self._may_write()
        return _json(
            {
                "files": [
                    {
                        "path": one["path"],
                        "uploadMode": "lfs" if one["path"].endswith(self.hub.large) else "regular",
                        "shouldIgnore": False,
                        "oid": files[one["path"]].etag if one["path"] in files else None,
                    }
                    for one in asked
                ]
            }
        )

    def _lfs(self, name: str, what: str, asked: dict[str, Any]) -> tuple[int, bytes, dict[str, str]]:
        self._may_write()
        repository = self._repository(name)
        if what == "verify":
            if len(repository.large.get(asked["oid"], b"")) != asked["size"]:
                raise Refusal(404, "Object not found")
            return _json({})
        objects = []
        for one in asked["objects"]:
            found = {"oid": one["oid"], "size": one["size"]}
            if one["oid"] not in repository.large:
                found["actions"] = {
                    "upload": {"href": f"{self.hub.address}/lfs/{name}/{one['oid']}?X-Amz-Signature=s3cret"},
                    "verify": {"href": f"{self.hub.address}/datasets/{name}.git/info/lfs/objects/verify"},
                }
            objects.append(found)
        return _json({"transfer": "basic", "objects": objects})

    def _commit(self, name: str, repository: Repository, lines: list[Any]) -> tuple[int, bytes, dict[str, str]]:
        self._may_write()
        header = lines[0]["value"]
        if header.get("parentCommit", repository.branches["main"]) != repository.branches["main"]:
            raise Refusal(412, "A commit has happened since. Please refresh and try again.")
        files = dict(repository.commits[repository.branches["main"]])
        for line in lines[1:]:
            value = line["value"]
            match line["key"]:
                case "file":
                    files[value["path"]] = Stored(base64.b64decode(value["content"]))
                case "lfsFile":
                    if value["oid"] not in repository.large:
                        raise Refusal(400, f"Large file pointer points to a file that does not exist: {value['path']}")
                    files[value["path"]] = Stored(repository.large[value["oid"]], large=True)
                case "deletedFile":
                    if files.pop(value["path"], None) is None:
                        raise Refusal(404, "A file with this name doesn't exist", "EntryNotFound")
        oid = repository.commit(files, header["summary"])
        address = f"{self.hub.address}/datasets/{name}/commit/{oid}"
        return _json({"success": True, "commitOid": oid, "commitUrl": address, "hookOutput": ""})

    def _tag(self, repository: Repository, revision: str, tag: str) -> tuple[int, bytes, dict[str, str]]:
        self._may_write()
        self._at(repository, revision)
        if tag in repository.tags:
            raise Refusal(409, f"Tag {tag} already exists", "RefAlreadyExists")
        repository.tags[tag] = str(repository.find(revision))
        return _json({})

    def _resolve(self, name: str, revision: str, path: str) -> tuple[int, bytes, dict[str, str]]:
        repository = self._repository(name)
        if repository.gated:
            raise Refusal(401, "Access to this dataset is restricted", "GatedRepo")
        files = self._at(repository, revision)
        if path not in files:
            raise Refusal(404, "Entry not found", "EntryNotFound")
        stored, status = files[path], 200
        data, end = stored.data, len(stored.data)
        headers = {
            "ETag": f'"{stored.etag}"',
            "X-Repo-Commit": str(repository.find(revision)),
            "Accept-Ranges": "bytes",
        }
        if stored.large:
            headers |= {"X-Linked-Etag": f'"{stored.etag}"', "X-Linked-Size": str(end)}
        if asked := self.headers.get("Range", "").removeprefix("bytes="):
            first, _, last = asked.partition("-")
            start = int(first) if first else max(0, end - int(last))
            stop = min(int(last) + 1, end) if first and last else end
            if start >= end:
                return 416, b"", {"Content-Range": f"bytes */{end}"}
            status, data = 206, data[start:stop]
            headers["Content-Range"] = f"bytes {start}-{stop - 1}/{end}"
        return status, data, headers

    def _refuse(self, refusal: Refusal) -> None:
        headers = {"X-Error-Message": refusal.message, "Content-Type": "application/json"}
        if refusal.code:
            headers["X-Error-Code"] = refusal.code
        if refusal.status >= 500 or refusal.status == 429:
            headers["Retry-After"] = "0"
        self._send(
            refusal.status,
            json.dumps({"error": refusal.message, "errors": [{"message": refusal.message}]}).encode(),
            headers,
        )

    def _send(self, status: int, data: bytes, headers: Mapping[str, str]) -> None:
        self.send_response(status)
        for key, value in {**headers, "Content-Length": str(len(data))}.items():
            self.send_header(key, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(data)


def _json(value: object, headers: Mapping[str, str] | None = None) -> tuple[int, bytes, dict[str, str]]:
    return 200, json.dumps(value).encode(), {"Content-Type": "application/json", **(headers or {})}


def main() -> None:
    """Answer until interrupted, and say how a client gets here."""
    with serve(port=8321) as server, suppress(KeyboardInterrupt):
        here = {"HF_ENDPOINT": server.address, "HF_TOKEN": TOKEN, "HF_HUB_DISABLE_XET": "1", "HF_HOME": mkdtemp()}
        print("export", *(f"{key}={value}" for key, value in here.items()), flush=True)
        threading.Event().wait()


if __name__ == "__main__":
    main()
