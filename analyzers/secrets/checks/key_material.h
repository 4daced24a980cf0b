// Private keys as the formats of OpenSSL, OpenSSH and OpenPGP hold them.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace scan::secrets {

/// What a key's bytes tell of it.
struct KeyMaterial {
  /// As "RSA" or "Ed25519"; empty where a passphrase hides it.
  std::string type;
  /// 0 where they are not known.
  int bits = 0;
  bool encrypted = false;
  /// SHA-256 of the public half as a SubjectPublicKeyInfo, in hexadecimal, by which private and
  /// public keys and certificates are known to belong together; empty where it is not known.
  std::string public_key;
};

/// Of PKCS#1, PKCS#8 without encryption, SEC 1 and the DSA key of OpenSSL, in DER. nullopt when it
/// is none of them.
std::optional<KeyMaterial> read_der_key(std::string_view der);

/// Of what stands between the lines of "OPENSSH PRIVATE KEY" (PROTOCOL.key of OpenSSH).
std::optional<KeyMaterial> read_openssh_key(std::string_view bytes);

/// Of the packets of "PGP PRIVATE KEY BLOCK" (RFC 4880, 5.5.3), by the first of them.
std::optional<KeyMaterial> read_openpgp_key(std::string_view packets);

/// The same hash of what stands in a PEM block of this label: a certificate, or a public key. Empty
/// for anything else.
std::string public_key_in(std::string_view label, std::string_view der);

/// The same hash of a public key as OpenSSH writes it, without base 64. Empty where its kind is not
/// known.
std::string ssh_public_key(std::string_view blob);

}  // namespace scan::secrets
