// JSON to OsvRecord, by simdjson's DOM: records are a few kilobytes, so the document is small and
// the parser's buffers are reused. A field of the wrong type makes the whole record invalid: half a
// record would match less than its author meant.
#include "sca/osv_record.h"

#include <simdjson.h>

#include <algorithm>

#include "base/ascii.h"
#include "sca/cvss.h"
#include "sca/iso_time.h"

namespace scan::sca {
namespace {

using simdjson::dom::element;
using simdjson::dom::object;

// Thrown and caught in this file only: a schema violation deep in a record.
struct SchemaError {
  std::string message;
};

[[noreturn]] void fail(std::string_view field, std::string_view expected) {
  throw SchemaError{std::string("`") + std::string(field) + "` is not " + std::string(expected)};
}

std::string_view text_of(element value, std::string_view field) {
  std::string_view text;
  if (value.get(text)) fail(field, "a string");
  return text;
}

object object_of(element value, std::string_view field) {
  object members;
  if (value.get(members)) fail(field, "an object");
  return members;
}

// null stands for absent, as in many exports.
template <typename Visit>
void for_each(element value, std::string_view field, Visit visit) {
  if (value.is_null()) return;
  simdjson::dom::array items;
  if (value.get(items)) fail(field, "a list");
  for (element item : items) visit(item);
}

std::string optional_text(element value, std::string_view field) {
  return value.is_null() ? std::string() : std::string(text_of(value, field));
}

// The text of a time without its fraction; empty when it is none.
std::string to_the_second(std::string_view text) {
  return parse_iso_time(text) ? std::string(text.substr(0, 19)) + "Z" : std::string();
}

void raise(std::optional<Severity>& severity, std::optional<Severity> other) {
  if (other && (!severity || *severity < *other)) severity = other;
}

// The words of the GitHub Advisory Database, of Ubuntu's priorities, Debian's urgencies, and the
// ratings of Red Hat and SUSE. Others, as "not yet assigned", say nothing.
std::optional<Severity> severity_word(std::string_view word) {
  const std::string lower = base::lowered(word);
  if (lower == "important") return Severity::kHigh;
  if (lower == "moderate") return Severity::kMedium;
  if (lower == "negligible" || lower == "unimportant") return Severity::kInfo;
  return parse_severity(lower);
}

void read_severities(element value, OsvRecord& record) {
  for_each(value, "severity", [&](element item) {
    std::string_view type, score;
    for (auto [key, member] : object_of(item, "severity[]")) {
      if (key == "type") type = text_of(member, "severity[].type");
      if (key == "score") score = text_of(member, "severity[].score");
    }
    const bool is_vector = type.starts_with("CVSS");
    raise(record.severity, is_vector ? cvss_severity(score) : severity_word(score));
    auto& vectors = record.vectors;
    if (is_vector && std::find(vectors.begin(), vectors.end(), score) == vectors.end())
      vectors.emplace_back(score);
  });
}

// What databases add is theirs to shape: what is not as GitHub writes it is no error.
void read_database_specific(element value, OsvRecord& record) {
  object members;
  if (value.get(members)) return;
  for (auto [key, member] : members) {
    std::string_view word;
    simdjson::dom::array items;
    if ((key == "severity" || key == "urgency") && !member.get(word))
      raise(record.severity, severity_word(word));
    if (key == "cwe_ids" && !member.get(items))
      for (element item : items)
        if (!item.get(word)) record.cwes.emplace_back(word);
  }
}

OsvRange::Type range_type(std::string_view word) {
  if (word == "ECOSYSTEM") return OsvRange::Type::kEcosystem;
  if (word == "SEMVER") return OsvRange::Type::kSemVer;
  if (word == "GIT") return OsvRange::Type::kGit;
  return OsvRange::Type::kUnknown;
}

void read_event(element value, OsvRange& range) {
  using Kind = OsvEvent::Kind;
  for (auto [key, member] : object_of(value, "events[]")) {
    std::optional<Kind> kind;
    if (key == "introduced") kind = Kind::kIntroduced;
    if (key == "fixed") kind = Kind::kFixed;
    if (key == "last_affected") kind = Kind::kLastAffected;
    if (key == "limit") kind = Kind::kLimit;
    if (kind) range.events.push_back({*kind, std::string(text_of(member, "events[]"))});
  }
}

OsvRange read_range(element value) {
  OsvRange range;
  for (auto [key, member] : object_of(value, "ranges[]")) {
    if (key == "type") range.type = range_type(text_of(member, "ranges[].type"));
    if (key == "events")
      for_each(member, "ranges[].events", [&](element event) { read_event(event, range); });
  }
  return range;
}

void read_affected(element value, OsvRecord& record) {
  OsvAffected affected;
  for (auto [key, member] : object_of(value, "affected[]")) {
    if (key == "package" && !member.is_null()) {
      for (auto [part, text] : object_of(member, "affected[].package")) {
        if (part == "ecosystem") affected.ecosystem = text_of(text, "package.ecosystem");
        if (part == "name") affected.name = text_of(text, "package.name");
      }
    } else if (key == "ranges") {
      for_each(member, "affected[].ranges",
               [&](element range) { affected.ranges.push_back(read_range(range)); });
    } else if (key == "versions") {
      for_each(member, "affected[].versions", [&](element version) {
        affected.versions.emplace_back(text_of(version, "affected[].versions[]"));
      });
    } else if (key == "severity") {
      read_severities(member, record);
    } else if (key == "ecosystem_specific" || key == "database_specific") {
      read_database_specific(member, record);
    }
  }
  if (!affected.ecosystem.empty() && !affected.name.empty())
    record.affected.push_back(std::move(affected));
}

void read_reference(element value, OsvRecord& record) {
  std::string_view type, url;
  for (auto [key, member] : object_of(value, "references[]")) {
    if (key == "type") type = text_of(member, "references[].type");
    if (key == "url") url = text_of(member, "references[].url");
  }
  if (type == "ADVISORY" && (url.starts_with("https://") || url.starts_with("http://")))
    record.references.emplace_back(url);
}

void read_ids(element value, std::string_view field, std::vector<std::string>& ids) {
  for_each(value, field, [&](element id) { ids.emplace_back(text_of(id, field)); });
}

OsvRecord read_record(element root) {
  OsvRecord record;
  for (auto [key, member] : object_of(root, "the record")) {
    if (key == "id") record.id = text_of(member, key);
    if (key == "modified") {
      record.modified = parse_iso_time(text_of(member, key)).value_or(0);
      record.modified_text = to_the_second(text_of(member, key));
    }
    if (key == "published" && !member.is_null())
      record.published_text = to_the_second(text_of(member, key));
    if (key == "withdrawn") record.withdrawn = !member.is_null();
    if (key == "summary") record.summary = optional_text(member, key);
    if (key == "details") record.details = optional_text(member, key);
    if (key == "severity") read_severities(member, record);
    if (key == "database_specific") read_database_specific(member, record);
    if (key == "aliases") read_ids(member, key, record.aliases);
    if (key == "upstream") read_ids(member, key, record.upstream);
    if (key == "related") read_ids(member, key, record.related);
    if (key == "references")
      for_each(member, key, [&](element reference) { read_reference(reference, record); });
    if (key == "affected")
      for_each(member, key, [&](element affected) { read_affected(affected, record); });
  }
  if (record.id.empty()) throw SchemaError{"not an OSV record: it has no `id`"};
  if (record.id.starts_with("MAL-")) record.severity = Severity::kCritical;
  return record;
}

}  // namespace

struct OsvParser::State {
  simdjson::dom::parser parser;
};

OsvParser::OsvParser() : state_(std::make_unique<State>()) {}
OsvParser::~OsvParser() = default;

Result<OsvRecord> OsvParser::parse(std::string_view json) {
  try {
    element root;
    if (auto error = state_->parser.parse(json.data(), json.size()).get(root))
      return Error{.code = ErrorCode::kInvalidData,
                   .message = std::string("not JSON: ") + simdjson::error_message(error)};
    return read_record(root);
  } catch (const SchemaError& error) {
    return Error{.code = ErrorCode::kInvalidData, .message = error.message};
  } catch (const simdjson::simdjson_error& error) {
    return Error{.code = ErrorCode::kInvalidData, .message = error.what()};
  }
}

}  // namespace scan::sca
