"""./dev new KIND NAME: the files and table rows that a new thing begins with.

  rule [FOLDER/]NAME   FOLDER: sast (else), secrets or iac; the first word of a sast rule's name is the
                       language, as in python-weak-hash
  language NAME        of a grammar of third_party/packages.lock, or else of a package tree-sitter-NAME, which
                       npm packs and this pins
  lockfile NAME        the file that it reads, as in poetry.lock
  report NAME          as in --format NAME

Nothing that exists is overwritten. What is made builds, and says by `...` what remains
to be written.
"""
import argparse
import hashlib
import pathlib
import re
import subprocess
import sys

ROOT = pathlib.Path(__file__).resolve().parents[1]


class Refused(Exception):
    """A name that cannot be, or is taken."""


def create(path: str, text: str) -> None:
    file = ROOT / path
    if file.exists():
        raise Refused(f"{path} exists")
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text.lstrip("\n"))
    if file.suffix == ".cc":
        subprocess.run(["clang-format-14", "-i", file], check=True)
    print(f"new      {path}")


def append_row(path: str, row: str) -> None:
    file = ROOT / path
    file.write_text(file.read_text().rstrip("\n") + "\n" + row + "\n")
    print(f"new row  {path}")


def add_source(room: str, source: str) -> None:
    """Names a source in its room's CMakeLists.txt."""
    file = ROOT / room / "CMakeLists.txt"
    text, count = re.subn(r"(target_sources\(\w+ PRIVATE\b[^)]*)\)", rf"\1\n  {source})", file.read_text(), count=1)
    assert count == 1, file
    file.write_text(text)
    print(f"new row  {file.relative_to(ROOT)}")


def identifier(name: str) -> str:
    return re.sub(r"\W", "_", name)


def camel(name: str) -> str:
    return "".join(word.capitalize() for word in re.split(r"\W|_", name))


# ---- rule -----------------------------------------------------------------------------------------

LANGUAGES = {"python": ("py", "#"), "javascript": ("js", "//")}

SAST_RULE = """
rules:
  - id: {name}
    message: >-
      What is wrong here, and what to do instead ...
    severity: MEDIUM
    languages: [{language}]
    pattern: dangerous($ARGUMENT, ...)
    metadata:
      title: ...
      confidence: MEDIUM
      cwe: ["CWE-..."]
"""
SAST_EXAMPLE = """
{comment} ruleid: {name}
dangerous(input);

{comment} ruleid: {name}
result = dangerous(input, 1);

{comment} ruleid: {name}
show(dangerous(input));

{comment} ok: {name}
harmless(input);

{comment} ok: {name}
dangerous();

{comment} ok: {name}
text = "dangerous(input)";
"""
SECRETS_RULE = """
[[rules]]
id = "{name}"
description = "..."
regex = '''\\b(example_[0-9a-z]{{32}})\\b'''
keywords = ["example_"]
entropy = 3
"""
SECRETS_EXAMPLE = """
# ruleid: {name}
token = "example_q7w2e9r4t1y8u3i6o5p0a2s4d6f8g1h3"
# ruleid: {name}
TOKEN: example_z1x9c3v7b5n2m8a4s6d0f1g3h5j7k9l2
# ruleid: {name}
curl -H "Authorization: Bearer example_p0o9i8u7y6t5r4e3w2q1a9s8d7f6g5h4"
# ok: {name}
token = "example_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
# ok: {name}
token = "example_tooshort"
# ok: {name}
token = os.environ["EXAMPLE_TOKEN"]
"""
IAC_RULE = """
metadata:
  id: {name}
  name: ...
  severity: MEDIUM
  category: GENERAL_SECURITY
definition:
  cond_type: attribute
  resource_types: [FROM]
  attribute: tag
  operator: not_equals
  value: latest
"""


def new_rule(name: str) -> None:
    folder, _, name = name.rpartition("/")
    folder = folder or "sast"
    stem = f"rules/{folder}/{name}"
    if folder == "sast":
        language = name.split("-")[0]
        if language not in LANGUAGES:
            raise Refused(f"{name} does not begin with a language ({', '.join(LANGUAGES)})")
        suffix, comment = LANGUAGES[language]
        end = ";" if language == "javascript" else ""
        create(f"{stem}.yaml", SAST_RULE.format(name=name, language=language))
        create(f"{stem}.test.{suffix}", SAST_EXAMPLE.format(name=name, comment=comment).replace(";", end))
    elif folder == "secrets":
        create(f"{stem}.toml", SECRETS_RULE.format(name=name))
        create(f"{stem}.test.txt", SECRETS_EXAMPLE.format(name=name))
    elif folder == "iac":
        create(f"{stem}.yaml", IAC_RULE.format(name=name))
        create(f"{stem}.test.dockerfile", f"# ruleid: {name}\nFROM debian:latest\n# ok: {name}\nFROM debian:12\n")
    else:
        raise Refused(f"no such folder of rules: {folder}")
    print(f"next     write both; ./dev scan test {stem}.*")


# ---- language -------------------------------------------------------------------------------------

ADAPTER = """
// {title}: from the types of tree-sitter-{name} to the common Tree.
//
// What is levelled here: ...
#include "syntax/adapter.h"

extern "C" const TSLanguage* tree_sitter_{id}();

namespace scan::syntax {{

// Node types that are not named here are kept as `other`, so this grows from what rules ask for.
const Adapter& {id}_adapter() {{
  static const Adapter kAdapter = make_adapter(tree_sitter_{id}(),
                                               {{
                                                   leaf_row("identifier", Kind::kIdentifier),
                                               }},
                                               {{}}, {{}});
  return kAdapter;
}}

}}  // namespace scan::syntax
"""


def pack(package: str) -> tuple[str, str]:
    """Packs the newest version of a package of npm's into the cache of packages; its version and SHA-256."""
    folder = ROOT / ".cache/deps"
    folder.mkdir(parents=True, exist_ok=True)
    packed = subprocess.run(["npm", "pack", "--silent", package], cwd=folder, stdout=subprocess.PIPE, text=True)
    if packed.returncode != 0:
        raise Refused(f"npm has no package {package}; a row of third_party/packages.lock may name one of crates.io's")
    tarball = folder / packed.stdout.strip()
    version = tarball.name.removeprefix(f"{package}-").removesuffix(".tgz")
    return version, hashlib.sha256(tarball.read_bytes()).hexdigest()


def pinned_grammars() -> set[str]:
    rows = (ROOT / "third_party/packages.lock").read_text().splitlines()
    return {grammar for row in rows if not row.startswith("#") for grammar in row.split()[3:]}


def new_language(name: str) -> None:
    id = identifier(name)
    if id not in pinned_grammars():
        version, sha256 = pack(f"tree-sitter-{name}")
        append_row("third_party/packages.lock", f"tree-sitter-{name} {version} {sha256} {id}")
    create(f"libscan/src/syntax/adapter_{id}.cc", ADAPTER.format(name=name, id=id, title=camel(name)))
    create(f"tests/syntax/corpus/{id}.txt", "=== a name\nname\n---\nprogram\n  ...\n")
    create(f"tests/fuzz/corpus/syntax_languages/{id}_broken", f'{name}\nname("')
    append_row(
        "libscan/src/syntax/languages.def",
        f'SCAN_LANGUAGE(k{camel(name)}, "{name}", "", ".{name}", "", tree_sitter_{id}, {id}_adapter)',
    )
    print("next     the row's aliases and extensions, the adapter, the corpus")


# ---- report ---------------------------------------------------------------------------------------

WRITER = """
// {title}: ... (which version of which specification, and who reads it).
#include "report/writers.h"

namespace scan::report {{

std::string write_{id}(const ScanResult& result, const Verdict& verdict,
                       const ReportOptions& options) {{
  (void)verdict;
  const Shown shown(result, options.suppressed);
  std::string out;
  for (const Finding* finding : shown.findings()) out += finding->rule_id + '\\n';
  return out;
}}

}}  // namespace scan::report
"""


def new_report(name: str) -> None:
    id = identifier(name)
    create(f"libscan/src/report/{id}_report.cc", WRITER.format(id=id, title=camel(name)))
    append_row("libscan/src/report/formats.def", f'SCAN_FORMAT("{name}", write_{id}, "...")')
    add_source("libscan/src/report", f"{id}_report.cc")
    print("next     the writer, its description, rows of tests/report/golden_test.cc; ./dev test --bless report")


# ---- lockfile -------------------------------------------------------------------------------------

PARSER = """
// {file} (its specification ...): what of it is read, and what its parts are called.
#include "sca/lockfile.h"

namespace scan::sca {{

bool wants_{id}(std::string_view, std::string_view base) {{ return base == "{file}"; }}

void read_{id}(const LockfileInput& input, LockfileContent& content) {{
  if (input.text.empty()) return;
  content.notices.push_back(invalid_lockfile("is not read yet ..."));
}}

}}  // namespace scan::sca
"""


def new_lockfile(file: str) -> None:
    id = identifier(file.removesuffix(".lock").removesuffix(".json"))
    create(f"analyzers/sca/lockfiles/{id}.cc", PARSER.format(file=file, id=id))
    create(f"tests/sca/lockfiles/{id}/typical/input", "...\n")
    create(f"tests/sca/lockfiles/{id}/typical/expected", f"path: {file}\n")
    append_row("analyzers/sca/lockfiles.def", f"LOCKFILE({id})")
    add_source("analyzers/sca", f"lockfiles/{id}.cc")
    print("next     the fixtures, the parser; ./dev test --bless Lockfile writes what is expected")


# ---------------------------------------------------------------------------------------------------

KINDS = {"rule": new_rule, "language": new_language, "lockfile": new_lockfile, "report": new_report}


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="./dev new", description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("kind", choices=KINDS)
    parser.add_argument("name")
    arguments = parser.parse_args()
    if not re.fullmatch(r"[a-z0-9][a-z0-9._/-]*", arguments.name):
        parser.error(f"{arguments.name}: a name has lower-case letters, digits, '-' and '.'")
    try:
        KINDS[arguments.kind](arguments.name)
    except Refused as refused:
        parser.error(str(refused))
    return 0


if __name__ == "__main__":
    sys.exit(main())
