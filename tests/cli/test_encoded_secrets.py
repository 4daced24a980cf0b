"""Secrets that a file holds in another spelling: where they are found, and that nobody prints them."""

import base64
import json
import os

import pytest

STYLES = ["text", "json", "sarif", "sonar"]
TOKEN = "tok_9fK2mQ7xLw4ZpR8vTb3NcY6"
RULE = """
[[rules]]
id = "own"
description = "A token."
regex = '''\\b(tok_\\w{23})\\b'''
keywords = ["tok_"]
"""


def b64(text):
    return base64.b64encode(text.encode()).decode()


@pytest.fixture
def rules(tmp_path):
    path = tmp_path / "own.toml"
    path.write_text(RULE)
    return path


# What is written, by what it is; each has the token on line 2.
SPELLINGS = {
    "base64": f"kind: Secret\n  token: {b64('auth=' + TOKEN + ';')}\n",
    "base64 twice": f"x\ny: {b64(b64(TOKEN))}\n",
    "hex": f"x\ny = {TOKEN.encode().hex()}\n",
    "percent": f"x\nGET /?u=%74{TOKEN[1:]}%20\n",
    "unicode": "x\ny = \"" + "".join(f"\\u{ord(c):04x}" for c in TOKEN) + "\"\n",
}


@pytest.mark.parametrize("spelling", SPELLINGS)
def test_neither_the_spelling_nor_what_it_says_is_printed(scan, tree, rules, tmp_path, spelling):
    written = SPELLINGS[spelling].split("\n")[1].split(" ")[-1].strip('"')
    (tmp_path / "call.yaml").write_text(
        "rules:\n  - id: call\n    message: got $X\n    severity: ERROR\n    languages: [python]\n"
        "    pattern: f(..., $X)\n")
    # In the first file as it is written there, in the others as somebody quotes it.
    folder = tree({"a.txt": SPELLINGS[spelling], "b.py": f"f({written!r})\nf('{TOKEN}', 1)\n"})
    for style in STYLES:
        process = scan("--rules", rules, "--rules", tmp_path / "call.yaml", "--format", style, folder)
        assert process.returncode == 1, process.stderr
        for text in (process.stdout, process.stderr):
            assert TOKEN[4:] not in text
            assert written[-24:] not in text
    report = scan.json("--rules", rules, folder)
    place = report["findings"][0]["locations"][0]
    assert (place["path"], place["region"]["start_line"]) == ("a.txt", 2)
    assert report["findings"][0]["properties"]["decoded"] == spelling.split()[0]
    assert report["findings"][0]["properties"]["decode_depth"] == ("2" if "twice" in spelling else "1")


def test_the_depth_is_chosen(scan, tree, rules):
    folder = tree({"a.txt": SPELLINGS["base64 twice"]})
    for depth, findings in ((0, 0), (1, 0), (2, 1), (5, 1)):
        report = scan.json("--rules", rules, "--max-decode-depth", depth, folder)
        assert len(report["findings"]) == findings
    assert len(scan.json("--rules", rules, folder)["findings"]) == 1
    for word in ("-1", "101", "deep"):
        assert scan("--max-decode-depth", word, folder).returncode == 2


# A key of no use: its numbers are drawn at random.
KEY = "\n".join(["-----BEGIN PRIVATE KEY-----",
                 *(b64(f"line {i} of what is no key at all, only as long" * 1)[:64] for i in range(12)),
                 "-----END PRIVATE KEY-----", ""])


def test_one_key_is_one_finding_however_it_is_written(scan, tree):
    source = [line + "\n" for line in f"key = '''{KEY}'''".split("\n")]
    in_json = json.dumps({"name": "x", "key": KEY}, indent=1)
    folder = tree({
        "key.pem": KEY,
        "key.json": in_json,
        "twice.json": json.dumps({"settings": in_json}),
        "secret.yaml": f"kind: Secret\ndata:\n  key.json: {b64(in_json)}\n",
        "a.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": ["import x\n", *source]}]}, indent=1),
        "Key.java": "String key =\n" + " +\n".join(f'    "{line}\\n"' for line in KEY.strip().split("\n")) + ";\n",
        ".env": f"export A=1\nexport KEY=\"{KEY}\"\n",
        "inline.env": "KEY=\"" + KEY.replace("\n", "\\n") + "\"\n",
    })
    report = scan.json("--analyzers", "secrets", "--rule", "private-key", folder)
    assert report["notices"] == []
    lines = {}
    for finding in report["findings"]:
        for place in finding["locations"]:
            lines.setdefault(finding["identity"], {})[place["path"]] = place["region"]["start_line"]
    assert len(lines) <= 3, lines  # the line breaks at the ends of pieces differ
    places = {path: line for found in lines.values() for path, line in found.items()}
    assert places == {".env": 2, "Key.java": 2, "a.ipynb": 7, "inline.env": 1, "key.json": 3, "key.pem": 1,
                      "secret.yaml": 3, "twice.json": 1}
    for style in STYLES:
        text = scan("--analyzers", "secrets", "--format", style, folder).stdout
        assert not any(line[8:] in text for line in KEY.split("\n")[1:-2])


def test_a_large_encoded_file_takes_little_memory(scan, tree, rules):
    folder = tree({"a.txt": ("x: " + b64(b64("nothing " * 40)) + "\n") * 40_000})
    assert os.path.getsize(folder / "a.txt") > 20_000_000
    report = scan.json("--rules", rules, folder)
    assert report["notices"] == []
