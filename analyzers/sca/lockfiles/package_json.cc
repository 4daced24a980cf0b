// npm's package.json (docs.npmjs.com, "package.json"), which Yarn, pnpm and Bun read, too: what it
// declares. A range is a component without a version. Folders and workspaces are the project's own;
// peers are for others to bring.
#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/declaration.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

// "1.2.3", "=1.2.3-rc.1+build": all three numbers and no range.
bool is_exact(std::string_view range) {
  for (int part = 0; part < 3; ++part) {
    if (part > 0) {
      if (!range.starts_with('.')) return false;
      range.remove_prefix(1);
    }
    if (range.empty() || !base::is_digit(range.front())) return false;
    while (!range.empty() && base::is_digit(range.front())) range.remove_prefix(1);
  }
  if (range.empty()) return true;
  if (range.front() != '-' && range.front() != '+') return false;
  for (char c : range)
    if (!base::is_alphanumeric(c) && std::string_view("-+.").find(c) == std::string_view::npos)
      return false;
  return true;
}

void declare_dependency(const Member& member, Scope scope, LockfileContent& content) {
  std::string_view name = member.key, range = base::trimmed(member.value->text);
  if (range.starts_with("npm:")) {
    range.remove_prefix(4);
    const std::size_t at = range.find('@', 1);
    name = range.substr(0, at);
    range = at == std::string_view::npos ? "" : range.substr(at + 1);
  }
  for (std::string_view own : {"workspace:", "file:", "link:", "portal:", "."})
    if (range.starts_with(own)) return;
  while (range.starts_with('=') || range.starts_with('v') || range.starts_with(' '))
    range.remove_prefix(1);
  declare({.ecosystem = "npm",
           .name = std::string(name),
           .version = std::string(is_exact(range) ? range : ""),
           .scope = std::string(to_string(scope))},
          span_of(member), content);
}

}  // namespace

// Those in node_modules tell of what is installed, not of what the project asks for.
bool wants_package_json(std::string_view path, std::string_view base) {
  return base == "package.json" && path.find("node_modules/") == std::string_view::npos;
}

void read_package_json(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  constexpr std::pair<std::string_view, Scope> kTables[] = {
      {"dependencies", Scope::kRuntime},
      {"optionalDependencies", Scope::kOptional},
      {"devDependencies", Scope::kDev}};
  MalformedEntries malformed;
  for (const auto& [table, scope] : kTables)
    for (const Member& member : mapping_of(document.root(), table).members) {
      // npm leaves an optional dependency in `dependencies`, too.
      if (scope == Scope::kRuntime &&
          mapping_of(document.root(), "optionalDependencies").find(member.key) != nullptr)
        continue;
      if (member.value->kind == Kind::kString)
        declare_dependency(member, scope, content);
      else
        malformed.add(table);
    }
  malformed.tell(content);
}

}  // namespace scan::sca
