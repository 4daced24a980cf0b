// A loose object is "KIND SIZE\0" and its bytes, as one zlib stream in objects/ab/cdef…. They are
// read here and not by libgit2, which never comes to an end of one that is cut off, as a machine
// that stopped leaves it.
#include "source/loose_object.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>
#include <optional>
#include <set>
#include <span>
#include <string_view>

#include "source/file.h"
#include "source/inflater.h"
#include "source/walk.h"

namespace scan::source {
namespace {

constexpr std::size_t kHeadBytes = 64;
constexpr std::size_t kMaxStores = 64;
constexpr std::uint64_t kMaxListFile = 1u << 20;

struct Head {
  ObjectKind kind;
  std::uint64_t size;
  std::size_t length;  // with the zero
};

std::optional<Head> parse_head(std::string_view bytes) {
  constexpr std::array<std::pair<std::string_view, ObjectKind>, 4> kKinds = {
      {{"commit ", ObjectKind::kCommit},
       {"tree ", ObjectKind::kTree},
       {"blob ", ObjectKind::kBlob},
       {"tag ", ObjectKind::kTag}}};
  const std::size_t zero = bytes.find('\0');
  if (zero == bytes.npos) return std::nullopt;
  for (const auto& [word, kind] : kKinds) {
    if (!bytes.starts_with(word)) continue;
    Head head{kind, 0, zero + 1};
    const auto [end, error] =
        std::from_chars(bytes.data() + word.size(), bytes.data() + zero, head.size);
    if (error != std::errc() || end != bytes.data() + zero) return std::nullopt;
    return head;
  }
  return std::nullopt;
}

}  // namespace

std::vector<std::string> object_directories(const std::string& directory) {
  std::vector<std::string> directories;
  std::set<std::string> seen;
  std::vector<std::string> pending = {directory};
  while (!pending.empty() && directories.size() < kMaxStores) {
    std::string path = real_path(pending.back());
    pending.pop_back();
    if (path.empty() || !seen.insert(path).second) continue;
    path.push_back('/');
    directories.push_back(path);
    // A path a line, relative to the folder that it is listed in (gitrepository-layout).
    const Result<std::string> list = read_file(path + "info/alternates", kMaxListFile);
    if (!list.ok()) continue;
    for (std::size_t begin = 0; begin < list->size();) {
      const std::size_t end = std::min(list->find('\n', begin), list->size());
      const std::string line = list->substr(begin, end - begin);
      begin = end + 1;
      if (!line.empty() && line[0] != '#') pending.push_back(line[0] == '/' ? line : path + line);
    }
  }
  return directories;
}

LooseObjects::LooseObjects(const std::vector<std::string>& directories) {
  for (const std::string& directory : directories) {
    Store store{directory, std::vector<bool>(256)};
    std::error_code ignored;
    for (unsigned byte = 0; byte < 256; ++byte) {
      ObjectId id;
      id.bytes[0] = static_cast<std::uint8_t>(byte);
      store.has_folder[byte] =
          std::filesystem::is_directory(directory + id.hex().substr(0, 2), ignored);
    }
    stores_.push_back(std::move(store));
  }
}

ReadOutcome LooseObjects::read(const ObjectId& id, std::uint64_t max_bytes, ObjectKind& kind,
                               std::string& bytes) const {
  for (const Store& store : stores_) {
    if (!store.has_folder[id.bytes[0]]) continue;
    const std::string name = id.hex();
    const std::string path = store.directory + name.substr(0, 2) + '/' + name.substr(2);
    // Compressed it may be a little larger than it is.
    const std::uint64_t limit =
        std::min<std::uint64_t>(max_bytes + max_bytes / 512 + 4096, UINT32_MAX);
    Result<std::string> file = read_file(path, limit);
    const bool too_large = !file.ok() && file.error().code == ErrorCode::kInvalidData;
    if (too_large) file = read_prefix(path, 4096);
    if (!file.ok() && file.error().code == ErrorCode::kNotFound) continue;
    if (!file.ok()) return ReadOutcome::kDamaged;

    Inflater inflater;
    inflater.begin(*file);
    std::array<char, kHeadBytes> start{};
    const std::string_view begin(start.data(), inflater.fill(start));
    const std::optional<Head> head = parse_head(begin);
    if (!head) return ReadOutcome::kDamaged;
    kind = head->kind;
    if (too_large || head->size > max_bytes) return ReadOutcome::kTooLarge;
    const std::string_view first = begin.substr(head->length);
    if (first.size() > head->size) return ReadOutcome::kDamaged;
    bytes.assign(first);
    bytes.resize(head->size);
    const std::span<char> rest = std::span(bytes).subspan(first.size());
    if (inflater.fill(rest) != rest.size() || !inflater.ends()) return ReadOutcome::kDamaged;
    return ReadOutcome::kRead;
  }
  return ReadOutcome::kMissing;
}

}  // namespace scan::source
