"""`--fix`: what is written, what is shown, and what is left alone."""

import json
import shutil
import subprocess

RULES = """
rules:
  - id: own-load
    languages: [python]
    severity: HIGH
    message: load is not safe
    pattern: load($X)
    fix: safe_load($X)
"""


def rule_file(tmp_path):
    path = tmp_path / "rules.yaml"
    path.write_text(RULES)
    return path


def test_fix_changes_files_and_reports_what_is_left(scan, tree, tmp_path):
    folder = tree({"a.py": "load(f)\n", "b/c.py": "load(g)  # nosemgrep\n"})
    process = scan("--rules", rule_file(tmp_path), "--fix", folder)
    assert process.returncode == 0, process.stdout
    assert "1 finding fixed in 1 file\n" in process.stderr
    assert (folder / "a.py").read_text() == "safe_load(f)\n"
    assert (folder / "b/c.py").read_text() == "load(g)  # nosemgrep\n"
    before = (folder / "a.py").stat().st_mtime_ns
    assert "0 findings fixed in 0 files\n" in scan("--rules", rule_file(tmp_path), "--fix", folder).stderr
    assert (folder / "a.py").stat().st_mtime_ns == before


def test_dry_run_prints_a_diff_that_patch_takes(scan, tree, tmp_path):
    folder = tree({"a.py": "load(f)\r\n", "b/c.py": "x = 1\nload(load(g))"})
    report = tmp_path / "report.json"
    process = scan("--rules", rule_file(tmp_path), "--fix", "--dry-run", "-o", f"json={report}", folder, text=False)
    assert process.returncode == 1  # what is found is still there
    assert report.exists()
    assert (folder / "a.py").read_bytes() == b"load(f)\r\n"
    patched = subprocess.run(
        ["patch", "-p1", "--binary"], cwd=folder, input=process.stdout, capture_output=True, check=False
    )
    assert patched.returncode == 0, patched.stdout
    assert (folder / "a.py").read_bytes() == b"safe_load(f)\r\n"
    assert (folder / "b/c.py").read_bytes() == b"x = 1\nsafe_load(load(g))"


def test_overlapping_fixes_are_told_of_and_applied_by_the_next_run(scan, tree, tmp_path):
    folder = tree({"a.py": "load(load(g))\n"})
    process = scan("--rules", rule_file(tmp_path), "--fix", folder)
    assert "fix-conflict" in process.stdout
    assert (folder / "a.py").read_text() == "safe_load(load(g))\n"
    scan("--rules", rule_file(tmp_path), "--fix", folder)
    assert (folder / "a.py").read_text() == "safe_load(safe_load(g))\n"


def test_wrong_usage(scan, tree, tmp_path):
    folder = tree({"a.py": "load(f)\n"})
    assert scan("--dry-run", folder).returncode == 2
    process = scan("--fix", "--dry-run", "--format", "json", folder)
    assert process.returncode == 2
    assert "--dry-run prints the changes on standard output" in process.stderr
    process = scan("--fix", "--dry-run", "-o", "json=-", folder)
    assert process.returncode == 2


def test_sarif_and_text_carry_the_fix(scan, tree, tmp_path):
    folder = tree({"a.py": "x = load(f)\n"})
    process = scan("--rules", rule_file(tmp_path), folder)
    assert " = fix: safe_load(f)\n" in process.stdout
    process = scan("--rules", rule_file(tmp_path), "--format", "sarif", folder)
    [result] = json.loads(process.stdout)["runs"][0]["results"]
    [change] = result["fixes"][0]["artifactChanges"]
    assert change["artifactLocation"]["uri"] == "a.py"
    assert change["replacements"] == [
        {
            "deletedRegion": {"startLine": 1, "startColumn": 5, "endLine": 1, "endColumn": 12},
            "insertedContent": {"text": "safe_load(f)"},
        }
    ]


def test_fixing_the_examples_of_the_built_in_rules_again_changes_nothing(scan, root, tmp_path):
    for example in sorted((root / "rules/sast").glob("*.test.*")):
        if ".fixed" not in example.suffixes:
            shutil.copy(example, tmp_path)
    assert " fixed in " in scan("--analyzers", "sast", "--fix", tmp_path).stderr
    # A fix inside another one is left to the second run.
    scan("--analyzers", "sast", "--fix", tmp_path)
    assert "0 findings fixed in 0 files\n" in scan("--analyzers", "sast", "--fix", tmp_path).stderr
