#include "secrets/rule_files.h"

#include "secrets/gitleaks_rules.h"
#include "secrets/kingfisher_rules.h"
#include "secrets/rule_collection.h"

namespace scan::secrets {

Result<std::vector<Rule>> read_rules(rules::Loading& loading) {
  RuleCollection collection(loading);
  for (const rules::RuleFile& file : loading.files) {
    const Status status = file.format == rules::Format::kKingfisher
                              ? read_kingfisher_rules(file, loading, collection)
                              : read_gitleaks_rules(file, loading, collection);
    if (!status.ok()) return status.error();
  }
  return collection.finish();
}

}  // namespace scan::secrets
