"""Findings that files list as accepted: in the tree, and named."""
import json

import pytest

OSV = {
    "id": "GHSA-1",
    "modified": "2024-01-01T00:00:00Z",
    "aliases": ["CVE-2024-1"],
    "affected": [{
        "package": {"ecosystem": "PyPI", "name": "leftish"},
        "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.0"}]}],
    }],
    "database_specific": {"severity": "HIGH"},
}
VEX = {
    "@context": "https://openvex.dev/ns/v0.2.0",
    "statements": [{
        "vulnerability": {"name": "CVE-2024-1"},
        "products": [{"@id": "pkg:pypi/leftish@1.0"}],
        "status": "not_affected",
        "justification": "vulnerable_code_not_present",
    }],
}


@pytest.fixture
def project(scan, tmp_path):
    (tmp_path / "osv").mkdir()
    (tmp_path / "osv" / "1.json").write_text(json.dumps(OSV))
    assert scan("db", "build", "--from", tmp_path / "osv", "-o", tmp_path / "db").returncode == 0
    for folder in ("tree/a", "tree/b"):
        (tmp_path / folder).mkdir(parents=True)
        (tmp_path / folder / "requirements.txt").write_text("leftish==1.0\n")

    def run(*arguments, status):
        process = scan("--analyzers", "sca", "--db", tmp_path / "db", "--format", "json",
                       *arguments, tmp_path / "tree")
        assert process.returncode == status, process.stderr
        return json.loads(process.stdout)

    run.path = tmp_path
    return run


def open_places(result):
    return [place["path"] for finding in result["findings"] if "suppression" not in finding
            for place in finding["locations"]]


def test_a_file_in_the_tree_holds_for_its_folder(project):
    (project.path / "tree/a/osv-scanner.toml").write_text(
        '[[IgnoredVulns]]\nid = "GHSA-1"\nreason = "not reached"\n')
    result = project(status=1)
    assert open_places(result) == ["b/requirements.txt"]
    (suppressed,) = [f["suppression"] for f in result["findings"] if "suppression" in f]
    assert suppressed["justification"] == "not reached"
    assert suppressed["directive"] == "a/osv-scanner.toml: IgnoredVulns GHSA-1"


def test_a_file_at_the_root_holds_for_all(project):
    (project.path / "tree/.scan-exceptions.yaml").write_text(
        "exceptions:\n- id: CVE-2024-1\n  reason: accepted\n")
    assert open_places(project(status=0)) == []


def test_what_has_expired_holds_no_more_and_is_told(project):
    (project.path / "tree/.trivyignore").write_text("CVE-2024-1 exp:2020-01-01\n")
    result = project(status=1)
    assert open_places(result) == ["a/requirements.txt", "b/requirements.txt"]
    assert [n["code"] for n in result["notices"]] == ["exception-expired"]


def test_a_broken_file_in_the_tree_frees_nothing(project):
    (project.path / "tree/.scan-exceptions.yaml").write_text("exceptions:\n- id: CVE-2024-1\n")
    result = project(status=1)
    assert len(open_places(result)) == 2
    (notice,) = result["notices"]
    assert notice["code"] == "exceptions-invalid" and "line 2" in notice["message"]


@pytest.mark.parametrize("option", ["--vex", "--exceptions"])
def test_a_vex_document_counts_when_it_is_named(project, option):
    (project.path / "tree/vex.json").write_text(json.dumps(VEX))
    assert len(open_places(project(status=1))) == 2
    assert open_places(project(option, project.path / "tree/vex.json", status=0)) == []


def test_one_that_is_named_must_be_sound(scan, project):
    missing = scan("--vex", project.path / "none.json", project.path)
    assert missing.returncode == 2 and "none.json" in missing.stderr
    (project.path / "bad.toml").write_text('[[IgnoredVulns]]\nignoreUntil = "soon"\n')
    bad = scan("--exceptions", project.path / "bad.toml", project.path)
    assert bad.returncode == 2
    assert "bad.toml:1" in bad.stderr and "no `id`" in bad.stderr
