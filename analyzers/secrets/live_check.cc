// What a secret contains is chosen by whoever wrote the file that it was found in, so it is encoded
// wherever it is put: it must not end a header, change the path's host, or leave a string.
#include "secrets/live_check.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

#include "base/ascii.h"
#include "rules/fields.h"
#include "text/base64.h"

namespace scan::secrets {
namespace {

using document::Value;
using rules::Fields;

constexpr std::string_view kOpen = "{{";
constexpr std::string_view kClose = "}}";
constexpr auto kMethods = std::to_array<std::string_view>({"GET", "HEAD", "POST"});

using Encode = std::string (*)(std::string_view);

std::string as_it_is(std::string_view text) { return std::string(text); }

// RFC 3986, unreserved, and the colon, which paths may have.
std::string percent_encoded(std::string_view text) {
  std::string encoded;
  for (const char c : text) {
    if (base::is_alphanumeric(c) || std::string_view("-._~:").find(c) != std::string_view::npos)
      encoded.push_back(c);
    else
      encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
  }
  return encoded;
}

std::string json_escaped(std::string_view text) {
  std::string escaped;
  for (const char c : text) {
    if (c == '"' || c == '\\') escaped.push_back('\\');
    if (static_cast<unsigned char>(c) < ' ')
      escaped += fmt::format("\\u{:04x}", static_cast<unsigned>(c));
    else
      escaped.push_back(c);
  }
  return escaped;
}

bool has_control(std::string_view text) {
  return std::ranges::any_of(
      text, [](char c) { return static_cast<unsigned char>(c) < ' ' || c == '\x7F'; });
}

// The names between braces, in order; nullopt where braces do not match.
std::optional<std::vector<std::string>> names_in(std::string_view text) {
  std::vector<std::string> names;
  for (std::size_t open = text.find(kOpen); open != text.npos; open = text.find(kOpen)) {
    const std::size_t close = text.find(kClose, open);
    if (close == text.npos) return std::nullopt;
    names.emplace_back(text.substr(open + kOpen.size(), close - open - kOpen.size()));
    text.remove_prefix(close + kClose.size());
  }
  return names;
}

std::string filled(std::string_view text, const TemplateValues& values, Encode encode) {
  std::string result;
  for (std::size_t open = text.find(kOpen); open != text.npos; open = text.find(kOpen)) {
    const std::size_t close = text.find(kClose, open);
    const std::string name(text.substr(open + kOpen.size(), close - open - kOpen.size()));
    result += text.substr(0, open);
    if (const auto value = values.find(name); value != values.end())
      result += encode(value->second);
    text.remove_prefix(close + kClose.size());
  }
  return result += text;
}

// How a value is put into the body, by the type that the headers give it.
Encode encoding_of_body(const HttpRequest& request) {
  for (const auto& [name, value] : request.headers) {
    if (base::lowered(name) != "content-type") continue;
    if (value.find("json") != std::string::npos) return &json_escaped;
    if (value.find("form-urlencoded") != std::string::npos) return &percent_encoded;
    return &as_it_is;
  }
  return &percent_encoded;
}

class TemplateReader {
 public:
  TemplateReader(const document::Document& document, const Value& table, std::uint32_t group_count)
      : document_(document), fields_(document, table, "verify"), group_count_(group_count) {}

  Result<std::shared_ptr<const LiveCheckTemplate>> read();

 private:
  void read_parts();
  void read_url();
  void read_headers();
  void read_basic_and_body();
  Result<HttpAnswer> read_answer(std::string_view key);
  void check_names(const Value& value, std::string_view text);

  const document::Document& document_;
  Fields fields_;
  std::uint32_t group_count_;
  std::shared_ptr<LiveCheckTemplate> check_ = std::make_shared<LiveCheckTemplate>();
};

void TemplateReader::check_names(const Value& value, std::string_view text) {
  const auto names = names_in(text);
  if (!names) return fields_.fail(value, "`{{` without `}}`");
  for (const std::string& name : *names)
    if (name != "secret" && !check_->parts.contains(name))
      return fields_.fail(value, "`{{" + name + "}}` stands for nothing",
                          "there are `{{secret}}` and the names in `parts`");
}

void TemplateReader::read_parts() {
  const Value* parts = fields_.optional("parts");
  if (parts == nullptr) return;
  if (parts->kind != document::Kind::kMapping)
    return fields_.fail(*parts, "`parts` is a table of names and groups");
  for (const document::Member& member : parts->members) {
    const std::int64_t group =
        member.value->kind == document::Kind::kInt ? member.value->integer : -1;
    if (group < 1 || group > group_count_)
      return fields_.fail(*member.value, "no such group of the regex");
    check_->parts.emplace(member.key, static_cast<std::uint32_t>(group));
  }
}

void TemplateReader::read_url() {
  check_->request.url = fields_.required_string("url");
  const Value* url = fields_.optional("url");
  if (url == nullptr) return;
  check_names(*url, check_->request.url);
  if (!may_receive_secrets(check_->request.url))
    fields_.fail(*url, "a secret is not sent to such a URL",
                 "it begins with `https://` and a host that is written out");
}

void TemplateReader::read_headers() {
  const Value* headers = fields_.optional("headers");
  if (headers == nullptr) return;
  if (headers->kind != document::Kind::kMapping)
    return fields_.fail(*headers, "`headers` is a table of names and values");
  for (const document::Member& member : headers->members) {
    const bool name_is_sound = !member.key.empty() && std::ranges::all_of(member.key, [](char c) {
      return base::is_alphanumeric(c) || c == '-' || c == '_';
    });
    if (!name_is_sound || base::lowered(member.key) == "host" ||
        member.value->kind != document::Kind::kString || has_control(member.value->text))
      return fields_.fail(*member.value, "no header that can be sent");
    check_names(*member.value, member.value->text);
    check_->request.headers.emplace_back(member.key, member.value->text);
  }
}

void TemplateReader::read_basic_and_body() {
  check_->basic = fields_.strings("basic");
  if (const Value* basic = fields_.optional("basic"); basic != nullptr) {
    if (check_->basic.size() != 2) fields_.fail(*basic, "`basic` is a name and a password");
    for (const std::string& word : check_->basic) check_names(*basic, word);
  }
  check_->request.body = fields_.optional_string("body").value_or("");
  const Value* body = fields_.optional("body");
  if (body == nullptr) return;
  check_names(*body, check_->request.body);
  if (check_->request.method != "POST") fields_.fail(*body, "only a POST has a body");
}

Result<HttpAnswer> TemplateReader::read_answer(std::string_view key) {
  HttpAnswer answer;
  const Value* table = fields_.optional(key);
  if (table == nullptr) return answer;
  Fields fields(document_, *table, key);
  if (const Value* status = fields.optional("status"); status != nullptr) {
    std::vector<const Value*> numbers(status->items.begin(), status->items.end());
    if (status->kind == document::Kind::kInt) numbers = {status};
    for (const Value* number : numbers) {
      if (number->kind != document::Kind::kInt || number->integer < 100 || number->integer > 599)
        fields.fail(*number, "no status of HTTP");
      answer.status.push_back(static_cast<int>(number->integer));
    }
  }
  answer.words = fields.strings("words");
  if (answer.status.empty() && answer.words.empty())
    fields.fail(*table, "neither `status` nor `words`");
  if (Status status = fields.finish(); !status.ok()) return status.error();
  return answer;
}

Result<std::shared_ptr<const LiveCheckTemplate>> TemplateReader::read() {
  read_parts();
  check_->request.method = fields_.optional_string("method").value_or("GET");
  if (std::ranges::find(kMethods, check_->request.method) == kMethods.end())
    fields_.fail(*fields_.optional("method"), "unknown method `" + check_->request.method + "`",
                 "it is `GET`, `HEAD` or `POST`");
  read_url();
  read_headers();
  read_basic_and_body();
  fields_.required("live");
  for (const auto& [key, answer] :
       {std::pair("live", &check_->live), std::pair("revoked", &check_->revoked)}) {
    auto read = read_answer(key);
    if (!read.ok()) return read.error();
    *answer = *std::move(read);
  }
  if (Status status = fields_.finish(); !status.ok()) return status.error();
  return std::shared_ptr<const LiveCheckTemplate>(std::move(check_));
}

}  // namespace

Result<std::shared_ptr<const LiveCheckTemplate>> read_live_check(const document::Document& document,
                                                                 const document::Value& table,
                                                                 std::uint32_t group_count) {
  return TemplateReader(document, table, group_count).read();
}

std::optional<HttpRequest> fill_in(const LiveCheckTemplate& check, const TemplateValues& values) {
  HttpRequest request = check.request;
  request.url = filled(request.url, values, &percent_encoded);
  request.body = filled(request.body, values, encoding_of_body(request));
  for (auto& [name, value] : request.headers) {
    value = filled(value, values, &as_it_is);
    if (has_control(value)) return std::nullopt;
  }
  if (!check.basic.empty())
    request.headers.emplace_back(
        "Authorization",
        "Basic " + text::encode_base64(filled(check.basic[0], values, &as_it_is) + ":" +
                                       filled(check.basic[1], values, &as_it_is)));
  return request;
}

}  // namespace scan::secrets
