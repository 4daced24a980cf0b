"""`scan test` and `scan rules show --explain`: what rule authors are told."""

import pytest

RULE = """
rules:
  - id: own
    message: load is not safe
    severity: LOW
    languages: [python]
    patterns:
      - pattern: load($X)
      - pattern-inside: |
          def $F(...):
            ...
      - pattern-not: load("...")
      - metavariable-regex: {metavariable: $X, regex: a}
    fix: safe_load($X)
"""
GOOD = "def f():\n    # ruleid: own\n    load(a)\n    # ok: own\n    load('a')\n"
FIXED = GOOD.replace("load(a)", "safe_load(a)")


@pytest.mark.parametrize("names", [("own.py", "own.fixed.py"), ("own.test.py", "own.fixed.py"),
                                   ("own.test.py", "own.test.fixed.py")])
def test_fixed_files_are_compared(scan, tree, names):
    folder = tree({"own.yaml": RULE, names[0]: GOOD, names[1]: FIXED})
    for path in (folder, folder / "own.yaml", folder / names[0]):
        process = scan("test", path)
        assert (process.returncode, process.stdout) == (0, "3 passed, 0 failed\n"), process.stderr
    (folder / names[1]).write_text(FIXED.replace("safe_", "SAFE_"))
    process = scan("test", folder)
    assert process.returncode == 1
    assert f"{names[0]}:3: fixed otherwise than expected\n" in process.stdout
    assert "-    SAFE_load(a)\n+    safe_load(a)\n" in process.stdout
    assert process.stdout.endswith("2 passed, 1 failed\n")


def test_only_rules_that_the_annotations_name_fix_an_example(scan, tree):
    other = "rules:\n  - {id: other, message: m, severity: LOW, languages: [python], pattern: f, fix: g}\n"
    folder = tree({"own.yaml": RULE, "own.py": GOOD, "own.fixed.py": FIXED, "other.yaml": other})
    assert scan("test", folder).stdout == "no example of other\n3 passed, 0 failed\n"


def test_rules_and_examples_in_folders_of_their_own(scan, tree):
    folder = tree({"rules/a/own.yaml": RULE, "tests/a/own.py": GOOD, "tests/a/own.fixed.py": FIXED})
    process = scan("test", "--rules", folder / "rules", folder / "tests")
    assert process.stdout == "3 passed, 0 failed\n"


@pytest.mark.parametrize(("code", "hint"), [
    ("def f():\n  # ruleid: own\n  print(a, load)\n", "no match of `pattern: load($X)` here"),
    ("# ruleid: own\nload(a)\ndef f(): pass\n", "no match of `pattern-inside: def $F(...): ...` here"),
    ("def f():\n  # ruleid: own\n  load('a')\n", "`pattern-not: load(\"...\")` takes it away"),
    ("def f():\n  # ruleid: own\n  load(b)\n", "`metavariable-regex of $X: a` does not hold"),
    ("# ruleid: own\nprint(1)\n", "not tried: names are missing in the file without which the rule cannot match: load"),
    ("# ruleid: owl\nprint(1)\n", "no rule has the id or alias owl"),
])
def test_a_missed_line_has_a_hint(scan, tree, code, hint):
    folder = tree({"own.yaml": RULE, "own.py": code})
    process = scan("test", folder)
    assert process.returncode == 1
    assert "missed " in process.stdout
    assert f"    {hint}\n" in process.stdout


def test_examples_in_the_rules_themselves(scan, tree):
    folder = tree({"keys.yml": """
rules:
  - name: Acme account
    id: acme.account
    visible: false
    pattern: acme-account=([0-9]{6})
    examples: [acme-account=123456]
  - name: Acme key
    id: acme.key
    pattern: |
      (?x) acme-key= ( [0-9a-f]{12} )
    min_entropy: 2.0
    examples:
      - acme-key=0123456789ab
    negative_examples:
      - acme-key=000000000000
"""})
    process = scan("test", folder / "keys.yml")
    assert (process.returncode, process.stdout) == (0, "3 passed, 0 failed\n"), process.stderr
    (folder / "keys.yml").write_text((folder / "keys.yml").read_text().replace("min_entropy: 2.0", "min_entropy: 4.0"))
    process = scan("test", folder / "keys.yml")
    assert process.returncode == 1
    assert process.stdout == f"{folder}/keys.yml:14: missed acme.key\n2 passed, 1 failed\n"


def test_nothing_to_test_is_an_error(scan, tree):
    process = scan("test", tree({"own.yaml": RULE, "own.py": "load(a)\n"}))
    assert process.returncode == 2
    assert "there is no annotated file" in process.stderr


def test_explain_shows_each_part_and_where_it_fails(scan, tree):
    folder = tree({"own.yaml": RULE, "x.py": "load(a)\ndef f():\n  load('s')\n  load(b)\n", "x.js": "load(a)\n",
                   "y.py": "print(1)\n"})

    def explain(name):
        process = scan("rules", "show", "--rules", folder / "own.yaml", "--explain", "own", folder / name)
        assert process.returncode == 0, process.stderr
        return process.stdout.replace(str(folder) + "/", "")

    assert explain("x.py") == """\
own in x.py
patterns: 0 found
  pattern: load($X): 3 found
      1:1  load(a)
      3:3  load('s')
      4:3  load(b)
  pattern-inside: def $F(...): ...: 1 found, 2 left
      2:1  def f(): ...
  pattern-not: load("..."): 1 found, 1 left
      3:3  load('s')
  metavariable-regex of $X: a: 0 left   <-- from here on nothing is left
"""
    assert explain("x.js") == "own in x.js\nnot tried in a scan: the file is javascript, the rule is for python\n"
    assert "not tried in a scan: names are missing in the file" in explain("y.py")
    assert "pattern: load($X): 0 found   <-- from here" in explain("y.py")
    for words in (["--explain", "own"], ["own", folder / "x.py"], ["--explain", "none", folder / "x.py"],
                  ["--explain", "own", folder / "missing.py"]):
        assert scan("rules", "show", "--rules", folder / "own.yaml", *words).returncode == 2


def test_verbose_tells_how_much_was_really_tried(scan, tree):
    folder = tree({"own.yaml": RULE, "src/x.py": "def f():\n  load(a)\n", "src/y.py": "print(1)\n"})
    process = scan("--rules", folder / "own.yaml", "-v", folder / "src")
    assert "sast: 1 of 2 rules x files left after literals and paths (50.0 %); 1 of 2 files parsed; " in process.stderr
    report = scan.json("--rules", folder / "own.yaml", folder / "src")
    effort = next(row for row in report["statistics"]["analyzers"] if row["name"] == "sast")["effort"]
    assert (effort["rule_files"], effort["rule_files_tried"], effort["files_parsed"]) == (2, 1, 1)
    assert 0 < effort["nodes_tried"] < effort["nodes"]


def test_markdown_documents_each_rule_whole(scan, tree):
    rule = RULE.replace("    severity: LOW\n", """    severity: LOW
    metadata:
      title: Loading
      why: Whoever writes the file runs code.
      cwe: ["CWE-502: Deserialization"]
      owasp: ["A08:2021 - Integrity"]
      aliases: [B506]
      references: ["https://example.org/load"]
""")
    folder = tree({"own.yaml": rule, "own.py": GOOD})
    text = scan("rules", "list", "--format", "markdown", "--rules", folder).stdout
    for part in ("| `own` | sast | python | low | B506 | Loading |", "## own\n**Loading**\n\nload is not safe\n",
                 "Whoever writes the file runs code.", "- severity: low, confidence medium", "- weakness: CWE-502",
                 "- OWASP: A08:2021", "- also known as: B506", "- see: <https://example.org/load>",
                 "Fix (`--fix`):\n```python\nsafe_load($X)\n```", "Found:\n```python\nload(a)\n```",
                 "Not found:\n```python\nload('a')\n```"):
        assert part in text, part
