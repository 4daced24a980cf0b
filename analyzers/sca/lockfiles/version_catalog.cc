// Gradle's version catalogs, libs.versions.toml (docs.gradle.org, "The version catalog TOML file").
// A plugin is resolved by its marker, the module ID:ID.gradle.plugin.
#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

// A range or a changing version pins nothing.
std::string pinned(std::string_view version) {
  if (version.ends_with("!!")) version.remove_suffix(2);
  const bool is_pin =
      version.find_first_of("[](),+ ") == version.npos && !version.starts_with("latest.");
  return std::string(is_pin ? version : std::string_view());
}

// "1.0", or the first that pins of what a rich version says.
std::string version_of(const Value* version) {
  if (version == nullptr) return {};
  if (version->kind != Kind::kMapping)
    return pinned(version->is_scalar() ? version->text : std::string_view());
  for (const char* key : {"strictly", "require", "prefer"})
    if (std::string text = pinned(text_of(*version, key)); !text.empty()) return text;
  return {};
}

class CatalogReader {
 public:
  CatalogReader(const Value& root, LockfileContent& content) : root_(root), content_(content) {}

  void read(std::string_view table, std::string_view module_key, bool is_plugin) {
    for (const Member& member : mapping_of(root_, table).members) {
      const Value& entry = *member.value;
      std::string module(entry.kind == Kind::kString ? entry.text : text_of(entry, module_key));
      std::string version;
      if (entry.kind == Kind::kString) {
        const std::size_t colon = module.rfind(':');
        version = pinned(entry.text.substr(std::min(colon + 1, entry.text.size())));
        module.resize(std::min(colon, module.size()));
      } else {
        version = version_of(entry.find("version"));
        const Value& reference = mapping_of(entry, "version");
        if (const std::string_view name = text_of(reference, "ref"); !name.empty())
          version = version_of(mapping_of(root_, "versions").find(name));
      }
      if (module.empty() && !is_plugin && !text_of(entry, "group").empty())
        module.append(text_of(entry, "group")).append(":").append(text_of(entry, "name"));
      if (module.empty() || (!is_plugin && module.find(':') == module.npos)) {
        malformed_.add("`" + std::string(table) + "`");
        continue;
      }
      if (is_plugin) module += ":" + module + ".gradle.plugin";
      content_.packages.push_back({.ecosystem = "Maven",
                                   .name = std::move(module),
                                   .version = std::move(version),
                                   .scope = is_plugin ? Scope::kDev : Scope::kRuntime,
                                   .direct = true,
                                   .span = span_of(member)});
    }
  }
  void end() { malformed_.tell(content_); }

 private:
  const Value& root_;
  LockfileContent& content_;
  MalformedEntries malformed_;
};

}  // namespace

bool wants_version_catalog(std::string_view, std::string_view base) {
  return base.ends_with(".versions.toml");
}

void read_version_catalog(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kToml, input, content);
  CatalogReader reader(document.root(), content);
  reader.read("libraries", "module", false);
  reader.read("plugins", "id", true);
  reader.end();
}

}  // namespace scan::sca
