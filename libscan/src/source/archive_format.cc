#include "source/archive_format.h"

#include <algorithm>
#include <array>
#include <charconv>
#include <string>

namespace scan::source {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kEndOfDirectory = "PK\5\6"sv;  // also the whole of an empty archive
constexpr std::string_view kSevenZip = "7z\xBC\xAF\x27\x1C"sv;

bool is_bzip2(std::string_view head) {
  // The block's magic number; that of the stream's end where it is empty.
  return head.starts_with("BZh") && head.size() >= 10 && head[3] >= '1' && head[3] <= '9' &&
         (head.substr(4, 6) == "1AY&SY"sv || head.substr(4, 6) == "\x17\x72\x45\x38\x50\x90"sv);
}

bool is_stream(std::string_view head) {
  constexpr std::array<std::string_view, 6> kMagic = {"\x1F\x8B\x08"sv,      // gzip
                                                      "\xFD\x37zXZ\x00"sv,   // xz
                                                      "\x28\xB5\x2F\xFD"sv,  // zstd
                                                      "\x04\x22\x4D\x18"sv,  // lz4
                                                      "LZIP\x01"sv,
                                                      "\x1F\x9D"sv};  // compress
  for (const std::string_view magic : kMagic)
    if (head.starts_with(magic)) return true;
  return is_bzip2(head);
}

}  // namespace

// A tar header is known by its checksum: the sum of its bytes, its own eight taken as spaces. Those
// of before POSIX have no other mark.
bool is_tar(std::string_view head) {
  constexpr std::size_t kHeader = 512;
  constexpr std::size_t kChecksum = 148;
  constexpr std::size_t kChecksumSize = 8;
  if (head.size() < kHeader || head[0] == '\0') return false;
  std::string_view digits = head.substr(kChecksum, kChecksumSize);
  while (digits.starts_with(' ')) digits.remove_prefix(1);
  unsigned stated = 0;
  if (std::from_chars(digits.data(), digits.data() + digits.size(), stated, 8).ec != std::errc())
    return false;
  unsigned sum = kChecksumSize * ' ';
  for (std::size_t i = 0; i < kHeader; ++i)
    if (i < kChecksum || i >= kChecksum + kChecksumSize) sum += static_cast<unsigned char>(head[i]);
  return sum == stated;
}

bool has_archive_name(std::string_view path) {
  constexpr std::array<std::string_view, 26> kEndings = {
      "7z",   "aar",  "apk", "bz2", "crate", "ear", "egg",  "gem", "gz",
      "ipa",  "jar",  "lz",  "lz4", "nupkg", "tar", "tbz2", "tgz", "txz",
      "tzst", "vsix", "war", "whl", "xpi",   "xz",  "zip",  "zst"};
  static_assert(std::ranges::is_sorted(kEndings));
  const std::size_t dot = path.rfind('.');
  return dot != path.npos && std::ranges::binary_search(kEndings, path.substr(dot + 1));
}

bool is_7z(std::string_view head) { return head.starts_with(kSevenZip); }

ArchiveKind archive_kind(std::string_view head, std::string_view tail) {
  if (head.starts_with("PK\3\4"sv) || head.starts_with(kEndOfDirectory) ||
      head.starts_with("PK\7\x08PK\3\4"sv) || is_7z(head))
    return ArchiveKind::kDirectory;
  if (is_stream(head) || is_tar(head)) return ArchiveKind::kStream;
  if (tail.size() >= kArchiveTailBytes &&
      tail.substr(tail.size() - kArchiveTailBytes).starts_with(kEndOfDirectory))
    return ArchiveKind::kAppended;
  return ArchiveKind::kNone;
}

}  // namespace scan::source
