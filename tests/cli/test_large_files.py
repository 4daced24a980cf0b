"""What large files cost, and that they cost no finding."""

import json
import os
import subprocess
import sys

import pytest

MEGABYTE = 1 << 20


def write_log(path, size, line):
    with path.open("w") as log:
        written = number = 0
        while written < size:
            written += log.write(line(number))
            number += 1


@pytest.fixture
def logs(tmp_path):
    """Two logs with a keyword in each line; one of them is escaped throughout."""
    folder = tmp_path / "logs"
    folder.mkdir()
    write_log(folder / "a.log", 16 * MEGABYTE,
              lambda i: f"2026-01-01 INFO token refresh key={i} password=\"id-{i}\" for github, slack and aws\n")
    write_log(folder / "b.log", 16 * MEGABYTE,
              lambda i: '{"at":%d,"body":"{\\"token\\":\\"v%d\\",\\"path\\":\\"a\\\\/b\\"}"}\n' % (i, i))
    with (folder / "b.log").open("a") as log:
        log.write("aws_key = 'AKIA" + "Q7PZ3XKD5TNV2MRW'\n")
    return folder


# A process counts what the one had from which it was forked, so that it is started from a small one.
STARTER = """
import resource, subprocess, sys
with open(sys.argv[1], "wb") as file:
    status = subprocess.run(sys.argv[2:], stdout=file, check=False).returncode
print(status, resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)
"""


def peak(scan, output, *words):
    """Of one process, in bytes."""
    starter = [sys.executable, "-c", STARTER, output, scan.binary, *words]
    answer = subprocess.run(
        list(map(str, starter)), capture_output=True, text=True, check=True, env=scan.environment
    ).stdout.split()
    assert answer[0] in ("0", "1"), output.read_text()[:2000]
    return int(answer[1]) * 1024


# With the texts themselves and what a scan of nothing has.
@pytest.mark.skipif("SCAN_BINARY" in os.environ, reason="a sanitizer has memory of its own")
def test_memory_is_little_beside_the_texts(scan, logs, tmp_path):
    reports = []
    for threads in (1, 2):
        reports.append(tmp_path / f"report{threads}.json")
        words = ("--analyzers", "secrets", "--format", "json", f"-j{threads}", logs)
        assert peak(scan, reports[-1], *words) < 150 * MEGABYTE
    assert reports[0].read_bytes() == reports[1].read_bytes()
    [finding] = json.loads(reports[0].read_bytes())["findings"]
    assert finding["locations"][0]["path"] == "b.log"
