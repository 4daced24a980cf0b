// POSIX.1-2001, "pax Interchange Format" and "ustar Interchange Format", and GNU's long names.
#include "source/tar_index.h"

#include <algorithm>
#include <charconv>
#include <optional>
#include <string_view>
#include <utility>

#include "source/archive_format.h"
#include "source/archive_name.h"

namespace scan::source {
namespace {

constexpr std::uint64_t kBlock = 512;
constexpr std::size_t kMaxEntries = 1'000'000;
// Of a header that only says something about the next one.
constexpr std::uint64_t kMaxExtension = 1u << 20;

std::string_view text_field(std::string_view header, std::size_t offset, std::size_t size) {
  const std::string_view field = header.substr(offset, size);
  return field.substr(0, field.find('\0'));
}

// Octal digits, or GNU's binary number where they do not do.
std::optional<std::uint64_t> number_field(std::string_view header, std::size_t offset,
                                          std::size_t size) {
  std::string_view field = header.substr(offset, size);
  std::uint64_t number = 0;
  if ((static_cast<unsigned char>(field[0]) & 0x80) != 0) {
    for (const char c : field.substr(size - sizeof number))
      number = number << 8 | static_cast<unsigned char>(c);
    return number;
  }
  field.remove_prefix(std::min(field.find_first_not_of(' '), field.size()));
  if (std::from_chars(field.data(), field.data() + field.size(), number, 8).ec != std::errc())
    return std::nullopt;
  return number;
}

std::string name_of(std::string_view header) {
  std::string name(text_field(header, 0, 100));
  const std::string_view prefix = text_field(header, 345, 155);
  const bool is_ustar = header.substr(257, 6) == std::string_view("ustar\0", 6);
  return is_ustar && !prefix.empty() ? std::string(prefix) + "/" + name : name;
}

// What an extended header says about the entry behind it.
struct Overrides {
  std::string name;
  std::optional<std::uint64_t> size;
};

// "LENGTH KEY=VALUE\n", the length being that of the whole record.
void read_pax(std::string_view records, Overrides& overrides) {
  while (!records.empty()) {
    std::size_t length = 0;
    const auto [end, error] =
        std::from_chars(records.data(), records.data() + records.size(), length);
    const auto digits = static_cast<std::size_t>(end - records.data());
    if (error != std::errc() || length <= digits + 1 || length > records.size()) return;
    std::string_view record = records.substr(digits + 1, length - digits - 1);
    records.remove_prefix(length);
    if (record.ends_with('\n')) record.remove_suffix(1);
    const std::size_t equals = record.find('=');
    if (equals == record.npos) continue;
    const std::string_view value = record.substr(equals + 1);
    if (record.substr(0, equals) == "path") overrides.name = value;
    std::uint64_t size = 0;
    if (record.substr(0, equals) == "size" &&
        std::from_chars(value.data(), value.data() + value.size(), size).ec == std::errc())
      overrides.size = size;
  }
}

}  // namespace

std::vector<TarEntry> read_tar_index(const FileInput& input,
                                     const std::function<bool()>& should_stop) {
  std::vector<TarEntry> entries;
  Overrides overrides;
  const std::uint64_t end = input.size().value_or(0);
  for (std::uint64_t at = 0; at + kBlock <= end && entries.size() < kMaxEntries;) {
    if (should_stop && should_stop()) break;
    const std::string header = input.read_at(at, kBlock);
    if (!is_tar(header)) break;  // the end, or no header
    const char type = header[156];
    std::optional<std::uint64_t> size = number_field(header, 124, 12);
    if (!size) break;
    const bool extends = type == 'x' || type == 'L';
    if (!extends && overrides.size) size = overrides.size;
    at += kBlock;
    if (*size > end - at) break;
    if (extends) {
      if (*size > kMaxExtension) break;
      const std::string extension = input.read_at(at, *size);
      if (type == 'x')
        read_pax(extension, overrides);
      else
        overrides.name = extension.substr(0, extension.find('\0'));
    } else {
      const std::string raw = overrides.name.empty() ? name_of(header) : overrides.name;
      if (type == '0' || type == '\0') {
        entries.push_back({normalized_name(raw).name, at, *size});
      } else if (type == '1' || type == '2') {
        const std::string link(text_field(header, 157, 100));
        const std::string folder = raw.substr(0, raw.rfind('/') + 1);  // npos + 1 is 0
        const bool is_symbolic = type == '2' && !link.starts_with('/');
        entries.push_back({.name = normalized_name(raw).name,
                           .target = normalized_name(is_symbolic ? folder + link : link).name});
      }
      if (type != 'g') overrides = {};
    }
    at += (*size + kBlock - 1) / kBlock * kBlock;
  }
  return entries;
}

}  // namespace scan::source
