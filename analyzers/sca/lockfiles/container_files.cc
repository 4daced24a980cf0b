// Dockerfiles (docs.docker.com/reference/dockerfile): the images that `FROM` and `COPY --from`
// name, with the defaults of the arguments that stand before them. Compose files
// (docs.docker.com/reference/compose-file): the images of services.
#include <unordered_map>
#include <unordered_set>

#include "base/ascii.h"
#include "sca/lockfile.h"
#include "sca/lockfiles/image_reference.h"
#include "sca/lockfiles/lines.h"
#include "sca/lockfiles/lock_document.h"

namespace scan::sca {
namespace {

constexpr std::size_t kMaxReference = 4096;

std::string_view take_word(std::string_view& text) {
  text = base::trimmed(text);
  const std::string_view word = text.substr(0, text.find_first_of(" \t"));
  text.remove_prefix(word.size());
  return word;
}

class DockerfileReader {
 public:
  explicit DockerfileReader(LockfileContent& content) : content_(content) {}

  void read(std::string_view text) {
    Lines lines(text);
    std::string instruction;
    Span span;
    for (Line line; lines.next(line);) {
      std::string_view part = line.trimmed();
      if (part.empty() || part.starts_with('#')) continue;
      if (instruction.empty()) span.begin = static_cast<std::uint32_t>(part.data() - text.data());
      span.end = static_cast<std::uint32_t>(part.data() - text.data() + part.size());
      const bool goes_on = part.ends_with('\\') || part.ends_with('`');
      if (goes_on) part.remove_suffix(1);
      if (instruction.size() < kMaxReference) instruction.append(part);
      if (goes_on) continue;
      read_instruction(instruction, span);
      instruction.clear();
    }
    if (!instruction.empty()) read_instruction(instruction, span);
  }

 private:
  void read_instruction(std::string_view text, Span span) {
    const std::string word = base::lowered(take_word(text));
    if (word == "from") {
      read_from(text, span);
    } else if (word == "arg" && !in_stage_) {
      for (std::string_view argument = take_word(text); !argument.empty();
           argument = take_word(text)) {
        const std::size_t equals = argument.find('=');
        if (equals == argument.npos) continue;
        arguments_[std::string(argument.substr(0, equals))] =
            expand(base::trimmed(argument.substr(equals + 1), "\"'"));
      }
    } else if (word == "copy") {
      const std::string_view option = take_word(text);
      if (option.starts_with("--from=")) add(option.substr(7), span);
    }
  }

  void read_from(std::string_view text, Span span) {
    in_stage_ = true;
    std::string_view image = take_word(text);
    while (image.starts_with("--")) image = take_word(text);
    add(image, span);
    if (base::lowered(take_word(text)) == "as") stages_.insert(base::lowered(take_word(text)));
  }

  void add(std::string_view image, Span span) {
    const std::string reference = expand(image);
    const bool is_number = reference.find_first_not_of("0123456789") == reference.npos;
    if (!is_number && !stages_.contains(base::lowered(reference)))
      add_image(reference, Scope::kRuntime, span, content_);
  }

  // "$NAME", "${NAME}" and "${NAME:-default}"; what is not known stays.
  std::string expand(std::string_view text) const {
    std::string expanded;
    while (!text.empty() && expanded.size() < kMaxReference) {
      const std::size_t dollar = std::min(text.find('$'), text.size());
      expanded.append(text.substr(0, dollar));
      text.remove_prefix(dollar);
      if (text.empty()) break;
      const bool braces = text.substr(1).starts_with('{');
      const std::size_t begin = braces ? 2 : 1;
      std::size_t end = begin;
      while (end < text.size() && (base::is_alphanumeric(text[end]) || text[end] == '_')) ++end;
      const auto known = arguments_.find(std::string(text.substr(begin, end - begin)));
      std::size_t close = end;
      if (braces) close = std::min(text.find('}', end), text.size() - 1) + 1;
      if (known != arguments_.end())
        expanded += known->second;
      else if (braces && text.substr(end, 2) == ":-")
        expanded.append(text.substr(end + 2, close - end - 3));
      else
        expanded.append(text.substr(0, close));
      text.remove_prefix(close);
    }
    return expanded.substr(0, kMaxReference);
  }

  LockfileContent& content_;
  std::unordered_map<std::string, std::string> arguments_;
  std::unordered_set<std::string> stages_;
  bool in_stage_ = false;
};

bool is_compose(std::string_view base) {
  if (!base.ends_with(".yml") && !base.ends_with(".yaml")) return false;
  return base.starts_with("docker-compose") || base.starts_with("compose.");
}

}  // namespace

bool wants_container_files(std::string_view, std::string_view base) {
  return base == "Dockerfile" || base == "Containerfile" || base.starts_with("Dockerfile.") ||
         base.starts_with("Containerfile.") || base.ends_with(".dockerfile") ||
         base.ends_with(".Dockerfile") || is_compose(base);
}

void read_container_files(const LockfileInput& input, LockfileContent& content) {
  if (!is_compose(input.path.substr(input.path.rfind('/') + 1)))
    return DockerfileReader(content).read(input.text);
  const document::Document document = parse_mentions(document::Syntax::kYaml, input, content);
  for (const document::Member& service : mapping_of(document.root(), "services").members) {
    const document::Value* image = service.value->find("image");
    // What is built here is the project's own, whatever it is called.
    if (image != nullptr && image->kind == document::Kind::kString &&
        service.value->find("build") == nullptr)
      add_image(image->text, Scope::kRuntime, image->span, content);
  }
}

}  // namespace scan::sca
