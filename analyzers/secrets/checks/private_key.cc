// Whether what a PEM block calls a private key is one. Random characters between the two lines are
// none, and neither is a key of which half was left out.
#include "secrets/checks/check.h"
#include "secrets/checks/key_material.h"
#include "secrets/checks/pem.h"

namespace scan::secrets {
namespace {

// Of a key in DER; the largest in use have a fifth of it.
constexpr std::size_t kMostBytes = 64 * 1024;
// RSA and DSA keys that are smaller were broken long ago: they stand in tests.
constexpr int kLeastBits = 1024;

Opinion doubtful(std::string reason) {
  return {.verdict = Verdict::kDoubtful, .reason = std::move(reason)};
}

Opinion protected_key() {
  return {.verdict = Verdict::kSound,
          .reason = "a passphrase protects it",
          .severity = Severity::kMedium};
}

Opinion opinion_of(const KeyMaterial& key) {
  const bool factored = key.type == "RSA" || key.type == "DSA";
  if (factored && key.bits > 0 && key.bits < kLeastBits)
    return doubtful("its " + std::to_string(key.bits) + " bits are too few for any use");
  Opinion opinion = protected_key();
  if (!key.encrypted) {
    opinion.severity.reset();
    opinion.reason = "it can be read as a key";
    if (!key.type.empty()) {
      opinion.reason += " of " + key.type;
      if (key.bits > 0) opinion.reason += " with " + std::to_string(key.bits) + " bits";
    }
  }
  if (!key.type.empty()) opinion.properties.emplace_back("key_type", key.type);
  if (key.bits > 0) opinion.properties.emplace_back("key_bits", std::to_string(key.bits));
  if (!key.public_key.empty()) opinion.properties.emplace_back("public_key_sha256", key.public_key);
  return opinion;
}

}  // namespace

Opinion check_private_key(const Subject& subject) {
  const std::optional<PemBlock> block = read_pem(subject.match);
  if (!block || block->label.find("PRIVATE KEY") == std::string::npos) return {};
  if (block->abridged) return doubtful("a part of it was left out");
  // It may be written in a way that only its program can put together.
  if (!block->bytes || block->bytes->size() > kMostBytes) return {};
  if (block->encrypted || block->label == "ENCRYPTED PRIVATE KEY") return protected_key();
  const std::string& bytes = *block->bytes;
  const std::optional<KeyMaterial> key =
      block->label == "OPENSSH PRIVATE KEY"        ? read_openssh_key(bytes)
      : block->label == "PGP PRIVATE KEY BLOCK"    ? read_openpgp_key(bytes)
      : block->label.starts_with("SSH2 ENCRYPTED") ? KeyMaterial{.type = {}, .encrypted = true}
                                                   : read_der_key(bytes);
  return key ? opinion_of(*key) : doubtful("what stands between its lines is no key");
}

}  // namespace scan::secrets
