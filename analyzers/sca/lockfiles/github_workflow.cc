// GitHub's workflows and actions (docs.github.com, "Workflow syntax"): what `uses:` names, and the
// images of containers. A commit is told by the version in the comment behind it, which is how
// those who update it write it.
#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/image_reference.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

bool is_commit(std::string_view reference) {
  return reference.size() == 40 &&
         reference.find_first_not_of("0123456789abcdef") == reference.npos;
}

class WorkflowReader {
 public:
  WorkflowReader(std::string_view text, LockfileContent& content)
      : text_(text), content_(content) {}

  void read(const Value& root) {
    for (const Member& job : mapping_of(root, "jobs").members) {
      read_uses(job.value->find("uses"));
      read_steps(list_of(*job.value, "steps"));
      read_image(job.value->find("container"));
      for (const Member& service : mapping_of(*job.value, "services").members)
        read_image(service.value);
    }
    const Value& runs = mapping_of(root, "runs");
    read_steps(list_of(runs, "steps"));
    if (const Value* image = runs.find("image");
        image != nullptr && image->text.starts_with("docker://"))
      add_image(image->text, Scope::kDev, image->span, content_);
  }

 private:
  void read_steps(const Value& steps) {
    for (const Value* step : steps.items) read_uses(step->find("uses"));
  }

  void read_image(const Value* container) {
    if (container != nullptr && container->kind == Kind::kMapping)
      container = container->find("image");
    if (container != nullptr && container->kind == Kind::kString)
      add_image(container->text, Scope::kDev, container->span, content_);
  }

  void read_uses(const Value* uses) {
    if (uses == nullptr || uses->kind != Kind::kString || uses->span.size() == 0) return;
    const std::string_view text = uses->text;
    if (text.starts_with("docker://")) return add_image(text, Scope::kDev, uses->span, content_);
    const std::size_t slash = text.find('/'), at = text.rfind('@');
    // "./action" is a part of the project.
    if (text.starts_with('.') || slash == text.npos || slash == 0 || at == text.npos || at < slash)
      return;
    const std::string_view name = text.substr(0, std::min(text.find('/', slash + 1), at));
    std::string_view version = text.substr(at + 1);
    if (is_commit(version))
      if (const std::string_view told = comment_behind(uses->span.end); !told.empty())
        version = told;
    content_.packages.push_back({.ecosystem = "GitHub Actions",
                                 .name = std::string(name),
                                 .version = std::string(version),
                                 .scope = Scope::kDev,
                                 .direct = true,
                                 .span = uses->span});
  }

  // "v4.1.1" of "# v4.1.1" and of "# tag=v4.1.1".
  std::string_view comment_behind(std::uint32_t at) const {
    std::string_view rest = text_.substr(at, text_.find('\n', at) - at);
    rest = base::trimmed(rest);
    if (!rest.starts_with('#')) return {};
    rest = base::trimmed(rest, "# \t\r");
    if (rest.starts_with("tag=")) rest.remove_prefix(4);
    rest = rest.substr(0, rest.find_first_of(" \t"));
    const std::size_t digit = rest.starts_with('v') ? 1 : 0;
    return rest.size() > digit && base::is_digit(rest[digit]) ? rest : std::string_view();
  }

  std::string_view text_;
  LockfileContent& content_;
};

}  // namespace

bool wants_github_workflow(std::string_view path, std::string_view base) {
  if (!base.ends_with(".yml") && !base.ends_with(".yaml")) return false;
  if (base == "action.yml" || base == "action.yaml") return true;
  const std::string_view folder = path.substr(0, path.size() - base.size());
  return folder == ".github/workflows/" || folder.ends_with("/.github/workflows/");
}

void read_github_workflow(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_mentions(document::Syntax::kYaml, input, content);
  WorkflowReader(input.text, content).read(document.root());
}

}  // namespace scan::sca
