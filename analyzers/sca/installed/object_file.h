// The sections of executables: ELF, PE and Mach-O.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace scan::sca {

/// Whether these are the first bytes of an executable that ObjectFile reads.
bool is_object_file(std::string_view head);

/// Views into the bytes that it was made of. What is damaged has fewer sections.
class ObjectFile {
 public:
  explicit ObjectFile(std::string_view bytes);

  /// The content of the first section of this name; empty when there is none.
  std::string_view section(std::string_view name) const;
  /// What is loaded at an address: at most `size` bytes; empty when there is nothing.
  std::string_view loaded(std::uint64_t address, std::uint64_t size) const;

 private:
  struct Section {
    std::string_view name;
    std::uint64_t address = 0;
    std::string_view content;
  };
  void read_elf();
  void read_pe();
  void read_mach_o(std::uint64_t begin);
  void add(std::string_view name, std::uint64_t address, std::uint64_t offset, std::uint64_t size);

  std::string_view bytes_;
  std::vector<Section> sections_;
};

}  // namespace scan::sca
