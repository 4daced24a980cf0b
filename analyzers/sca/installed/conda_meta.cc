// What conda keeps of an installed package: conda-meta/NAME-VERSION-BUILD.json.
#include "document/value.h"
#include "sca/lockfile.h"

namespace scan::sca {

bool wants_conda_meta(std::string_view path, std::string_view base) {
  if (!base.ends_with(".json")) return false;
  return path.substr(0, path.size() - base.size()).ends_with("conda-meta/");
}

void read_conda_meta(const LockfileInput& input, LockfileContent& content) {
  const Result<document::Document> parsed =
      document::Document::parse(document::Syntax::kJson, input.text, std::string(input.path));
  if (!parsed.ok()) {
    content.notices.push_back(invalid_lockfile(parsed.error().message));
    return;
  }
  const auto text = [&](std::string_view key) {
    const document::Value* value = parsed->root().find(key);
    return value != nullptr && value->kind == document::Kind::kString ? std::string(value->text)
                                                                      : std::string();
  };
  LockedPackage package{.ecosystem = "conda",
                        .name = text("name"),
                        .version = text("version"),
                        .direct = true,
                        .license = text("license"),
                        .origin = text("url")};
  if (package.name.empty() || package.version.empty()) {
    content.notices.push_back(invalid_lockfile("no name and version of a package in it"));
    return;
  }
  package.span = parsed->root().find("name")->span;
  if (const std::string hash = text("sha256"); !hash.empty())
    package.hashes.push_back("SHA-256:" + hash);
  content.packages.push_back(std::move(package));
}

}  // namespace scan::sca
