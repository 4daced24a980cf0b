"""What the benchmarks of whole processes share: pinned real trees, times, and the table that is printed.

Times are medians of whole processes; a noisy machine shows in min..max. Memory is the peak of one, and never
less than the 20 MB or so of this program, from which each is forked.
"""

import hashlib
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass

ROOT = pathlib.Path(__file__).resolve().parent.parent
CACHE = ROOT / "build" / "bench"


@dataclass(frozen=True)
class Tree:
    registry: str  # "pypi" or "npm"
    name: str
    version: str
    sha256: str  # of the archive

    @property
    def archive(self):
        return CACHE / f"{self.name}-{self.version}.{'tgz' if self.registry == 'npm' else 'tar.gz'}"

    @property
    def folder(self):
        return CACHE / f"{self.name}-{self.version}"


TREES = [
    Tree("pypi", "Django", "5.1.4", "de450c09e91879fa5a307f696e57c851955c910a438a35e6b4c895e86bedc82a"),
    Tree("pypi", "celery", "5.4.0", "504a19140e8d3029d5acad88330c541d4c3f64c789d85f94756762d8bca7e706"),
    Tree("npm", "webpack", "5.97.1", "5ac150425eeac3e36d45321024bb365d86c313f64c32f623c7845fb48bff371a"),
]


def download(tree):
    print(f"getting {tree.name} {tree.version}", file=sys.stderr)
    CACHE.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=CACHE) as folder:
        if tree.registry == "npm":
            command = ["npm", "pack", "--silent", f"{tree.name}@{tree.version}"]
        else:
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:",
                       f"{tree.name}=={tree.version}"]
        subprocess.run(command, cwd=folder, check=True, stdout=subprocess.DEVNULL)
        [archive] = pathlib.Path(folder).iterdir()
        if hashlib.sha256(archive.read_bytes()).hexdigest() != tree.sha256:
            sys.exit(f"{archive.name}: not the archive that was pinned")
        shutil.move(archive, tree.archive)


def unpack(tree):
    """The tree as a folder outside of any git repository's ignore rules, unpacked once."""
    if tree.folder.is_dir():
        return tree.folder
    if not tree.archive.is_file():
        download(tree)
    partial = tree.folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    subprocess.run(["tar", "-xzf", tree.archive, "-C", partial], check=True)
    partial.rename(tree.folder)
    return tree.folder


@dataclass
class Run:
    wall: float  # seconds
    cpu: float
    memory: float  # MB, peak


def run(command, cwd=None):
    start = time.perf_counter()
    process = subprocess.Popen(command, cwd=cwd, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, usage = os.wait4(process.pid, 0)
    process.returncode = 0  # reaped above
    return Run(time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def measure(command, runs, warm=True, cwd=None):
    """Median, fastest and slowest; one more run before them brings the files into memory."""
    if warm:
        run(command, cwd)
    results = [run(command, cwd) for _ in range(runs)]
    walls = [r.wall for r in results]
    return Run(statistics.median(walls), statistics.median(r.cpu for r in results),
               max(r.memory for r in results)), min(walls), max(walls)


class Table:
    def __init__(self):
        print(f"{'what':<44} {'wall':>9} {'min..max':>17} {'cpu':>8} {'MB':>6}  note", flush=True)

    def row(self, what, measured, note=""):
        middle, low, high = measured
        print(f"{what:<44} {middle.wall * 1000:>6.0f} ms {low * 1000:>6.0f}..{high * 1000:>6.0f} ms "
              f"{middle.cpu * 1000:>5.0f} ms {middle.memory:>6.0f}  {note}", flush=True)
        return middle


def within(value, limit, unit):
    return f"{'ok' if value <= limit else 'OVER'}: limit {limit:g} {unit}"


def print_agreement(ours, peer, theirs, differences=False):
    """How far two sets of places agree, and where they do not."""
    both = len(ours & theirs)
    score = 2 * both / (len(ours) + len(theirs)) if ours or theirs else 1
    print(f"  found by both {both}, by scan alone {len(ours - theirs)}, by {peer} alone {len(theirs - ours)}, "
          f"F1 {score:.4f}", flush=True)
    if differences:
        for who, places in (("scan", ours - theirs), (peer, theirs - ours)):
            for place in sorted(places):
                print(f"  only {who}: {' '.join(map(str, place))}")
