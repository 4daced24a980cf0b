// The resources of a Dockerfile. As in Checkov each instruction is one, whose type is its keyword,
// with the attributes `content` and `value`; the rest of what stands here is additive: the parts of
// an instruction under their names, one resource for each variable of ENV and ARG, one for each
// stage, and one for the file.
#include <algorithm>
#include <array>
#include <map>
#include <string>
#include <utility>

#include "base/ascii.h"
#include "iac/dockerfile.h"
#include "iac/framework.h"
#include "iac/image.h"
#include "iac/shell.h"

namespace scan::iac {
namespace {

using document::Value;

bool equals_ignore_case(std::string_view a, std::string_view b) {
  return a.size() == b.size() && std::equal(a.begin(), a.end(), b.begin(), [](char x, char y) {
           return base::to_lower(x) == base::to_lower(y);
         });
}

bool starts_with_ignore_case(std::string_view text, std::string_view prefix) {
  return equals_ignore_case(text.substr(0, prefix.size()), prefix);
}

/// What follows `Dockerfile.` in files that are something else: BuildKit's own ignore file, a
/// template (whose placeholders are no Dockerfile syntax), documentation, a program that writes
/// one.
bool is_other_suffix(std::string_view suffix) {
  constexpr std::array<std::string_view, 19> kOthers = {
      "dockerignore", "md", "rst", "j2", "jinja", "jinja2", "tmpl", "tpl",  "template", "erb",
      "mustache",     "m4", "py",  "js", "ts",    "go",     "rb",   "json", "orig"};
  suffix = suffix.substr(suffix.rfind('.') + 1);
  return std::any_of(kOthers.begin(), kOthers.end(),
                     [&](std::string_view other) { return equals_ignore_case(suffix, other); });
}

/// Replaces `$NAME`, `${NAME}`, `${NAME:-default}` and `${NAME:+other}` as a build without
/// arguments would. What has no value stays as it is written.
std::string expand(std::string_view text, const std::map<std::string, std::string>& values) {
  std::string out;
  std::size_t i = 0;
  while (i < text.size()) {
    if (text[i] != '$' || i + 1 == text.size()) {
      out += text[i++];
      continue;
    }
    const bool braced = text[i + 1] == '{';
    const std::size_t begin = i + (braced ? 2 : 1);
    std::size_t end = begin;
    while (end < text.size() && (base::is_alphanumeric(text[end]) || text[end] == '_')) ++end;
    const auto known = values.find(std::string(text.substr(begin, end - begin)));
    const std::string* value =
        known == values.end() || known->second.empty() ? nullptr : &known->second;
    if (!braced) {
      out += value != nullptr ? *value : std::string(text.substr(i, end - i));
      i = end;
      continue;
    }
    const std::size_t close = text.find('}', end);
    if (close == std::string_view::npos) return out.append(text.substr(i));
    const std::string_view modifier = text.substr(end, close - end);
    if (modifier.empty() && value != nullptr)
      out += *value;
    else if (modifier.starts_with(":-"))
      out += value != nullptr ? *value : modifier.substr(2);
    else if (modifier.starts_with(":+"))
      out += value != nullptr ? modifier.substr(2) : "";
    else
      out += text.substr(i, close + 1 - i);
    i = close + 1;
  }
  return out;
}

/// Commands and pipelines that are kept of one file.
constexpr std::size_t kMaxCommands = 1'000'000;

struct Stage {
  std::string name;  // its alias, else its number
  Span from;         // the first line of its FROM
  Span extent;
  std::string image;            // what it builds on, other stages looked through
  const Value* user = nullptr;  // of the last USER, its own or that of the stage it builds on
  bool healthcheck = false;
};

/// An instruction with its arguments at a fixed place in memory.
struct Located {
  const Instruction& instruction;
  const JoinedText& joined;
  std::string_view text;  // joined.text(), stored
  bool onbuild;

  Span locate(Span range) const { return joined.locate(range); }
  Span whole() const {
    return text.empty() ? instruction.span : locate({0, static_cast<std::uint32_t>(text.size())});
  }
};

class DockerfileReader {
 public:
  DockerfileReader(const Source& source, ResourceFile& out)
      : source_(source), out_(out), builder_(out.builder) {}

  void read();

 private:
  using Texts = std::vector<std::pair<std::string_view, Span>>;

  void add_instruction(const Instruction& instruction, const JoinedText& arguments, bool onbuild);
  std::vector<Word> take_flags(const Located& at, Attributes& attributes);
  void add_from(const Located& at, const std::vector<Word>& words, Attributes& attributes);
  void add_run(const Located& at, std::uint32_t begin, Attributes& attributes);
  void add_script(std::string_view script, const JoinedText* joined, std::uint32_t offset,
                  Texts& commands, Texts& pipelines);
  void add_variables(const Located& at, const std::vector<Word>& words, Attributes& attributes);
  void add_copy(const Located& at, const std::vector<Word>& words, Attributes& attributes);
  void add_user(const Located& at, Attributes& attributes);
  void add_stages();
  const Value* list(const Located& at, const std::vector<Word>& words, std::size_t begin,
                    std::size_t end);
  /// Counts the commands of scripts; false when there are too many for one file.
  bool charge(std::size_t count) { return (commands_ += count) <= kMaxCommands; }
  std::string in_stage(std::string_view type) const {
    return stages_.empty() ? std::string(type) : std::string(type) + "." + stages_.back().name;
  }

  const Source& source_;
  ResourceFile& out_;
  document::Builder& builder_;
  std::size_t commands_ = 0;
  std::vector<Stage> stages_;
  std::map<std::string, std::size_t> aliases_;    // in lower case, to the last stage of that name
  std::map<std::string, std::string> arguments_;  // of ARG before the first FROM
};

void DockerfileReader::read() {
  const Dockerfile file = parse_dockerfile(source_.text());
  for (const Instruction& instruction : file.instructions) {
    add_instruction(instruction, instruction.arguments, false);
    if (instruction.keyword != "ONBUILD") continue;
    // The trigger is an instruction of the image that builds on this one.
    const std::vector<Word> words = split_words(instruction.arguments.text());
    if (words.empty()) continue;
    Instruction trigger = instruction;
    trigger.keyword = words[0].text;
    for (char& c : trigger.keyword) c = base::to_upper(c);
    if (trigger.keyword == "FROM" || trigger.keyword == "ONBUILD") continue;
    const auto size = static_cast<std::uint32_t>(instruction.arguments.text().size());
    const std::uint32_t begin = words.size() > 1 ? words[1].range.begin : size;
    add_instruction(trigger, instruction.arguments.slice({begin, size}), true);
  }
  add_stages();
  if (file.truncated)
    out_.notices.push_back({.code = "dockerfile-too-long",
                            .message = "only the first 100,000 instructions were looked at",
                            .incomplete = true});
  if (commands_ > kMaxCommands)
    out_.notices.push_back({.code = "dockerfile-too-long",
                            .message = "the scripts have too many commands to look at all of them",
                            .incomplete = true});
  // Docker refuses such a file, so nothing that can be built was left out.
  if (file.unknown_count > 0)
    out_.notices.push_back({.code = "dockerfile-invalid",
                            .message = "line " +
                                       std::to_string(source_.line_of(file.unknown.begin)) +
                                       " is no Dockerfile instruction"});
}

/// The types are literals, so that a resource need not own its own.
std::string_view type_of(std::string_view keyword) {
  constexpr std::array<std::string_view, 18> kTypes = {
      "ADD",    "ARG",   "CMD",         "COPY",  "ENTRYPOINT", "ENV",
      "EXPOSE", "FROM",  "HEALTHCHECK", "LABEL", "MAINTAINER", "ONBUILD",
      "RUN",    "SHELL", "STOPSIGNAL",  "USER",  "VOLUME",     "WORKDIR"};
  const auto found = std::find(kTypes.begin(), kTypes.end(), keyword);
  return found == kTypes.end() ? std::string_view() : *found;
}

void DockerfileReader::add_instruction(const Instruction& instruction, const JoinedText& arguments,
                                       bool onbuild) {
  const std::string_view type = type_of(instruction.keyword);
  if (type.empty()) return;
  const Located at{instruction, arguments, builder_.store(arguments.text()), onbuild};
  if (type == "FROM") stages_.push_back({.name = std::to_string(stages_.size())});
  Attributes attributes(builder_);
  attributes.add("content", source_.text().substr(instruction.span.begin, instruction.span.size()),
                 instruction.span);
  const std::vector<Word> words = take_flags(at, attributes);
  if (type == "FROM") add_from(at, words, attributes);
  if (type == "RUN" || type == "CMD" || type == "ENTRYPOINT" || type == "HEALTHCHECK")
    add_run(at, words.empty() ? static_cast<std::uint32_t>(at.text.size()) : words[0].range.begin,
            attributes);
  else
    attributes.add("value", builder_.string(at.text, at.whole()));
  if (type == "ENV" || type == "ARG" || type == "LABEL") add_variables(at, words, attributes);
  if (type == "COPY" || type == "ADD") add_copy(at, words, attributes);
  if (type == "USER") add_user(at, attributes);
  if (type == "EXPOSE") attributes.add("ports", list(at, words, 0, words.size()));
  if (type == "HEALTHCHECK" && !onbuild && !stages_.empty())
    stages_.back().healthcheck = !equals_ignore_case(at.text, "none");
  if (!stages_.empty()) {
    attributes.add("stage", stages_.back().name, instruction.span);
    stages_.back().extent.end = instruction.span.end;
  }
  attributes.add_bool("onbuild", onbuild, instruction.span);
  out_.resources.push_back({type, in_stage(type), instruction.span, instruction.span,
                            attributes.finish(instruction.span)});
}

/// Adds `flags`; returns the words after them.
std::vector<Word> DockerfileReader::take_flags(const Located& at, Attributes& attributes) {
  std::vector<Word> words;
  if (at.instruction.keyword != "RUN" || at.text.starts_with("--"))
    words = split_words(at.text);
  else if (!at.text.empty())
    words.push_back({std::string(at.text), {0, static_cast<std::uint32_t>(at.text.size())}});
  constexpr std::array<std::string_view, 5> kTakers = {"FROM", "RUN", "COPY", "ADD", "HEALTHCHECK"};
  if (std::find(kTakers.begin(), kTakers.end(), at.instruction.keyword) == kTakers.end())
    return words;
  Attributes flags(builder_);
  std::size_t count = 0;
  for (; count < words.size() && words[count].text.starts_with("--"); ++count) {
    const std::string_view flag = builder_.store(words[count].text);
    const std::size_t equals = std::min(flag.find('='), flag.size());
    const Span span = at.locate(words[count].range);
    if (equals == flag.size())
      flags.add_bool(flag.substr(2), true, span);
    else
      flags.add(flag.substr(2, equals - 2), flag.substr(equals + 1), span);
  }
  attributes.add("flags", flags.finish(at.instruction.span));
  words.erase(words.begin(), words.begin() + static_cast<std::ptrdiff_t>(count));
  return words;
}

void DockerfileReader::add_from(const Located& at, const std::vector<Word>& words,
                                Attributes& attributes) {
  Stage& stage = stages_.back();
  const std::size_t line_end = source_.text().find('\n', at.instruction.span.begin);
  stage.from = {at.instruction.span.begin, static_cast<std::uint32_t>(std::min(
                                               line_end, std::size_t{at.instruction.span.end}))};
  stage.extent = at.instruction.span;
  if (words.empty()) return;
  const std::string image = expand(words[0].text, arguments_);
  if (words.size() >= 3 && equals_ignore_case(words[1].text, "as")) {
    stage.name = words[2].text;
    attributes.add("alias", stage.name, at.locate(words[2].range));
  }
  const auto found = aliases_.find(base::lowered(image));
  const bool builds_on_stage = found != aliases_.end();
  const Span span = at.locate(words[0].range);
  if (builds_on_stage) {
    stage.image = stages_[found->second].image;
    stage.user = stages_[found->second].user;
    stage.healthcheck = stages_[found->second].healthcheck;
    attributes.add("image", image, span);
  } else {
    stage.image = image;
    add_image(image, span, attributes);
  }
  attributes.add_bool("from_stage", builds_on_stage, span);
  aliases_[base::lowered(stage.name)] = stages_.size() - 1;
}

/// Adds `value`, `form`, and what is executed as `commands` and `pipelines`.
void DockerfileReader::add_run(const Located& at, std::uint32_t begin, Attributes& attributes) {
  std::string value(at.text);
  std::vector<Word> exec;
  Texts commands;
  Texts pipelines;
  std::uint32_t command = begin;
  if (at.instruction.keyword == "HEALTHCHECK" &&
      starts_with_ignore_case(at.text.substr(begin), "cmd"))
    command = static_cast<std::uint32_t>(std::min(at.text.size(), std::size_t{begin} + 3));
  const std::string_view script = at.text.substr(command);
  const bool exec_form = parse_exec_form(script, exec);
  if (exec_form) {
    for (Word& word : exec) word.range = {word.range.begin + command, word.range.end + command};
    attributes.add("arguments", list(at, exec, 0, exec.size()));
    // ["sh", "-c", "script"] is the shell form in another dress.
    const bool shell =
        exec.size() >= 3 && exec[1].text.starts_with('-') && exec[1].text.ends_with('c');
    std::string joined;
    for (std::size_t i = shell ? 2 : 0; i < exec.size(); ++i)
      joined += (joined.empty() ? "" : " ") + exec[i].text;
    const ShellCommands split = split_shell(builder_.store(joined));
    if (charge(split.commands.size() + split.pipelines.size())) {
      for (std::string_view part : split.commands) commands.emplace_back(part, at.whole());
      for (std::string_view part : split.pipelines) pipelines.emplace_back(part, at.whole());
    }
  } else {
    add_script(script, &at.joined, command, commands, pipelines);
  }
  const std::string_view program =
      script.substr(0, std::min(script.find_first_of(" \t<"), script.size()));
  const bool shell_reads = program.empty() || program.ends_with("sh");
  for (const Heredoc& heredoc : at.instruction.heredocs) {
    const std::string_view body = source_.text().substr(heredoc.body.begin, heredoc.body.size());
    value += "\n";
    value += body;
    if (shell_reads) add_script(body, nullptr, heredoc.body.begin, commands, pipelines);
  }
  attributes.add("value", value, at.whole());
  attributes.add("form", exec_form ? "exec" : "shell", at.whole());
  attributes.add("commands", commands, at.whole());
  attributes.add("pipelines", pipelines, at.whole());
}

/// Splits a script that begins `offset` bytes into `joined`, or into the source where that is null.
void DockerfileReader::add_script(std::string_view script, const JoinedText* joined,
                                  std::uint32_t offset, Texts& commands, Texts& pipelines) {
  const ShellCommands split = split_shell(script);
  const auto place = [&](std::string_view part) {
    const auto begin = static_cast<std::uint32_t>(part.data() - script.data()) + offset;
    const Span range{begin, begin + static_cast<std::uint32_t>(part.size())};
    return joined != nullptr ? joined->locate(range) : range;
  };
  if (!charge(split.commands.size() + split.pipelines.size())) return;
  for (std::string_view part : split.commands) commands.emplace_back(part, place(part));
  for (std::string_view part : split.pipelines) pipelines.emplace_back(part, place(part));
}

/// Adds `variables`, and a resource for each of them.
void DockerfileReader::add_variables(const Located& at, const std::vector<Word>& words,
                                     Attributes& attributes) {
  const std::string_view keyword = type_of(at.instruction.keyword);
  Attributes variables(builder_);
  const auto add = [&](std::string_view name, const std::string_view* value, Span span) {
    variables.add(name, value != nullptr ? *value : std::string_view(), span);
    if (keyword == "LABEL") return;
    if (keyword == "ARG" && stages_.empty())
      arguments_[std::string(name)] = value != nullptr ? expand(*value, arguments_) : std::string();
    Attributes variable(builder_);
    variable.add("name", name, span);
    if (value != nullptr) variable.add("value", *value, span);
    variable.add("instruction", keyword, span);
    out_.resources.push_back({"variables", in_stage(keyword) + "." + std::string(name), span, span,
                              variable.finish(span)});
  };
  const bool pairs =
      keyword == "ARG" || (!words.empty() && words[0].text.find('=') != std::string::npos);
  if (!pairs && words.size() > 1) {  // ENV NAME the rest of the line
    const std::string_view rest = at.text.substr(words[1].range.begin);
    add(builder_.store(words[0].text), &rest, at.whole());
  }
  for (const Word& word : words) {
    if (!pairs) break;
    const std::string_view text = builder_.store(word.text);
    const std::size_t equals = text.find('=');
    const std::string_view value = equals == std::string_view::npos ? "" : text.substr(equals + 1);
    add(text.substr(0, equals), equals == std::string_view::npos ? nullptr : &value,
        at.locate(word.range));
  }
  attributes.add("variables", variables.finish(at.whole()));
}

void DockerfileReader::add_copy(const Located& at, const std::vector<Word>& words,
                                Attributes& attributes) {
  std::vector<Word> paths = words;
  if (!words.empty()) {
    std::vector<Word> exec;
    const std::uint32_t begin = words[0].range.begin;
    if (parse_exec_form(at.text.substr(begin), exec)) {
      for (Word& word : exec) word.range = {word.range.begin + begin, word.range.end + begin};
      paths = std::move(exec);
    }
  }
  std::erase_if(paths, [](const Word& word) { return word.text.starts_with("<<"); });
  if (paths.empty()) return;
  attributes.add("sources", list(at, paths, 0, paths.size() - 1));
  attributes.add("destination", paths.back().text, at.locate(paths.back().range));
}

void DockerfileReader::add_user(const Located& at, Attributes& attributes) {
  const std::string_view user = at.text.substr(0, at.text.find(':'));
  const Value* value = builder_.string(user, at.whole());
  attributes.add("user", value);
  if (user.size() < at.text.size())
    attributes.add("group", at.text.substr(user.size() + 1), at.whole());
  if (!at.onbuild && !stages_.empty()) stages_.back().user = value;
}

const Value* DockerfileReader::list(const Located& at, const std::vector<Word>& words,
                                    std::size_t begin, std::size_t end) {
  std::vector<const Value*> items;
  for (std::size_t i = begin; i < end; ++i)
    items.push_back(builder_.string(builder_.store(words[i].text), at.locate(words[i].range)));
  return builder_.sequence(items, at.whole());
}

void DockerfileReader::add_stages() {
  std::vector<const Value*> stages;
  for (const Stage& stage : stages_) {
    const bool final = &stage == &stages_.back();
    Attributes attributes(builder_);
    attributes.add("stage", stage.name, stage.from);
    attributes.add_bool("final", final, stage.from);
    if (!stage.image.empty()) add_image(stage.image, stage.from, attributes);
    attributes.add_bool("healthcheck", stage.healthcheck, stage.from);
    if (stage.user != nullptr) attributes.add("user", stage.user);
    stages.push_back(attributes.finish(stage.extent));
    out_.resources.push_back(
        {"stage", "stage." + stage.name, stage.from, stage.extent, stages.back()});
  }
  if (stages.empty()) return;
  const Span whole{0, static_cast<std::uint32_t>(source_.text().size())};
  Attributes file(builder_);
  file.add("stages", builder_.sequence(stages, whole));
  file.add("final_stage", stages.back());
  out_.resources.push_back(
      {"dockerfile", "dockerfile", stages_.back().from, whole, file.finish(whole)});
}

}  // namespace

bool is_dockerfile(std::string_view path) {
  const std::string_view name = path.substr(path.find_last_of("/!") + 1);
  for (std::string_view base :
       {std::string_view("Dockerfile"), std::string_view("Containerfile")}) {
    if (!starts_with_ignore_case(name, base)) continue;
    if (name.size() == base.size()) return true;
    if (name[base.size()] == '.') return !is_other_suffix(name.substr(base.size() + 1));
    // "Dockerfile-slim", but not "dockerfile-parser.js".
    const std::string_view rest = name.substr(base.size());
    if ((rest[0] == '-' || rest[0] == '_') && name.starts_with(base))
      return rest.find('.') == std::string_view::npos;
  }
  const std::size_t dot = name.rfind('.');
  return dot != std::string_view::npos &&
         (equals_ignore_case(name.substr(dot + 1), "dockerfile") ||
          equals_ignore_case(name.substr(dot + 1), "containerfile"));
}

ResourceFile read_dockerfile(const Source& source) {
  ResourceFile file;
  DockerfileReader(source, file).read();
  return file;
}

}  // namespace scan::iac
