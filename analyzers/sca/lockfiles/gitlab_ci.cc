// .gitlab-ci.yml (docs.gitlab.com/ci/yaml): what `include:` takes from other projects, and the
// images of jobs and services. What is included by a local path is a part of the project.
#include "sca/lockfile.h"
#include "sca/lockfiles/image_reference.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/repository_name.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

void read_image(const Value* image, LockfileContent& content) {
  if (image != nullptr && image->kind == Kind::kMapping) image = image->find("name");
  if (image != nullptr && image->kind == Kind::kString)
    add_image(image->text, Scope::kDev, image->span, content);
}

void read_images(const Value& job, LockfileContent& content) {
  read_image(job.find("image"), content);
  for (const Value* service : list_of(job, "services").items) read_image(service, content);
}

// "https://example.org/ci.yml", { project: group/ci, ref: v1 } or { component: HOST/PATH@1.0 }.
void read_include(const Value& entry, LockfileContent& content) {
  LockedPackage package{
      .ecosystem = "GitLab CI", .scope = Scope::kDev, .direct = true, .span = entry.span};
  const std::string_view component = text_of(entry, "component");
  const std::string_view remote =
      entry.kind == Kind::kString ? entry.text : text_of(entry, "remote");
  if (!component.empty()) {
    const std::size_t at = std::min(component.rfind('@'), component.size());
    package.name = component.substr(0, at);
    package.version = component.substr(std::min(at + 1, component.size()));
  } else if (remote.starts_with("http://") || remote.starts_with("https://")) {
    package.name = repository_name(remote);
    package.origin = remote;
  } else {
    package.name = text_of(entry, "project");
    package.version = text_of(entry, "ref");
  }
  if (!package.name.empty() && entry.span.size() > 0)
    content.packages.push_back(std::move(package));
}

}  // namespace

bool wants_gitlab_ci(std::string_view, std::string_view base) {
  return base == ".gitlab-ci.yml" || base == ".gitlab-ci.yaml";
}

void read_gitlab_ci(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_mentions(document::Syntax::kYaml, input, content);
  for (const Value* root : document.roots()) {  // a component's `spec` is a document of its own
    if (const Value* include = root->find("include"); include != nullptr) {
      if (include->kind != Kind::kSequence) read_include(*include, content);
      for (const Value* entry : include->items) read_include(*entry, content);
    }
    read_images(*root, content);
    for (const Member& job : root->members)
      if (job.value->kind == Kind::kMapping) read_images(*job.value, content);
  }
}

}  // namespace scan::sca
