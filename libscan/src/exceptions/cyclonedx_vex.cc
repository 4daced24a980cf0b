// CycloneDX (cyclonedx.org/capabilities/vex): vulnerabilities with an `analysis`, of components of
// the same document or of another one (a BOM-Link, whose last part is the reference).
#include <map>
#include <utility>

#include "exceptions/entry_values.h"
#include "exceptions/exception_file.h"

namespace scan::exceptions {
namespace {

using document::Document;
using document::Value;

class Components {
 public:
  explicit Components(const Value& root) {
    std::vector<const Value*> left(items_at(root, "components").begin(),
                                   items_at(root, "components").end());
    while (!left.empty()) {
      const Value& component = *left.back();
      left.pop_back();
      purls_.emplace(text_at(component, "bom-ref"), text_at(component, "purl"));
      const auto parts = items_at(component, "components");
      left.insert(left.end(), parts.begin(), parts.end());
    }
    const Value* metadata = root.find("metadata");
    const Value* whole = metadata != nullptr ? metadata->find("component") : nullptr;
    if (whole != nullptr) whole_ = text_at(*whole, "bom-ref");
  }

  /// Whether it is what the document as a whole describes: then its packages are all there are.
  bool is_whole(std::string_view ref) const { return !whole_.empty() && ref == whole_; }

  std::string purl_of(std::string_view ref) const {
    if (ref.starts_with("urn:cdx:") && ref.find('#') != ref.npos)
      ref.remove_prefix(ref.find('#') + 1);
    const auto found = purls_.find(ref);
    return comparable_purl(found != purls_.end() && !found->second.empty() ? found->second : ref);
  }

 private:
  std::map<std::string_view, std::string_view> purls_;
  std::string_view whole_;
};

bool is_free(std::string_view state) {
  return state == "not_affected" || state == "false_positive" || state == "resolved" ||
         state == "resolved_with_pedigree";
}

std::vector<std::string> ids_of(const Value& vulnerability) {
  std::vector<std::string> ids;
  if (const std::string_view id = text_at(vulnerability, "id"); !id.empty()) ids.emplace_back(id);
  for (const Value* reference : items_at(vulnerability, "references"))
    if (const std::string_view id = text_at(*reference, "id"); !id.empty()) ids.emplace_back(id);
  return ids;
}

// Adds the packages of one entry of `affects`; false when it is the whole.
bool add_packages(const Value& affected, const Components& components,
                  std::vector<PackagePattern>& packages) {
  const std::string_view ref = text_at(affected, "ref");
  if (components.is_whole(ref)) return false;
  const std::string purl = components.purl_of(ref);
  if (purl.empty()) return true;
  const auto versions = items_at(affected, "versions");
  if (versions.empty()) packages.push_back({.purl = purl});
  // Versions that the entry calls affected are not what its state frees.
  const std::string name = purl.substr(0, purl.find('\0'));
  for (const Value* version : versions)
    if (const std::string_view text = text_at(*version, "version");
        !text.empty() && text_at(*version, "status") != "affected")
      packages.push_back({.purl = name + '\0' + std::string(text)});
  return true;
}

}  // namespace

Status read_cyclonedx_vex(const Document& document, std::vector<Exception>& exceptions) {
  const Components components(document.root());
  for (const Value* vulnerability : items_at(document.root(), "vulnerabilities")) {
    const Value* analysis = vulnerability->find("analysis");
    if (analysis == nullptr || !is_free(text_at(*analysis, "state"))) continue;
    Exception exception{.ids = ids_of(*vulnerability), .analyzer = "sca"};
    if (exception.ids.empty())
      return wrong(document, *vulnerability, "a vulnerability has no `id`");
    bool whole = false;
    for (const Value* affected : items_at(*vulnerability, "affects"))
      whole |= !add_packages(*affected, components, exception.packages);
    if (!whole && exception.packages.empty()) continue;
    if (whole) exception.packages.clear();
    exception.directive = std::string(text_at(*analysis, "state"));
    if (const auto why = text_at(*analysis, "justification"); !why.empty())
      exception.directive += " (" + std::string(why) + ")";
    exception.reason = std::string(text_at(*analysis, "detail"));
    exceptions.push_back(std::move(exception));
  }
  return {};
}

}  // namespace scan::exceptions
