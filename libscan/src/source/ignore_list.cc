// The rules of gitignore(5), and where that is silent, of git's dir.c: parse_path_pattern(),
// trim_trailing_spaces(), match_basename() and match_pathname(). Case matters (git's
// core.ignoreCase is configuration of a clone, not a part of the tree).
#include "source/ignore_list.h"

#include <algorithm>

namespace scan::source {
namespace {

constexpr std::string_view kSpecial = "*?[\\";

bool is_literal(std::string_view text) {
  return text.find_first_of(kSpecial) == std::string_view::npos;
}

// Cuts spaces at the end, but not one that a '\' stands before. A '\' at the very end keeps
// everything.
std::string_view trim_trailing_spaces(std::string_view line) {
  std::size_t keep = line.size();
  bool in_spaces = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ' ') {
      if (!in_spaces) keep = at;
      in_spaces = true;
      continue;
    }
    in_spaces = false;
    if (line[at] == '\\' && ++at == line.size()) return line;
  }
  return in_spaces ? line.substr(0, keep) : line;
}

}  // namespace

IgnoreList::IgnoreList(std::string_view file) {
  if (file.starts_with("\xEF\xBB\xBF")) file.remove_prefix(3);
  while (!file.empty()) {
    const std::size_t end = std::min(file.find('\n'), file.size());
    std::string_view line = file.substr(0, end);
    file.remove_prefix(std::min(end + 1, file.size()));
    if (line.ends_with('\r')) line.remove_suffix(1);
    if (!line.starts_with('#')) add(line);
  }
}

void IgnoreList::add(std::string_view line) {
  line = line.substr(0, line.find('\0'));  // a C string to git
  line = trim_trailing_spaces(line);
  const bool negative = line.starts_with('!');
  if (negative) line.remove_prefix(1);
  const bool directories_only = line.ends_with('/');
  if (directories_only) line.remove_suffix(1);
  if (line.empty()) return;

  const auto number = static_cast<std::int64_t>(negative_.size());
  negative_.push_back(negative);
  const auto note = [&](Table& table, std::string_view text) {
    Last& last = table[std::string(text)];
    (directories_only ? last.directory : last.any) = number;
  };

  // Without a slash (the last one aside) a pattern is for the name, at any depth; with one it is
  // for the path from here.
  const bool name_only = line.find('/') == std::string_view::npos;
  if (line.starts_with('/')) line.remove_prefix(1);
  if (is_literal(line)) return note(name_only ? names_ : paths_, line);
  if (name_only && line.starts_with("*.") && is_literal(line.substr(1)) && line.rfind('.') == 1)
    return note(extensions_, line.substr(1));

  // git cuts the literal text off before it compiles the rest, and so "a**/b" is "a" and then
  // "**/b".
  const std::size_t literal = line.find_first_of(kSpecial);
  globs_.push_back({number, directories_only, name_only, std::string(line.substr(0, literal)),
                    Glob(line.substr(literal))});
}

IgnoreList::Match IgnoreList::match(std::string_view path, EntryKind kind) const {
  const std::string_view name = path.substr(path.rfind('/') + 1);  // npos + 1 is 0
  std::int64_t best = -1;
  const auto look_up = [&](const Table& table, std::string_view key) {
    if (table.empty()) return;
    const auto it = table.find(key);
    if (it == table.end()) return;
    best = std::max(best, it->second.any);
    if (kind == EntryKind::kDirectory) best = std::max(best, it->second.directory);
  };
  look_up(names_, name);
  look_up(paths_, path);
  if (const std::size_t dot = name.rfind('.'); dot != std::string_view::npos)
    look_up(extensions_, name.substr(dot));

  for (auto it = globs_.rbegin(); it != globs_.rend() && it->number > best; ++it) {
    if (it->directories_only && kind != EntryKind::kDirectory) continue;
    const std::string_view subject = it->name_only ? name : path;
    if (subject.starts_with(it->prefix) && it->rest.matches(subject.substr(it->prefix.size()))) {
      best = it->number;
      break;
    }
  }
  if (best < 0) return Match::kNone;
  return negative_[static_cast<std::size_t>(best)] ? Match::kNegative : Match::kPositive;
}

}  // namespace scan::source
