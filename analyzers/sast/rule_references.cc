#include "sast/rule_references.h"

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>

namespace scan::sast {

namespace fs = std::filesystem;

Result<const rules::RuleFile*> RuleReferences::find(const rules::RuleFile& from,
                                                    std::string_view reference) {
  const fs::path name(reference);
  const std::string extension = name.extension().string();
  if (extension != ".yaml" && extension != ".yml" && extension != ".json") {
    return Error{
        .code = ErrorCode::kInvalidRule,
        .message = "`" + std::string(reference) + "` is no rule file",
        .hint = "rules of a registry are not fetched: have them in a file beside this one"};
  }
  const bool leaves = name.is_absolute() ||
                      std::ranges::any_of(name, [](const fs::path& part) { return part == ".."; });
  if (leaves) {
    return Error{.code = ErrorCode::kInvalidRule,
                 .message = "`" + std::string(reference) + "` is not below the rules",
                 .hint = "a path relative to this file, or to a folder above it"};
  }
  fs::path folder = fs::path(from.path).lexically_normal().parent_path();
  while (true) {
    const fs::path path = (folder / name).lexically_normal();
    const auto is_it = [&](const rules::RuleFile& file) {
      return file.builtin == from.builtin && fs::path(file.path).lexically_normal() == path;
    };
    for (const rules::RuleFile& file : loaded_)
      if (is_it(file)) return &file;
    for (const auto& file : more_)
      if (is_it(*file)) return file.get();
    std::error_code error;
    if (!from.builtin && fs::is_regular_file(path, error)) {
      Result<std::vector<rules::RuleFile>> read = rules::load({path.string()}, {});
      if (!read.ok()) return read.error();
      for (rules::RuleFile& file : *read) {
        more_.push_back(std::make_unique<const rules::RuleFile>(std::move(file)));
        return more_.back().get();
      }
    }
    if (folder.empty() || folder == folder.parent_path()) break;
    folder = folder.parent_path();
  }
  return Error{.code = ErrorCode::kNotFound,
               .message = "there is no rule file `" + std::string(reference) +
                          "` beside this one, or below a folder above it"};
}

}  // namespace scan::sast
