// The one shape that every kind of configuration takes before policies see it: resources with a
// type, a name and a tree of attributes in which every value knows its place. An adapter a
// framework makes it.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "document/builder.h"
#include "document/value.h"
#include "scan/notice.h"
#include "scan/span.h"

namespace scan::iac {

/// What a policy is checked against: an instruction, a job, a variable.
struct Resource {
  /// The word in a policy's `resource_types`. A literal.
  std::string_view type;
  /// Stable while the resource keeps its name, and readable: "FROM.build", "job.deploy".
  std::string name;
  /// Where a finding goes that is about no attribute in particular.
  Span span;
  /// All of the resource.
  Span extent;
  /// A mapping; in the builder or the document of its ResourceFile.
  const document::Value* attributes = nullptr;
};

/// All resources of one file, and what they live in. The Source must outlive it.
struct ResourceFile {
  document::Builder builder;
  std::optional<document::Document> document;
  std::vector<Resource> resources;
  std::vector<Notice> notices;
};

/// Collects the members of a mapping.
class Attributes {
 public:
  explicit Attributes(document::Builder& builder) : builder_(builder) {}

  void add(std::string_view key, const document::Value* value) {
    members_.push_back({key, value->span, value});
  }
  /// `text` is copied.
  void add(std::string_view key, std::string_view text, Span span) {
    add(key, builder_.string(builder_.store(text), span));
  }
  /// A list of strings, which are not copied.
  void add(std::string_view key, const std::vector<std::pair<std::string_view, Span>>& texts,
           Span span) {
    std::vector<const document::Value*> items;
    for (const auto& [text, place] : texts) items.push_back(builder_.string(text, place));
    add(key, builder_.sequence(items, span));
  }
  void add_bool(std::string_view key, bool value, Span span) {
    add(key, builder_.boolean(value, span));
  }
  void add(const document::Member& member) { members_.push_back(member); }
  const document::Value* finish(Span span) const { return builder_.mapping(members_, span); }

 private:
  document::Builder& builder_;
  std::vector<document::Member> members_;
};

}  // namespace scan::iac
