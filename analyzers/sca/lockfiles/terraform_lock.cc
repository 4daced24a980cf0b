// Terraform's .terraform.lock.hcl (developer.hashicorp.com, "Dependency lock file"):
//
//   provider "registry.terraform.io/hashicorp/aws" {
//     version = "5.0.1"
//     hashes = [
//       "zh:HEX",                   SHA-256 of the archive; "h1:" is of its content, its own way
//     ]
//   }
#include <utility>

#include "sca/lockfile.h"
#include "sca/lockfiles/digest.h"
#include "sca/lockfiles/lines.h"

namespace scan::sca {
namespace {

// What stands in the first quotes of a line.
std::string_view quoted(std::string_view text) {
  const std::size_t begin = text.find('"');
  if (begin == text.npos) return {};
  const std::size_t end = text.find('"', begin + 1);
  return end == text.npos ? std::string_view() : text.substr(begin + 1, end - begin - 1);
}

}  // namespace

bool wants_terraform_lock(std::string_view, std::string_view base) {
  return base == ".terraform.lock.hcl";
}

void read_terraform_lock(const LockfileInput& input, LockfileContent& content) {
  Lines lines(input.text);
  LockedPackage package;
  bool in_provider = false, malformed = false;
  for (Line line; lines.next(line);) {
    const std::string_view text = line.trimmed();
    if (text.starts_with("provider ")) {
      malformed = malformed || in_provider;
      package = {.ecosystem = "Terraform",
                 .name = std::string(quoted(text)),
                 .direct = true,
                 .span = line.span};
      in_provider = !package.name.empty();
      malformed = malformed || !in_provider;
    } else if (in_provider && text.starts_with("version")) {
      package.version = quoted(text);
    } else if (in_provider && text.starts_with("\"zh:")) {
      add_digest("sha256:" + std::string(text.substr(4, text.find('"', 4) - 4)), package.hashes);
    } else if (in_provider && text == "}") {
      package.span.end = line.span.end;
      content.packages.push_back(std::exchange(package, {}));
      in_provider = false;
    }
  }
  if (in_provider || malformed)
    content.notices.push_back(invalid_lockfile("a provider is malformed or cut off"));
}

}  // namespace scan::sca
