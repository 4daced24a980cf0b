// The key stands in a JSON file with the account and the project that it is for. The file may be
// pasted into another, so its members are looked for around the key and not parsed.
#include <algorithm>

#include "secrets/checks/check.h"

namespace scan::secrets {
namespace {

// The string that is the value of the member `key`; empty when there is none near.
std::string_view member(std::string_view text, std::string_view key) {
  std::size_t at = 0;
  while ((at = text.find(key, at)) != text.npos) {
    at += key.size();
    std::string_view rest = text.substr(at);
    // The closing quote of the key, the colon, the opening quote; any of them may be escaped.
    const std::size_t value = rest.find_first_not_of("\\\"': \t\r\n");
    if (value == rest.npos || rest.substr(0, value).find(':') == rest.npos) continue;
    rest.remove_prefix(value);
    return rest.substr(0, rest.find_first_of("\\\"',\r\n"));
  }
  return {};
}

}  // namespace

Opinion check_google_service_account(const Subject& subject) {
  const std::string_view mail = member(subject.around, "client_email");
  if (mail.find(".gserviceaccount.com") == mail.npos) return {};
  Opinion opinion{.verdict = Verdict::kSound,
                  .reason = "it is the key of " + std::string(mail),
                  .properties = {{"google_service_account", std::string(mail)}}};
  if (const std::string_view project = member(subject.around, "project_id"); !project.empty()) {
    opinion.reason += " in the project " + std::string(project);
    opinion.properties.emplace_back("google_project", project);
  }
  return opinion;
}

}  // namespace scan::secrets
