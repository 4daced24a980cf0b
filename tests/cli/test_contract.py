"""What pipelines rely on: exit statuses, options, subcommands, reports on disk."""

import json
import os

import pytest

VULNERABLE = "import subprocess\ndef f(x):\n    subprocess.run('ls ' + x, shell=True)\n"


def test_a_clean_tree_passes(scan, tree):
    process = scan(tree({"a.py": "print('hello')\n"}))
    assert process.returncode == 0, process.stdout
    assert "passed" in process.stdout


def test_a_high_finding_fails_the_gate(scan, tree):
    process = scan(tree({"a.py": VULNERABLE}))
    assert process.returncode == 1
    assert "python-subprocess-shell" in process.stdout


def test_fail_on_moves_the_threshold(scan, tree):
    folder = tree({"a.py": "import hashlib\nhashlib.md5(x)\n"})
    assert scan(folder).returncode == 0
    assert scan("--fail-on", "medium", folder).returncode == 1
    assert scan("--fail-on", "critical", folder).returncode == 0


@pytest.mark.parametrize(
    "words",
    [
        ["--no-such-flag"],
        ["--fail-on", "terrible"],
        ["--format", "word"],
        ["-o", "sarif"],
        ["-o", "word=x"],
        ["-j", "0"],
        ["-j", "many"],
        ["--analyzers", "sats"],
        ["--rule", "no-such-rule"],
        ["--rules"],
        ["--format", "json", "-o", "sarif=-"],
        ["--gate", "policy.yaml"],  # what no analyzer needs yet is refused, not ignored
        ["--history"],
        ["--cache", "x"],
        ["--baseline", "x"],
        ["--format", "html"],
        ["gate"],
        ["db"],
        ["rules", "lint"],
        ["test"],
    ],
)
def test_wrong_usage_is_refused(scan, tree, words):
    process = scan(*words, cwd=tree({}))
    assert process.returncode == 2, process.stdout
    assert process.stderr.strip()


def test_a_subcommand_word_as_a_path(scan, tree):
    folder = tree({"test/a.py": VULNERABLE})
    assert scan("./test", cwd=folder).returncode == 1


def test_help_and_version(scan):
    assert scan("--version").stdout.startswith("scan ")
    for words in (["--help"], ["test", "--help"], ["db", "--help"], ["rules", "--help"], ["gate", "--help"]):
        process = scan(*words)
        assert process.returncode == 0, words
        assert process.stdout


def test_all_reports_of_one_scan(scan, tree, tmp_path):
    folder = tree({"a.py": VULNERABLE})
    process = scan(folder, "-o", f"json={tmp_path}/r.json", "-o", f"sarif={tmp_path}/r.sarif",
                   "-o", f"sonar={tmp_path}/r.sonar.json")
    assert process.returncode == 1
    assert "python-subprocess-shell" in process.stdout
    sarif = json.loads((tmp_path / "r.sarif").read_text())
    assert sarif["runs"][0]["results"][0]["ruleId"] == "python-subprocess-shell"
    assert json.loads((tmp_path / "r.sonar.json").read_text())["issues"]
    assert json.loads((tmp_path / "r.json").read_text())["findings"]
    assert sorted(os.listdir(tmp_path)) == ["r.json", "r.sarif", "r.sonar.json", "tree"]


def test_gate_judges_a_stored_report(scan, tree, tmp_path):
    folder = tree({"a.py": "import hashlib\nhashlib.md5(x)\n"})
    report = tmp_path / "r.json"
    assert scan(folder, "-o", f"json={report}").returncode == 0
    assert scan("gate", report).returncode == 0
    assert scan("gate", report, "--fail-on", "medium").returncode == 1
    assert scan("gate", tmp_path / "missing.json").returncode == 2
    report.write_text("{")
    process = scan("gate", report)
    assert process.returncode == 2
    assert "r.json" in process.stderr


def test_gate_on_an_incomplete_report(scan, tree, tmp_path):
    folder = tree({"a.txt": "x" * 5000})
    report = tmp_path / "r.json"
    assert scan(folder, "--max-file-size", "1000", "-o", f"json={report}").returncode == 3
    assert scan("gate", report).returncode == 3


def test_packages_without_an_advisory_database_are_incomplete(scan, tree):
    process = scan(tree({"requirements.txt": "requests==2.0.0\n"}))
    assert process.returncode == 3
    assert "advisor" in process.stdout


def test_a_named_database_that_is_not_there(scan, tree, tmp_path):
    process = scan(tree({"a.py": ""}), "--db", tmp_path / "none.db")
    assert process.returncode == 2
    assert "none.db" in process.stderr


def test_database_build_status_and_scan(scan, tree, tmp_path):
    advisory = {
        "id": "TEST-2024-1", "modified": "2024-01-02T03:04:05Z", "summary": "requests leaks",
        "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
        "affected": [{"package": {"ecosystem": "PyPI", "name": "requests"},
                      "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}, {"fixed": "2.20.0"}]}]}],
    }
    (tmp_path / "osv").mkdir()
    (tmp_path / "osv" / "TEST-2024-1.json").write_text(json.dumps(advisory))
    database = tmp_path / "advisories.db"
    assert scan("db", "build", "--from", tmp_path / "osv", "-o", database).returncode == 0
    status = scan("db", "status", "--db", database)
    assert status.returncode == 0
    assert "PyPI" in status.stdout
    folder = tree({"requirements.txt": "requests==2.0.0\nflask==3.0.0\n"})
    process = scan(folder, "--db", database)
    assert process.returncode == 1
    assert "TEST-2024-1" in process.stdout
    assert "2.20.0" in process.stdout
    (folder / "requirements.txt").write_text("requests==2.20.0\n")
    assert scan(folder, "--db", database).returncode == 0


def test_rule_selection(scan, tree, mixed_files):
    folder = tree(mixed_files)
    kept = scan.json("--rule", "python-weak-hash", folder)
    assert {f["rule_id"] for f in kept["findings"]} == {"python-weak-hash"}
    by_alias = scan.json("--rule", "B303", folder)
    assert by_alias["findings"] == kept["findings"]
    rest = scan.json("--exclude-rule", "B303", folder)
    assert "python-weak-hash" not in {f["rule_id"] for f in rest["findings"]}
    assert rest["findings"]


def test_analyzers_are_chosen(scan, tree, mixed_files):
    report = scan.json("--analyzers", "iac", tree(mixed_files))
    assert {f["analyzer"] for f in report["findings"]} == {"iac"}


RULE = """rules:
  - id: own-print
    message: printed
    severity: ERROR
    languages: [python]
    pattern: print(...)
"""


def test_own_rules_replace_the_built_in_ones_and_default_adds_them_back(scan, tree, tmp_path):
    (tmp_path / "own.yaml").write_text(RULE)
    folder = tree({"a.py": VULNERABLE + "print(1)\n"})
    own = scan.json("--rules", tmp_path / "own.yaml", folder)
    assert {f["rule_id"] for f in own["findings"]} == {"own-print"}
    both = scan.json("--rules", tmp_path / "own.yaml", "--rules", "default", folder)
    assert {f["rule_id"] for f in both["findings"]} == {"own-print", "python-subprocess-shell"}


def test_rules_commands(scan, tmp_path):
    listed = scan("rules", "list")
    assert listed.returncode == 0
    assert "python-weak-hash" in listed.stdout
    rules = json.loads(scan("rules", "list", "--format", "json").stdout)
    assert {"id", "aliases", "analyzer", "languages", "severity"} <= set(rules[0])
    assert "| `python-weak-hash` |" in scan("rules", "list", "--format", "markdown").stdout
    shown = scan("rules", "show", "B303")
    assert shown.returncode == 0
    assert "CWE-327" in shown.stdout
    assert scan("rules", "show", "no-such-rule").returncode == 2
    (tmp_path / "own.yaml").write_text(RULE)
    assert scan("rules", "validate", tmp_path / "own.yaml").returncode == 0


def test_scan_test_runs_rules_against_the_files_beside_them(scan, tree):
    folder = tree({"own.yaml": RULE, "own.test.py": "# ruleid: own-print\nprint(1)\n# ok: own-print\nprinted(1)\n"})
    process = scan("test", folder)
    assert process.returncode == 0, process.stdout + process.stderr
    assert process.stdout.endswith("2 passed, 0 failed\n")
    (folder / "own.test.py").write_text("# ruleid: own-print\nprinted(1)\n# ok: own-print\nprint(1)\n")
    process = scan("test", folder)
    assert process.returncode == 1
    assert "own.test.py:2: missed own-print" in process.stdout
    assert process.stdout.endswith("0 passed, 2 failed\n")


def test_the_built_in_rules_pass_their_examples(scan, root):
    process = scan("test", root / "rules")
    assert process.returncode == 0, process.stdout
    assert "no example of" not in process.stdout


def test_suppressed_findings(scan, tree, tmp_path):
    folder = tree({"a.py": VULNERABLE.replace("True)", "True)  # nosemgrep: python-subprocess-shell")})
    process = scan(folder, "-o", f"sarif={tmp_path}/hidden.sarif", "-o", f"json={tmp_path}/all.json")
    assert process.returncode == 0
    assert json.loads((tmp_path / "hidden.sarif").read_text())["runs"][0]["results"] == []
    [finding] = json.loads((tmp_path / "all.json").read_text())["findings"]
    assert finding["suppression"]
    scan(folder, "--show-suppressed", "-o", f"sarif={tmp_path}/shown.sarif")
    [result] = json.loads((tmp_path / "shown.sarif").read_text())["runs"][0]["results"]
    assert result["suppressions"]


def test_a_secret_is_in_no_report(scan, tree, tmp_path):
    secret = "ghp_" + "wq9ZkT3nXv7LrB2sHd8MfJ6yPcA1eG0uRtKx"
    folder = tree({"conf.py": f"token = '{secret}'\nprint(eval('{secret}' + x))\n"})
    files = [tmp_path / f"r.{name}" for name in ("json", "sarif", "sonar", "text")]
    process = scan(folder, *[word for f in files for word in ("-o", f"{f.suffix[1:]}={f}")])
    assert process.stdout
    for text in [process.stdout, process.stderr, *(f.read_text() for f in files)]:
        assert secret not in text
        assert secret[8:] not in text


def test_a_file_below_several_of_the_paths_is_scanned_once(scan, tree):
    folder = tree({"a/b/x.py": "eval(x)\n", "a/y.py": "eval(y)\n"})
    report = scan.json(folder / "a", folder / "a" / "b/", folder / "a", folder / "a" / "y.py")
    assert report["statistics"]["files"] == 2
    assert [f["locations"][0]["path"].rsplit("tree/")[1] for f in report["findings"]] == ["a/b/x.py", "a/y.py"]


def test_a_secret_is_masked_in_other_files_too(scan, tree, tmp_path):
    token = "tok_9fK2mQ7xLw4ZpR8vTb3NcY6"
    (tmp_path / "secret.toml").write_text(
        "[[rules]]\nid = 'own'\ndescription = 'd'\nregex = '''key = (tok_\\w+)'''\nkeywords = ['key']\n")
    (tmp_path / "call.yaml").write_text(
        "rules:\n  - id: call\n    message: got $X\n    severity: ERROR\n    languages: [python]\n"
        "    pattern: f(..., $X)\n")
    folder = tree({
        "conf.ini": f"key = {token}\n",
        "a.py": f"f('{token}')  # scan:ignore[call] {token}\n",
        "b.py": f"f('{token}', 1)\nf('{'x' * 185 + token}')\nf('{'x' * 160 + token}')\n",
    })
    for style in ("json", "sarif", "sonar", "text"):
        process = scan("--rules", tmp_path / "secret.toml", "--rules", tmp_path / "call.yaml", "--format", style, folder)
        assert process.returncode == 1, process.stderr
        assert "tok_*" in process.stdout or style == "sonar"
        assert token[:20] not in process.stdout, style


def test_a_rule_test_that_left_something_out_does_not_pass(scan, tree):
    folder = tree({"own.yaml": RULE, "deep.test.py": "# ruleid: own-print\nprint(1)\n",
                   ".gitlab-ci.yml": "# ok: own-print\njob: [\n"})
    process = scan("test", "--rules", folder / "own.yaml", "--rules", "default", folder)
    assert process.returncode == 3, process.stdout
    assert ".gitlab-ci.yml: left out" in process.stdout
