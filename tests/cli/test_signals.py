"""The first signal stops a scan and writes no report, the second one kills."""

import signal
import subprocess
import time

import pytest


@pytest.fixture
def slow_tree(tree):
    # Enough work for several seconds in the slowest build, and many files, so that stopping is prompt.
    line = "value = compute(argument, other=hashlib_like(x), key=[1, 2, 3])\n"
    return tree({f"f{i}.py": line * 4000 for i in range(400)})


def start(scan, folder, *words):
    process = subprocess.Popen([scan.binary, *map(str, words), str(folder)], env=scan.environment,
                               stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    time.sleep(0.5)
    if process.poll() is not None:
        pytest.skip("the scan was over before it could be interrupted")
    return process


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
def test_a_signal_stops_the_scan_and_writes_no_report(scan, slow_tree, tmp_path, number):
    report = tmp_path / "r.json"
    process = start(scan, slow_tree, "-o", f"json={report}")
    process.send_signal(number)
    out, err = process.communicate(timeout=60)
    assert process.returncode == 128 + number
    assert out == ""
    assert "cancelled" in err
    assert not list(tmp_path.glob("r.json*"))
