// SPDX 2.3 as JSON (ISO/IEC 5962 and its successor): the bill of materials alone. It has no place
// for what is known of a vulnerability but the pages that tell of it.
#include <fmt/format.h>

#include <algorithm>
#include <array>
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

constexpr std::string_view kDocument = "SPDXRef-DOCUMENT";
constexpr std::string_view kRoot = "SPDXRef-Root";
constexpr std::string_view kNoAssertion = "NOASSERTION";
constexpr std::string_view kNoUuid = "00000000-0000-0000-0000-000000000000";
// The format demands a time, and a report holds none.
constexpr std::string_view kCreated = "1970-01-01T00:00:00Z";

// CycloneDX's names of algorithms, as Package::hashes has them, and SPDX's.
struct Algorithm {
  std::string_view name;
  std::string_view spdx;
  std::size_t digits;
};
constexpr std::array<Algorithm, 12> kAlgorithms = {{{"MD5", "MD5", 32},
                                                    {"SHA-1", "SHA1", 40},
                                                    {"SHA-256", "SHA256", 64},
                                                    {"SHA-384", "SHA384", 96},
                                                    {"SHA-512", "SHA512", 128},
                                                    {"SHA3-256", "SHA3-256", 64},
                                                    {"SHA3-384", "SHA3-384", 96},
                                                    {"SHA3-512", "SHA3-512", 128},
                                                    {"BLAKE2b-256", "BLAKE2b-256", 64},
                                                    {"BLAKE2b-384", "BLAKE2b-384", 96},
                                                    {"BLAKE2b-512", "BLAKE2b-512", 128},
                                                    {"BLAKE3", "BLAKE3", 64}}};

// The letters that an SPDX id may have, others as "-"; no more than `limit`.
std::string id_part(std::string_view text, std::size_t limit) {
  std::string part;
  for (char c : text.substr(0, limit))
    part.push_back(base::is_alphanumeric(c) || c == '.' || c == '-' ? c : '-');
  return part;
}

std::string short_hash(std::string_view text) {
  return base::StableHash().add(text).hex().substr(0, 16);
}

// Readable, and unique by the purl.
std::string id_of(const Component& component) {
  return fmt::format("SPDXRef-Package-{}-{}", id_part(component.package().name, 60),
                     short_hash(component.purl));
}

// What a document says of the licences that SPDX does not list: each has an id of its own.
class ExtractedLicenses {
 public:
  /// The expression as it can stand in this document.
  std::string declared(const license::Expression& expression) {
    license::Expression own = expression;
    for (license::Step& step : own.steps)
      if (step.kind == license::Step::Kind::kTerm) step.term = known(step.term);
    return license::to_string(own);
  }

  void write(JsonWriter& json) const {
    if (texts_.empty()) return;
    json.begin_array("hasExtractedLicensingInfos");
    for (const auto& [id, text] : texts_) {
      json.begin_object();
      json.member("licenseId", id);
      json.member("name", text);
      json.member("extractedText", text);
      json.end_object();
    }
    json.end_array();
  }

 private:
  license::Term known(const license::Term& term) {
    if (license::is_spdx({.steps = {{.term = term}}}) && term.kind == license::Term::Kind::kListed)
      return term;
    const std::string text = license::to_string(term);
    const bool own = text.starts_with("LicenseRef-") && term.exception.empty();
    std::string id =
        own ? text : fmt::format("LicenseRef-{}-{}", id_part(text, 40), short_hash(text));
    texts_.emplace(id, text);
    return {.kind = license::Term::Kind::kReference, .id = std::move(id)};
  }

  std::map<std::string, std::string> texts_;
};

void write_checksums(JsonWriter& json, const Component& component) {
  bool begun = false;
  for (std::string_view hash : component.hashes) {
    const std::size_t colon = std::min(hash.find(':'), hash.size());
    const auto* known = std::ranges::find(kAlgorithms, hash.substr(0, colon), &Algorithm::name);
    const std::string digits = base::lowered(hash.substr(std::min(colon + 1, hash.size())));
    if (known == kAlgorithms.end() || digits.size() != known->digits ||
        digits.find_first_not_of("0123456789abcdef") != std::string::npos)
      continue;
    if (!begun) json.begin_array("checksums");
    begun = true;
    json.begin_object();
    json.member("algorithm", known->spdx);
    json.member("checksumValue", digits);
    json.end_object();
  }
  if (begun) json.end_array();
}

void write_external_refs(JsonWriter& json, const Component& component,
                         const std::set<std::string>& pages) {
  const auto write = [&](std::string_view category, std::string_view type,
                         std::string_view locator) {
    json.begin_object();
    json.member("referenceCategory", category);
    json.member("referenceType", type);
    json.member("referenceLocator", locator);
    json.end_object();
  };
  const bool has_purl = component.purl.starts_with("pkg:") &&
                        component.purl.find_first_of(" \t\r\n") == std::string_view::npos;
  if (!has_purl && pages.empty()) return;
  json.begin_array("externalRefs");
  if (has_purl) write("PACKAGE-MANAGER", "purl", component.purl);
  for (const std::string& page : pages) write("SECURITY", "advisory", page);
  json.end_array();
}

// "pinned in requirements.txt:2, web/package-lock.json:7": at most so many places.
std::string places_of(const Component& component) {
  constexpr std::size_t kTold = 100;
  std::string text;
  for (std::size_t i = 0; i < std::min(component.places.size(), kTold); ++i) {
    const Location& place = component.places[i]->location;
    if (place.path.empty()) continue;
    text += (text.empty() ? "pinned in " : ", ") + repaired(place.path);
    if (place.region.start_line > 0) text += ":" + std::to_string(place.region.start_line);
  }
  if (component.places.size() > kTold)
    text += fmt::format(" and {} more", component.places.size() - kTold);
  return text;
}

// An artifact can be downloaded; what names a registry or a checkout in words of its own cannot.
std::string_view download_of(const Component& component) {
  for (const std::string& origin : component.origins)
    if (is_web_address(origin)) return origin;
  return kNoAssertion;
}

void write_package(JsonWriter& json, const Component& component, const std::set<std::string>& pages,
                   ExtractedLicenses& licenses) {
  json.begin_object();
  json.member("name", component.package().name);
  json.member("SPDXID", id_of(component));
  json.member_unless_empty("versionInfo", component.package().version);
  json.member("downloadLocation", download_of(component));
  json.member("filesAnalyzed", false);
  write_checksums(json, component);
  json.member_unless_empty("sourceInfo", places_of(component));
  json.member("licenseConcluded", kNoAssertion);
  json.member("licenseDeclared", component.license ? licenses.declared(*component.license)
                                                   : std::string(kNoAssertion));
  json.member("copyrightText", kNoAssertion);
  json.member("primaryPackagePurpose", "LIBRARY");
  write_external_refs(json, component, pages);
  json.end_object();
}

void write_root(JsonWriter& json, const BillOfMaterials& bill) {
  json.begin_object();
  json.member("name", bill.name);
  json.member("SPDXID", kRoot);
  json.member("downloadLocation", kNoAssertion);
  json.member("filesAnalyzed", false);
  json.member("licenseConcluded", kNoAssertion);
  json.member("licenseDeclared", kNoAssertion);
  json.member("copyrightText", kNoAssertion);
  json.member("primaryPackagePurpose", "APPLICATION");
  json.end_object();
}

// What the project asks for itself depends on by its scope; what else brings in, plainly.
void write_relationships(JsonWriter& json, const BillOfMaterials& bill) {
  const auto write = [&](std::string_view from, std::string_view type, std::string_view to) {
    json.begin_object();
    json.member("spdxElementId", from);
    json.member("relationshipType", type);
    json.member("relatedSpdxElement", to);
    json.end_object();
  };
  json.begin_array("relationships");
  write(kDocument, "DESCRIBES", kRoot);
  std::vector<std::string> ids;
  for (const Component& component : bill.components) ids.push_back(id_of(component));
  for (std::size_t i = 0; i < ids.size(); ++i) {
    const Component& component = bill.components[i];
    if (component.direct && component.scope == "dev")
      write(ids[i], "DEV_DEPENDENCY_OF", kRoot);
    else if (component.direct && component.scope == "optional")
      write(ids[i], "OPTIONAL_DEPENDENCY_OF", kRoot);
    else if (component.direct)
      write(kRoot, "DEPENDS_ON", ids[i]);
    for (std::size_t dependency : component.dependencies)
      write(ids[i], "DEPENDS_ON", ids[dependency]);
  }
  json.end_array();
}

// The pages of the advisories on each purl.
std::map<std::string, std::set<std::string>, std::less<>> pages_by_purl(const ScanResult& result) {
  std::map<std::string, std::set<std::string>, std::less<>> pages;
  for (const Advisory& advisory : shown_advisories(result))
    for (const AffectedPackage& affected : advisory.affects)
      pages[affected.purl].insert(source_of(advisory.id).url);
  return pages;
}

}  // namespace

std::string write_spdx(const ScanResult& result, const Verdict&, const ReportOptions&) {
  const BillOfMaterials bill = bill_of_materials(result);
  const auto pages = pages_by_purl(result);
  std::string out;
  JsonWriter json(out);
  json.begin_object();
  json.member("spdxVersion", "SPDX-2.3");
  json.member("dataLicense", "CC0-1.0");
  json.member("SPDXID", kDocument);
  json.member("name", bill.name);
  json.member("documentNamespace",
              fmt::format("https://spdx.org/spdxdocs/{}-{}", id_part(bill.name, 60), kNoUuid));
  const std::size_t uuid = out.size() - kNoUuid.size() - 1;  // before the quote
  json.begin_object("creationInfo");
  json.member("created", kCreated);
  json.begin_array("creators");
  json.value(std::string_view(fmt::format("Tool: scan-{}", version())));
  json.end_array();
  json.end_object();
  const std::size_t content = out.size();
  ExtractedLicenses licenses;
  json.begin_array("packages");
  write_root(json, bill);
  for (const Component& component : bill.components) {
    const auto found = pages.find(component.purl);
    write_package(json, component, found == pages.end() ? std::set<std::string>() : found->second,
                  licenses);
  }
  json.end_array();
  licenses.write(json);
  write_relationships(json, bill);
  json.end_object();
  out.push_back('\n');
  // Equal content has an equal name, whatever version of the tool wrote it.
  out.replace(uuid, kNoUuid.size(), base::content_uuid(bill.name + out.substr(content)));
  return out;
}

}  // namespace scan::report
