// Several files at once, for what project files say together: the bytes are files, each behind a
// line "=== PATH".
#include <cstddef>
#include <cstdint>
#include <vector>

#include "lockfile_checks.h"
#include "sca/projects.h"

namespace {

using namespace scan;
using namespace scan::sca;

void add_facts(std::string_view path, std::string_view bytes, std::vector<Fact>& facts) {
  check_lockfile(path, bytes);
  const Lockfile* lockfile = find_lockfile(path);
  if (lockfile == nullptr) return;
  LockfileContent content;
  lockfile->read({.path = path, .text = bytes}, content);
  for (Statement& statement : content.statements)
    facts.push_back({.kind = std::string(statement.kind),
                     .location = {.path = std::string(path), .span = statement.span},
                     .payload = std::move(statement.payload)});
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string text(reinterpret_cast<const char*>(data), size);
  for (char& c : text)
    if (static_cast<unsigned char>(c) >= 0x80) c = '?';
  std::vector<Fact> facts;
  constexpr std::string_view kMark = "=== ";
  std::string_view rest = text;
  while (rest.starts_with(kMark)) {
    const std::size_t line = std::min(rest.find('\n'), rest.size());
    const std::size_t next = rest.find("\n=== ", line);
    const std::size_t end = next == rest.npos ? rest.size() : next + 1;
    const std::size_t begin = std::min(line + 1, end);
    add_facts(rest.substr(kMark.size(), line - kMark.size()), rest.substr(begin, end - begin),
              facts);
    rest.remove_prefix(end);
  }
  // The bytes as a payload, too, as one from an old cache may be anything.
  for (const ProjectKind& kind : project_kinds())
    facts.push_back({.kind = std::string(kind.name), .location = {.path = "~"}, .payload = text});
  ProjectResult out;
  resolve_projects(facts, {}, out);
  for (const Package& package : out.packages)
    check(!package.name.empty() && !package.ecosystem.empty() && !package.purl.empty());
  return 0;
}
