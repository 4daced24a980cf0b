// Versions of packages as MSBuild finds them: in the project file itself, else, where packages are
// managed centrally, in the nearest Directory.Packages.props upwards, and in the next one where
// that imports it. Properties come from the project file, then Directory.Build.props, then the
// props of the packages. Conditions are not evaluated: of a property or version that is set several
// times the first counts, so that no version of a package is made up.
#include <algorithm>
#include <map>
#include <unordered_map>
#include <vector>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/nuget.h"
#include "sca/netstring.h"
#include "sca/package_url.h"
#include "sca/projects.h"
#include "sca/projects/msbuild_project.h"

namespace scan::sca {
namespace {

constexpr std::string_view kEcosystem = "NuGet";
constexpr int kMaxReplacements = 64;
constexpr std::size_t kMaxValue = 4096;
constexpr std::size_t kMaxFiles = 16;  // that one project looks into

struct Reference {
  MsbuildStatement statement;
  const Fact* fact;
};

struct File {
  std::string path;
  std::unordered_map<std::string, std::string> properties;  // by lower case
  std::vector<Reference> references;
  std::vector<Reference> global;
  std::unordered_map<std::string, std::string> versions;  // by lower case
  std::string imports;                                    // the paths, in lower case
};

class MsbuildResolver {
 public:
  explicit MsbuildResolver(ProjectResult& out) : out_(out) {}

  void read(std::span<const Fact* const> statements) {
    for (const Fact* fact : statements) {
      MsbuildStatement statement;
      if (!from_payload(fact->payload, statement)) continue;
      File& file = files_[fact->location.path];
      file.path = fact->location.path;
      std::string key = base::lowered(statement.name);
      switch (statement.type) {
        case MsbuildStatement::Type::kFile:
          break;
        case MsbuildStatement::Type::kProperty:
          file.properties.try_emplace(std::move(key), std::move(statement.value));
          break;
        case MsbuildStatement::Type::kImport:
          file.imports += key + '\n';
          break;
        case MsbuildStatement::Type::kReference:
          file.references.push_back({std::move(statement), fact});
          break;
        case MsbuildStatement::Type::kGlobalReference:
          file.versions.try_emplace(std::move(key), statement.value);
          file.global.push_back({std::move(statement), fact});
          break;
        case MsbuildStatement::Type::kUpdate:
        case MsbuildStatement::Type::kVersion:
          file.versions.try_emplace(std::move(key), std::move(statement.value));
          break;
      }
    }
  }

  void resolve() {
    for (const auto& [path, file] : files_) {
      Context context{&file};
      for (const char* name :
           {"Directory.Build.props", "Directory.Packages.props", "Directory.Build.targets"})
        add_above(path, name, context);
      for (const Reference& reference : file.references) emit(reference, context);
      // In its place, once for all projects.
      for (const Reference& reference : file.global) emit(reference, context);
    }
  }

 private:
  // The files that a project looks into, in order.
  using Context = std::vector<const File*>;

  // The nearest file `name`, and those above that it imports in its turn, as it usually does with
  // $([MSBuild]::GetPathOfFileAbove(NAME, FOLDER)) or "../NAME".
  void add_above(std::string_view path, std::string_view name, Context& context) const {
    for (const File* file = nearest(path, name); file != nullptr && context.size() < kMaxFiles;) {
      if (file != context[0]) context.push_back(file);
      const bool goes_on = file->imports.find(base::lowered(name)) != std::string::npos ||
                           file->imports.find("getpathoffileabove") != std::string::npos;
      const std::size_t slash = goes_on ? file->path.rfind('/') : std::string::npos;
      if (slash == std::string::npos) return;
      file = nearest(std::string_view(file->path).substr(0, slash), name);
    }
  }

  // The file `name` in the folder of `path`, or the nearest above.
  const File* nearest(std::string_view path, std::string_view name) const {
    for (std::size_t slash = path.rfind('/');; slash = path.rfind('/')) {
      const std::string folder(slash == path.npos ? "" : path.substr(0, slash + 1));
      const auto found = files_.find(folder + std::string(name));
      if (found != files_.end()) return &found->second;
      if (slash == path.npos) return nullptr;
      path = path.substr(0, slash);
    }
  }

  static std::string expand(std::string_view text, const Context& context, int& left) {
    std::string expanded;
    while (!text.empty() && expanded.size() < kMaxValue) {
      const std::size_t begin = std::min(text.find("$("), text.size());
      expanded.append(text.substr(0, begin));
      text.remove_prefix(begin);
      const std::size_t end = text.find(')');
      if (text.empty() || end == text.npos) break;
      const std::string name = base::lowered(text.substr(2, end - 2));
      const std::string* value = nullptr;
      for (const File* file : context) {
        if (value != nullptr) break;
        const auto found = file->properties.find(name);
        if (found != file->properties.end()) value = &found->second;
      }
      if (value != nullptr && --left > 0)
        expanded += expand(*value, context, left);
      else
        expanded.append(text.substr(0, end + 1));  // which is no version
      text.remove_prefix(end + 1);
    }
    return expanded + std::string(text.substr(0, kMaxValue));
  }

  static std::string expand(std::string_view text, const Context& context) {
    int left = kMaxReplacements;
    return expand(text, context, left);
  }

  void emit(const Reference& reference, const Context& context) {
    std::string name = expand(reference.statement.name, context);
    std::string version = reference.statement.override_value;
    if (version.empty()) version = reference.statement.value;
    for (const File* file : context) {
      if (!version.empty()) break;
      const auto found = file->versions.find(base::lowered(name));
      if (found != file->versions.end()) version = found->second;
    }
    version = nuget_version(expand(version, context));
    const Scope scope = reference.statement.is_dev ? Scope::kDev : Scope::kRuntime;
    out_.packages.push_back({.ecosystem = std::string(kEcosystem),
                             .name = name,
                             .version = version,
                             .purl = package_url(kEcosystem, name, version),
                             .scope = std::string(to_string(scope)),
                             .direct = true,
                             .location = reference.fact->location});
  }

  ProjectResult& out_;
  std::map<std::string, File, std::less<>> files_;
};

}  // namespace

std::string to_payload(const MsbuildStatement& statement) {
  std::string payload;
  append_netstring(payload, std::string(1, static_cast<char>(statement.type)));
  append_netstrings(payload, {statement.name, statement.value, statement.override_value,
                              statement.is_dev ? "dev" : ""});
  return payload;
}

bool from_payload(std::string_view payload, MsbuildStatement& statement) {
  std::string type;
  std::vector<std::string> fields;
  if (!take_netstring(payload, type) || type.size() != 1 ||
      std::string_view("fpruvgi").find(type[0]) == std::string_view::npos ||
      !take_netstrings(payload, fields) || fields.size() != 4 || fields[0].empty())
    return false;
  statement = {static_cast<MsbuildStatement::Type>(type[0]), std::move(fields[0]),
               std::move(fields[1]), std::move(fields[2]), !fields[3].empty()};
  return true;
}

void resolve_msbuild(std::span<const Fact* const> statements, const ProjectSources&,
                     ProjectResult& out) {
  MsbuildResolver resolver(out);
  resolver.read(statements);
  resolver.resolve();
}

}  // namespace scan::sca
