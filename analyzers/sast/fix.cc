// Fixes are text, as Semgrep's are where it cannot build a tree of them: what a metavariable stands
// for goes in as it is written in the file.
#include "sast/fix.h"

#include <algorithm>
#include <array>
#include <utility>

#include "base/ascii.h"
#include "rules/fields.h"
#include "sast/condition_test.h"
#include "sast/range_algebra.h"

namespace scan::sast {

using document::Document;
using document::Value;

namespace {

// "$NAME" is a variable of their own in these.
constexpr std::array<std::string_view, 4> kDollarLanguages = {"bash", "php", "perl", "generic"};

std::string_view trimmed(std::string_view text) {
  constexpr std::string_view kSpace = " \t\r\n\f";
  const std::size_t begin = std::min(text.find_first_not_of(kSpace), text.size());
  const std::size_t end = text.find_last_not_of(kSpace);
  return text.substr(begin, end == std::string_view::npos ? 0 : end - begin + 1);
}

// "\1", "\g<1>" and "$1" are groups, "$$" is a dollar sign.
std::vector<RegexFix::Part> replacement_parts(std::string_view text) {
  std::vector<RegexFix::Part> parts;
  const auto plain = [&](std::string_view more) {
    if (parts.empty() || parts.back().group) parts.emplace_back();
    parts.back().text += more;
  };
  for (std::size_t at = 0; at < text.size();) {
    const bool named = text.substr(at).starts_with("\\g<") && text.find('>', at) == at + 4;
    if (named && base::is_digit(text[at + 3])) {
      parts.push_back({{}, static_cast<std::uint32_t>(text[at + 3] - '0')});
      at += 5;
      continue;
    }
    std::size_t end = at + 1;
    if (text[at] == '\\' || text[at] == '$') {
      while (end < text.size() && end < at + 3 && base::is_digit(text[end])) ++end;
      if (end > at + 1) {
        std::uint32_t group = 0;
        for (const char c : text.substr(at + 1, end - at - 1))
          group = 10 * group + static_cast<std::uint32_t>(c - '0');
        parts.push_back({{}, group});
        at = end;
        continue;
      }
      if (text.substr(at).starts_with("$$")) ++at, end = at + 1;
    }
    plain(text.substr(at, end - at));
    at = end;
  }
  return parts;
}

Result<RegexFix> read_regex_fix(const Document& document, const Value& value) {
  rules::Fields fields(document, value, "`fix-regex`");
  const std::string pattern = fields.required_string("regex");
  RegexFix fix{.regex = std::make_shared<const text::Regex>(pattern),
               .replacement = replacement_parts(fields.required_string("replacement")),
               .count = std::nullopt};
  const std::optional<std::int64_t> count = fields.optional_int("count");
  if (count && *count < 1) fields.fail(*value.find("count"), "`count` is at least 1");
  if (count) fix.count = static_cast<std::uint64_t>(*count);
  const Status compiled = fix.regex->check();
  const Value* regex = value.find("regex");
  if (regex != nullptr && !compiled.ok()) fields.fail(*regex, compiled.error().message);
  if (const Status status = fields.finish(); !status.ok()) return status.error();
  for (const RegexFix::Part& part : fix.replacement) {
    if (!part.group || *part.group <= fix.regex->group_count()) continue;
    return document.error_at(
        value.find("replacement")->span, ErrorCode::kInvalidRule,
        "there is no group " + std::to_string(*part.group) + " in the regular expression");
  }
  return fix;
}

bool has_name(std::string_view text, std::string_view name) {
  for (std::size_t at = text.find(name); at != std::string_view::npos;
       at = text.find(name, at + 1)) {
    const char next = at + name.size() < text.size() ? text[at + name.size()] : ' ';
    if (!base::is_upper(next) && !base::is_digit(next) && next != '_') return true;
  }
  return false;
}

// What the file has between its lines, by the first break.
std::string_view line_break_of(std::string_view text) {
  const std::size_t first = text.find('\n');
  const bool crlf = first != std::string_view::npos && first > 0 && text[first - 1] == '\r';
  return crlf ? "\r\n" : "\n";
}

// White space as wide as what stands before the match on its line: the same where that is white
// space.
std::string indentation(std::string_view text, std::uint32_t match) {
  const std::size_t line = match == 0 ? 0 : text.rfind('\n', match - 1) + 1;  // npos + 1 is 0
  std::string out;
  for (const char c : text.substr(line, match - line)) {
    const auto byte = static_cast<unsigned char>(c);
    if ((byte & 0xC0) != 0x80) out += c == '\t' ? '\t' : ' ';
  }
  return out;
}

// Puts the text of a fix together.
class Rendering {
 public:
  Rendering(std::string_view text, const Target* target, Span match, const Bindings& bindings)
      : target_(target),
        bindings_(bindings),
        break_(line_break_of(text)),
        indent_(indentation(text, match.begin)) {}

  // False: a metavariable is not bound.
  bool add(const MessagePart& part) {
    if (part.kind == MessagePart::Kind::kText) {
      plain(part.text);
      return true;
    }
    const Binding* bound = find_binding(bindings_, part.metavariable);
    if (bound == nullptr) return false;
    if (part.kind == MessagePart::Kind::kValue) {
      out_ += constant_text(target_, *bound);
      return true;
    }
    if (bound->text.empty() && part.text.starts_with("$...")) return drop_comma(), true;
    out_ += bound->text;
    return true;
  }

  std::string take() && { return std::move(out_); }

 private:
  void plain(std::string_view text) {
    if (comma_dropped_) {
      comma_dropped_ = false;
      const std::size_t comma = text.find_first_not_of(" \t\n");
      if (comma != std::string_view::npos && text[comma] == ',')
        text.remove_prefix(std::min(text.find_first_not_of(" \t", comma + 1), text.size()));
    }
    for (std::size_t at = 0; at < text.size(); ++at) {
      if (text[at] != '\n') {
        out_ += text[at];
        continue;
      }
      out_ += break_;
      const bool blank = at + 1 < text.size() && text[at + 1] == '\n';
      if (!blank) out_ += indent_;
    }
  }

  // "f(a, $...REST)" without arguments is "f(a)", "f($...FIRST, a)" is "f(a)".
  void drop_comma() {
    const std::size_t last = out_.find_last_not_of(" \t\r\n");
    if (last != std::string::npos && out_[last] == ',')
      out_.resize(last);
    else
      comma_dropped_ = true;
  }

  const Target* target_;
  const Bindings& bindings_;
  std::string_view break_;
  std::string indent_;
  std::string out_;
  bool comma_dropped_ = false;  // the comma that follows goes
};

std::optional<std::string> replaced(const RegexFix& fix, std::string_view code) {
  std::string out;
  std::vector<Span> groups;
  std::uint32_t done = 0;
  std::uint64_t left = fix.count.value_or(code.size() + 1);
  for (std::uint32_t from = 0; left > 0 && from <= code.size(); --left) {
    const text::MatchStatus status = fix.regex->search(code, from, groups);
    if (status == text::MatchStatus::kLimit) return std::nullopt;
    if (status == text::MatchStatus::kNoMatch) break;
    const Span whole = groups.front();
    out += code.substr(done, whole.begin - done);
    for (const RegexFix::Part& part : fix.replacement) {
      out += part.text;
      if (!part.group) continue;
      const Span group = groups[*part.group];
      if (group.begin != text::Regex::kNoGroup) out += code.substr(group.begin, group.size());
    }
    done = whole.end;
    from = std::max(whole.end, whole.begin + 1);
  }
  return out += code.substr(std::min<std::size_t>(done, code.size()));
}

// Bytes that an edit takes away and adds, but for what both begin and end with.
std::size_t size_of(const Edit& edit, std::string_view text) {
  const std::string_view from = text.substr(edit.span.begin, edit.span.size());
  const std::string_view to = edit.replacement;
  const std::size_t shorter = std::min(from.size(), to.size());
  std::size_t head = 0;
  while (head < shorter && from[head] == to[head]) ++head;
  std::size_t tail = 0;
  while (tail < shorter - head && from[from.size() - 1 - tail] == to[to.size() - 1 - tail]) ++tail;
  return from.size() + to.size() - 2 * (head + tail);
}

}  // namespace

bool is_bound(const Value& rule, std::string_view metavariable) {
  constexpr std::array<std::string_view, 7> kSpeaking = {"message", "metadata", "fix", "fix-regex",
                                                         "id",      "extract",  "join"};
  const std::string group = "<" + std::string(metavariable.substr(1)) + ">";
  std::vector<const Value*> left;
  for (const document::Member& member : rule.members) {
    if (std::ranges::find(kSpeaking, member.key) == kSpeaking.end()) left.push_back(member.value);
  }
  while (!left.empty()) {
    const Value& value = *left.back();
    left.pop_back();
    if (value.is_scalar() &&
        (has_name(value.text, metavariable) || value.text.find(group) != std::string_view::npos)) {
      return true;
    }
    left.insert(left.end(), value.items.begin(), value.items.end());
    for (const document::Member& member : value.members) {
      if (has_name(member.key, metavariable)) return true;
      left.push_back(member.value);
    }
  }
  return false;
}

Result<RuleFix> read_fix(const Document& document, const Value& rule, const Value* fix,
                         const Value* fix_regex, const std::vector<std::string>& languages,
                         MetavariableTable& metavariables) {
  RuleFix out;
  if (fix_regex != nullptr) {
    Result<RegexFix> regex = read_regex_fix(document, *fix_regex);
    if (!regex.ok()) return regex.error();
    out.regex = *std::move(regex);
    out.as_written = "s/" + std::string(fix_regex->find("regex")->text) + "/" +
                     std::string(fix_regex->find("replacement")->text) + "/";
  }
  if (fix == nullptr) return out;
  const auto fail = [&](std::string message, std::string hint) {
    return document.error_at(fix->span, ErrorCode::kInvalidRule, std::move(message),
                             std::move(hint));
  };
  if (!fix->is_scalar()) return fail("`fix` is a text", "");
  out.as_written = trimmed(fix->text);
  out.text = parse_message(out.as_written, metavariables);
  const bool dollars = std::ranges::any_of(languages, [](const std::string& language) {
    return std::ranges::find(kDollarLanguages, language) != kDollarLanguages.end();
  });
  for (MessagePart& part : *out.text) {
    if (part.kind == MessagePart::Kind::kText) continue;
    const std::string name(metavariables.name(part.metavariable));
    if (is_bound(rule, name)) continue;
    if (!dollars && (syntax::is_metavariable(name) || syntax::is_ellipsis_metavariable(name))) {
      return fail("the rule has no metavariable `" + name + "`",
                  "a fix uses what the patterns of its rule bind");
    }
    part.kind = MessagePart::Kind::kText;
  }
  return out;
}

std::optional<Edit> edit_of(const RuleFix& fix, std::string_view text, const Target* target,
                            Span match, const Bindings& bindings) {
  if (fix.empty()) return std::nullopt;
  Edit edit{.span = match, .region = {}, .replacement = {}};
  const std::string_view code = text.substr(match.begin, match.size());
  if (fix.text) {
    Rendering rendering(text, target, match, bindings);
    for (const MessagePart& part : *fix.text)
      if (!rendering.add(part)) return std::nullopt;
    edit.replacement = std::move(rendering).take();
  } else if (fix.regex) {
    std::optional<std::string> made = replaced(*fix.regex, code);
    if (!made) return std::nullopt;
    edit.replacement = *std::move(made);
  }
  if (edit.replacement == code) return std::nullopt;
  const bool begins_line = match.begin == 0 || text[match.begin - 1] == '\n';
  if (edit.replacement.empty() && begins_line) {
    const std::string_view rest = text.substr(match.end);
    edit.span.end += rest.starts_with("\r\n") ? 2 : rest.starts_with('\n') ? 1 : 0;
  }
  return edit;
}

bool is_smaller(const Edit& a, const Edit& b, std::string_view text) {
  return size_of(a, text) < size_of(b, text);
}

}  // namespace scan::sast
