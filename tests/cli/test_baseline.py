"""`--baseline`: what a stored report has is known."""

import json

RULES = """
[[rules]]
id = "corp-token"
regex = '''corp_[0-9]{8}'''

[[rules]]
id = "key-file"
path = '''\\.p12$'''
"""


def entry(path, line, secret, rule="corp-token"):
    return {"RuleID": rule, "File": path, "StartLine": line, "EndLine": line, "Secret": secret, "Commit": "",
            "Match": "", "Fingerprint": f"{path}:{rule}:{line}"}


def open_places(report):
    return sorted((finding["rule_id"], place["path"], place["region"]["start_line"])
                  for finding in report["findings"] if "suppression" not in finding for place in finding["locations"])


def scanned(scan, folder, *words):
    process = scan("--rules", folder / "rules.toml", "--analyzers", "secrets", "--format", "json", *words, folder / "src")
    assert process.returncode in (0, 1), process.stderr
    return json.loads(process.stdout)


def test_a_report_of_gitleaks(scan, tree):
    folder = tree({"rules.toml": RULES, "src/a": "corp_12345678\ncorp_22222222\n", "src/b": "corp_12345678\n",
                   "src/key.p12": "\0\1", "src/other.p12": "\0\1"})
    known = [entry("a", 1, "corp_12345678"), entry("a", 2, "corp_99999999"), entry("key.p12", 0, "", "key-file")]
    (folder / "known.json").write_text(json.dumps(known))
    report = scanned(scan, folder, "--baseline", folder / "known.json")
    assert open_places(report) == [("corp-token", "a", 2), ("corp-token", "b", 1), ("key-file", "other.p12", 1)]
    assert {finding["suppression"]["directive"] for finding in report["findings"] if "suppression" in finding} == {
        "baseline"}
    assert report["summary"]["suppressed"] == 2


def test_a_report_of_our_own_whatever_the_lines(scan, tree):
    folder = tree({"rules.toml": RULES, "src/a": "corp_12345678\n"})
    (folder / "known.json").write_text(json.dumps(scanned(scan, folder)))
    (folder / "src/a").write_text("\n\ncorp_12345678\ncorp_22222222\n")
    report = scanned(scan, folder, "--baseline", folder / "known.json")
    assert open_places(report) == [("corp-token", "a", 4)]


def test_the_baseline_itself_is_not_scanned(scan, tree):
    folder = tree({"rules.toml": RULES, "src/a": "", "src/known.json": json.dumps([entry("a", 1, "corp_12345678")])})
    assert open_places(scanned(scan, folder)) == [("corp-token", "known.json", 1)]
    assert open_places(scanned(scan, folder, "--baseline", folder / "src/known.json")) == []


def test_what_is_no_report_is_wrong_usage(scan, tree):
    folder = tree({"empty.json": "", "list.json": "[{}]", "a": "a"})
    for name in ("empty.json", "list.json", "nowhere.json"):
        process = scan("--baseline", folder / name, folder / "a")
        assert process.returncode == 2
        assert name in process.stderr
