"""Installs the library, builds a project against the installed copy, and runs it."""
import json
import pathlib

import pytest
from process import run


@pytest.fixture(scope="module")
def prefix(dev_build, tmp_path_factory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("prefix")
    run("cmake", "--install", dev_build, "--prefix", folder, check=True)
    return folder


@pytest.fixture(scope="module")
def consumer(root, prefix, tmp_path_factory) -> pathlib.Path:
    folder = tmp_path_factory.mktemp("consumer")
    configured = run(
        "cmake", "-G", "Ninja", "-S", root / "tests/consumer", "-B", folder, f"-DCMAKE_PREFIX_PATH={prefix}"
    )
    assert configured.returncode == 0, configured.stderr
    built = run("cmake", "--build", folder)
    assert built.returncode == 0, built.stdout
    return folder / "consumer"


def test_public_headers_alone_are_installed(root, prefix):
    installed = {path.relative_to(prefix / "include") for path in prefix.rglob("*.h")}
    public = root / "libscan/include"
    assert installed == {path.relative_to(public) for path in public.rglob("*.h")}


def test_package_names_no_folder_of_the_build(root, prefix):
    for path in prefix.rglob("*.cmake"):
        assert str(root) not in path.read_text(), path


def test_own_analyzer_beside_the_built_in_ones(consumer, tmp_path):
    (tmp_path / "a.md").write_text("# Plan\n\nTODO: write it\n")
    (tmp_path / "b.md").write_text("TODO\n")
    (tmp_path / "done.md").write_text("nothing\n")
    (tmp_path / "app.py").write_text("import hashlib\nhashlib.md5(b'')\neval(input())\n")
    result = run(consumer, tmp_path)
    assert result.returncode == 1, result.stderr  # eval is worse than low
    findings = json.loads(result.stdout)["findings"]
    found = {(finding["analyzer"], finding["rule_id"]) for finding in findings}
    assert {("todos", "todo"), ("todos", "todo-count"), ("sast", "python-eval")} <= found
    assert [f["message"] for f in findings if f["rule_id"] == "todo-count"] == ["2 files are not done"]


def test_missing_path_is_an_error(consumer, tmp_path):
    result = run(consumer, tmp_path / "absent")
    assert result.returncode == 2
    assert "absent" in result.stderr
