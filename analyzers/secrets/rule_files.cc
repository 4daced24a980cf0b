#include "secrets/rule_files.h"

#include "secrets/gitleaks_rules.h"
#include "secrets/rule_collection.h"

namespace scan::secrets {

Result<std::vector<Rule>> read_rules(rules::Loading& loading) {
  RuleCollection collection(loading);
  for (const rules::RuleFile& file : loading.files)
    if (Status status = read_gitleaks_rules(file, loading, collection); !status.ok())
      return status.error();
  return collection.finish();
}

}  // namespace scan::secrets
