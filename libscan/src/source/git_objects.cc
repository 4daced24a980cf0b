// A commit and a tag are lines "key value" up to an empty one; a tree is a list of
// "MODE NAME\0" and the 20 bytes of an id. Modes are octal numbers, of which the first bits tell
// what the entry is.
#include "source/git_objects.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <ctime>

namespace scan::source {
namespace {

constexpr unsigned kTypeBits = 0170000;
constexpr unsigned kTypeTree = 0040000;
constexpr unsigned kTypeFile = 0100000;
constexpr unsigned kTypeLink = 0120000;
constexpr unsigned kTypeRepository = 0160000;

// The value of the next line if its key is `key`, which is then taken off `bytes`.
std::optional<std::string_view> take_line(std::string_view& bytes, std::string_view key) {
  if (!bytes.starts_with(key) || bytes.size() == key.size() || bytes[key.size()] != ' ')
    return std::nullopt;
  const std::size_t end = std::min(bytes.find('\n'), bytes.size());
  const std::string_view value = bytes.substr(key.size() + 1, end - key.size() - 1);
  bytes.remove_prefix(std::min(end + 1, bytes.size()));
  return value;
}

std::optional<ObjectId> take_id(std::string_view& bytes, std::string_view key) {
  const std::optional<std::string_view> value = take_line(bytes, key);
  return value ? ObjectId::parse(*value) : std::nullopt;
}

// "Name <email> 1700000000 +0100". Some old commits have no name, or no date.
Authorship authorship_of(std::string_view line) {
  Authorship who;
  const std::size_t open = std::min(line.find('<'), line.size());
  const std::size_t close = std::min(line.rfind('>'), line.size());
  std::string_view name = line.substr(0, open);
  while (name.ends_with(' ')) name.remove_suffix(1);
  who.name = name;
  if (close <= open || close == line.size()) return who;
  who.email = line.substr(open + 1, close - open - 1);
  std::string_view rest = line.substr(close + 1);
  while (rest.starts_with(' ')) rest.remove_prefix(1);
  std::from_chars(rest.data(), rest.data() + rest.size(), who.time);
  return who;
}

// The lines of a commit up to the one of the author.
std::optional<CommitObject> take_links(std::string_view& bytes) {
  CommitObject commit;
  const std::optional<ObjectId> tree = take_id(bytes, "tree");
  if (!tree) return std::nullopt;
  commit.tree = *tree;
  while (bytes.starts_with("parent ")) {
    const std::optional<ObjectId> parent = take_id(bytes, "parent");
    if (!parent) return std::nullopt;
    commit.parents.push_back(*parent);
  }
  return commit;
}

bool is_plain_name(std::string_view name) {
  return !name.empty() && name != "." && name != ".." && name != ".git" &&
         name.find('/') == name.npos;
}

std::optional<TreeEntry::Kind> kind_of_mode(unsigned mode) {
  switch (mode & kTypeBits) {
    case kTypeTree:
      return TreeEntry::Kind::kTree;
    case kTypeFile:
      return TreeEntry::Kind::kFile;
    case kTypeLink:
      return TreeEntry::Kind::kLink;
    case kTypeRepository:
      return TreeEntry::Kind::kRepository;
    default:
      return std::nullopt;
  }
}

}  // namespace

std::optional<CommitObject> parse_commit(std::string_view bytes) {
  std::optional<CommitObject> commit = take_links(bytes);
  if (!commit) return std::nullopt;
  take_line(bytes, "author");
  if (const auto committer = take_line(bytes, "committer"))
    commit->time = authorship_of(*committer).time;
  return commit;
}

std::optional<Authorship> parse_authorship(std::string_view bytes) {
  if (!take_links(bytes)) return std::nullopt;
  const std::optional<std::string_view> author = take_line(bytes, "author");
  if (!author) return std::nullopt;
  return authorship_of(*author);
}

std::optional<TagObject> parse_tag(std::string_view bytes) {
  const std::optional<ObjectId> target = take_id(bytes, "object");
  if (!target) return std::nullopt;
  return TagObject{*target};
}

bool parse_tree(std::string_view bytes, const std::function<void(const TreeEntry&)>& on_entry) {
  while (!bytes.empty()) {
    unsigned mode = 0;
    const auto [end, error] = std::from_chars(bytes.data(), bytes.data() + bytes.size(), mode, 8);
    const auto name_begin = static_cast<std::size_t>(end - bytes.data()) + 1;
    const std::size_t zero = bytes.find('\0');
    TreeEntry entry;
    if (error != std::errc() || zero == bytes.npos || zero < name_begin ||
        bytes[name_begin - 1] != ' ' || bytes.size() - zero - 1 < entry.id.bytes.size())
      return false;
    entry.name = bytes.substr(name_begin, zero - name_begin);
    std::memcpy(entry.id.bytes.data(), bytes.data() + zero + 1, entry.id.bytes.size());
    bytes.remove_prefix(zero + 1 + entry.id.bytes.size());
    const std::optional<TreeEntry::Kind> kind = kind_of_mode(mode);
    if (!kind || !is_plain_name(entry.name)) return false;
    entry.kind = *kind;
    on_entry(entry);
  }
  return true;
}

std::string utc_date(std::int64_t seconds) {
  const auto time = static_cast<std::time_t>(seconds);
  std::tm parts{};
  std::array<char, 64> text{};
  if (::gmtime_r(&time, &parts) == nullptr) return {};
  return {text.data(), std::strftime(text.data(), text.size(), "%Y-%m-%dT%H:%M:%SZ", &parts)};
}

}  // namespace scan::source
