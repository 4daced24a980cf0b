#include "exceptions/exception_set.h"

#include <algorithm>
#include <utility>

#include "base/ascii.h"

namespace scan::exceptions {
namespace {

std::string_view property_of(const Finding& finding, const std::string& name) {
  const auto found = finding.properties.find(name);
  return found == finding.properties.end() ? std::string_view() : found->second;
}

bool covers(const PackagePattern& pattern, const Finding& finding) {
  if (!pattern.purl.empty())
    return purl_covers(pattern.purl, comparable_purl(property_of(finding, "purl")));
  const auto agrees = [&](const std::string& wanted, const char* property) {
    return wanted.empty() || wanted == property_of(finding, property);
  };
  return !property_of(finding, "package").empty() && agrees(pattern.ecosystem, "ecosystem") &&
         agrees(pattern.name, "package") && agrees(pattern.version, "version") &&
         agrees(pattern.scope, "scope");
}

}  // namespace

void ExceptionSet::add(std::vector<Exception> exceptions, const std::string& path,
                       const std::string& folder) {
  for (Exception& exception : exceptions) {
    const std::size_t position = entries_.size();
    for (const std::string& id : exception.ids) by_id_[base::lowered(id)].push_back(position);
    if (exception.ids.empty()) without_id_.push_back(position);
    entries_.push_back({.exception = std::move(exception), .path = path, .folder = folder});
  }
}

bool ExceptionSet::meets(const Entry& entry, const Finding& finding,
                         const Location& location) const {
  const Exception& exception = entry.exception;
  if (!exception.analyzer.empty() && exception.analyzer != finding.analyzer) return false;
  std::string_view path = location.path;
  if (!entry.folder.empty()) {
    if (!path.starts_with(entry.folder) || path.size() <= entry.folder.size() ||
        path[entry.folder.size()] != '/')
      return false;
    path.remove_prefix(entry.folder.size() + 1);
  }
  const auto fits = [&](const source::Glob& glob) { return glob.matches(path); };
  if (!exception.paths.empty() && std::ranges::none_of(exception.paths, fits)) return false;
  const auto is_package = [&](const PackagePattern& pattern) { return covers(pattern, finding); };
  return exception.packages.empty() || std::ranges::any_of(exception.packages, is_package);
}

std::optional<Suppression> ExceptionSet::find(const Finding& finding,
                                              const std::vector<std::string>& aliases,
                                              const Location& location) {
  if (entries_.empty()) return std::nullopt;
  std::vector<std::size_t> candidates = without_id_;
  const auto add_candidates = [&](const std::string& id) {
    const auto found = by_id_.find(base::lowered(id));
    if (found != by_id_.end())
      candidates.insert(candidates.end(), found->second.begin(), found->second.end());
  };
  add_candidates(finding.rule_id);
  std::ranges::for_each(aliases, add_candidates);
  std::ranges::sort(candidates);
  for (const std::size_t position : candidates) {
    Entry& entry = entries_[position];
    if (!meets(entry, finding, location)) continue;
    const Exception& exception = entry.exception;
    if (exception.until && now_ >= *exception.until) {
      entry.met_expired = true;
      continue;
    }
    return Suppression{.kind = Suppression::Kind::kExternal,
                       .directive = entry.path + ": " + exception.directive,
                       .justification = exception.reason};
  }
  return std::nullopt;
}

std::vector<Notice> ExceptionSet::notices() const {
  std::vector<Notice> notices;
  for (const Entry& entry : entries_)
    if (entry.met_expired)
      notices.push_back(
          {.code = "exception-expired",
           .message = "an exception has expired and holds no more: " + entry.exception.directive,
           .path = entry.path});
  return notices;
}

}  // namespace scan::exceptions
