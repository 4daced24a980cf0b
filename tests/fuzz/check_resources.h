// What holds for the resources of any file: names, and spans that lie within the text.
#pragma once

#include <cstdlib>
#include <vector>

#include "iac/resource.h"
#include "scan/source.h"

namespace scan::iac {

inline void check_resources(const Source& source, const ResourceFile& file) {
  const auto size = static_cast<std::uint32_t>(source.text().size());
  const auto check = [size](Span span) {
    if (span.begin > span.end || span.end > size) std::abort();
  };
  for (const Resource& resource : file.resources) {
    check(resource.span);
    check(resource.extent);
    if (resource.type.empty() || resource.name.empty()) std::abort();
    if (resource.attributes->kind != document::Kind::kMapping) std::abort();
    std::vector<const document::Value*> pending = {resource.attributes};
    for (int budget = 10'000; !pending.empty() && budget > 0; --budget) {
      const document::Value* value = pending.back();
      pending.pop_back();
      check(value->span);
      pending.insert(pending.end(), value->items.begin(), value->items.end());
      for (const document::Member& member : value->members) {
        if (value->find(member.key) == nullptr) std::abort();
        pending.push_back(member.value);
      }
    }
  }
}

}  // namespace scan::iac
