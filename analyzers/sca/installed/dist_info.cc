// What is kept of an installed Python distribution: METADATA and PKG-INFO (packaging.python.org,
// "Core metadata specifications"), whose head has the fields and whose body is a description.
#include <algorithm>

#include "base/ascii.h"
#include "sca/installed/stanzas.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

// A licence's text may stand in the field, which is no name of one.
constexpr std::size_t kMaxLicense = 100;

std::string license_of(const Stanza& head) {
  for (const char* name : {"License-Expression", "License"}) {
    const std::string_view license = head.find(name);
    const bool is_text =
        license.size() > kMaxLicense || license.find('\n') != std::string_view::npos;
    if (!license.empty() && license != "UNKNOWN" && !is_text) return std::string(license);
  }
  // "License :: OSI Approved :: MIT License"
  for (const auto& [name, value] : head.fields)
    if (name == "Classifier" && value.starts_with("License :: "))
      return std::string(base::trimmed(value.substr(value.rfind(':') + 1)));
  return {};
}

}  // namespace

bool wants_dist_info(std::string_view path, std::string_view base) {
  std::string_view folder = path.substr(0, path.size() - base.size());
  if (base == "METADATA") return folder.ends_with(".dist-info/");
  if (base == "PKG-INFO") return folder.ends_with(".egg-info/") || folder.ends_with("/EGG-INFO/");
  return base.ends_with(".egg-info");
}

void read_dist_info(const LockfileInput& input, LockfileContent& content) {
  Stanza head;
  std::size_t at = 0;
  take_stanza(input.text, at, head);
  const std::string_view name = head.find("Name");
  const std::string_view version = head.find("Version");
  if (name.empty() || version.empty()) {
    content.notices.push_back(invalid_lockfile("no name and version of a distribution in it"));
    return;
  }
  // The lines that state it, and not the description.
  const auto offset = [&](std::string_view value) {
    return static_cast<std::uint32_t>(value.data() - input.text.data());
  };
  const std::uint32_t begin = std::min(offset(name), offset(version));
  const std::uint32_t end = std::max(offset(name) + static_cast<std::uint32_t>(name.size()),
                                     offset(version) + static_cast<std::uint32_t>(version.size()));
  content.packages.push_back({.ecosystem = "PyPI",
                              .name = std::string(name),
                              .version = std::string(version),
                              .direct = true,
                              .license = license_of(head),
                              .span = {begin, end}});
}

}  // namespace scan::sca
