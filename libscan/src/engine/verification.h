// What is learned of secrets by asking their issuers, put into the result.
#pragma once

#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "scan/scan_result.h"
#include "scan/verification.h"

namespace scan::engine {

/// How each secret can be asked about, by the rule and the identity of its finding.
using LiveChecks = std::map<std::pair<std::string, std::string>, LiveCheck>;

/// Takes over those of `checks` whose finding `all` has none for.
void add_live_checks(std::vector<LiveCheck>& checks, LiveChecks& all);

/// Asks about every finding that is not suppressed and has a check, in the order of the result. A
/// live secret is critical, a revoked one of low confidence; the property "verified" says which. A
/// notice says how many nothing is known of, as when `should_stop` became true.
void verify_findings(ScanResult& result, const LiveChecks& checks, Verifier& verifier,
                     const std::function<bool()>& should_stop);

}  // namespace scan::engine
