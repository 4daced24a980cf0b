// Project files of .NET and what they take in from the folders above: *.csproj, *.fsproj, *.vbproj,
// Directory.Packages.props, Directory.Build.props and .targets (learn.microsoft.com, "Central
// package management"). Versions may stand in another of them, so each states what it says, and
// projects/msbuild.cc makes packages of all.
#include "sca/projects/msbuild_project.h"

#include "sca/lockfile.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

using document::Kind;
using document::Member;
using document::Value;

std::string text_of_either(const Value& element, std::string_view name) {
  // Metadata is an attribute or an element.
  std::string_view text = text_of(element, "@" + std::string(name));
  if (text.empty()) text = text_of(element, name);
  if (text.empty()) text = text_of(mapping_of(element, name), "#text");
  return std::string(text);
}

void read_items(const Value& group, LockfileContent& content, MalformedEntries& malformed) {
  for (const Member& member : group.members) {
    MsbuildStatement statement;
    if (member.key == "PackageReference")
      statement.type = MsbuildStatement::Type::kReference;
    else if (member.key == "PackageVersion")
      statement.type = MsbuildStatement::Type::kVersion;
    else if (member.key == "GlobalPackageReference")
      statement.type = MsbuildStatement::Type::kGlobalReference;
    else
      continue;
    const Value& item = *member.value;
    statement.name = text_of(item, "@Include");
    if (statement.name.empty()) {
      statement.name = text_of(item, "@Update");
      if (statement.type == MsbuildStatement::Type::kReference)
        statement.type = MsbuildStatement::Type::kUpdate;
    }
    if (statement.name.empty()) {
      if (text_of(item, "@Remove").empty()) malformed.add("`ItemGroup`");
      continue;
    }
    statement.value = text_of_either(item, "Version");
    statement.override_value = text_of_either(item, "VersionOverride");
    statement.is_dev = text_of_either(item, "PrivateAssets").find("all") != std::string::npos ||
                       text_of_either(item, "PrivateAssets").find("All") != std::string::npos;
    content.statements.push_back(
        {.kind = "msbuild", .payload = to_payload(statement), .span = item.span});
  }
}

void read_properties(const Value& group, LockfileContent& content) {
  for (const Member& member : group.members) {
    if (member.key.starts_with('@')) continue;
    MsbuildStatement statement{.type = MsbuildStatement::Type::kProperty,
                               .name = std::string(member.key)};
    statement.value =
        member.value->kind == Kind::kString ? member.value->text : text_of(*member.value, "#text");
    content.statements.push_back(
        {.kind = "msbuild", .payload = to_payload(statement), .span = member.value->span});
  }
}

void read_import(const Value& import, LockfileContent& content) {
  MsbuildStatement statement{.type = MsbuildStatement::Type::kImport,
                             .name = std::string(text_of(import, "@Project"))};
  if (!statement.name.empty())
    content.statements.push_back(
        {.kind = "msbuild", .payload = to_payload(statement), .span = import.span});
}

}  // namespace

bool wants_msbuild_project(std::string_view, std::string_view base) {
  for (std::string_view ending : {".csproj", ".fsproj", ".vbproj"})
    if (base.ends_with(ending)) return true;
  return base == "Directory.Packages.props" || base == "Directory.Build.props" ||
         base == "Directory.Build.targets";
}

void read_msbuild_project(const LockfileInput& input, LockfileContent& content) {
  const document::Document document = parse_lock_document(document::Syntax::kXml, input, content);
  MalformedEntries malformed;
  const std::string_view project = "Project";
  if (document.root().find(project) != nullptr)
    content.statements.push_back({.kind = "msbuild",
                                  .payload = to_payload({.type = MsbuildStatement::Type::kFile,
                                                         .name = std::string(project)}),
                                  .span = document.root().members[0].key_span});
  for (const Member& member : mapping_of(document.root(), project).members) {
    if (member.key == "ItemGroup") read_items(*member.value, content, malformed);
    if (member.key == "PropertyGroup") read_properties(*member.value, content);
    if (member.key == "Import") read_import(*member.value, content);
  }
  malformed.tell(content);
}

}  // namespace scan::sca
