"""The pinned packages: a tampered one stops the configure step, a full folder needs no network, and what no
language of SCAN_LANGUAGES needs is not asked for."""
import os
import pathlib
import shutil

import pytest
from process import run


@pytest.fixture
def tarballs(root, dev_build, tmp_path) -> pathlib.Path:
    """A copy of the folder of tarballs that the build uses."""
    cache = (dev_build / "CMakeCache.txt").read_text()
    used = next(line for line in cache.splitlines() if line.startswith("SCAN_DEPS_DIR:"))
    return pathlib.Path(shutil.copytree(used.partition("=")[2], tmp_path / "tarballs"))


@pytest.fixture
def path_without_npm(tmp_path) -> str:
    """A PATH on which everything is but npm."""
    folder = tmp_path / "bin"
    folder.mkdir()
    for directory in os.environ["PATH"].split(":"):
        for program in pathlib.Path(directory).glob("*"):
            link = folder / program.name
            if program.name not in ("npm", "npx", "node") and not link.is_symlink():
                link.symlink_to(program)
    return str(folder)


def configure(root, tmp_path, tarballs, path=None, languages="all"):
    return run(
        "cmake", "--preset", "dev", "-B", tmp_path / "build", f"-DSCAN_DEPS_DIR={tarballs}",
        f"-DSCAN_LANGUAGES={languages}",
        cwd=root, env={**os.environ, **({"PATH": path} if path else {})},
    )


def test_full_folder_needs_no_npm(root, tmp_path, tarballs, path_without_npm):
    result = configure(root, tmp_path, tarballs, path_without_npm)
    assert result.returncode == 0, result.stderr
    assert (tmp_path / "build/build.ninja").exists()


def test_missing_tarball_is_named(root, tmp_path, tarballs, path_without_npm):
    next(tarballs.glob("tree-sitter-python-*.tgz")).unlink()
    result = configure(root, tmp_path, tarballs, path_without_npm)
    assert result.returncode != 0
    assert "could not pack tree-sitter-python@" in " ".join(result.stderr.split())
    assert not list(tarballs.glob("tree-sitter-python-*.tgz"))


def test_tampered_tarball_stops_the_configure_step(root, tmp_path, tarballs):
    tarball = next(tarballs.glob("tree-sitter-python-*.tgz"))
    content = bytearray(tarball.read_bytes())
    content[len(content) // 2] ^= 1
    tarball.write_bytes(content)
    result = configure(root, tmp_path, tarballs)
    assert result.returncode != 0
    message = " ".join(result.stderr.split())
    assert tarball.name in message and "is not what third_party/packages.lock pins" in message
    assert not (tmp_path / "build/build.ninja").exists()


def test_a_part_of_the_languages_needs_a_part_of_the_packages(root, tmp_path, tarballs, path_without_npm):
    for tarball in tarballs.iterdir():
        if not tarball.name.startswith(("tree-sitter-0", "tree-sitter-python-")):
            tarball.unlink()
    result = configure(root, tmp_path, tarballs, path_without_npm, "python")
    assert result.returncode == 0, result.stderr
    ninja = (tmp_path / "build/build.ninja").read_text()
    assert "adapter_python.cc" in ninja and "adapter_javascript.cc" not in ninja
    rows = (tmp_path / "build/generated/syntax/enabled_languages.def").read_text()
    assert rows.count("SCAN_LANGUAGE(") == 1


def test_unknown_language_is_named(root, tmp_path, tarballs):
    result = configure(root, tmp_path, tarballs, languages="python;pyton")
    assert result.returncode != 0
    assert "pyton is not a language of" in " ".join(result.stderr.split())
