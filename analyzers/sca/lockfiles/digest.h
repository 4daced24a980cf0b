// Digests as lockfiles write them, in the form of LockedPackage::hashes.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace scan::sca {

/// Subresource integrity (w3.org/TR/SRI): "sha512-BASE64 sha1-BASE64". Adds what it can read.
void add_integrity(std::string_view integrity, std::vector<std::string>& hashes);

/// "sha256:HEX" or "sha256=HEX". Adds nothing when it is neither.
void add_digest(std::string_view digest, std::vector<std::string>& hashes);

/// A digest whose algorithm its length tells: MD5, SHA-1, SHA-256, SHA-384, SHA-512.
void add_hex_digest(std::string_view hex, std::vector<std::string>& hashes);

}  // namespace scan::sca
