// The block between "-----BEGIN" and "-----END", wherever it was pasted (RFC 7468, RFC 1421).
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scan::secrets {

struct PemBlock {
  /// As "RSA PRIVATE KEY".
  std::string label;
  /// What its base 64 stands for; nullopt where there is something else in it.
  std::optional<std::string> bytes;
  /// Its headers say that a passphrase protects it.
  bool encrypted = false;
  /// Something was left out of it, as by dots.
  bool abridged = false;
};

/// Of the first block in `text`. Line breaks may be escaped (`\n`), lines indented, quoted, or
/// joined by an operator; the last line may be missing. nullopt when there is none.
std::optional<PemBlock> read_pem(std::string_view text);

}  // namespace scan::secrets
