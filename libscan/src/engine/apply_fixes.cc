// From findings to files: group by file, open each without trusting anything below the root, see
// that it is still what was scanned, and put the fixed bytes in its place.
#include <algorithm>
#include <filesystem>
#include <map>
#include <utility>

#include "base/hash.h"
#include "base/replace_file.h"
#include "engine/fixed_text.h"
#include "engine/scan_run.h"
#include "scan/fix.h"
#include "scan/source.h"
#include "source/contained_file.h"
#include "source/encoding.h"
#include "source/file.h"
#include "text/line_diff.h"

namespace scan {
namespace {

constexpr std::uint64_t kMaxFile = 0xffff'fffe;  // what a Source can hold

struct Place {
  std::string root;
  std::string path;  // below it
};

// A root that is a file: the link that it may be is followed, as when it was scanned.
Place place_of_file(const std::string& root) {
  const std::string real = source::real_path(root);
  const std::size_t slash = (real.empty() ? root : real).rfind('/');
  if (slash == std::string::npos) return {".", root};
  const std::string& full = real.empty() ? root : real;
  return {full.substr(0, slash + 1), full.substr(slash + 1)};
}

// Where the file is that a finding names; the engine made the name from one of the roots.
Place place_of(const std::vector<std::string>& roots, const std::string& path) {
  std::error_code ignored;
  if (roots.size() == 1) {
    if (std::filesystem::is_regular_file(roots.front(), ignored))
      return place_of_file(roots.front());
    return {roots.front(), path};
  }
  const std::string* best = nullptr;
  std::size_t best_size = 0;
  for (const std::string& root : roots) {
    const std::string prefix = engine::prefix_of(root);
    const bool holds = prefix.empty() || path == prefix || path.starts_with(prefix + '/') ||
                       (prefix == "/" && path.starts_with('/'));
    if (!holds || (best != nullptr && prefix.size() < best_size)) continue;
    best = &root;
    best_size = prefix.size();
  }
  if (best == nullptr) return {".", path};
  if (std::filesystem::is_regular_file(*best, ignored)) return place_of_file(*best);
  return {*best, path.substr(std::min(best_size + (best_size > 0 ? 1 : 0), path.size()))};
}

// A name in the head of a diff: in quotes where it would otherwise be cut or misread, as git does.
std::string diff_name(std::string_view prefix, std::string_view path) {
  const std::string name = std::string(prefix) + std::string(path);
  const bool plain = std::ranges::none_of(name, [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7f || c == '"' || c == '\\';
  });
  // What follows a tab is a time: so a name with a space ends.
  if (plain) return name.find(' ') == std::string::npos ? name : name + '\t';
  std::string quoted = "\"";
  for (const char c : name) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f) {
      quoted += '\\';
      for (const int shift : {6, 3, 0}) quoted += static_cast<char>('0' + (byte >> shift & 7));
    } else {
      if (c == '"' || c == '\\') quoted += '\\';
      quoted += c;
    }
  }
  return quoted + '"';
}

class Fixing {
 public:
  Fixing(const std::vector<std::string>& roots, FixMode mode) : roots_(roots), mode_(mode) {}

  void file(const std::string& path, std::vector<const Finding*> findings) {
    const Place place = place_of(roots_, path);
    const Result<source::ContainedFile> opened = source::open_contained(place.root, place.path);
    if (!opened.ok()) return failed(path, opened.error());
    const int directory = opened->directory.get();
    const Result<std::string> read =
        source::read_file_at(directory, opened->name, kMaxFile, source::FinalLink::kRefuse);
    if (!read.ok()) return failed(path, read.error());
    const std::string hash = base::StableHash().add(*read).hex();
    std::erase_if(findings, [&](const Finding* each) { return each->fix->source_hash != hash; });
    if (findings.empty()) return stale(path);

    const Source source(path, *read);
    engine::FixedText fixed = engine::fixed_text(source.text(), std::move(findings));
    for (const Finding* finding : fixed.conflicting) conflict(*finding);
    const std::optional<std::string> bytes = source::encode_like(*read, fixed.text);
    if (!bytes) {
      return failed(path, {.code = ErrorCode::kInvalidData,
                           .message = "the fixed text cannot be written in the file's encoding"});
    }
    if (*bytes == *read) return;
    if (mode_ == FixMode::kApply) {
      const Status written = base::replace_file_at(directory, opened->name, *bytes);
      if (!written.ok()) return failed(path, written.error());
    }
    report_.files.push_back(
        {.path = path,
         .fixes = fixed.applied.size(),
         .diff = text::unified_diff(diff_name("a/", path), diff_name("b/", path), *read, *bytes)});
  }

  FixReport report() && { return std::move(report_); }

 private:
  void failed(const std::string& path, const Error& error) {
    if (error.code == ErrorCode::kNotFound) return stale(path);
    report_.notices.push_back({.code = "fix-failed",
                               .message = "the fixes could not be applied: " + error.message,
                               .path = path,
                               .rule_id = {},
                               .incomplete = true});
  }

  void stale(const std::string& path) {
    report_.notices.push_back({.code = "fix-stale",
                               .message = "the file has changed since it was scanned and was left "
                                          "alone",
                               .path = path,
                               .rule_id = {}});
  }

  void conflict(const Finding& finding) {
    const std::string line = std::to_string(finding.fix->edits.front().region.start_line);
    report_.notices.push_back({.code = "fix-conflict",
                               .message = "the fix at line " + line +
                                          " overlaps another one and was left out; scan and fix "
                                          "again",
                               .path = finding.fix->path,
                               .rule_id = finding.rule_id});
  }

  const std::vector<std::string>& roots_;
  FixMode mode_;
  FixReport report_;
};

}  // namespace

FixReport apply_fixes(const ScanResult& result, FixMode mode) {
  std::map<std::string, std::vector<const Finding*>> by_path;
  for (const Finding& finding : result.findings)
    if (finding.fix && !finding.suppression) by_path[finding.fix->path].push_back(&finding);
  Fixing fixing(result.roots, mode);
  for (auto& [path, findings] : by_path) fixing.file(path, std::move(findings));
  return std::move(fixing).report();
}

}  // namespace scan
