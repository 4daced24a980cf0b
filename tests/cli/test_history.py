"""Secrets in git's history: every content once, from whatever leads to it, told with its commit."""

import io
import json
import os
import shutil
import subprocess
import zipfile
import zlib

import pytest

RULES = """
[[rules]]
id = "corp-token"
description = "A token of the corporate API."
regex = '''\\b(corp_[0-9a-z]{16})\\b'''
keywords = ["corp_"]
"""


def token(n):
    return f"corp_{n:016d}"


class Repository:
    """A repository that a test fills; its commits are a minute apart."""

    def __init__(self, folder, *init):
        self.folder = folder
        self.clock = 1_700_000_000
        folder.mkdir(parents=True, exist_ok=True)
        self.git("init", "-q", "-b", "main", *init)

    def git(self, *words, **options):
        self.clock += 60
        environment = {
            "PATH": os.environ["PATH"],
            "HOME": str(self.folder),
            "GIT_CONFIG_NOSYSTEM": "1",
            "GIT_AUTHOR_NAME": "Ann Example",
            "GIT_AUTHOR_EMAIL": "ann@example.org",
            "GIT_COMMITTER_NAME": "Bob Example",
            "GIT_COMMITTER_EMAIL": "bob@example.org",
            "GIT_AUTHOR_DATE": f"{self.clock} +0200",
            "GIT_COMMITTER_DATE": f"{self.clock} +0200",
        }
        return subprocess.run(["git", "-c", "protocol.file.allow=always", *map(str, words)], cwd=self.folder,
                              env=environment, check=True, capture_output=True, text=True, **options).stdout.strip()

    def write(self, path, text):
        (self.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (self.folder / path).write_bytes(text if isinstance(text, bytes) else text.encode())

    def commit(self, files, message="change"):
        for path, text in files.items():
            if text is None:
                self.git("rm", "-q", path)
            else:
                self.write(path, text)
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)
        return self.git("rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path):
    return Repository(tmp_path / "repository")


@pytest.fixture
def history(scan, tmp_path):
    """Runs the secrets analyzer with --history; history(path, words...) gives the report."""
    rules = tmp_path / "rules.toml"
    rules.write_text(RULES)

    def run(path, *words, option="--history"):
        return scan.json(option, "--analyzers", "secrets", "--rules", rules, *words, path)

    run.rules = rules
    return run


def places(report, suppressed=False):
    """The places of all findings: "path:line" in the tree, "path@commit:line" in the past."""
    found = []
    for finding in report["findings"]:
        if ("suppression" in finding) != suppressed:
            continue
        for location in finding["locations"]:
            revision = location.get("revision")
            at = "@" + revision.get("commit", "none") if revision else ""
            found.append(f"{location['path']}{at}:{location['region']['start_line']}")
    return sorted(found)


def codes(report):
    return sorted(notice["code"] for notice in report["notices"])


def object_file(folder, name):
    return folder / ".git" / "objects" / name[:2] / name[2:]


def test_a_removed_secret_is_found_with_its_commit(repository, history):
    first = repository.commit({"a.conf": f"x\nkey = {token(1)}\n"})
    repository.commit({"a.conf": "x\n"})
    report = history(repository.folder)
    assert places(report) == [f"a.conf@{first}:2"]
    finding = report["findings"][0]
    assert finding["properties"]["in_tree"] == "false"
    assert finding["locations"][0]["revision"] == {
        "commit": first, "author": "Ann Example", "email": "ann@example.org", "date": "2023-11-14T22:16:20Z",
        "blob": repository.git("rev-parse", f"{first}:a.conf"), "refs": ["refs/heads/main"],
    }
    assert report["incomplete"] is False


def test_one_secret_in_many_versions_is_one_place(repository, history):
    first = repository.commit({"a": f"{token(1)}\n"})
    for i in range(5):
        repository.commit({"a": f"line {i}\n{token(1)}\n"})
    second = repository.commit({"b": f"{token(1)}\n# b\n"})
    report = history(repository.folder)
    assert len(report["findings"]) == 1
    assert places(report) == sorted(["a:2", f"a@{first}:1", "b:1", f"b@{second}:1"])
    assert report["findings"][0]["properties"]["in_tree"] == "true"
    assert "revision" not in report["findings"][0]["locations"][0]


def test_a_fingerprint_is_that_of_the_tree(repository, history, scan):
    repository.commit({"a": f"{token(1)}\n"})
    plain = scan.json("--analyzers", "secrets", "--rules", history.rules, repository.folder)
    before = plain["findings"][0]["fingerprint"]
    assert history(repository.folder)["findings"][0]["fingerprint"] == before
    repository.commit({"a": "-\n"})
    assert history(repository.folder)["findings"][0]["fingerprint"] == before


def test_contents_are_looked_at_once(repository, history):
    repository.commit({f"{i}/same": "same\n" for i in range(5)} | {"clean": "clean\n"})
    repository.commit({"moved/clean": "clean\n", "clean": None, "other": "1\n"})
    repository.commit({"other": "2\n"})
    statistics = history(repository.folder)["statistics"]
    # The tree has 7 files; the past one content more, and one that first appeared under another name.
    assert statistics["files"] - statistics["history_files"] == 7
    assert statistics["history_files"] == 2


@pytest.mark.parametrize("text, expected", [
    ("main..topic", ["topic"]),
    ("main...topic", ["topic", "late"]),
    ("topic", ["old", "topic"]),
    ("topic~1..topic", ["topic"]),
    ("0000000000000000000000000000000000000000..topic", ["old", "topic"]),
    ("topic..", ["late"]),
])
def test_a_range(repository, history, text, expected):
    commits = {"old": repository.commit({"old": token(1)})}
    repository.git("switch", "-q", "-c", "topic")
    repository.commit({"old": "-"})
    commits["topic"] = repository.commit({"topic": token(2)})
    repository.commit({"topic": "-"})
    repository.git("tag", "gone")
    repository.git("reset", "-q", "--hard", "HEAD~1")
    repository.git("switch", "-q", "main")
    commits["late"] = repository.commit({"late": token(3), "old": None})
    report = history(repository.folder, option=f"--history={text}")
    in_tree = {"late:1"}
    assert set(places(report)) - in_tree == {f"{name}@{commits[name]}:1" for name in expected
        }

def test_a_range_may_be_a_word_of_its_own_and_a_path_is_none(repository, history, scan):
    first = repository.commit({"a": token(1)})
    repository.commit({"a": token(2)})
    second = repository.git("rev-parse", "HEAD")
    words = ["--analyzers", "secrets", "--rules", history.rules, "--format", "json"]
    process = scan("--history", "HEAD~1..HEAD", ".", *words, cwd=repository.folder)
    assert places(json.loads(process.stdout)) == ["a:1", f"a@{second}:1"]
    (repository.folder / "sub").mkdir()
    process = scan(*words, "--history", "../", cwd=repository.folder / "sub")
    assert places(json.loads(process.stdout)) == sorted(["a:1", f"a@{first}:1", f"a@{second}:1"])


def test_everything_that_leads_to_a_commit_counts(repository, history):
    repository.commit({"a": "a\n"})
    expected = []

    def away(name, number):
        commit = repository.commit({name: token(number)})
        repository.git("reset", "-q", "--hard", "HEAD~1")
        expected.append(f"{name}@{commit}:1")
        return commit

    repository.git("update-ref", "refs/remotes/origin/x", away("remote", 1))
    repository.git("tag", "light", away("light", 2))
    repository.git("tag", "-a", "-m", "x", "heavy", away("heavy", 3))
    repository.git("update-ref", "refs/notes/own", away("note", 4))
    for number in (5, 6):
        repository.write("a", token(number))
        repository.git("stash")
    stash = [repository.git("rev-parse", f"stash@{{{i}}}") for i in (1, 0)]
    expected += [f"a@{stash[0]}:1", f"a@{stash[1]}:1"]
    detached = away("detached", 7)
    repository.git("worktree", "add", "-q", "--detach", repository.folder.parent / "linked", detached)
    blob = repository.git("hash-object", "-w", "--stdin", input=token(8))
    repository.git("tag", "blob", blob)
    report = history(repository.folder)
    # A stash is a commit of the tree and one of the index below it: the one that came first has it.
    found = {place.split("@")[0] for place in places(report)}
    assert found == {place.split("@")[0] for place in expected} | {"refs/tags/blob"}
    assert len(report["findings"]) == 8
    assert set(expected) - set(places(report)) <= set(expected[4:6])
    assert len(history(repository.folder.parent / "linked")["findings"]) == 8


def test_unreachable_objects_on_request(repository, history):
    repository.commit({"a": "a\n"})
    lost = repository.commit({"lost": token(1)})
    repository.git("reset", "-q", "--hard", "HEAD~1")
    blob = repository.git("hash-object", "-w", "--stdin", input=token(2))
    assert places(history(repository.folder)) == []
    report = history(repository.folder, "--unreachable")
    assert places(report) == sorted([f"lost@{lost}:1", f"{blob}@none:1"])
    assert all("refs" not in finding["locations"][0]["revision"] for finding in report["findings"])


def test_unreachable_needs_history(scan, tree):
    assert scan("--unreachable", tree({})).returncode == 2


def test_a_shallow_clone_is_incomplete(repository, history, tmp_path):
    repository.commit({"a": token(1)})
    repository.commit({"a": token(2)})
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", tmp_path / "shallow")
    report = history(tmp_path / "shallow")
    assert codes(report) == ["history-shallow"] and report["incomplete"]
    assert len(report["findings"]) == 1
    assert codes(history(tmp_path / "shallow", option="--history=HEAD..HEAD")) == []


def test_a_shallow_clone_says_why_a_range_is_unknown(repository, scan, tmp_path):
    first = repository.commit({"a": "1"})
    repository.commit({"a": "2"})
    repository.git("clone", "-q", "--depth", "1", f"file://{repository.folder}", tmp_path / "shallow")
    process = scan(f"--history={first}..HEAD", "--analyzers", "secrets", tmp_path / "shallow")
    assert process.returncode == 2 and "shallow" in process.stderr


def test_a_partial_clone_is_incomplete_and_fetches_nothing(repository, history, tmp_path):
    repository.commit({"a": token(1), "b": "b\n"})
    repository.commit({"a": token(2)})
    repository.git("config", "uploadpack.allowFilter", "true")
    clone = tmp_path / "partial"
    repository.git("clone", "-q", "--filter=blob:none", f"file://{repository.folder}", clone)
    files = sorted(clone.rglob("*.pack"))
    report = history(clone)
    assert codes(report) == ["history-missing"] and report["incomplete"]
    assert "partial" in report["notices"][0]["message"]
    assert len(report["findings"]) == 1
    assert sorted(clone.rglob("*.pack")) == files


@pytest.mark.parametrize("what", ["HEAD~1:a", "HEAD~1^{tree}", "HEAD~1"])
@pytest.mark.parametrize("how", ["damaged", "missing"])
def test_an_object_that_cannot_be_read_is_left_out(repository, history, what, how):
    repository.commit({"first": token(1)})
    repository.commit({"a": token(2)})
    last = repository.commit({"a": token(3)})
    name = repository.git("rev-parse", what)
    file = object_file(repository.folder, name)
    file.chmod(0o644)
    if how == "missing":
        file.unlink()
    else:
        file.write_bytes(zlib.compress(b"blob 4\0oops")[:-3])
    report = history(repository.folder)
    assert report["incomplete"]
    assert codes(report) == [f"history-{how}"]
    assert name in report["notices"][0]["message"]
    assert f"a@{last}:1" in places(report)


def test_a_corrupt_pack_is_left_out(repository, history):
    repository.commit({"a": token(1)})
    repository.git("gc", "-q")
    last = repository.commit({"a": token(2)})
    for pack in repository.folder.rglob("*.pack"):
        pack.chmod(0o644)
        pack.write_bytes(pack.read_bytes()[:40] + b"\xff" * 400)
    report = history(repository.folder)
    assert report["incomplete"] and f"a@{last}:1" in places(report)


def test_a_large_content_is_left_out(repository, history):
    first = repository.commit({"a": token(1) + "\n" * 5000})
    repository.commit({"a": "a"})
    report = history(repository.folder, "--max-file-size", "4096")
    assert codes(report) == ["history-too-large"] and report["incomplete"]
    assert f"a of commit {first}" in report["notices"][0]["message"]


def test_a_bare_repository(repository, history, tmp_path):
    first = repository.commit({"a": token(1)})
    repository.commit({"b": "b"})
    repository.git("clone", "-q", "--bare", repository.folder, tmp_path / "bare.git")
    report = history(tmp_path / "bare.git")
    assert places(report) == [f"a@{first}:1"]
    assert "in_tree" not in report["findings"][0].get("properties", {})
    assert places(history(repository.folder / ".git")) == [f"a@{first}:1"]


def test_objects_of_alternates(repository, history, tmp_path):
    first = repository.commit({"a": token(1)})
    repository.commit({"a": "-"})
    repository.git("clone", "-q", "--shared", repository.folder, tmp_path / "shared")
    assert places(history(tmp_path / "shared")) == [f"a@{first}:1"]


def test_submodules_have_their_own_history(repository, history, tmp_path):
    inner = Repository(tmp_path / "inner")
    first = inner.commit({"a": token(1)})
    inner.commit({"a": "-"})
    repository.commit({"b": "b"})
    repository.git("submodule", "add", "-q", inner.folder, "lib/inner")
    repository.commit({})
    assert places(history(repository.folder)) == [f"lib/inner/a@{first}:1"]
    assert places(history(repository.folder / "lib/inner")) == [f"a@{first}:1"]
    shutil.rmtree(repository.folder / "lib/inner")
    (repository.folder / "lib/inner").symlink_to(inner.folder)
    assert places(history(repository.folder)) == []


def test_a_part_of_a_repository(repository, history):
    first = repository.commit({"src/a": token(1), "other": token(2), "src.c": token(3)})
    repository.commit({"src/a": "-", "other": "-"})
    assert places(history(repository.folder / "src")) == [f"a@{first}:1"]
    assert places(history(repository.folder / "src.c")) == ["src.c:1", f"src.c@{first}:1"]
    report = history(repository.folder / "src", str(repository.folder / "src.c"))
    assert len(report["findings"]) == 2


def test_globs_hold_for_the_past(repository, history):
    repository.commit({"vendor/a": token(1), "src/a": token(2)})
    repository.commit({"vendor/a": "-", "src/a": "-"})
    assert [place.split("@")[0] for place in places(history(repository.folder, "--exclude", "vendor/"))] == ["src/a"]
    assert [place.split("@")[0] for place in places(history(repository.folder, "--include", "vendor"))] == ["vendor/a"]


@pytest.mark.parametrize("condition, regex, silenced", [("OR", "", True), ("AND", "corp_", True), ("AND", "x", False)])
def test_commits_of_an_allowlist(repository, history, condition, regex, silenced):
    first = repository.commit({"a": token(1)})
    repository.commit({"a": f"\n{token(1)}"})
    second = repository.commit({"a": token(2)})
    repository.commit({"a": "-"})
    text = f'[[allowlists]]\ncondition = "{condition}"\ncommits = ["{first.upper()}"]\n'
    if regex:
        text += f"regexes = ['{regex}']\n"
    history.rules.write_text(RULES + text)
    report = history(repository.folder)
    assert places(report) == sorted([f"a@{second}:1"] + ([] if silenced else [f"a@{first}:1"]))
    assert places(report, suppressed=True) == ([f"a@{first}:1"] if silenced else [])


def test_gitleaksignore(repository, history):
    first = repository.commit({"a": token(1), "b": token(2), "c": token(3)})
    repository.commit({"a": "-"})
    (repository.folder / ".gitleaksignore").write_text(
        f"# known\n\n{first}:a:corp-token:1\r\n b:corp-token:1 \n{first}:c:corp-token:1\nc:corp-token:2\n")
    report = history(repository.folder)
    assert places(report) == ["c:1"]
    assert places(report, suppressed=True) == sorted([f"a@{first}:1", "b:1", f"b@{first}:1", f"c@{first}:1"])
    directives = {finding["suppression"]["directive"] for finding in report["findings"] if "suppression" in finding}
    assert directives == {".gitleaksignore"}


def test_gitleaksignore_of_several_roots(tree, scan, history):
    root = tree({"one/a": token(1), "one/.gitleaksignore": "a:corp-token:1\n", "two/a": token(2)})
    words = ["--analyzers", "secrets", "--rules", history.rules]
    report = scan.json(*words, root / "one", root / "two")
    assert [place.rsplit("/", 2)[1] for place in places(report)] == ["two"]


def test_a_comment_silences_the_version_that_has_it(repository, history):
    first = repository.commit({"a": f"{token(1)} # gitleaks:allow\n", "b": token(2)})
    repository.commit({"a": "-", "b": "-"})
    report = history(repository.folder)
    assert places(report) == [f"b@{first}:1"]
    assert places(report, suppressed=True) == [f"a@{first}:1"]
    second = repository.commit({"a": f"{token(1)} # now in use\n"})
    repository.commit({"a": f"\n{token(1)} # gitleaks:allow\n"})
    repository.commit({"a": "-"})
    report = history(repository.folder)
    assert places(report) == [f"a@{second}:1", f"b@{first}:1"]
    assert places(report, suppressed=True) == [f"a@{first}:1"]


@pytest.mark.parametrize("words", [["--history"], ["--history=A..B"]])
def test_no_repository_is_wrong_usage(scan, tree, words):
    process = scan(*words, tree({"a": "a"}))
    assert process.returncode == 2
    assert "no git repository" in process.stderr


@pytest.mark.parametrize("text", ["nothing..HEAD", "HEAD..nothing", "HEAD:a", "nothing"])
def test_an_unknown_revision_is_wrong_usage(repository, scan, text):
    repository.commit({"a": "a"})
    process = scan(f"--history={text}", repository.folder)
    assert process.returncode == 2 and "revision range" in process.stderr


def test_another_hash_is_refused_by_name(scan, tmp_path):
    try:
        repository = Repository(tmp_path / "repository", "--object-format=sha256")
    except subprocess.CalledProcessError:
        pytest.skip("this git has SHA-1 only")
    repository.commit({"a": "a"})
    process = scan("--history", repository.folder)
    assert process.returncode == 2 and "SHA-1" in process.stderr


def test_an_empty_repository(repository, history):
    report = history(repository.folder)
    assert report["findings"] == [] and report["notices"] == []


def test_the_same_bytes_whatever_the_threads(repository, scan, history, tmp_path):
    for i in range(30):
        repository.commit({f"{i % 7}/a": f"{token(i % 5)}\n{i}\n", "b": token(i), f"c{i}": "clean"})
    reports = []
    for jobs in (1, 2, 8):
        words = ["--history", "--analyzers", "secrets", "--rules", history.rules, "-j", jobs]
        outputs = [word for name in ("json", "sarif") for word in ("-o", f"{name}={tmp_path}/{jobs}.{name}")]
        scan(*words, *outputs, repository.folder)
        reports.append([(tmp_path / f"{jobs}.{name}").read_bytes() for name in ("json", "sarif")])
    assert len(reports[0][0]) > 10_000
    assert reports[0] == reports[1] == reports[2]


def test_reports_tell_the_commit(repository, scan, history, tmp_path):
    first = repository.commit({"a": f"{token(1)}\n"})
    repository.commit({"a": "-"})
    words = ["--history", "--analyzers", "secrets", "--rules", history.rules, repository.folder]
    text = scan(*words, "-o", f"sarif={tmp_path}/s", "-o", f"json={tmp_path}/j", "--format", "text").stdout
    assert f"--> a@{first[:10]}:1:1" in text
    assert "removed from the tree" in text and "refs/heads/main" in text
    assert "of git's history" in text
    result = json.loads((tmp_path / "s").read_text())["runs"][0]["results"][0]
    assert result["locations"][0]["properties"]["commitSha"] == first
    assert result["properties"]["in_tree"] == "false"
    assert scan("gate", tmp_path / "j").returncode == 1


def archive_of(files):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in files.items():
            archive.writestr(zipfile.ZipInfo(name), text)
    return buffer.getvalue()


def test_an_archive_that_was_committed(repository, history):
    with_both = repository.commit({"dist/a.jar": archive_of({"a.conf": f"x\n{token(1)}\n", "b.conf": f"{token(2)}\n"})})
    repository.commit({"dist/a.jar": archive_of({"b.conf": f"{token(2)}\n", "c.conf": f"{token(3)} # gitleaks:allow\n"})})
    last = repository.commit({"dist/a.jar": None, "b.conf": f"{token(2)}\n"})
    in_tree = ["b.conf:1", f"b.conf@{last}:1"]
    assert places(history(repository.folder)) == in_tree
    report = history(repository.folder, "--max-archive-depth", 1)
    gone = f"dist/a.jar!a.conf@{with_both}:2"
    assert places(report) == [*in_tree, gone, f"dist/a.jar!b.conf@{with_both}:1"]
    assert {finding["properties"]["in_tree"] for finding in report["findings"] if "suppression" not in finding} == {
        "true", "false"}
    repository.write(".gitleaksignore", f"{with_both}:dist/a.jar!a.conf:corp-token:2\n")
    assert gone not in places(history(repository.folder, "--max-archive-depth", 1))
    for jobs in (1, 4):
        assert history(repository.folder, "--max-archive-depth", 1, "-j", jobs)["findings"] == history(
            repository.folder, "--max-archive-depth", 1)["findings"]


def test_findings_do_not_depend_on_how_objects_are_stored(repository, scan, history, tmp_path):
    """Loose objects are read whole, packed ones mostly as differences."""
    rules = tmp_path / "more.toml"
    rules.write_text(RULES + """
[[rules]]
id = "assigned"
regex = '''(?i)[a-z_]{0,9}(?:key|secret)[a-z_]{0,9}[ =]{1,3}([a-z0-9]{8,20})'''
entropy = 2.5
[[rules]]
id = "block"
regex = '''BEGIN BLOCK[\\s\\S]{1,}END BLOCK'''
""")
    lines = [f"line {n} of a file with a key in it" for n in range(200)]
    for i in range(40):
        place = i * 37 % 200
        lines[place] = [f"key = {token(i)}", "nothing", f"api_secret = a{i}b2c3d4e5", "BEGIN BLOCK x END BLOCK"][i % 4]
        lines[(place + 91) % 200] = f"changed in {i}"
        if i % 9 == 0:
            lines.insert(5, "x" * i)
        repository.commit({"a.txt": "\n".join(lines), "copies/b.txt": "\n".join(lines[i:] + lines[:i])})
    words = ("--history", "--analyzers", "secrets", "--rules", rules, "--format", "json", repository.folder)
    loose = scan(*words).stdout
    assert loose.count('"revision"') > 30
    for options in [(), ("-c", "repack.useDeltaBaseOffset=false")]:
        repository.git(*options, "repack", "-adfq", "--depth=30")
        assert not list((repository.folder / ".git" / "objects").glob("??"))
        for jobs in "1", "3":
            assert scan(*words, "-j", jobs).stdout == loose
