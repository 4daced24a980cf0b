// Cargo.toml (doc.rust-lang.org/cargo/reference/specifying-dependencies.html): what it declares. A
// version is a range unless it begins with "=". Paths are the project's own, and what a member
// takes over from its workspace is declared there.
#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/declaration.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

void declare_table(const Value& table, Scope scope, LockfileContent& content) {
  for (const Member& member : table.members) {
    const Value& entry = *member.value;
    const bool has_version = entry.kind == Kind::kString || entry.find("version") != nullptr;
    if (flag_of(entry, "workspace") || (entry.find("path") != nullptr && !has_version)) continue;
    std::string_view range = entry.kind == Kind::kString ? entry.text : text_of(entry, "version");
    range = base::trimmed(range);
    const bool exact = range.starts_with('=') && range.find(',') == std::string_view::npos;
    range = base::trimmed(range.substr(exact ? 1 : range.size()));
    const std::string_view real_name = text_of(entry, "package");
    const bool is_option = flag_of(entry, "optional") && scope == Scope::kRuntime;
    declare({.ecosystem = "crates.io",
             .name = std::string(real_name.empty() ? member.key : real_name),
             .version = std::string(range),
             .scope = std::string(to_string(is_option ? Scope::kOptional : scope))},
            span_of(member), content);
  }
}

void declare_tables(const Value& holder, LockfileContent& content) {
  declare_table(mapping_of(holder, "dependencies"), Scope::kRuntime, content);
  declare_table(mapping_of(holder, "build-dependencies"), Scope::kRuntime, content);
  declare_table(mapping_of(holder, "dev-dependencies"), Scope::kDev, content);
}

}  // namespace

bool wants_cargo_toml(std::string_view, std::string_view base) { return base == "Cargo.toml"; }

void read_cargo_toml(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  const Value& root = document.root();
  declare_tables(root, content);
  declare_tables(mapping_of(root, "workspace"), content);
  for (const Member& target : mapping_of(root, "target").members)
    declare_tables(*target.value, content);
}

}  // namespace scan::sca
