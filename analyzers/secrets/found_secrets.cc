#include "secrets/found_secrets.h"

#include <algorithm>
#include <iterator>
#include <set>
#include <tuple>

#include "base/hash.h"
#include "secrets/key_pairs.h"
#include "secrets/precedence.h"
#include "secrets/surroundings.h"

namespace scan::secrets {
namespace {

// `what` is the same for all findings that are one, wherever they are.
Finding finding_of(const Rule& rule, Span span, std::string_view what) {
  Finding finding{.rule_id = rule.info.id,
                  .analyzer = "secrets",
                  .message = rule.message,
                  .severity = rule.info.severity,
                  .confidence = rule.info.confidence};
  finding.locations.push_back({.span = span});
  std::string identity = rule.info.id;
  identity.push_back('\0');
  identity += what;
  finding.identity = base::sha256_hex(identity);
  if (!rule.tags.empty()) {
    std::string& tags = finding.properties["tags"];
    for (const std::string& tag : rule.tags) tags += (tags.empty() ? "" : ",") + tag;
  }
  return finding;
}

void apply(Assessment& assessment, Finding& finding) {
  finding.confidence = assessment.confidence;
  finding.severity = assessment.severity;
  finding.properties["confidence_reason"] = std::move(assessment.reason);
  for (auto& [name, value] : assessment.properties) finding.properties[name] = std::move(value);
}

void append(std::string_view word, std::string& list) {
  if (!list.empty()) list += ',';
  list += word;
}

// Among the tags as Gitleaks has it.
void describe_reading(Codings codings, std::size_t depth, Finding& finding) {
  std::string& tags = finding.properties["tags"];
  std::string& decoded = finding.properties["decoded"];
  for (const std::string_view name : names_of(codings)) {
    append(name, decoded);
    append("decoded:" + std::string(name), tags);
  }
  finding.properties["decode_depth"] = std::to_string(depth);
  append("decode-depth:" + std::to_string(depth), tags);
}

// Where the parts are groups of the regex, it is run once more at the place of the match.
std::optional<HttpRequest> request_for(const Rule& rule, const View& view, const Match& match) {
  if (rule.live_check == nullptr) return std::nullopt;
  TemplateValues values = {{"secret", view.slice(match.secret)}};
  if (!rule.live_check->parts.empty()) {
    // Line breaks around it are no part of the match, but may be of what the regex matches.
    const std::size_t end = std::min<std::size_t>(match.match.end + 1, view.text().size());
    std::vector<Span> groups;
    if (rule.regex->search(view.text(), Span{match.match.begin, static_cast<std::uint32_t>(end)},
                           groups) != text::MatchStatus::kMatch)
      return std::nullopt;
    for (const auto& [name, group] : rule.live_check->parts) {
      if (groups[group].begin == text::Regex::kNoGroup) return std::nullopt;
      values[name] = view.slice(groups[group]);
    }
  }
  return fill_in(*rule.live_check, values);
}

Suppression known_commit() {
  return {.kind = Suppression::Kind::kExternal, .directive = "allowlist: commits"};
}

}  // namespace

void FoundSecrets::add(const View& view, std::span<const Match> matches) {
  any_made_ = any_made_ || !view.is_source();
  for (const Match& match : matches) {
    const Rule& rule = rules_[match.rule];
    const Subject subject{.secret = view.slice(match.secret),
                          .match = view.slice(match.match),
                          .line = lines_around(view.text(), match.match),
                          .around = text_around(view.text(), match.match),
                          .path = source_.path()};
    Assessment assessment = assess(rule, subject);
    if (!assessment.reported) continue;
    Found& found = found_.emplace_back(
        Found{.rule = &rule,
              .match = view.place(match.match),
              .secret_place = view.place(match.secret),
              .secret = view.is_source() ? subject.secret : texts_.emplace_back(subject.secret),
              .known = match.known,
              .assessment = std::move(assessment),
              .companions = {},
              .way = view.way(match.secret),
              .codings = view.codings(match.match),
              .request = request_for(rule, view, match)});
    for (const Match::Companion& companion : match.companions)
      found.companions.push_back({&rules_[companion.rule], view.place(companion.secret)});
  }
}

// A path is a finding once, whatever the file held over time.
void FoundSecrets::add_paths(std::span<const Match> matches) {
  for (const Match& match : matches) {
    paths_.push_back(finding_of(rules_[match.rule], Span{}, source_.path()));
    paths_.back().properties["confidence_reason"] = "its path is that of a file with secrets";
    if (match.known) paths_.back().suppression = known_commit();
  }
}

// "aws-key-id on line 12".
void FoundSecrets::name_companions(const Found& found, Finding& finding) const {
  if (found.companions.empty()) return;
  std::string& required = finding.properties["required"];
  for (const Companion& companion : found.companions)
    required += (required.empty() ? "" : ", ") + companion.rule->info.id + " on line " +
                std::to_string(source_.line_of(companion.secret_place.begin));
}

// Drops what a view found that the source, or a view before it, says on the same line. A match that
// only stands next to an encoded segment is one.
void FoundSecrets::drop_repeated() {
  std::set<std::tuple<const Rule*, std::uint32_t, std::string_view>> seen;
  std::erase_if(found_, [&](const Found& found) {
    const std::uint32_t line = source_.line_of(found.match.begin);
    return !seen.emplace(found.rule, line, found.secret).second && found.depth() > 0;
  });
}

void FoundSecrets::report(FileResult& out) {
  std::ranges::move(paths_, std::back_inserter(out.findings));
  // Also of a finding that gives way: what the other one covers may be less.
  for (const Found& found : found_) {
    out.sensitive.push_back(found.secret_place);
    if (found.depth() > 0) out.decoded_secrets.emplace_back(found.secret);
  }
  for (const Found& found : found_)
    for (const Companion& companion : found.companions)
      out.sensitive.push_back(companion.secret_place);
  if (any_made_) drop_repeated();
  std::vector<Rival> rivals;
  for (const Found& found : found_)
    rivals.push_back({.rule = found.rule,
                      .match = found.match,
                      .secret = found.secret_place,
                      .text = found.secret,
                      .way = found.way});
  const std::vector<bool> gives_way = give_way(rivals, source_);
  for (std::size_t i = 0; i < found_.size(); ++i) {
    if (gives_way[i]) continue;
    Found& found = found_[i];
    // The name may stand lines above.
    const bool named = found.rule->precision == Precision::kNamed;
    Finding& finding = out.findings.emplace_back(
        finding_of(*found.rule, named ? found.secret_place : found.match, found.secret));
    apply(found.assessment, finding);
    if (found.known) finding.suppression = known_commit();
    name_companions(found, finding);
    if (found.depth() > 0) describe_reading(found.codings, found.depth(), finding);
    if (const auto key = finding.properties.find("public_key_sha256");
        key != finding.properties.end() && !found.known)
      out.facts.push_back(private_key_fact(finding, key->second));
    if (found.request)
      out.live_checks.push_back({.rule_id = finding.rule_id,
                                 .identity = finding.identity,
                                 .request = *std::move(found.request),
                                 .live = found.rule->live_check->live,
                                 .revoked = found.rule->live_check->revoked});
  }
}

}  // namespace scan::secrets
