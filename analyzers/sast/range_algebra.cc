// Which ranges lie in which is found by a sweep over both sets in the order of their begins: at any
// place only the ranges that are open there are looked at, which in code are the few that enclose
// it.
#include "sast/range_algebra.h"

#include <algorithm>
#include <numeric>
#include <tuple>

namespace scan::sast {

namespace {

constexpr std::size_t kMaxRanges = 100'000;      // that one operation may leave
constexpr std::uint64_t kMaxSteps = 20'000'000;  // pairs that one formula may look at in one file

auto order_of(const Binding& binding) {
  return std::tuple(binding.metavariable, binding.first, binding.end, binding.text);
}

bool less(const Range& a, const Range& b) {
  if (a.span != b.span) return a.span < b.span;
  if (a.kind != b.kind) return a.kind < b.kind;
  return std::ranges::lexicographical_compare(
      a.bindings, b.bindings,
      [](const Binding& x, const Binding& y) { return order_of(x) < order_of(y); });
}

bool equal(const Range& a, const Range& b) { return !less(a, b) && !less(b, a); }

// One of the two sets, in the order in which the sweep meets its ranges: outer ones first.
struct Swept {
  explicit Swept(const Ranges& ranges) : ranges(ranges), order(ranges.size()) {
    std::iota(order.begin(), order.end(), 0U);
    std::ranges::stable_sort(order, [&](std::uint32_t a, std::uint32_t b) {
      return before(ranges[a].span, ranges[b].span);
    });
  }

  static bool before(Span a, Span b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end > b.end;
  }

  const Ranges& ranges;
  std::vector<std::uint32_t> order;
  std::size_t next = 0;
  std::vector<std::uint32_t> open;  // those that may enclose what comes

  bool done() const { return next == order.size(); }
  const Range& front() const { return ranges[order[next]]; }
  void close_before(std::uint32_t place) {
    std::erase_if(open, [&](std::uint32_t each) { return ranges[each].span.end < place; });
  }
};

// Calls f(i, j, i_in_j, j_in_i) for each pair of a range of `a` and one of `b` of which one lies in
// the other, by their numbers, until it returns false.
template <typename F>
void for_each_nested(const Ranges& a, const Ranges& b, F f) {
  Swept x(a);
  Swept y(b);
  while (!x.done() || !y.done()) {
    const bool first = y.done() || (!x.done() && !Swept::before(y.front().span, x.front().span));
    Swept& from = first ? x : y;
    Swept& other = first ? y : x;
    const std::uint32_t number = from.order[from.next++];
    const Span inner = from.ranges[number].span;
    other.close_before(inner.begin);
    for (const std::uint32_t each : other.open) {
      const Span outer = other.ranges[each].span;
      if (!outer.contains(inner)) continue;
      const bool both = inner.contains(outer);
      if (!(first ? f(number, each, true, both) : f(each, number, both, true))) return;
    }
    from.close_before(inner.begin);
    from.open.push_back(number);
  }
}

}  // namespace

const Binding* find_binding(const Bindings& bindings, MetavariableId metavariable) {
  const auto at = std::ranges::lower_bound(bindings, metavariable, {}, &Binding::metavariable);
  return at != bindings.end() && at->metavariable == metavariable ? &*at : nullptr;
}

void add_bindings(Bindings& bindings, const Bindings& more) {
  const std::size_t own = bindings.size();
  for (const Binding& binding : more) {
    const auto end = bindings.begin() + static_cast<std::ptrdiff_t>(own);
    const auto at = std::lower_bound(
        bindings.begin(), end, binding.metavariable,
        [](const Binding& each, MetavariableId id) { return each.metavariable < id; });
    if (at == end || at->metavariable != binding.metavariable) bindings.push_back(binding);
  }
  if (bindings.size() != own) std::ranges::sort(bindings, {}, &Binding::metavariable);
}

void normalize(Ranges& ranges) {
  std::ranges::sort(ranges, less);
  ranges.erase(std::unique(ranges.begin(), ranges.end(), equal), ranges.end());
}

bool RangeAlgebra::count() {
  if (++steps_ > kMaxSteps) limited_ = true;
  return !limited_;
}

bool RangeAlgebra::agree(const Bindings& a, const Bindings& b) const {
  return std::ranges::all_of(a, [&](const Binding& binding) {
    const Binding* other = find_binding(b, binding.metavariable);
    if (other == nullptr || binding.is_group) return true;
    return target_ != nullptr ? same(*target_, binding, *other) : binding.text == other->text;
  });
}

Ranges RangeAlgebra::intersect(const Ranges& a, const Ranges& b) {
  Ranges out;
  const auto merge = [&](const Range& inner, const Range& outer) {
    if (inner.kind == Range::Kind::kInside && outer.kind != Range::Kind::kInside) return;
    Range merged = inner;
    add_bindings(merged.bindings, outer.bindings);
    out.push_back(std::move(merged));
  };
  const auto bounded = [&] {
    if (out.size() <= kMaxRanges) return count();
    normalize(out);
    limited_ |= out.size() > kMaxRanges;
    return !limited_;
  };
  for_each_nested(a, b, [&](std::uint32_t i, std::uint32_t j, bool i_in_j, bool j_in_i) {
    if (agree(a[i].bindings, b[j].bindings)) {
      if (i_in_j) merge(a[i], b[j]);
      if (j_in_i) merge(b[j], a[i]);
    }
    return bounded();
  });
  const auto anywhere = [&](const Ranges& inner, const Ranges& outer) {
    for (const Range& y : outer) {
      if (y.kind != Range::Kind::kAnywhere) continue;
      for (const Range& x : inner) {
        if (agree(x.bindings, y.bindings)) merge(x, y);
        if (!bounded()) return;
      }
    }
  };
  anywhere(a, b);
  anywhere(b, a);
  normalize(out);
  return out;
}

void RangeAlgebra::subtract(Ranges& ranges, const Ranges& negative) {
  if (std::ranges::any_of(negative,
                          [](const Range& each) { return each.kind == Range::Kind::kAnywhere; })) {
    ranges.clear();
    return;
  }
  std::vector<bool> taken(ranges.size());
  for_each_nested(ranges, negative, [&](std::uint32_t i, std::uint32_t j, bool in, bool around) {
    if (!taken[i]) {
      switch (negative[j].kind) {
        case Range::Kind::kPlain:
          taken[i] = in && around && agree(ranges[i].bindings, negative[j].bindings);
          break;
        case Range::Kind::kRegex:
          taken[i] = agree(ranges[i].bindings, negative[j].bindings);
          break;
        default:
          taken[i] = in && agree(ranges[i].bindings, negative[j].bindings);
          break;
      }
    }
    return count();
  });
  std::size_t number = 0;
  std::erase_if(ranges, [&](const Range&) { return taken[number++]; });
}

}  // namespace scan::sast
