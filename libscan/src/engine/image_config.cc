#include "engine/image_config.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "base/ascii.h"

namespace scan::engine {
namespace {

using document::Kind;
using document::Value;

std::string_view text_of(const Value* value) {
  return value != nullptr && value->kind == Kind::kString ? value->text : std::string_view();
}

std::vector<std::string> texts_of(const Value* list) {
  std::vector<std::string> texts;
  if (list != nullptr)
    for (const Value* item : list->items) texts.emplace_back(text_of(item));
  return texts;
}

bool take(std::string_view& text, std::string_view prefix) {
  if (!text.starts_with(prefix)) return false;
  text.remove_prefix(prefix.size());
  return true;
}

// "/bin/sh -c #(nop)  CMD [\"sh\"]", "/bin/sh -c apt-get update" (the classic builder), and
// "RUN |1 A=b /bin/sh -c apt-get update # buildkit" (BuildKit).
std::string command_of(std::string_view created_by) {
  constexpr std::string_view kShell = "/bin/sh -c ";
  created_by = base::trimmed(created_by);
  constexpr std::string_view kBuildKit = "# buildkit";
  if (created_by.ends_with(kBuildKit))
    created_by = base::trimmed(created_by.substr(0, created_by.size() - kBuildKit.size()));
  if (take(created_by, kShell)) {
    created_by = base::trimmed(created_by);
    if (take(created_by, "#(nop)")) return std::string(base::trimmed(created_by));
    return "RUN " + std::string(created_by);
  }
  if (!take(created_by, "RUN ")) return std::string(created_by);
  if (created_by.starts_with('|'))
    if (const std::size_t shell = created_by.find(kShell); shell != created_by.npos)
      created_by.remove_prefix(shell);
  take(created_by, kShell);
  return "RUN " + std::string(base::trimmed(created_by));
}

bool is_run_by_default(std::string_view command) {
  return command.starts_with("CMD ") || command.starts_with("ENTRYPOINT ");
}

// Line breaks are continued, so that one step is one instruction, or stand in a comment each.
void append_line(std::string& text, std::string_view line, bool comment) {
  if (comment) text += "# ";
  for (const char c : line) {
    if (c != '\n') {
      text.push_back(c);
    } else if (comment) {
      text += "\n# ";
    } else {
      if (!text.ends_with('\\')) text += " \\";
      text.push_back('\n');
    }
  }
  text.push_back('\n');
}

std::string environment_line(std::string_view variable) {
  const std::size_t equals = std::min(variable.find('='), variable.size());
  std::string line = "ENV " + std::string(variable.substr(0, equals)) + "=\"";
  for (const char c : variable.substr(std::min(equals + 1, variable.size()))) {
    if (c == '"' || c == '\\') line.push_back('\\');
    line.push_back(c);
  }
  return line + '"';
}

// BuildKit writes the instructions of a Dockerfile, and so does the classic builder but for what
// it copied, which it names by its hash.
bool is_instruction(std::string_view command) {
  constexpr std::array<std::string_view, 14> kWords = {
      "ADD",         "ARG",   "CMD",     "COPY", "ENTRYPOINT", "ENV",  "EXPOSE",
      "HEALTHCHECK", "LABEL", "ONBUILD", "RUN",  "STOPSIGNAL", "USER", "WORKDIR"};
  const std::string_view word = command.substr(0, command.find(' '));
  if (std::ranges::find(kWords, word) == kWords.end()) return false;
  const std::string_view rest = command.substr(std::min(word.size() + 1, command.size()));
  return !rest.empty() && !rest.starts_with("file:") && !rest.starts_with("dir:") &&
         !rest.starts_with("multi:") && !rest.starts_with("map[");
}

}  // namespace

ImageConfig read_image_config(const Value& root) {
  ImageConfig config;
  if (const Value* rootfs = root.find("rootfs"))
    config.diff_ids = texts_of(rootfs->find("diff_ids"));
  if (const Value* history = root.find("history"))
    for (const Value* item : history->items) {
      const Value* empty = item->find("empty_layer");
      config.history.push_back(
          {command_of(text_of(item->find("created_by"))), empty == nullptr || !empty->boolean});
    }
  if (const Value* settings = root.find("config")) {
    config.environment = texts_of(settings->find("Env"));
    config.user = text_of(settings->find("User"));
  }
  config.platform = text_of(root.find("os"));
  for (const char* part : {"architecture", "variant"})
    if (const std::string_view text = text_of(root.find(part)); !text.empty())
      config.platform.append("/").append(text);
  return config;
}

std::size_t steps_of_base(const ImageConfig& config) {
  std::size_t at = config.history.size();
  while (at > 0 && !config.history[at - 1].makes_layer) --at;
  for (; at > 0; --at) {
    const ImageConfig::Step& step = config.history[at - 1];
    if (!step.makes_layer && is_run_by_default(step.command)) return at;
  }
  return 0;
}

std::string as_dockerfile(const ImageConfig& config, const std::string& base) {
  std::string text = "# The history and the configuration of the image, as a Dockerfile.\n";
  const std::size_t own = steps_of_base(config);
  std::string steps;
  std::string_view user;
  for (std::size_t i = own; i < config.history.size(); ++i) {
    const std::string_view command = config.history[i].command;
    if (command.starts_with("USER ")) user = command.substr(5);
    append_line(steps, command, !is_instruction(command));
  }
  for (std::size_t i = 0; i < own; ++i) append_line(text, config.history[i].command, true);
  append_line(text, "FROM " + (base.empty() ? "scratch" : base), false);
  // What the base image's steps set is inherited, and holds from here on.
  for (const std::string& variable : config.environment) {
    const std::string set = "ENV " + variable.substr(0, variable.find('='));
    const bool is_own =
        std::any_of(config.history.begin() + static_cast<std::ptrdiff_t>(own), config.history.end(),
                    [&](const ImageConfig::Step& step) { return step.command.starts_with(set); });
    if (!is_own) append_line(text, environment_line(variable), false);
  }
  text += steps;
  if (!config.user.empty() && user != config.user) append_line(text, "USER " + config.user, false);
  return text;
}

}  // namespace scan::engine
