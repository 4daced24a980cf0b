"""Each kind of bad input: a clear message, the stated exit status, nothing hung, nothing lost."""

import errno
import json
import os
import resource
import shutil
import subprocess
import zipfile

import pytest

GOOD_RULE = """rules:
  - id: own-print
    message: printed
    severity: ERROR
    languages: [python]
    pattern: print(...)
"""
POLICY = """metadata:
  id: own-policy
  name: no latest
  category: supply-chain
  severity: HIGH
definition:
  cond_type: attribute
  resource_types: [FROM]
  attribute: tag
  operator: not_equals
  value: latest
"""


def test_a_path_that_is_not_there(scan):
    process = scan("/no/such/path")
    assert process.returncode == 2
    assert "/no/such/path" in process.stderr


def test_an_unknown_flag_is_named(scan):
    process = scan("--frobnicate")
    assert process.returncode == 2
    assert "--frobnicate" in process.stderr


@pytest.mark.parametrize(
    ("name", "text", "place", "words"),
    [
        ("yaml.yaml", "rules:\n  - id: [a\n", ":", "error"),
        ("pattern.yaml", GOOD_RULE.replace("print(...)", "'print(('"), ":6:", "pattern"),
        ("unknown.yaml", GOOD_RULE.replace("    pattern:", "    patern:"), ":6:5", "patern"),
        ("missing.yaml", GOOD_RULE.replace("    message: printed\n", ""), ":2:", "message"),
        ("language.yaml", GOOD_RULE.replace("[python]", "[pyhton]"), ":5:", "pyhton"),
        ("regex.yaml", GOOD_RULE.replace("pattern: print(...)", "pattern-regex: '(('"), ":6:", "("),
        ("toml.toml", "[[rules]]\nid = 'x\n", ":2:", "error"),
        ("key.toml", "[[rules]]\nid = 'x'\nregex = 'x'\nkeyword = ['x']\n", ":4:", "keyword"),
        ("policy.yaml", POLICY.replace("operator: not_equals", "operator: not_equal"), ":", "not_equal"),
        ("policy2.yaml", POLICY.replace("attribute: tag", "atribute: tag"), ":", "atribute"),
        ("policy3.yaml", POLICY.replace("[FROM]", "[FROM"), ":", "error"),
        ("neither.yaml", "just: text\n", "", "not a rule file"),
    ],
)
def test_a_malformed_rule_or_policy_names_the_place(scan, tree, tmp_path, name, text, place, words):
    path = tmp_path / name
    path.write_text(text)
    process = scan("--rules", path, tree({"a.py": ""}))
    assert process.returncode == 2, process.stdout
    assert f"{name}{place}" in process.stderr
    assert words in process.stderr
    if place.count(":") > 1:
        assert "^" in process.stderr


def test_keep_going_loads_the_sound_rules(scan, tree, tmp_path):
    bad = GOOD_RULE.split("\n", 1)[1].replace("own-print", "own-bad").replace("pattern:", "patern:")
    (tmp_path / "r.yaml").write_text(GOOD_RULE + bad)
    folder = tree({"a.py": "print(1)\n"})
    assert scan("--rules", tmp_path / "r.yaml", folder).returncode == 2
    process = scan("--rules", tmp_path / "r.yaml", "--keep-going", "--format", "json", folder)
    report = json.loads(process.stdout)
    assert [f["rule_id"] for f in report["findings"]] == ["own-print"]
    assert any(n["code"] == "rule-skipped" for n in report["notices"])


def test_odd_files_are_scanned_or_left_out(scan, tree):
    folder = tree({
        "empty.py": "",
        "nul.py": b"x = 1\0\neval(x)\n",
        "bom.py": b"\xef\xbb\xbfeval(x)\n",
        "utf16.py": "eval(x)\n".encode("utf-16"),
        "latin1.py": "name = 'caf\xe9'\neval(name + x)\n".encode("latin-1"),
        "no_newline.py": "eval(x)",
        "crlf.py": "a = 1\r\neval(x)\r\n",
        "Dockerfile": "",
        "package-lock.json": "",
    })
    report = scan.json("--analyzers", "sast", folder)
    found = {f["locations"][0]["path"]: f["locations"][0]["region"]["start_line"] for f in report["findings"]}
    assert found == {"bom.py": 1, "utf16.py": 1, "latin1.py": 2, "no_newline.py": 1, "crlf.py": 2}
    assert report["statistics"]["skipped"]["binary"] == 1


def test_a_text_file_of_one_gigabyte_is_left_out_aloud(scan, tree):
    folder = tree({"a.py": "eval(x)\n", "big.txt": "text\n" * 2000})
    os.truncate(folder / "big.txt", 1 << 30)  # sparse, and text as far as anybody looks
    process = scan("--format", "json", folder)
    assert process.returncode == 3
    report = json.loads(process.stdout)
    assert [n["path"] for n in report["notices"]] == ["big.txt"]
    assert len(report["findings"]) == 1


def test_one_line_of_a_hundred_megabytes(scan, tree):
    folder = tree({"min.js": "x=[" + "1,2,3,4,5,6,7,8," * 6_250_000 + "0];eval(y)"})
    process = scan("--max-file-size", 200_000_000, "--format", "json", folder, timeout=600)
    assert process.returncode in (0, 3), process.stderr
    report = json.loads(process.stdout)
    # Either it was analysed, or a notice says what was not.
    assert report["findings"] or report["notices"]


DEEP = 100_000


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("deep.py", "x = " + "(" * DEEP + ")" * DEEP + "\n"),
        ("lists.py", "x = " + "[" * DEEP + "]" * DEEP + "\n"),
        ("calls.py", "f(" * DEEP + "1" + ")" * DEEP + "\n"),
        ("chain.py", "x" + ".y()" * DEEP + "\n"),
        ("sum.py", "x = " + "1 + " * DEEP + "1\n"),
        ("ifs.py", "".join(" " * i + "if x:\n" for i in range(3000)) + " " * 3000 + "pass\n"),
        ("deep.js", "x = " + "[" * DEEP + "]" * DEEP + ";\n"),
        ("blocks.js", "{" * DEEP + "}" * DEEP + "\n"),
        ("else.js", "if (a) b(); else " * DEEP + "c();\n"),
        ("package-lock.json", '{"packages":' * DEEP + "1" + "}" * DEEP),
        (".gitlab-ci.yml", "job: " + "[" * DEEP + "]" * DEEP + "\n"),
        ("Dockerfile", "FROM a:1\n" + "RUN " + "$(" * DEEP + ")" * DEEP + "\n"),
        ("go.mod", "module x\n" + "require (\n" * DEEP),
        ("requirements.txt", "a[" * DEEP + "\n"),
    ],
)
def test_nesting_without_end(scan, tree, name, text):
    process = scan(tree({name: text}), timeout=300)
    assert process.returncode in (0, 1, 3), (process.returncode, process.stderr[-500:])


BOMB = "a: &a [x,x,x,x,x,x,x,x,x]\n" + "".join(
    f"{chr(98 + i)}: &{chr(98 + i)} [{','.join(['*' + chr(97 + i)] * 9)}]\n" for i in range(12))


def test_an_alias_bomb_as_a_pipeline_file_is_a_notice(scan, tree):
    process = scan(tree({".gitlab-ci.yml": BOMB}))
    assert process.returncode == 3
    assert ".gitlab-ci.yml" in process.stdout


def test_an_alias_bomb_as_a_rule_file_is_an_error(scan, tree, tmp_path):
    (tmp_path / "bomb.yaml").write_text("rules:\n  - id: x\n" + BOMB)
    process = scan("--rules", tmp_path / "bomb.yaml", tree({}))
    assert process.returncode == 2
    assert "bomb.yaml" in process.stderr


def test_a_rule_file_nested_without_end(scan, tree, tmp_path):
    for name, text in {"r.yaml": "rules: " + "[" * DEEP, "r.toml": "[[rules]]\nx = " + "[" * DEEP,
                       "r.json": '{"rules":' * DEEP}.items():
        (tmp_path / name).write_text(text)
        process = scan("--rules", tmp_path / name, tree({}))
        assert process.returncode == 2, name
        assert name in process.stderr


def test_a_zip_bomb_as_an_advisory_archive(scan, tmp_path):
    with zipfile.ZipFile(tmp_path / "all.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        with archive.open("BOMB-1.json", "w", force_zip64=True) as entry:
            chunk = b" " * (1 << 20)
            for _ in range(2048):
                entry.write(chunk)
    process = scan("db", "build", "--from", tmp_path / "all.zip", "-o", tmp_path / "x.db")
    assert process.returncode == 2
    assert "all.zip" in process.stderr
    assert not (tmp_path / "x.db").exists()


@pytest.fixture
def database(scan, tmp_path):
    folder = tmp_path / "osv"
    folder.mkdir()
    for i in range(50):
        (folder / f"T-{i}.json").write_text(json.dumps({
            "id": f"T-{i}", "modified": "2024-01-01T00:00:00Z", "summary": f"flaw {i}",
            "severity": [{"type": "CVSS_V3", "score": "CVSS:3.1/AV:N/AC:L/PR:N/UI:N/S:U/C:H/I:H/A:H"}],
            "affected": [{"package": {"ecosystem": "PyPI", "name": f"pkg{i}"},
                          "ranges": [{"type": "ECOSYSTEM", "events": [{"introduced": "0"}]}]}]}))
    path = tmp_path / "advisories.db"
    assert scan("db", "build", "--from", folder, "-o", path).returncode == 0
    return path


def test_a_truncated_or_corrupt_database_never_reads_as_clean(scan, tree, tmp_path, database):
    folder = tree({"requirements.txt": "pkg7==1.0\n"})
    assert scan(folder, "--db", database).returncode == 1
    whole = database.read_bytes()
    damaged = tmp_path / "damaged.db"
    for cut in (0, 7, 64, len(whole) // 2, len(whole) - 1):
        damaged.write_bytes(whole[:cut])
        assert scan(folder, "--db", damaged).returncode == 3, cut
    for at in range(0, len(whole), max(1, len(whole) // 97)):
        damaged.write_bytes(whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1:])
        process = scan(folder, "--db", damaged)
        # A byte that this scan does not need may go unnoticed by it, but then the finding is there.
        assert process.returncode in (1, 3), at
        assert scan("db", "status", "--db", damaged).returncode == 3, at


def test_a_report_on_a_full_disk(scan, tree, tmp_path):
    folder = tree({"a.py": "eval(x)\n"})

    def no_room():
        resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
        import signal
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)

    process = scan(folder, "-o", f"json={tmp_path}/r.json", preexec_fn=no_room, stdout=subprocess.DEVNULL,
                   stderr=subprocess.PIPE, capture_output=False)
    assert process.returncode == 2
    assert "r.json" in process.stderr
    assert not list(tmp_path.glob("*r.json*")) and not list(tmp_path.glob(".*.tmp"))
    with open("/dev/full", "w") as full:
        process = scan(folder, stdout=full, stderr=subprocess.PIPE, capture_output=False)
    assert process.returncode == 2
    assert os.strerror(errno.ENOSPC) in process.stderr


def test_closed_standard_output(scan, tree):
    folder = tree({"a.py": "eval(x)\n"})
    process = subprocess.run(["sh", "-c", f'exec "{scan.binary}" "{folder}" >&-'], env=scan.environment,
                             stderr=subprocess.PIPE, text=True, check=False, timeout=60)
    assert process.returncode == 2
    assert "standard output" in process.stderr


def test_a_reader_that_goes_away(scan, tree):
    folder = tree({f"{i}.py": "eval(x)\n" * 200 for i in range(50)})
    process = subprocess.run(
        ["bash", "-c", f'"{scan.binary}" "{folder}" | head -1 >/dev/null; echo "${{PIPESTATUS[0]}}"'],
        env=scan.environment, capture_output=True, text=True, check=False, timeout=60)
    assert process.stdout == "0\n"
    assert process.stderr == ""


def test_no_permission_to_write(scan, tree, tmp_path):
    folder = tree({"a.py": "eval(x)\n"})
    process = scan(folder, "-o", "json=/proc/nothing/r.json")
    assert process.returncode == 2
    assert "/proc/nothing/r.json" in process.stderr
    process = scan(folder, "-o", "json=/proc/r.json")  # not even root may
    assert process.returncode == 2
    assert "/proc/r.json" in process.stderr


def test_a_file_without_permission_makes_the_scan_incomplete(scan, tree):
    folder = tree({"a.py": "eval(x)\n", "secret.py": "eval(y)\n"})
    os.chmod(folder / "secret.py", 0)
    run_as = {}
    if os.geteuid() == 0:
        if shutil.which("setpriv") is None:
            pytest.skip("root can read every file")
        # Root reads everything; nobody does not. The tree must then be reachable for it.
        for parent in [folder, *folder.parents][:4]:
            os.chmod(parent, 0o755)
        run_as = {"binary": ["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"]}
    process = subprocess.run([*run_as.get("binary", []), scan.binary, str(folder)], env=scan.environment,
                             capture_output=True, text=True, check=False, timeout=60)
    if process.returncode == 126 or "permission denied" in process.stderr.lower():
        pytest.skip("nobody cannot run the binary here")
    assert process.returncode == 3, process.stdout + process.stderr
    assert "secret.py" in process.stdout


@pytest.mark.parametrize("command", [["--rules"], ["test"], ["gate"]])
def test_a_fifo_is_not_waited_for(scan, tree, tmp_path, command):
    os.mkfifo(tmp_path / "fifo")
    words = [*command, tmp_path / "fifo"] + ([tree({})] if command == ["--rules"] else [])
    process = scan(*words, timeout=20)
    assert process.returncode == 2
    assert "fifo" in process.stderr


@pytest.mark.parametrize("path", ["/", "/dev/zero"])
def test_what_is_no_report_has_no_verdict(scan, path):
    process = scan("gate", path, timeout=60)
    assert process.returncode == 2
    assert path in process.stderr


@pytest.mark.parametrize("words", [["--max-file-size", "-5"], ["--timeout", "nan"], ["-j", "-1"]])
def test_a_number_out_of_range_is_wrong_usage(scan, tree, words):
    process = scan(*words, tree({"a.py": "eval(x)\n"}))
    assert process.returncode == 2, process.stdout
    assert words[0] in process.stderr


def test_two_reports_do_not_go_to_one_file(scan, tree, tmp_path):
    process = scan("-o", f"json={tmp_path}/r", "-o", f"sarif={tmp_path}/./r", tree({}))
    assert process.returncode == 2
    assert not (tmp_path / "r").exists()


def test_a_lone_carriage_return_gives_sonarqube_a_line_without_columns(scan, tree):
    process = scan("--format", "sonar", tree({"a.py": b"a = 1\reval(x)\nb = 2\n"}))
    [issue] = json.loads(process.stdout)["issues"]
    assert issue["primaryLocation"]["textRange"] == {"startLine": 1, "endLine": 1}


def test_no_room_for_so_many_threads(scan, tree):
    folder = tree({"a.py": "eval(x)\n"})

    def little_room():  # for two stacks, and enough besides
        resource.setrlimit(resource.RLIMIT_STACK, (8 << 30, resource.getrlimit(resource.RLIMIT_STACK)[1]))
        resource.setrlimit(resource.RLIMIT_AS, (20 << 30, 20 << 30))

    if scan("--version", preexec_fn=little_room).returncode != 0:
        pytest.skip("the command itself does not fit, as with a sanitizer")
    process = scan("-j", "1024", "--format", "json", folder, preexec_fn=little_room)
    assert process.returncode in (0, 1), process.stderr
    assert process.stdout == scan("-j", "1", "--format", "json", folder).stdout
