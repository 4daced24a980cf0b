// The resources of a GitLab pipeline (https://docs.gitlab.com/ci/yaml/). A job is seen as GitLab
// runs it as far as its own file tells: with `extends` merged in, `!reference` resolved and scripts
// flattened. What an `include` brings is another file's.
#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <utility>

#include "iac/framework.h"
#include "iac/image.h"
#include "iac/shell.h"

namespace scan::iac {
namespace {

using document::Document;
using document::Kind;
using document::Member;
using document::Value;

/// GitLab's own limits: levels of `extends`, of `!reference`, and of lists within a script.
constexpr int kMaxExtends = 11;
constexpr int kMaxReferences = 10;
/// Members, script lines and commands that the jobs of one file may come to, since each of many
/// jobs may extend or alias the same large template.
constexpr std::uint64_t kMaxExpanded = 500'000;

constexpr std::array<std::string_view, 12> kGlobalKeywords = {
    "default",  "include", "stages", "variables",     "workflow",     "image",
    "services", "cache",   "types",  "before_script", "after_script", "spec"};

bool is_job(const Member& member) {
  return member.value->kind == Kind::kMapping &&
         std::find(kGlobalKeywords.begin(), kGlobalKeywords.end(), member.key) ==
             kGlobalKeywords.end();
}

/// Finds where parts of a string value stand in the source. Exact where the parser kept a view into
/// it; else (block and quoted scalars) the part's first line is searched for, forward from the last
/// one.
class PartLocator {
 public:
  PartLocator(const Value& value, std::string_view source)
      : value_(value), source_(source.substr(value.span.begin, value.span.size())) {}

  Span locate(std::string_view part) {
    const auto size = static_cast<std::uint32_t>(part.size());
    const std::less_equal<const char*> before;
    if (before(source_.data(), part.data()) &&
        before(part.data() + part.size(), source_.data() + source_.size())) {
      const auto begin =
          value_.span.begin + static_cast<std::uint32_t>(part.data() - source_.data());
      return {begin, begin + size};
    }
    if (part.data() < last_) cursor_ = 0, --searches_;
    if (searches_ <= 0) return value_.span;
    const std::string_view line = part.substr(0, part.find('\n'));
    const std::size_t found = source_.find(line, cursor_);
    if (found == std::string_view::npos) return --searches_, value_.span;
    last_ = part.data();
    cursor_ = found;
    const auto begin = value_.span.begin + static_cast<std::uint32_t>(found);
    return {begin, begin + static_cast<std::uint32_t>(line.size())};
  }

 private:
  const Value& value_;
  std::string_view source_;
  std::size_t cursor_ = 0;
  const char* last_ = nullptr;
  int searches_ = 50;  // those that start over or fail, so that the time stays linear
};

class PipelineReader {
 public:
  PipelineReader(const Source& source, ResourceFile& out)
      : source_(source), out_(out), builder_(out.builder) {}

  void read(const Value& root);
  bool truncated() const { return expanded_ > kMaxExpanded; }

 private:
  /// What one script line executes; split once, however many jobs share the line.
  struct Steps {
    std::vector<const Value*> commands;
    std::vector<const Value*> pipelines;
  };

  /// Counts what is about to be made; false when that is too much for one file.
  bool charge(std::size_t count) {
    expanded_ += count;
    return !truncated();
  }
  const Value* effective(const Member& job, int depth);
  const Value* merge(const Value& base, const Value& over);
  const Value* resolve(const Value* value, int depth = 0) const;
  void flatten(const Value* value, int depth, std::vector<const Value*>& lines);
  const Steps& steps_of(const Value& line);
  void add_steps(std::string_view type, std::string name, const Member& member,
                 const Value& content);
  void add_images(const Value& content, const std::string& owner);
  void add_image_resource(const Value* image, std::string_view role, const std::string& owner);
  void add_variables(const Value* variables, const std::string& owner);
  void add_includes(const Value* include);

  const Source& source_;
  ResourceFile& out_;
  document::Builder& builder_;
  const Value* root_ = nullptr;
  std::map<std::string_view, const Value*> effective_;
  std::map<const Value*, Steps> steps_;
  std::uint64_t expanded_ = 0;
};

void PipelineReader::read(const Value& root) {
  root_ = &root;
  effective_.clear();
  out_.resources.push_back(
      {"pipeline", "pipeline", {root.span.begin, root.span.begin}, root.span, &root});
  add_variables(root.find("variables"), "");
  add_includes(root.find("include"));
  for (const Member& member : root.members) {
    if (is_job(member)) {
      add_steps("jobs", "job." + std::string(member.key), member, *effective(member, 0));
      add_images(*member.value, "job." + std::string(member.key));
      add_variables(member.value->find("variables"), "job." + std::string(member.key));
    } else if (member.key == "default" && member.value->kind == Kind::kMapping) {
      add_steps("default", "default", member, *member.value);
      add_images(*member.value, "default");
    }
  }
  // `image`, `services` and scripts at the top level are the older spelling of `default`.
  constexpr std::array<std::string_view, 4> kOld = {"image", "services", "before_script",
                                                    "after_script"};
  for (const Member& member : root.members) {
    if (std::find(kOld.begin(), kOld.end(), member.key) == kOld.end()) continue;
    const Value* alone = builder_.mapping({&member, 1}, member.value->span);
    add_steps("default", "default", member, *alone);
    add_images(*alone, "default");
  }
}

/// The job with what it extends; the job itself where that cannot be told.
const Value* PipelineReader::effective(const Member& job, int depth) {
  const Value* extends = job.value->find("extends");
  if (extends == nullptr || depth >= kMaxExtends || truncated()) return job.value;
  if (const auto known = effective_.find(job.key); known != effective_.end()) return known->second;
  effective_[job.key] = job.value;  // for a job that extends itself
  const Value* merged = nullptr;
  const auto add = [&](const Value* name) {
    if (name->kind != Kind::kString) return;
    const Value* parent = root_->find(name->text);
    if (parent == nullptr || parent->kind != Kind::kMapping) return;
    parent = effective({name->text, name->span, parent}, depth + 1);
    merged = merged == nullptr ? parent : merge(*merged, *parent);
  };
  if (extends->kind == Kind::kSequence)
    for (const Value* name : extends->items) add(name);
  else
    add(extends);
  if (merged == nullptr) return job.value;
  return effective_[job.key] = merge(*merged, *job.value);
}

/// Mappings are merged key by key, anything else is replaced. As deep as the document at most.
const Value* PipelineReader::merge(const Value& base, const Value& over) {
  if (base.kind != Kind::kMapping || over.kind != Kind::kMapping) return &over;
  if (!charge(base.members.size() + over.members.size())) return &over;
  std::vector<Member> members;
  for (const Member& member : base.members) {
    if (const Value* own = over.find(member.key); own != nullptr)
      members.push_back({member.key, member.key_span, merge(*member.value, *own)});
    else
      members.push_back(member);
  }
  for (const Member& member : over.members)
    if (base.find(member.key) == nullptr) members.push_back(member);
  return builder_.mapping(members, over.span);
}

/// What a `!reference [job, key, …]` names; nullptr where this file does not tell.
const Value* PipelineReader::resolve(const Value* value, int depth) const {
  while (value != nullptr && value->kind == Kind::kSequence && value->tag == "reference") {
    if (++depth > kMaxReferences) return nullptr;
    const Value* target = root_;
    for (const Value* key : value->items)
      target = target != nullptr && key->is_scalar() ? target->find(key->text) : nullptr;
    value = target;
  }
  return value;
}

/// The lines of a script, which may nest lists (aliases, references).
void PipelineReader::flatten(const Value* value, int depth, std::vector<const Value*>& lines) {
  const bool is_reference = value->tag == "reference";
  value = resolve(value, depth);
  if (value == nullptr || depth > kMaxReferences || !charge(1)) return;
  if (value->is_scalar()) {
    if (value->kind != Kind::kNull) lines.push_back(value);
    return;
  }
  for (const Value* item : value->items) flatten(item, depth + (is_reference ? 2 : 1), lines);
}

const PipelineReader::Steps& PipelineReader::steps_of(const Value& line) {
  const auto [entry, is_new] = steps_.try_emplace(&line);
  if (!is_new) return entry->second;
  const auto add = [&](const std::vector<std::string_view>& parts, std::vector<const Value*>& out) {
    PartLocator locator(line, source_.text());
    for (std::string_view part : parts) out.push_back(builder_.string(part, locator.locate(part)));
  };
  const ShellCommands split = split_shell(line.text);
  add(split.commands, entry->second.commands);
  add(split.pipelines, entry->second.pipelines);
  return entry->second;
}

/// A resource with scripts: its members, the scripts as flat lists, and what they execute.
void PipelineReader::add_steps(std::string_view type, std::string name, const Member& member,
                               const Value& content) {
  if (!charge(content.members.size())) return;
  Attributes attributes(builder_);
  std::vector<const Value*> commands;
  std::vector<const Value*> pipelines;
  if (type == "jobs") attributes.add("name", member.key, member.key_span);
  for (const Member& own : content.members) {
    if (own.key != "script" && own.key != "before_script" && own.key != "after_script") {
      const Value* value = resolve(own.value);
      attributes.add({own.key, own.key_span, value != nullptr ? value : own.value});
      continue;
    }
    std::vector<const Value*> lines;
    flatten(own.value, 0, lines);
    for (const Value* line : lines) {
      const Steps& steps = steps_of(*line);
      if (!charge(steps.commands.size() + steps.pipelines.size())) return;
      commands.insert(commands.end(), steps.commands.begin(), steps.commands.end());
      pipelines.insert(pipelines.end(), steps.pipelines.begin(), steps.pipelines.end());
    }
    attributes.add({own.key, own.key_span, builder_.sequence(lines, own.value->span)});
  }
  attributes.add({"commands", member.key_span, builder_.sequence(commands, content.span)});
  attributes.add({"pipelines", member.key_span, builder_.sequence(pipelines, content.span)});
  out_.resources.push_back(
      {type,
       std::move(name),
       member.key_span,
       {member.key_span.begin, std::max(member.key_span.end, member.value->span.end)},
       attributes.finish(content.span)});
}

void PipelineReader::add_images(const Value& content, const std::string& owner) {
  if (const Value* image = resolve(content.find("image")))
    add_image_resource(image, "image", owner);
  const Value* services = resolve(content.find("services"));
  if (services == nullptr || services->kind != Kind::kSequence) return;
  for (const Value* service : services->items) add_image_resource(service, "service", owner);
}

void PipelineReader::add_image_resource(const Value* image, std::string_view role,
                                        const std::string& owner) {
  const Value* reference = image->kind == Kind::kMapping ? image->find("name") : image;
  if (reference == nullptr || reference->kind != Kind::kString || reference->text.empty()) return;
  if (!charge(image->members.size() + 1)) return;
  Attributes attributes(builder_);
  add_image(reference->text, reference->span, attributes);
  attributes.add("role", role, reference->span);
  if (image->kind == Kind::kMapping)
    for (const Member& member : image->members)
      if (member.key != "name") attributes.add(member);
  const ImageReference parts = parse_image(reference->text);
  out_.resources.push_back({"images",
                            owner + "." + std::string(role) + "." + std::string(parts.name),
                            reference->span, reference->span, attributes.finish(reference->span)});
}

void PipelineReader::add_variables(const Value* variables, const std::string& owner) {
  variables = resolve(variables);
  if (variables == nullptr || variables->kind != Kind::kMapping) return;
  for (const Member& member : variables->members) {
    const Value* value = member.value;
    if (!charge(value->members.size() + 1)) return;
    Attributes attributes(builder_);
    attributes.add("name", member.key, member.key_span);
    if (value->kind == Kind::kMapping) {
      for (const Member& detail : value->members) attributes.add(detail);
    } else {
      attributes.add({"value", member.key_span, value});
    }
    const Span extent{member.key_span.begin, std::max(member.key_span.end, value->span.end)};
    out_.resources.push_back(
        {"variables",
         (owner.empty() ? "variable." : owner + ".variable.") + std::string(member.key), extent,
         extent, attributes.finish(extent)});
  }
}

void PipelineReader::add_includes(const Value* include) {
  if (include == nullptr) return;
  const auto add = [this](const Value* entry) {
    const Value* attributes = entry;
    if (entry->kind == Kind::kString) {  // the short form: a path or a URL
      Attributes made(builder_);
      const bool remote = entry->text.starts_with("http://") || entry->text.starts_with("https://");
      made.add({remote ? "remote" : "local", entry->span, entry});
      attributes = made.finish(entry->span);
    }
    if (attributes->kind != Kind::kMapping) return;
    std::string name = "include";
    for (std::string_view key : {"local", "remote", "project", "template", "component"})
      if (const Value* what = attributes->find(key); what != nullptr && what->is_scalar())
        name = "include." + std::string(what->text);
    out_.resources.push_back({"include", std::move(name), entry->span, entry->span, attributes});
  };
  if (include->kind == Kind::kSequence)
    for (const Value* entry : include->items) add(entry);
  else
    add(include);
}

bool is_yaml(std::string_view path) { return path.ends_with(".yml") || path.ends_with(".yaml"); }

}  // namespace

bool is_gitlab_ci(std::string_view path) {
  if (!is_yaml(path)) return false;
  const std::string_view name = path.substr(path.rfind('/') + 1);
  const std::string_view stem = name.substr(0, name.rfind('.'));
  if (stem == ".gitlab-ci" || stem.ends_with(".gitlab-ci")) return true;
  for (std::string_view folder : {".gitlab/ci/", ".gitlab-ci/"}) {
    const std::size_t at = path.find(folder);
    if (at != std::string_view::npos && (at == 0 || path[at - 1] == '/')) return true;
  }
  return false;
}

ResourceFile read_gitlab_ci(const Source& source) {
  ResourceFile file;
  Result<Document> document =
      Document::parse(document::Syntax::kYaml, source.text(), source.path());
  if (!document.ok()) {
    const Error& error = document.error();
    file.notices.push_back(
        {.code = "pipeline-invalid",
         .message = "line " + std::to_string(error.region.start_line) + ": " + error.message,
         .incomplete = true});
    return file;
  }
  file.document.emplace(std::move(*document));
  PipelineReader reader(source, file);
  for (const Value* root : file.document->roots())
    if (root->kind == Kind::kMapping) reader.read(*root);
  if (reader.truncated())
    file.notices.push_back({.code = "pipeline-too-large",
                            .message = "the jobs expand to too much to look at all of them",
                            .incomplete = true});
  return file;
}

}  // namespace scan::iac
