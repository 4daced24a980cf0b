#include "secrets/checks/byte_reader.h"
#include "secrets/checks/key_material.h"

namespace scan::secrets {
namespace {

using std::string_view_literals::operator""sv;
constexpr std::string_view kMagic = "openssh-key-v1\0"sv;

int bits_of_number(std::string_view number) {
  while (!number.empty() && number.front() == '\0') number.remove_prefix(1);
  if (number.empty()) return 0;
  int bits = static_cast<int>(number.size()) * 8;
  for (unsigned top = static_cast<unsigned char>(number.front()); top < 0x80; top <<= 1) --bits;
  return bits;
}

// `blob` begins with the name of its kind, as "ssh-rsa".
KeyMaterial material_of(std::string_view blob) {
  ByteReader reader(blob);
  const std::string_view name = reader.string();
  if (name == "ssh-rsa") {
    reader.string();  // the exponent
    return {.type = "RSA", .bits = bits_of_number(reader.string())};
  }
  if (name == "ssh-dss") return {.type = "DSA", .bits = bits_of_number(reader.string())};
  if (name.find("ed25519") != name.npos) return {.type = "Ed25519", .bits = 256};
  for (const auto& [curve, bits] :
       {std::pair("nistp256", 256), {"nistp384", 384}, {"nistp521", 521}})
    if (name.find(curve) != name.npos) return {.type = "EC", .bits = bits};
  return {};
}

}  // namespace

std::optional<KeyMaterial> read_openssh_key(std::string_view bytes) {
  if (!bytes.starts_with(kMagic)) return std::nullopt;
  ByteReader reader(bytes.substr(kMagic.size()));
  const std::string_view cipher = reader.string();
  reader.string();  // how the passphrase makes a key,
  reader.string();  // and by what options
  if (reader.number(4) != 1) return std::nullopt;
  const std::string_view public_blob = reader.string();
  ByteReader secret(reader.string());
  if (!reader.ok()) return std::nullopt;
  KeyMaterial material = material_of(public_blob);
  material.public_key = ssh_public_key(public_blob);
  material.encrypted = cipher != "none";
  if (material.encrypted) return material;
  // Two equal numbers tell that a passphrase was right; then the kind of key once more.
  if (secret.number(4) != secret.number(4) || !secret.ok()) return std::nullopt;
  if (secret.string() != ByteReader(public_blob).string() || secret.at_end()) return std::nullopt;
  return material;
}

}  // namespace scan::secrets
