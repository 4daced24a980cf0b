// The request by which a rule learns whether a secret works, as its file describes it:
//
//   [rules.verify]
//   url = "https://api.corp.example/v1/me"
//   headers = { Authorization = "Bearer {{secret}}" }
//   live = { status = [200] }
//   revoked = { status = [401] }
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "document/value.h"
#include "scan/result.h"
#include "scan/verification.h"

namespace scan::secrets {

/// Immutable and safe to share between threads.
struct LiveCheckTemplate {
  /// With "{{secret}}" and "{{NAME}}" for the parts, which must not stand in the host.
  HttpRequest request;
  /// Name and password of basic authentication; the same may stand in them. Empty: none.
  std::vector<std::string> basic;
  HttpAnswer live;
  HttpAnswer revoked;
  /// Groups of the rule's regex by the names that they have here.
  std::map<std::string, std::uint32_t> parts;
};

/// What stands for each name in a template; "secret" is one of them.
using TemplateValues = std::map<std::string, std::string_view>;

/// Reads the table `verify` of a rule whose regex has `group_count` groups. kInvalidRule for a URL
/// that a secret is not sent to, a name that stands for nothing, and all that Fields finds.
Result<std::shared_ptr<const LiveCheckTemplate>> read_live_check(const document::Document& document,
                                                                 const document::Value& table,
                                                                 std::uint32_t group_count);

/// The request with the values in their places: percent-encoded in the URL and in a form, escaped
/// in JSON. nullopt where a value has characters that no header may have.
std::optional<HttpRequest> fill_in(const LiveCheckTemplate& check, const TemplateValues& values);

}  // namespace scan::secrets
