"""A table and the folder that it lists are equal, so that neither can be changed alone."""
import re

import pytest
from project import ROOT

# The table, its macro, which of the macro's arguments names the row (0 is the first), the files of the rows
# (a `*` is the name), and which of those files are something else.
LANGUAGES = ("libscan/src/syntax/languages.def", "SCAN_LANGUAGE", 1)
FORMATS = ("libscan/src/report/formats.def", "SCAN_FORMAT", 0)
LOCKFILES = ("analyzers/sca/lockfiles.def", "LOCKFILE", 0)
PROJECTS = ("analyzers/sca/projects.def", "PROJECT", 0)
INSTALLED = ("analyzers/sca/installed.def", r"INSTALLED(?:_BINARY)?", 0)
ECOSYSTEMS = ("analyzers/sca/ecosystems.def", "ECOSYSTEM", 0)
ORDERINGS = ("analyzers/sca/versions/orderings.def", "ORDERING", 0)
FRAMEWORKS = ("analyzers/iac/frameworks.def", "SCAN_FRAMEWORK", 0)
EXCEPTIONS = ("libscan/src/exceptions/formats.def", "SCAN_EXCEPTIONS", 0)
OPERATORS = ("analyzers/iac/operators.def", "SCAN_OPERATOR", 0)
TABLES = [
    (*LANGUAGES, "libscan/src/syntax/adapter_*.cc", set()),
    (*LANGUAGES, "tests/syntax/corpus/*.txt", set()),
    (*LANGUAGES, "tests/fuzz/corpus/syntax_languages/*_broken", set()),
    (*FORMATS, "libscan/src/report/*_report.cc", {"read", "save"}),
    (*EXCEPTIONS, "libscan/src/exceptions/*.cc",
     {"entry_values", "exception", "exception_file", "exception_set"}),
    (*LOCKFILES, "analyzers/sca/lockfiles/*.cc",
     {"declaration", "digest", "image_reference", "lock_document", "name_index", "node_modules_tree", "nuget",
      "package_names", "reachability", "repository_name", "requirement",
      "sbom_graph"}),
    (*LOCKFILES, "tests/sca/lockfiles/*", set()),
    (*INSTALLED, "analyzers/sca/installed/*.cc",
     {"image_layers", "object_file", "package_edges", "root_file_systems", "rpm_databases", "stanzas"}),
    (*INSTALLED, "tests/sca/installed/*", set()),
    (*ORDERINGS, "analyzers/sca/versions/*.cc", {"ordering", "semver"}),
    (*ORDERINGS, "tests/sca/versions/*.txt", set()),
    (*PROJECTS, "tests/sca/projects/*", set()),
]
# The file that names each row: the page that tells users of it, or the table of tests.
NAMED = [
    (*LANGUAGES, "docs/sast.md"),
    (*FORMATS, "docs/formats.md"),
    (*FRAMEWORKS, "docs/iac.md"),
    (*ECOSYSTEMS, "docs/sca.md"),
    (*OPERATORS, "tests/iac/operators_test.cc"),
]


def rows(table: str, macro: str) -> list[list[str]]:
    text = re.sub(r"^\s*//.*$", "", (ROOT / table).read_text(), flags=re.MULTILINE)
    argument = r'"(?:\\.|[^"\\])*"|[^,()"]+'
    return [
        [part.strip().strip('"') for part in re.findall(argument, body) if part.strip()]
        for body in re.findall(rf"^{macro}\(((?:{argument}|,)*)\)", text, re.MULTILINE)
    ]


@pytest.mark.parametrize("table, macro, column, files, other", TABLES, ids=[row[3] for row in TABLES])
def test_table_equals_folder(table, macro, column, files, other):
    listed = [row[column].replace("-", "_").lower() for row in rows(table, macro)]
    prefix, suffix = files.rsplit("/", 1)[1].split("*")
    found = {
        path.name.removeprefix(prefix).removesuffix(suffix)
        for path in (ROOT / files).parent.glob(f"{prefix}*{suffix}")
    }
    assert len(listed) == len(set(listed)), "a row stands there twice"
    assert set(listed) == found - other


@pytest.mark.parametrize("table, macro, column, file", NAMED, ids=[row[0] for row in NAMED])
def test_file_names_every_row(table, macro, column, file):
    text = (ROOT / file).read_text().lower()
    listed = [row[column].lower() for row in rows(table, macro)]
    assert listed
    assert not [name for name in listed if not re.search(rf"(?<!\w){re.escape(name)}(?!\w)", text)]


def test_every_grammar_is_pinned():
    pinned = [
        "tree_sitter_" + grammar
        for line in (ROOT / "third_party/packages.lock").read_text().splitlines()
        if not line.startswith("#")
        for grammar in line.split()[3:]
    ]
    used = set(re.findall(r"\btree_sitter_\w+", (ROOT / "libscan/src/syntax/languages.def").read_text()))
    assert len(pinned) == len(set(pinned)), "a grammar stands in two rows"
    assert used <= set(pinned)


def test_every_language_has_a_name_in_rules():
    """A language that is left out of a build is then told from one that there is none of."""
    names = {row[0] for row in rows("analyzers/sast/language_names.def", "SCAN_LANGUAGE_NAME")}
    assert {row[1] for row in rows("libscan/src/syntax/languages.def", "SCAN_LANGUAGE")} <= names


@pytest.mark.parametrize("table", sorted(path.relative_to(ROOT).as_posix() for path in ROOT.glob("*/**/*.def")
                                         if "build" not in path.parts))
def test_rows_stand_there_once(table):
    """Two branches that add to a table merge without a conflict, also where both add the same row."""
    names = re.findall(r"^(\w+\([^,\n]*)", (ROOT / table).read_text(), re.MULTILINE)
    assert names
    assert sorted(set(names)) == sorted(names)
