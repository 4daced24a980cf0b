"""A small project to scan."""
import pytest


@pytest.fixture
def project(tmp_path):
    folder = tmp_path / "project"
    (folder / "vendor").mkdir(parents=True)
    (folder / "app.py").write_text("import hashlib\n\neval(input())\nhashlib.md5(b'')\n")
    (folder / "ignored.py").write_text("eval(input())  # nosemgrep: python-eval\n")
    (folder / "vendor/other.py").write_text("eval(input())\n")
    return folder
