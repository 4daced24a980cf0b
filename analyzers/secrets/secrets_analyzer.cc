#include "secrets/secrets_analyzer.h"

#include <algorithm>
#include <array>
#include <string_view>
#include <utility>

#include "secrets/detector.h"
#include "secrets/key_pairs.h"
#include "secrets/rule_files.h"

namespace scan::secrets {
namespace {

// Files that are binary whatever is in them, sorted: they need not even be opened.
constexpr std::array<std::string_view, 45> kBinaryExtensions = {
    "7z",   "a",   "avi", "bmp", "bz2",  "class", "dex",  "dll",   "dylib", "ear", "eot", "exe",
    "flac", "gif", "gz",  "ico", "jar",  "jpeg",  "jpg",  "lz4",   "mkv",   "mo",  "mov", "mp3",
    "mp4",  "o",   "obj", "ogg", "otf",  "png",   "pyc",  "pyo",   "so",    "tar", "tgz", "tif",
    "tiff", "ttf", "war", "wav", "webm", "webp",  "woff", "woff2", "xz"};
static_assert(std::ranges::is_sorted(kBinaryExtensions));

class SecretsAnalyzer : public Analyzer {
 public:
  SecretsAnalyzer(std::vector<Rule> rules, std::uint32_t max_decode_depth)
      : detector_(std::move(rules), RuleIndex::Mode::kWindows, max_decode_depth) {}

  std::string_view name() const override { return "secrets"; }

  bool wants(std::string_view path) const override {
    const std::size_t dot = path.find_last_of("./");
    if (dot == path.npos || path[dot] == '/') return true;
    return !std::ranges::binary_search(kBinaryExtensions, path.substr(dot + 1)) ||
           detector_.has_rule_about(path);
  }

  bool reads_binary() const override { return detector_.has_path_rules(); }

  bool reads_history() const override { return true; }
  bool reads_archives() const override { return true; }
  bool reads_images() const override { return true; }

  void analyze(const Source& source, const FileContext& context, FileResult& out) const override {
    detector_.detect(source, context, out);
    state_public_keys(source, out.facts);
  }

  std::vector<std::string_view> fact_kinds() const override {
    return {kPrivateKeyFact, kPublicKeyFact};
  }

  void conclude(const std::vector<Fact>& facts, const FileContext&,
                ProjectResult& out) const override {
    match_keys(facts, out.findings);
  }

  std::vector<RuleInfo> rules() const override {
    std::vector<RuleInfo> infos;
    for (const Rule& rule : detector_.rules()) infos.push_back(rule.info);
    return infos;
  }

 private:
  Detector detector_;
};

}  // namespace

Result<std::unique_ptr<Analyzer>> make_analyzer(rules::Loading loading,
                                                std::uint32_t max_decode_depth) {
  Result<std::vector<Rule>> rules = read_rules(loading);
  if (!rules.ok()) return rules.error();
  return std::unique_ptr<Analyzer>(
      std::make_unique<SecretsAnalyzer>(std::move(*rules), max_decode_depth));
}

}  // namespace scan::secrets
