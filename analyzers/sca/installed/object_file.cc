// System V ABI, "Object Files"; Microsoft's "PE Format"; Apple's <mach-o/loader.h>.
#include "sca/installed/object_file.h"

#include <algorithm>

#include "sca/installed/byte_reader.h"

namespace scan::sca {
namespace {

using namespace std::string_view_literals;

constexpr std::uint64_t kMaxSections = 10'000;

std::string_view c_string(std::string_view bytes, std::uint64_t offset, std::uint64_t size) {
  const std::string_view field = bytes_at(bytes, offset, size);
  return field.substr(0, field.find('\0'));
}

bool is_mach_o(std::string_view head) {
  return head.starts_with("\xCF\xFA\xED\xFE"sv) || head.starts_with("\xCE\xFA\xED\xFE"sv);
}

// The magic is that of Java's classes as well, behind which is a version instead of a small count.
bool is_universal(std::string_view head) {
  const std::uint64_t count = number_at(head, 4, 4, ByteOrder::kBig);
  return head.starts_with("\xCA\xFE\xBA\xBE"sv) && count > 0 && count < 20;
}

}  // namespace

bool is_object_file(std::string_view head) {
  return head.starts_with(
             "\x7F"
             "ELF"sv) ||
         head.starts_with("MZ"sv) || is_mach_o(head) || is_universal(head);
}

ObjectFile::ObjectFile(std::string_view bytes) : bytes_(bytes) {
  if (bytes.starts_with("\x7F"
                        "ELF"sv))
    read_elf();
  else if (bytes.starts_with("MZ"sv))
    read_pe();
  else if (is_mach_o(bytes))
    read_mach_o(0);
  else if (is_universal(bytes))
    for (std::uint64_t i = 0; i < number_at(bytes, 4, 4, ByteOrder::kBig); ++i)
      read_mach_o(number_at(bytes, 8 + 20 * i + 8, 4, ByteOrder::kBig));
}

void ObjectFile::add(std::string_view name, std::uint64_t address, std::uint64_t offset,
                     std::uint64_t size) {
  if (sections_.size() < kMaxSections)
    sections_.push_back({name, address, bytes_at(bytes_, offset, size)});
}

void ObjectFile::read_elf() {
  if (bytes_.size() < 52) return;
  const bool wide = bytes_[4] == 2;
  const ByteOrder order = bytes_[5] == 2 ? ByteOrder::kBig : ByteOrder::kLittle;
  const std::size_t word = wide ? 8 : 4;
  const auto number = [&](std::uint64_t offset, std::size_t size) {
    return number_at(bytes_, offset, size, order);
  };
  const std::uint64_t table = number(wide ? 40 : 32, word);
  const std::uint64_t entry = number(wide ? 58 : 46, 2);
  const std::uint64_t count = std::min(number(wide ? 60 : 48, 2), kMaxSections);
  const std::uint64_t names_index = number(wide ? 62 : 50, 2);
  if (table == 0 || table > bytes_.size() || entry == 0) return;
  const std::uint64_t names_header = table + names_index * entry;
  const std::string_view names = bytes_at(bytes_, number(names_header + (wide ? 24 : 16), word),
                                          number(names_header + (wide ? 32 : 20), word));
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t header = table + i * entry;
    constexpr std::uint64_t kNoBits = 8;
    if (number(header + 4, 4) == kNoBits) continue;
    add(c_string(names, number(header, 4), names.size()), number(header + (wide ? 16 : 12), word),
        number(header + (wide ? 24 : 16), word), number(header + (wide ? 32 : 20), word));
  }
}

void ObjectFile::read_pe() {
  const auto number = [&](std::uint64_t offset, std::size_t size) {
    return number_at(bytes_, offset, size, ByteOrder::kLittle);
  };
  const std::uint64_t pe = number(0x3c, 4);
  if (bytes_at(bytes_, pe, 4) != "PE\0\0"sv) return;
  const std::uint64_t count = number(pe + 6, 2);
  const std::uint64_t optional = pe + 24;
  const bool wide = number(optional, 2) == 0x20b;
  const std::uint64_t base = wide ? number(optional + 24, 8) : number(optional + 28, 4);
  const std::uint64_t table = optional + number(pe + 20, 2);
  for (std::uint64_t i = 0; i < count; ++i) {
    const std::uint64_t header = table + 40 * i;
    const std::uint64_t size = std::min(number(header + 8, 4), number(header + 16, 4));
    add(c_string(bytes_, header, 8), base + number(header + 12, 4), number(header + 20, 4), size);
  }
}

void ObjectFile::read_mach_o(std::uint64_t begin) {
  const auto number = [&](std::uint64_t offset, std::size_t size) {
    return number_at(bytes_, begin + offset, size, ByteOrder::kLittle);
  };
  if (!is_mach_o(bytes_at(bytes_, begin, 4))) return;
  const bool wide = bytes_[begin] == '\xCF';
  std::uint64_t command = wide ? 32 : 28;
  const std::uint64_t commands = std::min(number(16, 4), kMaxSections);
  for (std::uint64_t i = 0; i < commands; ++i) {
    const std::uint64_t size = number(command + 4, 4);
    if (size < 8) return;
    if (number(command, 4) == (wide ? 0x19u : 0x1u)) {
      const std::uint64_t sections = number(command + (wide ? 64 : 48), 4);
      for (std::uint64_t s = 0; s < std::min(sections, kMaxSections); ++s) {
        const std::uint64_t section = command + (wide ? 72 + 80 * s : 56 + 68 * s);
        const std::size_t word = wide ? 8 : 4;
        add(c_string(bytes_, begin + section, 16), number(section + 32, word),
            begin + number(section + 32 + 2 * word, 4), number(section + 32 + word, word));
      }
    }
    command += size;
  }
}

std::string_view ObjectFile::section(std::string_view name) const {
  const auto found = std::ranges::find(sections_, name, &Section::name);
  return found == sections_.end() ? std::string_view() : found->content;
}

std::string_view ObjectFile::loaded(std::uint64_t address, std::uint64_t size) const {
  if (address == 0) return {};
  for (const Section& section : sections_)
    if (section.address != 0 && section.address <= address &&
        address - section.address < section.content.size())
      return section.content.substr(address - section.address, size);
  return {};
}

}  // namespace scan::sca
