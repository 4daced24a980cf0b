// A file is read into resources by its framework; each resource is checked by the policies for its
// type. A policy states what must hold, so a finding is a resource for which it does not: one for
// each place that is at fault, or one at the resource where something is missing.
#include "iac/iac_analyzer.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>
#include <vector>

#include "iac/framework.h"
#include "iac/policy.h"

namespace scan::iac {
namespace {

/// A place where a policy does not hold. Ordered so that of two resources that show the same place
/// (a job and the one it extends) the one that it is written in comes first.
struct Fault {
  std::size_t policy = 0;
  Span span;
  bool borrowed = false;
  std::size_t resource = 0;

  friend auto operator<=>(const Fault&, const Fault&) = default;
};

class IacAnalyzer final : public Analyzer {
 public:
  explicit IacAnalyzer(std::vector<Policy> policies);

  std::string_view name() const override { return "iac"; }
  bool wants(std::string_view path) const override { return framework_of(path) != nullptr; }
  void analyze(const Source& source, const FileContext& context, FileResult& out) const override;
  std::vector<RuleInfo> rules() const override;

 private:
  /// The policies for one framework, by resource type.
  struct Index {
    std::map<std::string, std::vector<std::size_t>, std::less<>> by_type;
    std::vector<std::size_t> for_all;
  };

  void check(const ResourceFile& file, std::size_t resource, std::size_t policy,
             std::vector<Fault>& faults, std::set<std::size_t>& limited) const;
  Finding finding_of(const Fault& fault, const ResourceFile& file) const;

  std::vector<Policy> policies_;
  std::map<std::string_view, Index> index_;  // by framework
};

IacAnalyzer::IacAnalyzer(std::vector<Policy> policies) : policies_(std::move(policies)) {
  for (const Framework& framework : frameworks()) {
    Index& index = index_[framework.name];
    for (std::size_t i = 0; i < policies_.size(); ++i) {
      if (!policies_[i].is_for(framework.name)) continue;
      if (policies_[i].definition.types.empty()) index.for_all.push_back(i);
      for (const std::string& type : policies_[i].definition.types)
        index.by_type[type].push_back(i);
    }
  }
}

void IacAnalyzer::check(const ResourceFile& file, std::size_t resource, std::size_t policy,
                        std::vector<Fault>& faults, std::set<std::size_t>& limited) const {
  const Resource& checked = file.resources[resource];
  const Outcome outcome = policies_[policy].definition.condition.evaluate(checked);
  if (outcome.verdict == Verdict::kLimit) limited.insert(policy);
  if (outcome.verdict != Verdict::kFail) return;
  if (outcome.witnesses.empty()) faults.push_back({policy, checked.span, false, resource});
  for (Span span : outcome.witnesses)
    faults.push_back({policy, span, !checked.extent.contains(span), resource});
}

Finding IacAnalyzer::finding_of(const Fault& fault, const ResourceFile& file) const {
  const Policy& policy = policies_[fault.policy];
  Finding finding;
  finding.rule_id = policy.info.id;
  finding.analyzer = name();
  finding.message = policy.message;
  finding.severity = policy.info.severity;
  finding.confidence = policy.info.confidence;
  finding.locations.push_back(
      {.span = fault.span, .logical_name = file.resources[fault.resource].name});
  return finding;
}

void IacAnalyzer::analyze(const Source& source, const FileContext& context, FileResult& out) const {
  const Framework* framework = framework_of(source.path());
  if (framework == nullptr) return;
  const ResourceFile file = framework->read(source);
  out.notices.insert(out.notices.end(), file.notices.begin(), file.notices.end());
  const Index& index = index_.at(framework->name);
  std::vector<Fault> faults;
  std::set<std::size_t> limited;
  for (std::size_t resource = 0; resource < file.resources.size(); ++resource) {
    if (resource % 64 == 0 && context.should_stop()) {
      out.notices.push_back({.code = "time-limit",
                             .message = "not all resources of the file were checked in time",
                             .incomplete = true});
      break;
    }
    for (std::size_t policy : index.for_all) check(file, resource, policy, faults, limited);
    const auto found = index.by_type.find(file.resources[resource].type);
    if (found == index.by_type.end()) continue;
    for (std::size_t policy : found->second) check(file, resource, policy, faults, limited);
  }
  std::sort(faults.begin(), faults.end());
  faults.erase(std::unique(faults.begin(), faults.end(),
                           [](const Fault& a, const Fault& b) {
                             return std::tie(a.policy, a.span) == std::tie(b.policy, b.span);
                           }),
               faults.end());
  for (const Fault& fault : faults) out.findings.push_back(finding_of(fault, file));
  for (std::size_t policy : limited)
    out.notices.push_back({.code = "match-limit",
                           .message = "a regular expression of the policy gave up",
                           .rule_id = policies_[policy].info.id,
                           .incomplete = true});
}

std::vector<RuleInfo> IacAnalyzer::rules() const {
  std::vector<RuleInfo> rules;
  for (const Policy& policy : policies_) rules.push_back(policy.info);
  return rules;
}

}  // namespace

Result<std::unique_ptr<Analyzer>> make_analyzer(rules::Loading loading) {
  std::vector<Policy> policies;
  std::set<std::string> ids;
  for (const rules::RuleFile& file : loading.files) {
    for (const document::Value* root : file.document.roots()) {
      Result<Policy> policy = Policy::read(file.document, *root);
      if (policy.ok() && !ids.insert(policy->info.id).second)
        policy =
            file.document.error_at(root->span, ErrorCode::kInvalidRule,
                                   "there is another policy with the id `" + policy->info.id + "`");
      if (!policy.ok()) {
        if (Status status = loading.reject(policy.error()); !status.ok()) return status.error();
        continue;
      }
      if (!policy->off && loading.selection.admits(policy->info))
        policies.push_back(std::move(*policy));
    }
  }
  return std::unique_ptr<Analyzer>(std::make_unique<IacAnalyzer>(std::move(policies)));
}

}  // namespace scan::iac
