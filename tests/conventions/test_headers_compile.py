"""Every public header compiles alone, and what the API must refuse does not compile.

must_not_compile/NAME.cc is sound as it is; with MUST_NOT_COMPILE defined, the compiler must refuse it for
the reason that its line `// error: REGEX` gives. So a case whose code is wrong in some other way fails.
"""
import os
import pathlib
import re
import subprocess

import pytest
from project import PUBLIC_HEADERS, ROOT

CASES = sorted((pathlib.Path(__file__).parent / "must_not_compile").glob("*.cc"))


def compile_source(*arguments: str) -> subprocess.CompletedProcess:
    return subprocess.run(
        [os.environ.get("CXX", "g++"), "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wconversion",
         "-Wno-missing-field-initializers", "-Werror", f"-I{ROOT}/libscan/include", *arguments],
        capture_output=True, text=True, env={**os.environ, "LC_ALL": "C"},
    )


@pytest.mark.parametrize("header", PUBLIC_HEADERS, ids=lambda path: path.name)
def test_public_header_compiles_alone(header):
    result = compile_source("-include", f"scan/{header.name}", "-x", "c++", "/dev/null")
    assert result.returncode == 0, result.stderr


@pytest.mark.parametrize("case", CASES, ids=lambda path: path.stem)
def test_misuse_is_refused(case):
    sound = compile_source(str(case))
    assert sound.returncode == 0, sound.stderr
    misuse = compile_source("-DMUST_NOT_COMPILE", str(case))
    assert misuse.returncode != 0, "the misuse compiles"
    reason = re.search(r"^// error: (.+)$", case.read_text(), re.MULTILINE)
    assert reason and re.search(reason[1], misuse.stderr), misuse.stderr
