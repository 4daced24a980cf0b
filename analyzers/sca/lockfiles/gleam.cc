// Gleam's manifest.toml, which locks, and gleam.toml, which asks (gleam.run, "gleam.toml").
#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/package_names.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

// A manifest.toml may be that of another tool; Gleam's has `requirements` of the project.
void read_manifest(const Value& root, LockfileContent& content) {
  if (root.find("requirements") == nullptr) return;
  PackageNames names(content);
  MalformedEntries malformed;
  for (const Value* entry : list_of(root, "packages").items) {
    const std::string_view name = text_of(*entry, "name");
    if (name.empty()) {
      malformed.add("`packages`");
      continue;
    }
    LockedPackage package{.ecosystem = "Hex",
                          .name = std::string(name),
                          .version = std::string(text_of(*entry, "version")),
                          .origin = std::string(text_of(*entry, "repo")),
                          .span = entry->span};
    add_hex_digest(text_of(*entry, "outer_checksum"), package.hashes);
    const std::uint32_t position = names.add(std::string(name), std::move(package)).first;
    for (const Value* required : list_of(*entry, "requirements").items)
      names.depends(position, std::string(required->text));
  }
  for (const Member& member : mapping_of(root, "requirements").members)
    names.require(std::string(member.key));
  names.link();
  malformed.tell(content);
}

void read_project(const Value& root, LockfileContent& content) {
  const auto add = [&](std::string_view table, Scope scope) {
    for (const Member& member : mapping_of(root, table).members) {
      // A path is a part of the project.
      if (member.key.empty() || !text_of(*member.value, "path").empty()) continue;
      const std::string_view wanted = member.value->kind == Kind::kString
                                          ? member.value->text
                                          : text_of(*member.value, "version");
      const bool is_pin = wanted.starts_with("== ") && wanted.find(' ', 3) == wanted.npos;
      content.packages.push_back({.ecosystem = "Hex",
                                  .name = std::string(member.key),
                                  .version = std::string(is_pin ? wanted.substr(3) : ""),
                                  .scope = scope,
                                  .direct = true,
                                  .origin = std::string(text_of(*member.value, "git")),
                                  .span = span_of(member)});
    }
  };
  add("dependencies", Scope::kRuntime);
  add("dev-dependencies", Scope::kDev);
  add("dev_dependencies", Scope::kDev);
}

}  // namespace

bool wants_gleam(std::string_view, std::string_view base) {
  return base == "gleam.toml" || base == "manifest.toml";
}

void read_gleam(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  if (input.path.ends_with("gleam.toml"))
    read_project(document.root(), content);
  else
    read_manifest(document.root(), content);
}

}  // namespace scan::sca
