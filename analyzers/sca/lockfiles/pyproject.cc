// pyproject.toml (packaging.python.org/specifications/pyproject-toml and dependency-groups), and
// what Poetry, PDM and uv keep of their own there: what it declares. Requirements of the build are
// no part of what is built.
#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/declaration.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/requirement.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

class PyprojectReader {
 public:
  PyprojectReader(const Value& root, LockfileContent& content) : root_(root), content_(content) {}

  void read() {
    const Value& project = mapping_of(root_, "project");
    declare_list(list_of(project, "dependencies"), Scope::kRuntime);
    declare_lists(mapping_of(project, "optional-dependencies"), Scope::kOptional);
    declare_lists(mapping_of(root_, "dependency-groups"), Scope::kDev);
    const Value& tool = mapping_of(root_, "tool");
    declare_lists(mapping_of(mapping_of(tool, "pdm"), "dev-dependencies"), Scope::kDev);
    declare_list(list_of(mapping_of(tool, "uv"), "dev-dependencies"), Scope::kDev);
    const Value& poetry = mapping_of(tool, "poetry");
    declare_table(mapping_of(poetry, "dependencies"), Scope::kRuntime);
    declare_table(mapping_of(poetry, "dev-dependencies"), Scope::kDev);
    for (const Member& group : mapping_of(poetry, "group").members)
      declare_table(mapping_of(*group.value, "dependencies"), Scope::kDev);
    malformed_.tell(content_);
  }

 private:
  void declare_package(std::string_view name, std::string_view version, Scope scope, Span span) {
    declare({.ecosystem = "PyPI",
             .name = std::string(name),
             .version = std::string(version),
             .scope = std::string(to_string(scope))},
            span, content_);
  }

  // Requirements of PEP 508; a group may include another, {include-group = "NAME"}.
  void declare_list(const Value& list, Scope scope) {
    for (const Value* item : list.items) {
      if (item->kind == Kind::kMapping) continue;
      Requirement requirement;
      if (item->kind != Kind::kString ||
          parse_requirement(base::trimmed(item->text), requirement) == RequirementKind::kMalformed)
        malformed_.add("the requirements");
      else
        declare_package(requirement.name, requirement.version, scope, item->span);
    }
  }

  void declare_lists(const Value& lists, Scope scope) {
    for (const Member& member : lists.members) declare_list(*member.value, scope);
  }

  // Poetry's: a version or a range, a table with one, or a list of such tables. A bare version is
  // that one alone.
  void declare_table(const Value& table, Scope scope) {
    for (const Member& member : table.members) {
      if (member.key == "python") continue;
      const Value& entry = *member.value;
      if (entry.find("path") != nullptr) continue;
      std::string_view range = entry.kind == Kind::kString ? entry.text : text_of(entry, "version");
      while (range.starts_with('=') || range.starts_with(' ')) range.remove_prefix(1);
      const bool exact = !range.empty() && base::is_digit(range.front()) &&
                         range.find_first_of(" ,*|<>^~") == std::string_view::npos;
      declare_package(
          member.key, exact ? range : "",
          flag_of(entry, "optional") && scope == Scope::kRuntime ? Scope::kOptional : scope,
          span_of(member));
    }
  }

  const Value& root_;
  LockfileContent& content_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_pyproject(std::string_view, std::string_view base) { return base == "pyproject.toml"; }

void read_pyproject(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  PyprojectReader(document.root(), content).read();
}

}  // namespace scan::sca
