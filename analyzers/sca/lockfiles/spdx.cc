// SPDX 2.2 and 2.3, as JSON and as tag-value.
#include <algorithm>
#include <optional>
#include <set>
#include <vector>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/sbom_graph.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Value;

bool states(std::string_view text) {
  return !text.empty() && text != "NOASSERTION" && text != "NONE";
}

// What both syntaxes have, before it is known which of the packages is the project.
class SpdxDocument {
 public:
  /// Begins a package; the others are about the last one.
  void begin_package(std::string_view id, Span span) {
    components_.emplace_back();
    components_.back().ref = id;
    components_.back().span = span;
  }
  bool has_package() const { return !components_.empty(); }
  SbomComponent& package() { return components_.back(); }

  void set_declared(std::string_view license) {
    if (states(license)) package().license = license;
  }
  /// What somebody concluded counts where nothing is declared.
  void set_concluded(std::string_view license) {
    if (states(license) && package().license.empty()) package().license = license;
  }
  void set_download(std::string_view origin) {
    if (states(origin)) package().origin = origin;
  }
  void add_checksum(std::string_view algorithm, std::string_view digits) {
    std::string name(algorithm);
    if (name.starts_with("SHA") && !name.starts_with("SHA3")) name.insert(3, "-");
    if (!name.empty() && !digits.empty())
      package().hashes.push_back(name + ":" + base::lowered(base::trimmed(digits)));
  }
  void add_reference(std::string_view type, std::string_view locator) {
    if (type == "purl" && package().purl.empty()) package().purl = locator;
  }
  void describe(std::string_view id) { described_.emplace(id); }
  void relate(std::string_view from, std::string_view type, std::string_view to);
  void finish(LockfileContent& content);

 private:
  std::vector<SbomComponent> components_;
  std::set<std::string> described_;
  SbomGraph graph_;
};

void SpdxDocument::relate(std::string_view from, std::string_view type, std::string_view to) {
  // The other end is "NONE", or in another document.
  if (!states(to) || !states(from) || to.starts_with("DocumentRef-")) return;
  if (type == "DESCRIBES") return describe(to);
  if (type == "DESCRIBED_BY") return describe(from);
  if (type == "DEPENDS_ON") return graph_.add_edge(from, to);
  constexpr std::string_view kOf = "DEPENDENCY_OF";
  if (!type.ends_with(kOf)) return;
  graph_.add_edge(to, from);
  type.remove_suffix(kOf.size());
  if (type == "DEV_" || type == "TEST_" || type == "BUILD_") graph_.set_scope(from, Scope::kDev);
  if (type == "OPTIONAL_") graph_.set_scope(from, Scope::kOptional);
}

void SpdxDocument::finish(LockfileContent& content) {
  // The one package that the document describes is the project; where it describes several, they
  // are what was found.
  const bool one = described_.size() == 1 && components_.size() > 1;
  for (SbomComponent& component : components_) {
    if (described_.contains(component.ref)) component.is_project = one || component.purl.empty();
    graph_.add(std::move(component));
  }
  SbomComponent document;
  document.ref = "SPDXRef-DOCUMENT";
  document.is_project = true;
  graph_.add(std::move(document));
  graph_.finish(content);
}

void read_package(const Value& entry, SpdxDocument& out) {
  out.begin_package(text_of(entry, "SPDXID"), entry.span);
  out.set_declared(text_of(entry, "licenseDeclared"));
  out.set_concluded(text_of(entry, "licenseConcluded"));
  out.set_download(text_of(entry, "downloadLocation"));
  for (const Value* checksum : list_of(entry, "checksums").items)
    out.add_checksum(text_of(*checksum, "algorithm"), text_of(*checksum, "checksumValue"));
  for (const Value* reference : list_of(entry, "externalRefs").items)
    out.add_reference(text_of(*reference, "referenceType"),
                      text_of(*reference, "referenceLocator"));
}

void read_json(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kJson, input, content);
  const Value& root = document.root();
  if (!text_of(root, "spdxVersion").starts_with("SPDX-2")) {
    if (content.notices.empty())
      content.notices.push_back(invalid_lockfile("is no document of SPDX 2"));
    return;
  }
  SpdxDocument out;
  for (const Value* entry : list_of(root, "packages").items)
    if (entry->kind == Kind::kMapping) read_package(*entry, out);
  for (const Value* id : list_of(root, "documentDescribes").items)
    if (id->kind == Kind::kString) out.describe(id->text);
  for (const Value* relation : list_of(root, "relationships").items)
    out.relate(text_of(*relation, "spdxElementId"), text_of(*relation, "relationshipType"),
               text_of(*relation, "relatedSpdxElement"));
  out.finish(content);
}

// "<text>several lines</text>" is one value, and any other ends with its line.
class TagValueReader {
 public:
  TagValueReader(std::string_view text, LockfileContent& content)
      : text_(text), content_(content) {}

  void read() {
    while (at_ < text_.size()) read_line();
    if (!is_spdx_) return content_.notices.push_back(invalid_lockfile("is no document of SPDX 2"));
    out_.finish(content_);
  }

 private:
  void read_line() {
    const std::size_t begin = at_;
    const std::size_t end = std::min(text_.find('\n', at_), text_.size());
    at_ = std::min(end + 1, text_.size());
    std::string_view line = base::trimmed(text_.substr(begin, end - begin));
    const std::size_t colon = line.find(':');
    if (line.starts_with('#') || colon == std::string_view::npos) return;
    const std::string_view tag = line.substr(0, colon);
    std::string_view value = base::trimmed(line.substr(colon + 1));
    constexpr std::string_view kOpen = "<text>", kClose = "</text>";
    if (value.starts_with(kOpen)) {
      const auto from = static_cast<std::size_t>(value.data() - text_.data()) + kOpen.size();
      const std::size_t close = text_.find(kClose, from);
      if (close == std::string_view::npos) {
        content_.notices.push_back(invalid_lockfile("a text is not closed"));
        at_ = text_.size();
        return;
      }
      value = text_.substr(from, close - from);
      at_ = std::min(text_.find('\n', close), text_.size());
    }
    const auto start = static_cast<std::uint32_t>(line.data() - text_.data());
    read_tag(tag, value, {start, start + static_cast<std::uint32_t>(line.size())});
  }

  void read_tag(std::string_view tag, std::string_view value, Span span) {
    if (tag == "SPDXVersion") is_spdx_ = value.starts_with("SPDX-2");
    if (tag == "Relationship") return read_relationship(value);
    if (tag == "PackageName") {
      in_package_ = true;
      return out_.begin_package({}, span);
    }
    // A file, a snippet or a licence begins.
    if (tag == "FileName" || tag == "SnippetSPDXID" || tag == "LicenseID") in_package_ = false;
    if (!in_package_) return;
    if (tag == "SPDXID" && out_.package().ref.empty()) out_.package().ref = value;
    if (tag == "PackageLicenseDeclared") out_.set_declared(value);
    if (tag == "PackageLicenseConcluded") out_.set_concluded(value);
    if (tag == "PackageDownloadLocation") out_.set_download(value);
    if (tag == "PackageChecksum") {
      const std::size_t colon = std::min(value.find(':'), value.size());
      out_.add_checksum(value.substr(0, colon), value.substr(std::min(colon + 1, value.size())));
    }
    if (tag == "ExternalRef") {
      const std::vector<std::string_view> words = words_of(value);
      if (words.size() == 3) out_.add_reference(words[1], words[2]);
    }
  }

  static std::vector<std::string_view> words_of(std::string_view text) {
    std::vector<std::string_view> words;
    while (!(text = base::trimmed(text)).empty()) {
      words.push_back(text.substr(0, text.find_first_of(" \t\r\n")));
      text.remove_prefix(words.back().size());
    }
    return words;
  }

  void read_relationship(std::string_view value) {
    const std::vector<std::string_view> words = words_of(value);
    if (words.size() >= 3) out_.relate(words[0], words[1], words[2]);
  }

  std::string_view text_;
  LockfileContent& content_;
  SpdxDocument out_;
  std::size_t at_ = 0;
  bool is_spdx_ = false;
  bool in_package_ = false;
};

}  // namespace

bool wants_spdx(std::string_view, std::string_view base) {
  return base.ends_with(".spdx.json") || base.ends_with(".spdx");
}

void read_spdx(const LockfileInput& input, LockfileContent& content) {
  if (base::trimmed(input.text).starts_with('{') || input.path.ends_with(".json"))
    return read_json(input, content);
  TagValueReader(input.text, content).read();
}

}  // namespace scan::sca
