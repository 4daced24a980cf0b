#include "engine/fixed_text.h"

#include <algorithm>
#include <iterator>
#include <map>
#include <string_view>
#include <tuple>

namespace scan::engine {
namespace {

// By where they begin, the longer first: the outermost of nested ones comes before what it holds.
bool before(const Finding* a, const Finding* b) {
  const Span x = a->fix->edits.front().span;
  const Span y = b->fix->edits.front().span;
  if (x.begin != y.begin) return x.begin < y.begin;
  if (x.end != y.end) return x.end > y.end;
  const auto rest = [](const Finding& each) {
    return std::tuple(std::string_view(each.rule_id), std::string_view(each.message),
                      std::string_view(each.fix->edits.front().replacement),
                      each.fix->edits.size());
  };
  return rest(*a) < rest(*b);
}

// Edits accepted so far, by where they begin; none overlaps another. Two that only add text at one
// place do overlap: which comes first is nobody's to say.
class Accepted {
 public:
  explicit Accepted(std::size_t size) : size_(size) {}

  // False, and nothing is taken, when one of the edits does not fit.
  bool take(const std::vector<Edit>& edits) {
    for (std::size_t i = 0; i < edits.size(); ++i) {
      if (!fits(edits[i])) {
        while (i-- > 0) edits_.erase(edits[i].span.begin);
        return false;
      }
      edits_.emplace(edits[i].span.begin, &edits[i]);
    }
    return true;
  }

  bool has_all(const std::vector<Edit>& edits) const {
    return std::ranges::all_of(edits, [&](const Edit& edit) {
      const auto found = edits_.find(edit.span.begin);
      return found != edits_.end() && found->second->span == edit.span &&
             found->second->replacement == edit.replacement;
    });
  }

  std::string apply(std::string_view text) const {
    std::string out;
    std::uint32_t at = 0;
    for (const auto& [begin, edit] : edits_) {
      out += text.substr(at, begin - at);
      out += edit->replacement;
      at = edit->span.end;
    }
    return out += text.substr(at);
  }

 private:
  bool fits(const Edit& edit) const {
    const Span span = edit.span;
    if (span.begin > span.end || span.end > size_) return false;
    const auto after = edits_.lower_bound(span.begin);
    if (after != edits_.end() && (after->first < span.end || after->first == span.begin))
      return false;
    return after == edits_.begin() || std::prev(after)->second->span.end <= span.begin;
  }

  std::size_t size_;
  std::map<std::uint32_t, const Edit*> edits_;
};

}  // namespace

FixedText fixed_text(std::string_view text, std::vector<const Finding*> findings) {
  std::erase_if(findings, [](const Finding* finding) { return finding->fix->edits.empty(); });
  std::ranges::stable_sort(findings, before);
  FixedText fixed;
  Accepted accepted(text.size());
  for (const Finding* finding : findings) {
    const std::vector<Edit>& edits = finding->fix->edits;
    const bool applied = accepted.has_all(edits) || accepted.take(edits);
    (applied ? fixed.applied : fixed.conflicting).push_back(finding);
  }
  fixed.text = accepted.apply(text);
  return fixed;
}

}  // namespace scan::engine
