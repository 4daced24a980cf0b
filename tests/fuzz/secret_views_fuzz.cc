// The views that are made of a text, and of these: each is within its bounds, what it says of its
// spans leads back into the text and keeps their order, and the budget holds. Input: the text.
#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <string_view>
#include <vector>

#include "secrets/decoded_views.h"
#include "secrets/unescaped_views.h"
#include "secrets/view.h"

namespace {

using namespace scan::secrets;
using scan::Span;

constexpr std::uint64_t kBudget = 1 << 20;

void require(bool holds) {
  if (!holds) std::abort();
}

class Walk {
 public:
  Walk(std::string_view text, const std::vector<Rule>& rules) : text_(text), rules_(rules) {}

  void run() { look_into(View(text_)); }

 private:
  void check(const View& view);
  void look_into(const View& view);

  std::string_view text_;
  const std::vector<Rule>& rules_;
  ViewBudget budget_{kBudget};
  std::uint64_t made_ = 0;
};

void Walk::check(const View& view) {
  const auto size = static_cast<std::uint32_t>(view.text().size());
  Span before;
  for (std::uint32_t at = 0; at <= size; at += 1 + size / 64) {
    const Span span{at, std::min(size, at + 1 + at % 7)};
    const Span place = view.place(span);
    require(place.begin <= place.end && place.end <= text_.size());
    require(before.begin <= place.begin && before.end <= std::max(before.end, place.end));
    require(view.way(span).back().span == place && view.way(span).size() == view.depth() + 1);
    require(view.concerns(span) == (view.is_source() || view.codings(span) != 0));
    if (view.is_source()) require(place == span);
    before = place;
  }
}

void Walk::look_into(const View& view) {
  check(view);
  made_ += view.is_source() ? 0 : view.text().size();
  require(made_ <= kBudget);
  if (view.depth() == 4) return;
  const auto further = [this](const View& made) { look_into(made); };
  for_each_decoded(view, Kinship{}, budget_, further);
  const auto size = static_cast<std::uint32_t>(view.text().size());
  // All but the first byte, so that it is no window of a rule that may match anywhere.
  const Window window{.rule = 0, .begin = 0, .last_begin = size / 2, .end = size};
  for (const char* path : {"a.ipynb", "a.sql"}) {
    UnescapedParts parts(view, rules_);
    parts.add(std::vector<Window>{window});
    parts.for_each(path, budget_, further);
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::vector<Rule> rules(1);
  rules[0].unescape = true;
  Walk({reinterpret_cast<const char*>(data), size}, rules).run();
  return 0;
}
