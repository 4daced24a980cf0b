"""Where the tests that are written in Python find the project and what is built of it."""
import pathlib

import pytest

ROOT = pathlib.Path(__file__).resolve().parents[1]


@pytest.fixture(scope="session")
def root() -> pathlib.Path:
    return ROOT


@pytest.fixture(scope="session")
def dev_build() -> pathlib.Path:
    """The build of preset dev, which `./dev test` has made."""
    folder = ROOT / "build/dev"
    assert (folder / "build.ninja").exists(), "run ./dev build first"
    return folder
