"""Names, papers and manners of the source files."""
import pathlib
import re

import pytest
from project import PUBLIC_HEADERS, ROOT, code_of, project_files, sources_below

VAGUE = {"util", "utils", "helper", "helpers", "common", "manager", "misc"}


def test_no_vague_names():
    own = [path for path in project_files() if path.parts[0] != "rules"]
    assert not [str(path) for path in own if VAGUE & set(re.split(r"[/_.\-]", str(path).lower()))]


def test_sources_are_snake_case():
    paths = sources_below("libscan", "analyzers", "cli", "bindings", "bench", "tests")
    assert not [str(path) for path in paths if not re.fullmatch(r"[a-z][a-z0-9_]*", path.stem)]


@pytest.mark.parametrize("header", PUBLIC_HEADERS, ids=lambda path: path.name)
def test_public_header_opens_with_an_example(header):
    opening = re.match(r"(?://[^\n]*\n)+", header.read_text())
    assert opening, "no opening comment"
    assert re.search(r"^//   \S", opening[0], re.MULTILINE), "no indented line of code in it"
    assert "#pragma once" in header.read_text()


# What the library leaves to the program that links it: its streams, its end, its environment.
FORBIDDEN_CALLS = re.compile(
    r"\b(?:std::(?:cout|cerr|clog|print(?:ln)?)\b|(?:fmt::print|f?printf|puts|exit|_exit|abort|"
    r"terminate|getenv|setenv|srand)\s*\()"
)


def test_library_never_prints_exits_or_reads_the_environment():
    wrong = []
    for path in sources_below("libscan", "analyzers"):
        wrong += [f"{path}: {match[0]}" for match in FORBIDDEN_CALLS.finditer(code_of(path))]
    assert not wrong


def test_every_source_is_built():
    """A source that no CMakeLists.txt names is one that nobody compiles."""
    wrong = []
    for path in sources_below("libscan/src", "analyzers", "cli", "tests"):
        if path.suffix == ".cc" and path.parts[:2] not in {("tests", "fuzz"), ("tests", "conventions")}:
            folders = [folder for folder in path.parents if (ROOT / folder / "CMakeLists.txt").exists()]
            names = set(re.findall(r"[\w./]+\.cc", (ROOT / folders[0] / "CMakeLists.txt").read_text()))
            # An adapter is built by its row of languages.def, which test_tables holds to the folder.
            if str(path.relative_to(folders[0])) not in names and not path.name.startswith("adapter_"):
                wrong.append(str(path))
    assert not wrong


def test_every_fuzz_target_has_a_corpus():
    folder = ROOT / "tests/fuzz"
    targets = {path.stem.removesuffix("_fuzz") for path in folder.glob("*_fuzz.cc")}
    corpora = {path.name for path in (folder / "corpus").iterdir() if any(path.iterdir())}
    assert targets == corpora


def rule_files() -> list[pathlib.PurePosixPath]:
    return [
        path for path in project_files()
        if path.parts[0] == "rules" and path.suffix in (".yaml", ".toml") and ".test" not in path.suffixes
    ]


@pytest.mark.parametrize("rule", rule_files(), ids=str)
def test_rule_has_an_example_beside_it(rule):
    examples = [
        path for path in project_files()
        if path.parent == rule.parent and path.name.startswith(f"{rule.stem}.test")
    ]
    assert examples, f"{rule.stem}.test.* is missing"
    annotated = "".join((ROOT / path).read_text(errors="replace") for path in examples)
    ids = re.findall(r"^(?:\s*-\s*|\s*)id\s*[:=]\s*[\"']?([\w.\-]+)", (ROOT / rule).read_text(), re.MULTILINE)
    assert ids, "no rule in it"
    for rule_id in ids:
        assert re.search(rf"ruleid:[^\n]*\b{re.escape(rule_id)}\b", annotated), f"{rule_id} is never found"
