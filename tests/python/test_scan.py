import datetime
import json
import os
import signal
import subprocess
import sys
import sysconfig
import textwrap
import threading
import time

import pytest

import libscan

RULE = textwrap.dedent(
    """
    rules:
      - id: no-input
        languages: [python]
        severity: ERROR
        message: input() is not wanted here
        pattern: input(...)
    """
)


def ids(result: libscan.ScanResult) -> list[tuple[str, int, str]]:
    return [(finding.path, finding.line, finding.rule_id) for finding in result.findings]


def test_findings(project):
    result = libscan.scan(project, analyzers=["sast"])
    assert ("app.py", 3, "python-eval") in ids(result)
    finding = next(f for f in result.findings if f.path == "app.py" and f.rule_id == "python-eval")
    assert finding.analyzer == "sast"
    assert finding.severity >= libscan.Severity.MEDIUM
    assert finding.confidence in libscan.Confidence
    assert finding.message and len(finding.fingerprint) == 32
    assert finding.locations[0].region.start_column == finding.column == 1
    assert finding.locations[0].snippet == "eval(input())"
    assert "python-eval" in repr(finding)
    assert finding.rule_id in {rule.id for rule in result.rules}
    assert result.statistics.files == 3
    assert not result.incomplete


def test_suppressed_finding_says_why(project):
    result = libscan.scan(project / "ignored.py")
    (finding,) = [f for f in result.findings if f.rule_id == "python-eval"]
    assert finding.suppression is not None
    assert "nosemgrep" in finding.suppression.directive


@pytest.mark.parametrize("as_path", [str, os.fsencode, lambda path: path, lambda path: [str(path)]])
def test_every_kind_of_path(project, as_path):
    assert ids(libscan.scan(as_path(project))) == ids(libscan.scan(project))


def test_equal_results_for_any_number_of_threads(project):
    assert libscan.scan(project, threads=1) == libscan.scan(project, threads=8)
    assert libscan.scan(project) != libscan.scan(project, exclude="vendor/")
    assert libscan.scan(project) != "something else"


def test_include_and_exclude(project):
    assert "vendor/other.py" in {path for path, _, _ in ids(libscan.scan(project))}
    assert "vendor/other.py" not in {path for path, _, _ in ids(libscan.scan(project, exclude=["vendor/"]))}
    assert {path for path, _, _ in ids(libscan.scan(project, include="vendor/**"))} == {"vendor/other.py"}


def test_own_rules_replace_the_built_in_ones(project, tmp_path):
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULE)
    assert {rule for _, _, rule in ids(libscan.scan(project, rules=rules))} == {"no-input"}
    both = {rule for _, _, rule in ids(libscan.scan(project, rules=[rules, "default"]))}
    assert {"no-input", "python-eval"} <= both


def test_packages(project):
    (project / "requirements.txt").write_text("Django==5.1.4\n")
    result = libscan.scan(project, analyzers=["sca"])
    (package,) = result.packages
    assert (package.name, package.version) == ("Django", "5.1.4")
    assert package.purl == "pkg:pypi/django@5.1.4"
    assert package.location.path == "requirements.txt"


def test_verdict_and_reports(project):
    result = libscan.scan(project, analyzers=["sast"])
    verdict = result.evaluate(fail_on=libscan.Severity.LOW, min_confidence=libscan.Confidence.LOW)
    assert verdict.outcome == libscan.Outcome.FAILED
    assert verdict.failing and verdict.reason
    sarif = json.loads(result.report("sarif", verdict))
    assert sarif["version"] == "2.1.0"
    stored = json.loads(result.report("json"))
    assert len(stored["findings"]) == len(result.findings)
    with pytest.raises(libscan.ScanError) as caught:
        result.report("papyrus")
    assert caught.value.code == "invalid-argument"


def test_path_that_is_not_utf8(tmp_path):
    name = os.fsdecode(b"caf\xe9.py")
    (tmp_path / name).write_text("eval(input())\n")
    assert name in {finding.path for finding in libscan.scan(tmp_path).findings}


def test_missing_path(tmp_path):
    with pytest.raises(libscan.ScanError) as caught:
        libscan.scan(tmp_path / "absent")
    assert caught.value.code == "not-found"
    assert caught.value.path == str(tmp_path / "absent")
    assert caught.value.line is None


def test_bad_rule_has_its_place(project, tmp_path):
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULE.replace("pattern:", "patern:"))
    with pytest.raises(libscan.ScanError) as caught:
        libscan.scan(project, rules=rules)
    assert caught.value.code == "invalid-rule"
    assert caught.value.path == str(rules)
    assert caught.value.line == 7
    assert "patern" in caught.value.message and f"{rules}:7:" in str(caught.value)


@pytest.mark.parametrize(
    "options", [{"analyzers": ["no-such"]}, {"database": "no-such.db", "analyzers": ["sca"]}]
)
def test_bad_option(project, options):
    with pytest.raises(libscan.ScanError):
        libscan.scan(project, **options)


def test_bad_types(project):
    with pytest.raises(TypeError):
        libscan.scan(3)
    with pytest.raises(TypeError):
        libscan.scan(project, threads="many")
    with pytest.raises(ValueError):
        libscan.scan(project, timeout=0)


@pytest.fixture
def long_scan(tmp_path):
    """A folder that takes a second or more."""
    folder = tmp_path / "large"
    folder.mkdir()
    text = "".join(f"x{i} = hashlib.new('sha{i}', data[{i}:{i + 1}])\n" for i in range(20_000))
    for number in range(60):
        (folder / f"{number}.py").write_text("import hashlib\n" + text)
    return folder


def test_other_threads_run_meanwhile(long_scan):
    ticks = 0
    done = threading.Event()

    def tick():
        nonlocal ticks
        while not done.is_set():
            ticks += 1
            time.sleep(0.001)

    thread = threading.Thread(target=tick)
    thread.start()
    try:
        libscan.scan(long_scan, threads=1)
    finally:
        done.set()
        thread.join()
    assert ticks > 10


def test_interrupt_stops_a_scan(long_scan):
    script = textwrap.dedent(
        """
        import sys, libscan
        print("ready", flush=True)
        try:
            libscan.scan(sys.argv[1], threads=1)
        except KeyboardInterrupt:
            sys.exit(42)
        """
    )
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(long_scan)], stdout=subprocess.PIPE, text=True
    )
    assert process.stdout.readline() == "ready\n"
    time.sleep(0.1)
    process.send_signal(signal.SIGINT)
    assert process.wait(timeout=60) == 42


def test_timeout_makes_a_scan_incomplete(long_scan):
    result = libscan.scan(long_scan, timeout=datetime.timedelta(milliseconds=1))
    assert result.incomplete
    assert result.evaluate().outcome == libscan.Outcome.INCOMPLETE


def test_command_is_installed_beside_the_module(project):
    command = os.path.join(sysconfig.get_path("scripts"), "scan")
    version = subprocess.run([command, "--version"], capture_output=True, text=True, check=True).stdout
    assert libscan.__version__ in version
    report = subprocess.run([command, "--format", "json", project], capture_output=True, text=True).stdout
    assert json.loads(report) == json.loads(libscan.scan(project).report("json"))


def test_types_are_declared():
    folder = os.path.dirname(libscan.__file__)
    assert os.path.exists(os.path.join(folder, "py.typed"))
    with open(os.path.join(folder, "_libscan.pyi")) as stub:
        declared = stub.read()
    for name in libscan.__all__:
        if name not in ("ScanError", "__version__", "scan"):
            assert f"class {name}" in declared


def test_fixes_are_shown_then_applied(tmp_path):
    rules = tmp_path / "rules.yaml"
    rules.write_text(RULE + "    fix: ask(...)\n")
    (tmp_path / "src").mkdir()
    file = tmp_path / "src" / "a.py"
    file.write_text("x = input()\ny = input()  # nosemgrep\n")
    result = libscan.scan(tmp_path / "src", rules=rules, analyzers=["sast"])
    (fix,) = [finding.fix for finding in result.findings if not finding.suppression]
    assert (fix.path, fix.edits[0].replacement, fix.edits[0].span.begin) == ("a.py", "ask(...)", 4)
    shown = result.apply_fixes(dry_run=True)
    assert file.read_text().startswith("x = input()")
    assert b"-x = input()\n+x = ask(...)\n" in shown.files[0].diff
    assert (shown.files[0].path, shown.files[0].fixes) == ("a.py", 1)
    assert result.apply_fixes().files == shown.files
    assert file.read_text() == "x = ask(...)\ny = input()  # nosemgrep\n"
    again = result.apply_fixes()
    assert not again.files and [notice.code for notice in again.notices] == ["fix-stale"]
