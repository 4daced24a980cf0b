// CycloneDX (ECMA-424) 1.4 to 1.6, as JSON and as XML. The two have the same members: what is a
// list in JSON is an element with one child for each item in XML, and some members are attributes
// there.
#include <algorithm>
#include <vector>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"
#include "sca/lockfiles/sbom_graph.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Value;

// Components nest. They are walked without recursion.
constexpr std::uint32_t kMaxDepth = 100'000;

// A member, or of XML an attribute of that name; of an element with attributes its text.
std::string_view member_text(const Value& entry, std::string_view key) {
  const Value* value = entry.find(key);
  if (value == nullptr) value = entry.find("@" + std::string(key));
  if (value == nullptr) return {};
  if (value->kind == Kind::kMapping) return text_of(*value, "#text");
  return value->kind == Kind::kString || value->kind == Kind::kInt || value->kind == Kind::kFloat
             ? value->text
             : std::string_view();
}

// Calls visit(item, span) with what is in the list `key`: the items of JSON, the children named
// `item` in XML.
template <typename Visit>
void for_each(const Value& entry, std::string_view key, std::string_view item, Visit visit) {
  const Value* list = entry.find(key);
  if (list == nullptr) return;
  for (const Value* value : list->items) visit(*value, value->span);
  for (const document::Member& member : list->members)
    if (member.key == item) visit(*member.value, span_of(member));
}

// Several licences hold at once.
void join_license(std::string& all, std::string_view one) {
  if (one.empty()) return;
  const bool choice = base::lowered(one).find(" or ") != std::string::npos;
  if (all.empty()) {
    all = one;
    return;
  }
  all += choice ? " AND (" + std::string(one) + ")" : " AND " + std::string(one);
}

std::string license_of(const Value& component) {
  std::string all;
  const Value* licenses = component.find("licenses");
  if (licenses == nullptr) return all;
  const auto read = [&](const Value& license) {
    const std::string_view id = member_text(license, "id");
    join_license(all, id.empty() ? member_text(license, "name") : id);
  };
  for (const Value* item : licenses->items) {
    join_license(all, member_text(*item, "expression"));
    if (const Value* license = item->find("license")) read(*license);
  }
  for (const document::Member& member : licenses->members) {
    if (member.key == "license") read(*member.value);
    if (member.key == "expression")
      join_license(all, member.value->kind == Kind::kMapping ? text_of(*member.value, "#text")
                                                             : member.value->text);
  }
  return all;
}

SbomComponent component_of(const Value& entry, Span span) {
  SbomComponent component;
  component.ref = member_text(entry, "bom-ref");
  component.purl = member_text(entry, "purl");
  const std::string_view scope = member_text(entry, "scope");
  if (scope == "excluded") component.scope = Scope::kDev;
  if (scope == "optional") component.scope = Scope::kOptional;
  component.license = license_of(entry);
  for_each(entry, "hashes", "hash", [&](const Value& hash, Span) {
    std::string_view digits = member_text(hash, "content");
    if (digits.empty()) digits = text_of(hash, "#text");
    const std::string_view algorithm = member_text(hash, "alg");
    if (!algorithm.empty() && !digits.empty())
      component.hashes.push_back(std::string(algorithm) + ":" +
                                 base::lowered(base::trimmed(digits)));
  });
  for_each(entry, "externalReferences", "reference", [&](const Value& reference, Span) {
    if (component.origin.empty() && member_text(reference, "type") == "distribution")
      component.origin = member_text(reference, "url");
  });
  component.span = span;
  // What has no purl and is no library: the parts of the project, its files, its system.
  constexpr std::string_view kTypes[] = {"library", "framework", "container"};
  component.is_project = component.purl.empty() &&
                         std::ranges::find(kTypes, member_text(entry, "type")) == std::end(kTypes);
  return component;
}

void read_components(const Value& bom, SbomGraph& graph) {
  struct Item {
    const Value* entry;
    Span span;
  };
  std::vector<Item> items;
  const auto push = [&](const Value& parent) {
    const std::size_t first = items.size();
    for_each(parent, "components", "component", [&](const Value& entry, Span span) {
      items.push_back({&entry, span});
    });
    std::reverse(items.begin() + static_cast<std::ptrdiff_t>(first), items.end());
  };
  push(bom);
  while (!items.empty()) {
    const Item item = items.back();
    items.pop_back();
    if (item.entry->kind != Kind::kMapping) continue;
    // A nested component stands in the lines of the one that holds it; edges name both.
    graph.add(component_of(*item.entry, item.span));
    push(*item.entry);
  }
}

void read_edges(const Value& bom, SbomGraph& graph) {
  for_each(bom, "dependencies", "dependency", [&](const Value& dependency, Span) {
    const std::string_view from = member_text(dependency, "ref");
    if (const Value* on = dependency.find("dependsOn"))
      for (const Value* ref : on->items)
        if (ref->kind == Kind::kString) graph.add_edge(from, ref->text);
    for (const document::Member& member : dependency.members)
      if (member.key == "dependency") graph.add_edge(from, member_text(*member.value, "ref"));
  });
}

}  // namespace

bool wants_cyclonedx(std::string_view, std::string_view base) {
  return base == "bom.json" || base == "bom.xml" || base.ends_with(".cdx.json") ||
         base.ends_with(".cdx.xml");
}

void read_cyclonedx(const LockfileInput& input, LockfileContent& content) {
  const bool xml = input.path.ends_with(".xml");
  const document::Document document =
      parse_lock_document(xml ? document::Syntax::kXml : document::Syntax::kJson, input, content,
                          {.max_depth = kMaxDepth});
  const Value* bom = &document.root();
  if (xml) {
    bom = bom->find("bom");
  } else if (text_of(*bom, "bomFormat") != "CycloneDX") {
    bom = nullptr;
  }
  if (bom == nullptr || bom->kind != Kind::kMapping) {
    // "bom.json" may be something else.
    if (content.notices.empty() && input.path.find(".cdx.") != std::string_view::npos)
      content.notices.push_back(invalid_lockfile("is no bill of materials of CycloneDX"));
    return;
  }
  SbomGraph graph;
  if (const Value* project = mapping_of(*bom, "metadata").find("component")) {
    SbomComponent root = component_of(*project, project->span);
    root.is_project = true;
    graph.add(std::move(root));
    read_components(*project, graph);
  }
  read_components(*bom, graph);
  // Services are no packages, but packages may hang on them.
  for_each(*bom, "services", "service", [&](const Value& service, Span span) {
    SbomComponent one;
    one.ref = member_text(service, "bom-ref");
    one.span = span;
    one.is_project = true;
    graph.add(std::move(one));
  });
  read_edges(*bom, graph);
  graph.finish(content);
}

}  // namespace scan::sca
