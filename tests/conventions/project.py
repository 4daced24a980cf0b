"""The project's files, for the tests that hold them to its conventions."""
import functools
import pathlib
import re
import subprocess

ROOT = pathlib.Path(__file__).resolve().parents[2]
PUBLIC_HEADERS = sorted((ROOT / "libscan/include/scan").glob("*.h"))

_INCLUDE = re.compile(r'^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>)', re.MULTILINE)
_COMMENT_OR_STRING = re.compile(r'//[^\n]*|/\*.*?\*/|"(?:\\.|[^"\\\n])*"', re.DOTALL)


@functools.cache
def project_files() -> list[pathlib.PurePosixPath]:
    """All files of the work tree that git does not ignore, relative to the root."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT, capture_output=True, check=True, text=True,
    ).stdout
    names = (pathlib.PurePosixPath(name) for name in listed.split("\0") if name)
    return sorted(name for name in names if (ROOT / name).is_file())


def sources_below(*folders: str) -> list[pathlib.PurePosixPath]:
    return [
        path for path in project_files()
        if path.suffix in (".h", ".cc") and any(path.is_relative_to(folder) for folder in folders)
    ]


def includes(path: pathlib.PurePath) -> list[tuple[str, bool]]:
    """What a file includes, and whether in quotes."""
    text = (ROOT / path).read_text()
    return [(quoted or angled, bool(quoted)) for quoted, angled in _INCLUDE.findall(text)]


def code_of(path: pathlib.PurePath) -> str:
    """A file without its comments and what stands in quotes."""
    return _COMMENT_OR_STRING.sub('""', (ROOT / path).read_text())
