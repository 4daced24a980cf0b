// The same public key has one form in OpenSSH and another in X.509 (RFC 4253, 6.6; RFC 5280,
// 4.1.2.7). The second is what keys and certificates are known by here, so the first is put into
// it: for curves a fixed head before the point, for RSA two numbers that have one form in both.
#include "base/hash.h"
#include "secrets/checks/byte_reader.h"
#include "secrets/checks/key_material.h"

namespace scan::secrets {
namespace {

using std::string_view_literals::operator""sv;

// SubjectPublicKeyInfo up to the point, and the size of the point.
struct Curve {
  std::string_view name;
  std::string_view head;
  std::size_t point;
};
constexpr Curve kCurves[] = {
    {"nistp256"sv,
     "\x30\x59\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07\x03\x42\x00"sv,
     65},
    {"nistp384"sv,
     "\x30\x76\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22\x03\x62\x00"sv,
     97},
    {"nistp521"sv,
     "\x30\x81\x9b\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23\x03\x81\x86\x00"sv,
     133},
};
constexpr std::string_view kEd25519 = "\x30\x2a\x30\x05\x06\x03\x2b\x65\x70\x03\x21\x00"sv;
constexpr std::string_view kRsa = "\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00"sv;

constexpr char kInteger = 0x02;
constexpr char kBitString = 0x03;
constexpr char kSequence = 0x30;

// An element of DER.
std::string element(char tag, std::string_view content) {
  std::string size;
  for (std::size_t rest = content.size(); rest > 0; rest >>= 8)
    size.insert(size.begin(), static_cast<char>(rest & 0xFF));
  std::string der(1, tag);
  if (content.size() < 0x80)
    der.push_back(static_cast<char>(content.size()));
  else
    der += static_cast<char>(0x80 | size.size()) + size;
  return der.append(content);
}

std::string public_key_info(std::string_view blob) {
  ByteReader reader(blob);
  const std::string_view kind = reader.string();
  if (kind == "ssh-rsa") {
    const std::string exponent = element(kInteger, reader.string());
    const std::string modulus = element(kInteger, reader.string());
    if (!reader.ok()) return {};
    const std::string key = element(kSequence, modulus + exponent);
    return element(kSequence, std::string(kRsa) + element(kBitString, std::string(1, '\0') + key));
  }
  if (kind == "ssh-ed25519") {
    const std::string_view point = reader.string();
    return point.size() == 32 ? std::string(kEd25519).append(point) : std::string();
  }
  const std::string_view curve_name = reader.string();
  const std::string_view point = reader.string();
  for (const Curve& curve : kCurves)
    if (kind.starts_with("ecdsa-sha2-") && curve_name == curve.name && point.size() == curve.point)
      return std::string(curve.head).append(point);
  return {};
}

}  // namespace

std::string ssh_public_key(std::string_view blob) {
  const std::string info = public_key_info(blob);
  return info.empty() ? std::string() : base::sha256_hex(info);
}

}  // namespace scan::secrets
