"""`scan db update` against a server on loopback: what it asks for, what it keeps, and when it replaces nothing."""

import email.utils
import gzip
import hashlib
import http.server
import io
import json
import threading
import zipfile

import pytest

NPM_LOCK = json.dumps({"lockfileVersion": 3, "packages": {"": {}, "node_modules/p1": {"version": "1.0.0"}}})


def record(number, ecosystem="npm", modified="2024-01-01T00:00:00Z", **more):
    name = more.pop("name", f"p{number}")
    return {"id": f"A-{number}", "modified": modified, "affected": [
        {"package": {"ecosystem": ecosystem, "name": name}, "ranges": [
            {"type": "SEMVER", "events": [{"introduced": "0"}, {"fixed": "2.0.0"}]}]}], **more}


class Export(http.server.ThreadingHTTPServer):
    """The files of an export, as a server of static files gives them: ETag, 304, Range with If-Range."""

    def __init__(self):
        super().__init__(("127.0.0.1", 0), Answers)
        self.files = {}
        self.asked = []  # (path, headers)
        self.failures = {}  # path: list of statuses to give first
        self.cut = {}  # path: list of sizes after which the connection breaks off
        self.url = f"http://127.0.0.1:{self.server_address[1]}"

    def put(self, ecosystem, records, listed=True, lists=None):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for one in records:
                archive.writestr(one["id"] + ".json", json.dumps(one))
        self.files[f"/{ecosystem}/all.zip"] = packed.getvalue()
        if listed:
            self.put_list(ecosystem, lists if lists is not None else records)
        self.files["/ecosystems.txt"] = b"npm\nPyPI\nDebian:12\nUnheard Of\n"

    def put_list(self, ecosystem, records):
        self.files[f"/{ecosystem}/modified_id.csv"] = "".join(
            f"{one['modified']},{one['id']}\n" for one in records).encode()
        for one in records:
            self.files[f"/{ecosystem}/{one['id']}.json"] = json.dumps(one).encode()

    def paths(self):
        asked = [path for path, _ in self.asked]
        self.asked.clear()
        return asked


class Answers(http.server.BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def log_message(self, *_):
        pass

    def do_GET(self):
        self.server.asked.append((self.path, dict(self.headers)))
        content = self.server.files.get(self.path)
        status = self.server.failures.get(self.path, [])
        if status:
            return self.answer(status.pop(0), b"sorry")
        if content is None:
            return self.answer(404, b"no such file")
        etag = '"' + hashlib.sha256(content).hexdigest()[:16] + '"'
        if self.headers.get("If-None-Match") == etag:
            return self.answer(304, b"", etag)
        begin = 0
        if self.headers.get("Range") and self.headers.get("If-Range") == etag:
            begin = int(self.headers["Range"].removeprefix("bytes=").removesuffix("-"))
        cut = self.server.cut.get(self.path, [])
        return self.answer(206 if begin else 200, content[begin:], etag, begin, len(content),
                           cut.pop(0) if cut else None)

    def answer(self, status, body, etag=None, begin=0, size=0, cut=None):
        self.send_response(status)
        self.send_header("Content-Length", str(len(body)))
        if etag:
            self.send_header("ETag", etag)
            self.send_header("Last-Modified", email.utils.formatdate(1700000000, usegmt=True))
        if status == 206:
            self.send_header("Content-Range", f"bytes {begin}-{size - 1}/{size}")
        self.end_headers()
        self.wfile.write(body if cut is None else body[:cut])
        if cut is not None:
            self.close_connection = True


@pytest.fixture
def export():
    server = Export()
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield server
    server.shutdown()
    server.server_close()


@pytest.fixture
def update(scan, export, tmp_path):
    """Runs the update of npm, or with other options; `update.database` is what it writes."""
    environment = {key: value for key, value in scan.environment.items() if not key.lower().endswith("_proxy")}

    def run(*words, **options):
        source = [] if "--url" in words else ["--url", export.url]
        return scan("db", "update", *source, "-o", run.database, *(words or ("--ecosystems", "npm")),
                    **{"env": environment, **options})

    run.database = tmp_path / "db" / "advisories.db"
    return run


def status(scan, update):
    process = scan("db", "status", "--db", update.database, "--format", "json")
    assert process.returncode == 0, process.stderr
    return json.loads(process.stdout)


def ids(scan, update, tree):
    report = json.loads(scan("--format", "json", "--analyzers", "sca", "--db", update.database,
                             tree({"package-lock.json": NPM_LOCK})).stdout)
    return sorted(finding["properties"]["advisories"] for finding in report["findings"]), report["incomplete"]


def test_a_second_update_asks_and_gets_nothing(scan, update, export):
    export.put("npm", [record(n) for n in range(5)])
    process = update()
    assert process.returncode == 0, process.stderr
    assert export.paths() == ["/npm/modified_id.csv", "/npm/all.zip"]
    first = status(scan, update)
    assert first["advisories"] == 5 and first["inputs"] == [f"{export.url}/npm"]
    assert first["confirmed"] and first["age_hours"] == 0 and not first["stale"]

    process = update()
    assert process.returncode == 0 and "nothing newer" in process.stdout
    assert [headers.get("If-None-Match") is not None for _, headers in export.asked] == [True]
    assert export.paths() == ["/npm/modified_id.csv"]
    second = status(scan, update)
    assert second["confirmed"] >= first["confirmed"]
    assert {**second, "confirmed": 0} == {**first, "confirmed": 0}


def test_few_changes_are_fetched_one_by_one(scan, update, export, tree):
    records = [record(n) for n in range(30)]
    export.put("npm", records)
    assert update().returncode == 0
    assert ids(scan, update, tree) == (["A-1"], False)
    export.paths()

    records[1] = record(1, modified="2024-02-01T00:00:00Z", withdrawn="2024-02-01T00:00:00Z")
    records.append(record(31, modified="2024-02-01T00:00:00Z", name="p1"))
    export.put_list("npm", records)
    process = update()
    assert process.returncode == 0 and "2 single records" in process.stdout
    assert export.paths() == ["/npm/modified_id.csv", "/npm/A-1.json", "/npm/A-31.json"]
    assert ids(scan, update, tree) == (["A-31"], False)


def test_what_was_deleted_makes_the_archive_new(scan, update, export, tree):
    export.put("npm", [record(n) for n in range(30)])
    assert update().returncode == 0
    export.paths()
    export.put("npm", [record(n) for n in range(30) if n != 1])
    assert update().returncode == 0
    assert export.paths() == ["/npm/modified_id.csv", "/npm/all.zip"]
    assert ids(scan, update, tree) == ([], False)


def test_an_archive_older_than_the_list_is_completed(scan, update, export, tree):
    records = [record(n, name="other") for n in range(5)]
    newest = record(1, modified="2024-02-01T00:00:00Z")
    export.put("npm", records, lists=[records[0], newest, *records[2:]])
    assert update().returncode == 0
    assert export.paths() == ["/npm/modified_id.csv", "/npm/all.zip", "/npm/A-1.json"]
    assert ids(scan, update, tree) == (["A-1"], False)


def test_a_transfer_that_breaks_off_goes_on_where_it_was(scan, update, export):
    export.put("npm", [record(n, details=hashlib.sha512(str(n).encode()).hexdigest() * 20) for n in range(200)])
    size = len(export.files["/npm/all.zip"])
    export.cut["/npm/all.zip"] = [size // 3, size // 3]
    process = update()
    assert process.returncode == 0, process.stderr
    ranges = [headers.get("Range") for path, headers in export.asked if path.endswith("all.zip")]
    assert ranges == [None, f"bytes={size // 3}-", f"bytes={2 * (size // 3)}-"]
    assert status(scan, update)["advisories"] == 200

    # Another file than the one that was begun is fetched from its beginning.
    export.put("npm", [record(n) for n in range(400)])
    folder = update.database.with_name("advisories.db.downloads") / "npm"
    (folder / "all.zip.part").write_bytes(b"of old")
    (folder / "all.zip.part.http").write_text(f'url: {export.url}/npm/all.zip\netag: "old"\nlast-modified: \n')
    (folder / "applied.csv").unlink()
    assert update().returncode == 0
    assert status(scan, update)["advisories"] == 400


def test_a_server_that_fails_in_passing_is_asked_again(scan, update, export):
    export.put("npm", [record(1)])
    export.failures["/npm/all.zip"] = [500, 503]
    assert update().returncode == 0
    assert export.paths().count("/npm/all.zip") == 3

    export.put("npm", [record(1), record(2, modified="2025-01-01T00:00:00Z")])
    before = update.database.read_bytes()
    export.failures["/npm/modified_id.csv"] = [500] * 9
    process = update()
    assert process.returncode == 2 and "HTTP 500" in process.stderr and "4 times" in process.stderr
    assert update.database.read_bytes() == before


def test_errors_leave_the_database_and_say_why(scan, update, export, tmp_path):
    export.put("npm", [record(n) for n in range(30)])
    assert update().returncode == 0
    before = update.database.read_bytes()

    process = update("--ecosystems", "npm,Nonsense")
    assert process.returncode == 2 and "404" in process.stderr and "`Nonsense`" in process.stderr
    process = update("--ecosystems", "../npm")
    assert process.returncode == 2 and "no ecosystem's name" in process.stderr
    process = update("--ecosystems", "npm", "--url", "ftp://127.0.0.1")
    assert process.returncode == 2 and "http" in process.stderr
    process = update("--ecosystems", "npm", "--url", "http://127.0.0.1:1")
    assert process.returncode == 2 and "no connection" in process.stderr and "hint" in process.stderr
    process = update("--ecosystems", "npm", "--url", export.url.replace("http:", "https:"))
    assert process.returncode == 2 and "TLS" in process.stderr

    good = export.files["/npm/all.zip"]
    for bad in (b"<html>no zip</html>", good[:len(good) // 2], good[:60] + b"\0\0\0\0" + good[64:]):
        export.put("npm", [record(n) for n in range(29)])  # so that it is asked for
        export.files["/npm/all.zip"] = bad
        process = update()
        assert process.returncode == 2 and "zip" in process.stderr, process.stdout
    export.put("npm", [record(n) for n in range(20)], lists=[record(n) for n in range(20, 30)])
    process = update()
    assert process.returncode == 2 and "lacks 10 of 10" in process.stderr
    export.files["/npm/modified_id.csv"] = b"<html>"
    process = update()
    assert process.returncode == 2 and "TIME,ID" in process.stderr
    assert update.database.read_bytes() == before

    # And all is well as soon as the server is.
    export.put("npm", [record(n) for n in range(31)])
    process = update()
    assert process.returncode == 0, process.stderr
    assert status(scan, update)["advisories"] == 31
    assert not list(update.database.parent.glob("**/*.part"))


def test_a_database_does_not_shrink_by_itself(scan, update, export):
    export.put("npm", [record(n) for n in range(200)])
    assert update().returncode == 0
    before = update.database.read_bytes()
    export.put("npm", [record(n) for n in range(20)])
    process = update()
    assert process.returncode == 2 and "20 advisories instead of 200" in process.stderr
    assert update.database.read_bytes() == before
    assert update().returncode == 2, "it is refused again, not taken for done"
    assert update("--ecosystems", "npm", "--force").returncode == 0
    assert status(scan, update)["advisories"] == 20


def test_without_names_known_ecosystems_are_fetched(scan, update, export):
    export.put("npm", [record(1)], listed=False)  # as on a mirror that has archives only
    export.put("PyPI", [record(2, "PyPI")])
    process = update("--progress", "always")
    assert process.returncode == 0, process.stderr
    assert status(scan, update)["ecosystems"] == {"PyPI": 1, "npm": 1}
    assert "/Unheard%20Of/all.zip" not in export.paths()
    assert "npm/all.zip" in process.stderr and "\x1b[K" in process.stderr
    process = update("--ecosystems", "all")
    assert process.returncode == 2 and "Unheard Of" in process.stderr
    assert update("-q").returncode == 0


def test_scores_and_known_exploitation_are_merged_in(scan, update, export, tree, tmp_path):
    export.put("npm", [record(1, aliases=["CVE-2024-1"], database_specific={"severity": "LOW"})])
    export.files["/epss.csv.gz"] = gzip.compress(
        b"#model_version:v1,score_date:2025-06-01T00:00:00Z\ncve,epss,percentile\nCVE-2024-1,0.9,0.99\n")
    catalogue = tmp_path / "kev.json"
    catalogue.write_text('{"vulnerabilities":[{"cveID":"CVE-2024-1","dateAdded":"2025-05-01"}]}')
    words = ["--ecosystems", "npm", "--epss", f"{export.url}/epss.csv.gz"]
    assert update(*words, "--kev", catalogue).returncode == 0
    told = status(scan, update)
    assert told["epss"] == "2025-06-01" and told["kev"] == "2025-05-01"
    words = ["--analyzers", "sca", "--db", update.database, tree({"package-lock.json": NPM_LOCK})]
    assert scan(*words).returncode == 0
    assert scan(*words, "--fail-on-kev").returncode == 1
    assert scan(*words, "--fail-on-epss", "0.9").returncode == 1
    assert scan(*words, "--fail-on-epss", "0.91").returncode == 0
    assert scan(*words, "--max-db-age", "1").returncode == 0
    assert scan(*words, "--fail-on-epss", "2").returncode == 2

    export.files["/epss.csv.gz"] = b"no scores"
    before = update.database.read_bytes()
    process = update("--ecosystems", "npm", "--epss", f"{export.url}/epss.csv.gz")
    assert process.returncode == 2 and "EPSS" in process.stderr
    assert update.database.read_bytes() == before


def test_a_stale_or_corrupt_database_is_incomplete(scan, update, tree, tmp_path):
    (tmp_path / "a.json").write_text(json.dumps(record(1, name="other")))
    assert scan("db", "build", "--from", tmp_path / "a.json", "-o", update.database.parent / "old.db").returncode == 0
    old = update.database.parent / "old.db"
    words = ["--analyzers", "sca", tree({"package-lock.json": NPM_LOCK})]
    assert scan(*words, "--db", old).returncode == 0
    assert scan(*words, "--db", old, "--max-db-age", "30").returncode == 3
    process = scan("db", "status", "--db", old, "--max-db-age", "30")
    assert process.returncode == 3 and "nothing newer than 2024-01-01" in process.stderr
    old.write_bytes(old.read_bytes()[:-1])
    assert scan(*words, "--db", old).returncode == 3
    assert scan("db", "status", "--db", old).returncode == 3
    assert scan("db", "status", "--db", tmp_path / "absent.db").returncode == 2


def test_a_proxy_is_used_as_the_environment_says(scan, update, export):
    export.put("npm", [record(1)])
    environment = {**scan.environment, "http_proxy": export.url, "no_proxy": ""}
    # The server plays the proxy: it is asked for whole URLs.
    target = "http://export.invalid"
    for path in list(export.files):
        export.files[target + path] = export.files[path]
    process = update("--ecosystems", "npm", "--url", target, env=environment)
    assert process.returncode == 0, process.stderr
    assert export.paths() == [f"{target}/npm/modified_id.csv", f"{target}/npm/all.zip"]
    process = update("--ecosystems", "npm", "--url", target, env={**environment, "no_proxy": "export.invalid"})
    assert process.returncode == 2 and export.paths() == []
