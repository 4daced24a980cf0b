// Private keys whose public halves are in the same tree, as a server's key beside its certificate:
// such a key is in use. Each file states what it has; the fold brings them together.
#pragma once

#include <string_view>
#include <vector>

#include "scan/analyzer.h"

namespace scan::secrets {

inline constexpr std::string_view kPrivateKeyFact = "private-key";
inline constexpr std::string_view kPublicKeyFact = "public-key";

/// The fact that `finding` is a private key; nothing of it is left out. `public_key` is its
/// property "public_key_sha256".
Fact private_key_fact(const Finding& finding, std::string_view public_key);

/// Adds a fact for each public key and certificate in the source, where its name is that of a file
/// that has such.
void state_public_keys(const Source& source, std::vector<Fact>& facts);

/// Adds the findings that `facts` of both kinds make surer: what was said of the key, and where its
/// public half is.
void match_keys(const std::vector<Fact>& facts, std::vector<Finding>& findings);

}  // namespace scan::secrets
