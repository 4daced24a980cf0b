"""Equal input gives equal bytes, whatever the threads and the order of directories."""

import os
import shutil

FORMATS = ["json", "sarif", "sonar", "cyclonedx", "spdx", "openvex"]


def reports(scan, folder, target, *words):
    target.mkdir()
    options = [word for name in FORMATS for word in ("-o", f"{name}={target}/{name}")]
    scan(".", *words, *options, cwd=folder)
    return [(target / name).read_bytes() for name in FORMATS]


def many(mixed_files):
    files = {}
    for i in range(40):
        for name, text in mixed_files.items():
            files[f"part{i % 9}/{i}/{name}"] = text
    return files


def test_any_number_of_threads(scan, tree, tmp_path, mixed_files):
    folder = tree(many(mixed_files))
    one = reports(scan, folder, tmp_path / "one", "-j1")
    assert len(one[0]) > 10000
    for jobs in ("-j2", "-j8"):
        assert reports(scan, folder, tmp_path / jobs, jobs) == one


def test_any_order_of_directories(scan, tree, tmp_path, mixed_files):
    files = many(mixed_files)
    folder = tree(files)
    first = reports(scan, folder, tmp_path / "first")
    # The order in which a directory lists its files is that in which they were made, or nearly.
    shutil.rmtree(folder)
    tree(dict(reversed(list(files.items()))))
    assert reports(scan, folder, tmp_path / "second") == first
    os.rename(folder, folder.with_name("moved"))
    assert reports(scan, folder.with_name("moved"), tmp_path / "third") == first
