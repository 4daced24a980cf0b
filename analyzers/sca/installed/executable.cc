// What compilers say in executables of the packages that they are made of: Go's build information
// (debug/buildinfo), and cargo-auditable's section of JSON in zlib's format.
#include <zlib.h>

#include <algorithm>
#include <optional>

#include "document/value.h"
#include "sca/installed/byte_reader.h"
#include "sca/installed/object_file.h"
#include "sca/lockfile.h"

namespace scan::sca {
namespace {

using namespace std::string_view_literals;

constexpr std::string_view kGoMagic = "\xFF Go buildinf:"sv;
constexpr std::uint64_t kMaxText = 16u << 20;

struct GoBuild {
  std::string_view version;  // "go1.21.5"
  std::string_view modules;
};

// A count of bytes in groups of seven bits, and the bytes.
std::string_view take_counted(std::string_view& bytes) {
  std::uint64_t size = 0;
  for (unsigned shift = 0; shift < 63 && !bytes.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(bytes.front());
    bytes.remove_prefix(1);
    size |= std::uint64_t{byte & 0x7Fu} << shift;
    if ((byte & 0x80) != 0) continue;
    if (size > bytes.size()) return {};
    const std::string_view text = bytes.substr(0, size);
    bytes.remove_prefix(size);
    return text;
  }
  return {};
}

// Where a word points to a string, which is a pointer and a size.
std::string_view string_at(const ObjectFile& file, std::uint64_t header, std::size_t word,
                           ByteOrder order) {
  const std::string_view fields = file.loaded(header, 2 * word);
  const std::uint64_t size = number_at(fields, word, word, order);
  return size > kMaxText ? std::string_view()
                         : file.loaded(number_at(fields, 0, word, order), size);
}

std::optional<GoBuild> read_go_build(const ObjectFile& file, std::string_view info) {
  constexpr std::size_t kHeader = 32;
  if (!info.starts_with(kGoMagic) || info.size() < kHeader) return std::nullopt;
  const auto word = static_cast<unsigned char>(info[14]);
  const auto flags = static_cast<unsigned char>(info[15]);
  GoBuild build;
  if ((flags & 2) != 0) {  // since Go 1.18
    std::string_view rest = info.substr(kHeader);
    build.version = take_counted(rest);
    build.modules = take_counted(rest);
  } else if (word == 4 || word == 8) {
    const ByteOrder order = (flags & 1) != 0 ? ByteOrder::kBig : ByteOrder::kLittle;
    build.version = string_at(file, number_at(info, 16, word, order), word, order);
    build.modules = string_at(file, number_at(info, 16 + word, word, order), word, order);
  }
  if (!build.version.starts_with("go") && !build.version.starts_with("devel")) return std::nullopt;
  // Between marks of 16 bytes.
  if (build.modules.size() >= 33 && build.modules[build.modules.size() - 17] == '\n')
    build.modules = build.modules.substr(16, build.modules.size() - 32);
  else
    build.modules = {};
  return build;
}

// Windows has no section for it, and what was made smaller may have lost the names of sections.
std::optional<GoBuild> find_go_build(const ObjectFile& file, std::string_view bytes) {
  for (const std::string_view name : {".go.buildinfo"sv, "__go_buildinfo"sv})
    if (std::optional<GoBuild> build = read_go_build(file, file.section(name))) return build;
  constexpr std::size_t kAlignment = 16;
  for (std::size_t at = bytes.find(kGoMagic); at != bytes.npos; at = bytes.find(kGoMagic, at + 1))
    if (at % kAlignment == 0)
      if (std::optional<GoBuild> build = read_go_build(file, bytes.substr(at))) return build;
  return std::nullopt;
}

void add_go_modules(const GoBuild& build, LockfileContent& content) {
  if (build.version.starts_with("go")) {
    const std::string_view number = build.version.substr(2, build.version.find(' ') - 2);
    content.packages.push_back(
        {.ecosystem = "Go", .name = "stdlib", .version = std::string(number), .direct = true});
  }
  std::string_view lines = build.modules;
  bool replaces = false;  // whether the last line was of a module
  while (!lines.empty()) {
    std::string_view line = lines.substr(0, lines.find('\n'));
    lines.remove_prefix(std::min(line.size() + 1, lines.size()));
    const auto next = [&line] {
      const std::string_view field = line.substr(0, line.find('\t'));
      line.remove_prefix(std::min(field.size() + 1, line.size()));
      return field;
    };
    const std::string_view kind = next();
    const std::string_view path = next();
    std::string_view version = next();
    if (version == "(devel)") version = {};
    if (path.empty()) continue;
    if (kind == "=>" && replaces) {
      content.packages.back().name = path;
      content.packages.back().version = version;
    }
    replaces = kind == "dep" || kind == "mod";
    if (replaces)
      content.packages.push_back({.ecosystem = "Go",
                                  .name = std::string(path),
                                  .version = std::string(version),
                                  .direct = kind == "mod"});
  }
}

// Nullopt when it is damaged or too large.
std::optional<std::string> inflated(std::string_view bytes) {
  z_stream stream{};
  if (inflateInit(&stream) != Z_OK) return std::nullopt;
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(std::min<std::size_t>(bytes.size(), kMaxText));
  std::string text;
  int status = Z_OK;
  while (status == Z_OK && text.size() < kMaxText) {
    const std::size_t used = text.size();
    text.resize(used + (64u << 10));
    stream.next_out = reinterpret_cast<Bytef*>(text.data() + used);
    stream.avail_out = static_cast<uInt>(text.size() - used);
    status = inflate(&stream, Z_NO_FLUSH);
    text.resize(text.size() - stream.avail_out);
  }
  inflateEnd(&stream);
  if (status != Z_STREAM_END) return std::nullopt;
  return text;
}

std::string_view text_of(const document::Value& value, std::string_view key) {
  const document::Value* member = value.find(key);
  return member != nullptr && member->kind == document::Kind::kString ? member->text
                                                                      : std::string_view();
}

void add_crates(std::string_view section, LockfileContent& content) {
  const std::optional<std::string> text = inflated(section);
  if (!text) {
    content.notices.push_back(invalid_lockfile("its list of crates is damaged"));
    return;
  }
  const Result<document::Document> parsed =
      document::Document::parse(document::Syntax::kJson, *text, ".dep-v0");
  const document::Value* list = parsed.ok() ? parsed->root().find("packages") : nullptr;
  if (list == nullptr) {
    content.notices.push_back(invalid_lockfile("its list of crates is malformed"));
    return;
  }
  const std::size_t first = content.packages.size();
  for (const document::Value* item : list->items) {
    // What does not come from a registry may have the name of something that does.
    const bool published = text_of(*item, "source") == "crates.io";
    const std::string_view name = text_of(*item, "name");
    content.packages.push_back(
        {.ecosystem = "crates.io",
         .name = std::string(name.empty() ? "unnamed" : name),
         .version = published ? std::string(text_of(*item, "version")) : std::string(),
         .scope = text_of(*item, "kind") == "build" ? Scope::kDev : Scope::kRuntime});
  }
  for (std::size_t i = 0; i < list->items.size(); ++i) {
    const document::Value* root = list->items[i]->find("root");
    const bool is_root = root != nullptr && root->boolean;
    if (is_root) content.packages[first + i].direct = true;
    const document::Value* needs = list->items[i]->find("dependencies");
    if (needs == nullptr) continue;
    for (const document::Value* need : needs->items) {
      if (need->kind != document::Kind::kInt || need->integer < 0 ||
          static_cast<std::uint64_t>(need->integer) >= list->items.size())
        continue;
      const std::size_t other = first + static_cast<std::size_t>(need->integer);
      content.packages[first + i].dependencies.push_back(static_cast<std::uint32_t>(other));
      if (is_root) content.packages[other].direct = true;
    }
  }
}

}  // namespace

// Programs have no ending but that of Windows; what has a version in its name seems to have one.
bool wants_executable(std::string_view /*path*/, std::string_view base) {
  const std::size_t dot = base.rfind('.');
  if (dot == base.npos || dot == 0) return !base.empty();
  const std::string_view ending = base.substr(dot + 1);
  return ending == "exe" || ending == "so" || ending == "dylib";
}

bool is_executable(std::string_view head) { return is_object_file(head); }

void read_executable(const LockfileInput& input, LockfileContent& content) {
  const ObjectFile file(input.bytes);
  if (const std::optional<GoBuild> build = find_go_build(file, input.bytes))
    add_go_modules(*build, content);
  if (const std::string_view crates = file.section(".dep-v0"); !crates.empty())
    add_crates(crates, content);
}

}  // namespace scan::sca
