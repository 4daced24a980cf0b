// Poetry's poetry.lock (python-poetry.org/docs, "Libraries"; the format has no specification of its
// own). A package is in groups since 2.0, had a category up to 1.4, and says neither in between.
// Digests are in `files` of the package since 1.3, before that in a table of all packages.
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/name_index.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

Scope scope_of(const Value& entry) {
  const Value& groups = list_of(entry, "groups");
  bool in_main = groups.items.empty() && text_of(entry, "category") != "dev";
  for (const Value* group : groups.items) in_main |= group->text == "main";
  if (!in_main) return Scope::kDev;
  return flag_of(entry, "optional") ? Scope::kOptional : Scope::kRuntime;
}

// "{file = NAME, hash = DIGEST}" each; before 1.0 the SHA-256 alone.
void add_digests(const Value& files, std::vector<std::string>& hashes) {
  for (const Value* file : files.items) {
    if (file->kind == Kind::kString)
      add_hex_digest(file->text, hashes);
    else
      add_digest(text_of(*file, "hash"), hashes);
  }
}

LockedPackage to_package(const Value& entry, const Value& root) {
  const std::string_view name = text_of(entry, "name");
  LockedPackage package = {.ecosystem = "PyPI",
                           .name = std::string(name),
                           .version = std::string(text_of(entry, "version")),
                           .scope = scope_of(entry),
                           .span = entry.span};
  const Value& source = mapping_of(entry, "source");
  package.origin = text_of(source, "url");
  if (const std::string_view commit = text_of(source, "resolved_reference"); !commit.empty())
    package.origin.append("#").append(commit);
  add_digests(list_of(entry, "files"), package.hashes);
  const Value& metadata = mapping_of(root, "metadata");
  for (std::string_view table : {"files", "hashes"})
    add_digests(list_of(mapping_of(metadata, table), name), package.hashes);
  return package;
}

}  // namespace

bool wants_poetry_lock(std::string_view, std::string_view base) { return base == "poetry.lock"; }

void read_poetry_lock(const LockfileInput& input, LockfileContent& content) {
  content.pins = "PyPI";
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  const Value& root = document.root();
  MalformedEntries malformed;
  std::vector<const Value*> entries;
  for (const Value* entry : list_of(root, "package").items) {
    if (text_of(*entry, "name").empty()) {
      malformed.add("`package`");
      continue;
    }
    entries.push_back(entry);
    content.packages.push_back(to_package(*entry, root));
  }
  const NameIndex index(content);
  for (std::size_t i = 0; i < entries.size(); ++i)
    for (const Member& member : mapping_of(*entries[i], "dependencies").members)
      index.find("PyPI", member.key, "", content.packages[i].dependencies);
  call_unrequired_direct(content);
  malformed.tell(content);
}

}  // namespace scan::sca
