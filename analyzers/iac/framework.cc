#include "iac/framework.h"

namespace scan::iac {
namespace {

constexpr Framework kFrameworks[] = {
#define SCAN_FRAMEWORK(name, wants, read) {#name, wants, read},
#include "iac/frameworks.def"
#undef SCAN_FRAMEWORK
};

}  // namespace

std::span<const Framework> frameworks() { return kFrameworks; }

const Framework* framework_of(std::string_view path) {
  for (const Framework& framework : kFrameworks)
    if (framework.wants(path)) return &framework;
  return nullptr;
}

}  // namespace scan::iac
