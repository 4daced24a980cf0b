// CycloneDX 1.6 as JSON (ECMA-424): the complete record of dependencies. What the schema demands is
// noted where it is met.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <map>
#include <set>

#include "base/ascii.h"
#include "base/hash.h"
#include "report/bill_of_materials.h"
#include "report/encoding.h"
#include "report/json_writer.h"
#include "report/writers.h"
#include "scan/version.h"

namespace scan::report {
namespace {

// The scanned tree itself. No purl is like it, as those begin with "pkg:".
constexpr std::string_view kRoot = "root";
constexpr std::string_view kNoSerial = "00000000-0000-0000-0000-000000000000";

struct Algorithm {
  std::string_view name;
  std::size_t digits;
};
constexpr std::array<Algorithm, 12> kAlgorithms = {{{"MD5", 32},
                                                    {"SHA-1", 40},
                                                    {"SHA-256", 64},
                                                    {"SHA-384", 96},
                                                    {"SHA-512", 128},
                                                    {"SHA3-256", 64},
                                                    {"SHA3-384", 96},
                                                    {"SHA3-512", 128},
                                                    {"BLAKE2b-256", 64},
                                                    {"BLAKE2b-384", 96},
                                                    {"BLAKE2b-512", 128},
                                                    {"BLAKE3", 64}}};

// "SHA-256:00ff…" in its parts; false where the schema would not take it.
bool split_hash(std::string_view hash, std::string_view& name, std::string_view& digits) {
  const std::size_t colon = hash.find(':');
  if (colon == std::string_view::npos) return false;
  name = hash.substr(0, colon);
  digits = hash.substr(colon + 1);
  const auto* known = std::ranges::find(kAlgorithms, name, &Algorithm::name);
  return known != kAlgorithms.end() && digits.size() == known->digits &&
         digits.find_first_not_of("0123456789abcdefABCDEF") == std::string_view::npos;
}

std::string_view purl_type(std::string_view purl) {
  if (!purl.starts_with("pkg:")) return {};
  purl.remove_prefix(4);
  return purl.substr(0, purl.find('/'));
}

std::string_view component_type(std::string_view purl) {
  const std::string_view type = purl_type(purl);
  return type == "oci" || type == "docker" ? "container" : "library";
}

// The name as CycloneDX divides it: "@babel/core" is "core" of the group "@babel".
std::pair<std::string_view, std::string_view> group_and_name(const Component& component) {
  const std::string_view name = component.package().name;
  const std::string_view type = purl_type(component.purl);
  std::size_t end = std::string_view::npos;
  if (type == "maven") end = name.find(':');
  if (type == "composer" || (type == "npm" && name.starts_with('@'))) end = name.find('/');
  if (end == std::string_view::npos || end + 1 == name.size()) return {{}, name};
  return {name.substr(0, end), name.substr(end + 1)};
}

std::string_view scope_word(std::string_view scope) {
  if (scope == "dev") return "excluded";
  return scope == "optional" ? "optional" : "required";
}

// The schema has licences of one name each, or one expression, never both; and ids of its own list.
void write_licenses(JsonWriter& json, const license::Expression& expression) {
  const bool listed = license::is_spdx(expression);
  const license::Term& first = expression.steps.front().term;
  const bool single = listed && expression.steps.size() == 1 && first.exception.empty() &&
                      !first.or_later && first.kind == license::Term::Kind::kListed;
  const std::string text = license::to_string(expression);
  json.begin_array("licenses");
  json.begin_object();
  if (listed && !single) {
    json.member("expression", text);
    json.member("acknowledgement", "declared");
  } else {
    json.begin_object("license");
    json.member(single ? "id" : "name", text);
    json.member("acknowledgement", "declared");
    json.end_object();
  }
  json.end_object();
  json.end_array();
}

void write_hashes(JsonWriter& json, const Component& component) {
  bool begun = false;
  for (std::string_view hash : component.hashes) {
    std::string_view name, digits;
    if (!split_hash(hash, name, digits)) continue;
    if (!begun) json.begin_array("hashes");
    begun = true;
    json.begin_object();
    json.member("alg", name);
    json.member("content", digits);
    json.end_object();
  }
  if (begun) json.end_array();
}

void write_occurrences(JsonWriter& json, const Component& component) {
  std::set<std::pair<std::string, std::uint32_t>> places;  // the schema wants no two alike
  for (const Package* place : component.places)
    if (!place->location.path.empty())
      places.emplace(repaired(place->location.path), place->location.region.start_line);
  if (places.empty()) return;
  json.begin_object("evidence");
  json.begin_array("occurrences");
  for (const auto& [path, line] : places) {
    json.begin_object();
    json.member("location", path);
    if (line > 0) json.member("line", line);
    json.end_object();
  }
  json.end_array();
  json.end_object();
}

void write_origins(JsonWriter& json, const Component& component) {
  if (component.origins.empty()) return;
  json.begin_array("externalReferences");
  for (const std::string& origin : component.origins) {
    json.begin_object();
    json.member("type", origin.starts_with("git") ? "vcs" : "distribution");
    json.member("url", origin);
    json.end_object();
  }
  json.end_array();
}

void write_component(JsonWriter& json, const Component& component) {
  const auto [group, name] = group_and_name(component);
  json.begin_object();
  json.member("type", component_type(component.purl));
  json.member("bom-ref", component.purl);
  json.member_unless_empty("group", group);
  json.member("name", name);
  json.member_unless_empty("version", component.package().version);
  json.member("scope", scope_word(component.scope));
  write_hashes(json, component);
  if (component.license) write_licenses(json, *component.license);
  json.member("purl", component.purl);
  write_origins(json, component);
  write_occurrences(json, component);
  json.end_object();
}

void write_dependencies(JsonWriter& json, const BillOfMaterials& bill) {
  const auto write = [&](std::string_view ref, const std::vector<std::string_view>& on) {
    json.begin_object();
    json.member("ref", ref);
    if (!on.empty()) {
      json.begin_array("dependsOn");
      for (std::string_view purl : on) json.value(purl);
      json.end_array();
    }
    json.end_object();
  };
  std::vector<std::string_view> direct;
  for (const Component& component : bill.components)
    if (component.direct) direct.push_back(component.purl);
  json.begin_array("dependencies");
  write(kRoot, direct);
  for (const Component& component : bill.components) {
    std::vector<std::string_view> on;
    for (std::size_t position : component.dependencies)
      on.push_back(bill.components[position].purl);
    write(component.purl, on);
  }
  json.end_array();
}

// ---- vulnerabilities --------------------------------------------------------------------------

void write_source(JsonWriter& json, std::string_view id) {
  const AdvisorySource source = source_of(id);
  json.begin_object("source");
  json.member("name", source.name);
  json.member("url", source.url);
  json.end_object();
}

std::string_view method_of(std::string_view vector) {
  if (vector.starts_with("CVSS:3.0/")) return "CVSSv3";
  if (vector.starts_with("CVSS:3.1/")) return "CVSSv31";
  if (vector.starts_with("CVSS:4.0/")) return "CVSSv4";
  return vector.starts_with("AV:") ? "CVSSv2" : "other";
}

// By the bands of the specification of the method. CVSS 2 has no "critical", and no "none".
std::string_view severity_of(std::uint32_t tenths, std::string_view method) {
  const bool second = method == "CVSSv2";
  if (tenths == 0 && !second) return "none";
  if (tenths < 40) return "low";
  if (tenths < 70) return "medium";
  return tenths < 90 || second ? "high" : "critical";
}

void write_ratings(JsonWriter& json, const Advisory& advisory) {
  json.begin_array("ratings");
  for (const CvssRating& rating : advisory.ratings) {
    const std::string_view method = method_of(rating.vector);
    json.begin_object();
    write_source(json, advisory.id);
    if (rating.score_tenths) {
      json.key("score");
      json.tenths(*rating.score_tenths);
    }
    json.member("severity", rating.score_tenths ? severity_of(*rating.score_tenths, method)
                                                : std::string_view("unknown"));
    json.member("method", method);
    json.member("vector", rating.vector);
    json.end_object();
  }
  if (advisory.ratings.empty()) {
    json.begin_object();
    write_source(json, advisory.id);
    json.member("severity",
                advisory.severity ? to_string(*advisory.severity) : std::string_view("unknown"));
    if (advisory.severity) json.member("method", "other");
    json.end_object();
  }
  json.end_array();
}

void write_cwes(JsonWriter& json, const Advisory& advisory) {
  std::set<std::uint32_t> numbers;
  for (std::string_view cwe : advisory.cwe) {
    if (!cwe.starts_with("CWE-")) continue;
    cwe.remove_prefix(4);
    std::uint32_t number = 0;
    const auto [end, error] = std::from_chars(cwe.data(), cwe.data() + cwe.size(), number);
    if (error == std::errc() && end == cwe.data() + cwe.size() && number > 0)
      numbers.insert(number);
  }
  if (numbers.empty()) return;
  json.begin_array("cwes");
  for (std::uint32_t number : numbers) json.value(std::uint64_t{number});
  json.end_array();
}

// "Upgrade Django to 1.11.11."
std::string recommendation(const Advisory& advisory, const BillOfMaterials& bill) {
  std::set<std::string> sentences;
  for (const AffectedPackage& affected : advisory.affects) {
    const Component* component = bill.find(affected.purl);
    const std::string_view name =
        component != nullptr ? std::string_view(component->package().name) : affected.purl;
    sentences.insert(affected.fixed_version.empty()
                         ? fmt::format("No fixed version of {} is known.", name)
                         : fmt::format("Upgrade {} to {}.", name, affected.fixed_version));
  }
  return fmt::format("{}", fmt::join(sentences, " "));
}

void write_affects(JsonWriter& json, const Advisory& advisory, const BillOfMaterials& bill) {
  std::map<std::string_view, std::string_view> versions;  // the schema wants no two refs alike
  for (const AffectedPackage& affected : advisory.affects)
    if (const Component* component = bill.find(affected.purl))
      versions.emplace(component->purl, component->package().version);
  if (versions.empty()) return;
  json.begin_array("affects");
  for (const auto& [purl, version] : versions) {
    json.begin_object();
    json.member("ref", purl);
    if (!version.empty()) {
      json.begin_array("versions");
      json.begin_object();
      json.member("version", version);
      json.member("status", "affected");
      json.end_object();
      json.end_array();
    }
    json.end_object();
  }
  json.end_array();
}

// The other advisories of the vulnerability, and its ids in other databases.
void write_references(JsonWriter& json, const Advisory& advisory) {
  const std::set<std::string_view> aliases(advisory.aliases.begin(), advisory.aliases.end());
  if (aliases.empty()) return;
  json.begin_array("references");
  for (std::string_view id : aliases) {
    json.begin_object();
    json.member("id", id);
    write_source(json, id);
    json.end_object();
  }
  json.end_array();
}

void write_pages(JsonWriter& json, const Advisory& advisory) {
  std::set<std::string> pages;
  for (const std::string& reference : advisory.references)
    if (is_web_address(reference)) pages.insert(web_reference(reference));
  if (pages.empty()) return;
  json.begin_array("advisories");
  for (const std::string& page : pages) {
    json.begin_object();
    json.member("url", page);
    json.end_object();
  }
  json.end_array();
}

void write_vulnerability(JsonWriter& json, const Advisory& advisory, const BillOfMaterials& bill) {
  json.begin_object();
  json.member("bom-ref", "vulnerability:" + advisory.id);
  json.member("id", advisory.id);
  write_source(json, advisory.id);
  write_references(json, advisory);
  write_ratings(json, advisory);
  write_cwes(json, advisory);
  json.member_unless_empty("description", advisory.title);
  json.member_unless_empty("detail", advisory.details);
  json.member("recommendation", recommendation(advisory, bill));
  write_pages(json, advisory);
  if (is_time(advisory.published)) json.member("published", advisory.published);
  if (is_time(advisory.modified)) json.member("updated", advisory.modified);
  write_affects(json, advisory, bill);
  json.end_object();
}

void write_metadata(JsonWriter& json, const BillOfMaterials& bill) {
  json.begin_object("metadata");
  json.begin_object("tools");
  json.begin_array("components");
  json.begin_object();
  json.member("type", "application");
  json.member("name", "scan");
  json.member("version", version());
  json.end_object();
  json.end_array();
  json.end_object();
  json.begin_object("component");
  json.member("type", "application");
  json.member("bom-ref", kRoot);
  json.member("name", bill.name);
  json.end_object();
  json.end_object();
}

}  // namespace

std::string write_cyclonedx(const ScanResult& result, const Verdict&, const ReportOptions&) {
  const BillOfMaterials bill = bill_of_materials(result);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("$schema", "http://cyclonedx.org/schema/bom-1.6.schema.json");
  json.member("bomFormat", "CycloneDX");
  json.member("specVersion", "1.6");
  json.member("serialNumber", fmt::format("urn:uuid:{}", kNoSerial));
  json.member("version", std::uint32_t{1});
  write_metadata(json, bill);
  const std::size_t content = out.size();
  json.begin_array("components");
  for (const Component& component : bill.components) write_component(json, component);
  json.end_array();
  write_dependencies(json, bill);
  if (result.incomplete()) {
    json.begin_array("compositions");
    json.begin_object();
    json.member("aggregate", "incomplete");
    json.member_array("assemblies", {std::string(kRoot)});
    json.end_object();
    json.end_array();
  }
  json.begin_array("vulnerabilities");
  for (const Advisory& advisory : shown_advisories(result))
    write_vulnerability(json, advisory, bill);
  json.end_array();
  json.end_object();
  out.push_back('\n');
  // Equal content has an equal number, whatever version of the tool wrote it.
  out.replace(out.find(kNoSerial), kNoSerial.size(),
              base::content_uuid(bill.name + out.substr(content)));
  return out;
}

}  // namespace scan::report
