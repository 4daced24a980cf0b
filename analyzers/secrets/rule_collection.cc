#include "secrets/rule_collection.h"

#include <algorithm>
#include <optional>
#include <utility>

namespace scan::secrets {

std::span<const rules::RuleFile> RuleCollection::keep(std::vector<rules::RuleFile> files) {
  // Moving a list leaves its files where they are, so references to them stay good.
  kept_.push_back(std::move(files));
  return kept_.back();
}

Status RuleCollection::add(const rules::RuleFile& file, std::vector<Draft> drafts) {
  std::vector<bool> sound(drafts.size(), true);
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    const Status status = check(drafts[i]);
    sound[i] = status.ok();
    if (status.ok()) continue;
    if (Status rejected = loading_.reject(status.error()); !rejected.ok()) return rejected;
  }
  if (Status status = check_requirements(drafts, sound); !status.ok()) return status;
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    if (!sound[i]) continue;
    if (Status status = add_sound(file, std::move(drafts[i])); !status.ok()) return status;
  }
  return {};
}

// What a rule requires must be among the rules of its own file and those that it extends.
Status RuleCollection::check_requirements(const std::vector<Draft>& drafts,
                                          std::vector<bool>& sound) {
  for (std::size_t i = 0; i < drafts.size(); ++i) {
    for (const Requirement& requirement : drafts[i].rule.required) {
      if (!sound[i]) break;
      const bool there =
          std::ranges::any_of(drafts, [&](const Draft& draft) { return draft.is(requirement.id); });
      if (there) continue;
      sound[i] = false;
      Status rejected = loading_.reject(drafts[i].error(
          "required", "there is no rule `" + requirement.id + "`, which this one requires"));
      if (!rejected.ok()) return rejected;
    }
  }
  return {};
}

Status RuleCollection::add_sound(const rules::RuleFile& file, Draft draft) {
  const auto [position, added] = positions_.try_emplace(draft.id(), drafts_.size());
  if (added) {
    drafts_.push_back(std::move(draft));
    return {};
  }
  Draft& same = drafts_[position->second];
  if (same.builtin && (!draft.builtin || !file.builtin)) {
    same = std::move(draft);
  } else if (!draft.builtin) {
    return loading_.reject(draft.error("id", "the rule `" + draft.id() + "` is defined in `" +
                                                 same.document->path() + "` as well"));
  }
  return {};
}

void RuleCollection::resolve_requirements(const std::vector<bool>& kept) {
  std::vector<std::uint32_t> places(drafts_.size());
  std::uint32_t count = 0;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    places[i] = count;
    count += kept[i] ? 1 : 0;
  }
  for (Draft& draft : drafts_)
    for (Requirement& requirement : draft.rule.required)
      if (const auto index = index_of(requirement.id); index && kept[*index])
        requirement.rule = places[*index];
}

std::optional<std::size_t> RuleCollection::index_of(std::string_view id) const {
  const auto found =
      std::ranges::find_if(drafts_, [id](const Draft& draft) { return draft.is(id); });
  if (found == drafts_.end()) return std::nullopt;
  return found - drafts_.begin();
}

std::vector<Rule> RuleCollection::finish() {
  std::vector<bool> kept(drafts_.size());
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    complete(drafts_[i]);
    if (loading_.helper_rules == HelperRules::kReport) drafts_[i].rule.skip_report = false;
    kept[i] = loading_.selection.admits(drafts_[i].rule.info);
    if (!kept[i]) drafts_[i].rule.skip_report = true;
  }
  const std::vector<bool> admitted = kept;
  for (std::size_t i = 0; i < drafts_.size(); ++i) {
    if (!admitted[i]) continue;
    for (const Requirement& requirement : drafts_[i].rule.required)
      if (const auto index = index_of(requirement.id)) kept[*index] = true;
  }
  resolve_requirements(kept);
  std::vector<Rule> rules;
  for (std::size_t i = 0; i < drafts_.size(); ++i)
    if (kept[i]) rules.push_back(std::move(drafts_[i].rule));
  return rules;
}

}  // namespace scan::secrets
