"""What the command does with the secrets that it finds: masks them, or shows and verifies them."""

import http.server
import json
import threading

import pytest

SECRET = "corp_9fK2mQ7xLw4ZpR8vTb3NcY6s"


@pytest.fixture
def issuer():
    """A server on this machine that knows one token, and keeps the requests."""
    requests = []

    class Handler(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            requests.append((self.path, self.headers["Authorization"]))
            self.send_response(200 if self.headers["Authorization"] == f"Bearer {SECRET}" else 401)
            self.end_headers()

        def log_message(self, *_):
            pass

    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    server.requests = requests
    yield server
    server.shutdown()


def rule_file(tmp_path, url):
    rules = tmp_path / "rules.toml"
    rules.write_text(
        "[[rules]]\nid = 'corp'\ndescription = 'A token.'\nregex = '''\\b(corp_\\w{24})\\b'''\n"
        f"[rules.verify]\nurl = '{url}'\nheaders = {{ Authorization = 'Bearer {{{{secret}}}}' }}\n"
        "live = { status = 200 }\nrevoked = { status = 401 }\n")
    return rules


@pytest.fixture
def tree(tmp_path):
    folder = tmp_path / "tree"
    folder.mkdir()
    (folder / "a.txt").write_text(f"key {SECRET}\nold {SECRET[:-1]}t\n")
    (folder / "b.txt").write_text(f"again {SECRET}\n")
    return folder


def test_verify_asks_the_issuer_once_for_each_secret(scan, tmp_path, tree, issuer):
    rules = rule_file(tmp_path, f"http://127.0.0.1:{issuer.server_port}/v1/me")
    words = ["--analyzers", "secrets", "--rules", rules, "--format", "json"]
    unverified = scan(*words, tree)
    assert issuer.requests == [] and "verified" not in unverified.stdout

    process = scan(*words, "--verify", tree)
    live, dead = json.loads(process.stdout)["findings"]
    assert len(issuer.requests) == 2 and {path for path, _ in issuer.requests} == {"/v1/me"}
    assert live["severity"] == "critical" and live["confidence"] == "high"
    assert live["properties"]["verified"] == "live" and len(live["locations"]) == 2
    assert dead["properties"]["verified"] == "revoked" and dead["confidence"] == "low"
    assert SECRET not in process.stdout + process.stderr
    assert process.returncode == 1


def test_an_issuer_that_is_down_is_no_verdict(scan, tmp_path, tree, issuer):
    issuer.server_close()
    rules = rule_file(tmp_path, f"http://127.0.0.1:{issuer.server_port}/")
    report = json.loads(
        scan("--analyzers", "secrets", "--rules", rules, "--format", "json", "--verify", tree).stdout)
    assert [finding["properties"]["verified"] for finding in report["findings"]] == ["unknown"] * 2
    assert [notice["code"] for notice in report["notices"]] == ["not-verified"]
    assert not report["incomplete"]


def test_without_verify_nothing_that_connects_is_loaded(scan, tmp_path, tree, issuer):
    rules = rule_file(tmp_path, f"http://127.0.0.1:{issuer.server_port}/")
    words = ["--analyzers", "secrets", "--rules", rules, tree]
    log = tmp_path / "log"

    def libraries(*more):
        environment = {**scan.environment, "LD_DEBUG": "files", "LD_DEBUG_OUTPUT": str(log)}
        process = scan(*words, *more, env=environment)
        files = list(tmp_path.glob("log.*"))
        text = "".join(file.read_text(errors="replace") for file in files)
        for file in files:
            file.unlink()
        assert process.returncode == 1 and "libcrypto" in text
        return text

    assert "libcurl" not in libraries()
    assert "libcurl" in libraries("--verify")


def test_secrets_are_shown_on_request_only(scan, tmp_path, tree):
    rules = rule_file(tmp_path, "https://corp.invalid/")
    words = ["--analyzers", "secrets", "--rules", rules]
    reports = [word for name in ("json", "sarif", "sonar") for word in ("-o", f"{name}={tmp_path}/{name}")]
    for flag, shown in ((), False), (("--show-secrets",), True):
        process = scan(*words, *flag, *reports, "--format", "text", tree)
        assert (SECRET in process.stdout) == shown
        for name in ("json", "sarif"):
            assert (SECRET in (tmp_path / name).read_text()) == shown, name
