#include "secrets/key_pairs.h"

#include <algorithm>
#include <array>
#include <map>
#include <string>

#include "base/ascii.h"
#include "secrets/checks/key_material.h"
#include "secrets/checks/pem.h"
#include "secrets/evidence.h"
#include "text/base64.h"

namespace scan::secrets {
namespace {

constexpr auto kEndings =
    std::to_array<std::string_view>({".pem", ".crt", ".cer", ".cert", ".pub", "authorized_keys"});
// Of one file; a bundle of authorities has some hundred.
constexpr std::size_t kMostKeys = 1000;
constexpr std::string_view kBegin = "-----BEGIN ";
constexpr std::string_view kEnd = "-----END ";
constexpr auto kSshKinds =
    std::to_array<std::string_view>({"ssh-rsa ", "ssh-ed25519 ", "ecdsa-sha2-"});

void add(std::string public_key, Span place, std::vector<Fact>& facts) {
  if (public_key.empty() || facts.size() >= kMostKeys) return;
  facts.push_back({.kind = std::string(kPublicKeyFact),
                   .location = {.span = place},
                   .payload = std::move(public_key)});
}

void state_pem(std::string_view text, std::vector<Fact>& facts) {
  std::size_t begin = text.find(kBegin);
  while (begin != text.npos && facts.size() < kMostKeys) {
    const std::size_t end = std::min(text.find(kEnd, begin), text.size());
    const std::optional<PemBlock> block = read_pem(text.substr(begin, end - begin));
    if (block && block->bytes)
      add(public_key_in(block->label, *block->bytes),
          {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end)}, facts);
    begin = text.find(kBegin, end);
  }
}

// A key a line, after the options that an authorized_keys file may have.
void state_ssh(std::string_view text, std::vector<Fact>& facts) {
  for (std::size_t at = 0; at < text.size() && facts.size() < kMostKeys;) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = text.substr(at, end - at);
    for (const std::string_view kind : kSshKinds) {
      const std::size_t begin = line.find(kind);
      if (begin == line.npos) continue;
      std::string_view blob = line.substr(std::min(line.find(' ', begin), line.size() - 1) + 1);
      blob = base::trimmed(blob.substr(0, blob.find(' ')));
      if (const auto bytes = text::decode_base64(blob))
        add(ssh_public_key(*bytes),
            {static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end)}, facts);
      break;
    }
    at = end + 1;
  }
}

// Words with their sizes before them, as a fact's payload.
std::string packed(std::initializer_list<std::string_view> words,
                   const std::map<std::string, std::string>& properties) {
  std::string text;
  const auto pack = [&text](std::string_view word) {
    text += std::to_string(word.size()) + ':';
    text += word;
  };
  for (const std::string_view word : words) pack(word);
  for (const auto& [name, value] : properties) {
    pack(name);
    pack(value);
  }
  return text;
}

std::vector<std::string> unpacked(std::string_view text) {
  std::vector<std::string> words;
  while (!text.empty()) {
    std::size_t size = 0;
    while (!text.empty() && base::is_digit(text.front())) {
      size = size * 10 + static_cast<std::size_t>(text.front() - '0');
      text.remove_prefix(1);
    }
    if (text.empty()) break;
    text.remove_prefix(1);
    words.emplace_back(text.substr(0, size));
    text.remove_prefix(std::min(size, text.size()));
  }
  return words;
}

// public key, rule, identity, message, severity, confidence
constexpr std::size_t kPlainWords = 6;

}  // namespace

Fact private_key_fact(const Finding& finding, std::string_view public_key) {
  return {.kind = std::string(kPrivateKeyFact),
          .location = finding.primary(),
          .payload = packed({public_key, finding.rule_id, finding.identity, finding.message,
                             to_string(finding.severity), to_string(finding.confidence)},
                            finding.properties)};
}

void state_public_keys(const Source& source, std::vector<Fact>& facts) {
  const auto ends = [&](std::string_view ending) { return source.path().ends_with(ending); };
  if (std::ranges::none_of(kEndings, ends)) return;
  std::vector<Fact> own;
  state_pem(source.text(), own);
  state_ssh(source.text(), own);
  facts.insert(facts.end(), std::make_move_iterator(own.begin()),
               std::make_move_iterator(own.end()));
}

void match_keys(const std::vector<Fact>& facts, std::vector<Finding>& findings) {
  std::map<std::string_view, const Fact*> public_keys;
  for (const Fact& fact : facts)
    if (fact.kind == kPublicKeyFact) public_keys.try_emplace(fact.payload, &fact);
  for (const Fact& fact : facts) {
    if (fact.kind != kPrivateKeyFact) continue;
    const std::vector<std::string> words = unpacked(fact.payload);
    if (words.size() < kPlainWords) continue;
    const auto half = public_keys.find(words[0]);
    if (half == public_keys.end()) continue;
    Finding finding{.rule_id = words[1],
                    .analyzer = "secrets",
                    .message = words[3],
                    .severity = parse_severity(words[4]).value_or(Severity::kHigh),
                    .confidence = Confidence::kHigh};
    finding.identity = words[2];
    finding.locations.push_back(fact.location);
    for (std::size_t i = kPlainWords; i + 1 < words.size(); i += 2)
      finding.properties[words[i]] = words[i + 1];
    const std::string& path = half->second->location.path;
    finding.properties["public_key_path"] = path;
    std::string& reason = finding.properties["confidence_reason"];
    reason += "; its public half is in " + path;
    // Tests bring both halves along, so there it proves nothing.
    if (!place_of_examples(fact.location.path).empty())
      finding.confidence = parse_confidence(words[5]).value_or(Confidence::kMedium);
    findings.push_back(std::move(finding));
  }
}

}  // namespace scan::secrets
