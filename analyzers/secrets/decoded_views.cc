// Gitleaks makes one text of the whole file for each pass and runs all rules over it. Here only the
// neighbourhoods of segments become texts, since only matches that touch one are of interest: so a
// file with one encoded word costs little more than one with none, and a large file that is encoded
// throughout is never in memory a second time.
#include "secrets/decoded_views.h"

#include <algorithm>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "base/utf8.h"

namespace scan::secrets {
namespace {

// Bytes on each side of a segment in which a match that touches it is found. The longest secret, a
// private key of 4,096 bits in PEM, has 3.2 KB.
constexpr std::uint32_t kReach = 8 << 10;
// Segments further apart than this become views of their own even where they touch one another.
constexpr std::uint32_t kMaxView = 1 << 20;
// What a view costs beside its bytes.
constexpr std::uint64_t kViewCost = 1024;

struct Segment {
  Span span;
  Span decoded;  // in the bytes beside it
  text::Coding coding;
};

// Segments that are near one another, until they are made a view.
class Neighbourhood {
 public:
  Neighbourhood(const View& view, ViewBudget& budget, const UseView& use)
      : view_(view), budget_(budget), use_(use) {}

  // Adds a candidate if it says anything, after the use of those that are too far from it. False if
  // it does not.
  bool add(const text::EncodedSpan& candidate);
  // Uses what is left.
  void finish() {
    if (!segments_.empty()) use(end_of_view());
  }

 private:
  void make_room(Span next);
  void drop(std::size_t count);
  void use(std::uint32_t end);
  std::uint32_t end_of_view() const;

  const View& view_;
  ViewBudget& budget_;
  const UseView& use_;
  std::vector<Segment> segments_;
  std::string bytes_;          // what they say
  std::string decoded_;        // what a candidate says
  std::uint32_t barrier_ = 0;  // end of the last segment that was dropped
};

bool Neighbourhood::add(const text::EncodedSpan& candidate) {
  if (!view_.concerns(candidate.span)) return false;
  decoded_.clear();
  if (!text::append_decoded(candidate.coding, view_.slice(candidate.span), decoded_)) return false;
  if (!segments_.empty()) make_room(candidate.span);
  const auto begin = static_cast<std::uint32_t>(bytes_.size());
  bytes_ += decoded_;
  segments_.push_back(
      {candidate.span, {begin, static_cast<std::uint32_t>(bytes_.size())}, candidate.coding});
  return true;
}

void Neighbourhood::make_room(Span next) {
  const std::uint32_t last = segments_.back().span.end;
  if (next.begin - last > 2 * kReach) {
    use(end_of_view());
    drop(segments_.size());
  } else if (next.end - segments_.front().span.begin > kMaxView) {
    use(std::min(end_of_view(), next.begin));
    // Those near the cut are in both views, so that no match is missed there.
    const auto near = std::ranges::find_if(
        segments_, [last](const Segment& s) { return s.span.begin + 2 * kReach >= last; });
    drop(static_cast<std::size_t>(near - segments_.begin()));
  }
}

void Neighbourhood::drop(std::size_t count) {
  if (count == 0) return;
  barrier_ = segments_[count - 1].span.end;
  const std::uint32_t bytes = segments_[count - 1].decoded.end;
  bytes_.erase(0, bytes);
  segments_.erase(segments_.begin(), segments_.begin() + static_cast<std::ptrdiff_t>(count));
  for (Segment& segment : segments_)
    segment.decoded = {segment.decoded.begin - bytes, segment.decoded.end - bytes};
}

std::uint32_t Neighbourhood::end_of_view() const {
  const std::string_view text = view_.text();
  const std::size_t end = segments_.back().span.end + std::size_t{kReach};
  return static_cast<std::uint32_t>(end >= text.size() ? text.size()
                                                       : base::character_start(text, end));
}

void Neighbourhood::use(std::uint32_t end) {
  const std::uint32_t first = segments_.front().span.begin;
  const std::uint32_t begin =
      std::max(barrier_, static_cast<std::uint32_t>(
                             base::character_start(view_.text(), first - std::min(first, kReach))));
  if (!budget_.take(end - begin)) return;
  ViewBuilder builder(view_, begin, view_.readers(), budget_.views());
  for (const Segment& segment : segments_)
    builder.read(segment.span,
                 std::string_view(bytes_).substr(segment.decoded.begin, segment.decoded.size()),
                 codings_of(segment.coding));
  use_(builder.finish(end));
}

using UseCandidate = std::function<void(const text::EncodedSpan&)>;

// Those in a part of a text between two breaks.
void search(std::string_view text, Span range, const UseCandidate& use) {
  if (range.size() == 0) return;
  text::EncodedSpans candidates(text.substr(range.begin, range.size()));
  while (std::optional<text::EncodedSpan> candidate = candidates.next()) {
    candidate->span.begin += range.begin;
    candidate->span.end += range.begin;
    use(*candidate);
  }
}

std::uint32_t break_from(std::string_view text, std::uint32_t at) {
  return static_cast<std::uint32_t>(text::break_from(text, at));
}
std::uint32_t break_up_to(std::string_view text, std::uint32_t at) {
  return static_cast<std::uint32_t>(text::break_up_to(text, at));
}

// Those that may concern a view that is made from another one.
void search_around_readings(const View& view, const UseCandidate& use) {
  std::vector<Span> readings;
  view.append_read(readings);
  Span range;
  for (const Span reading : readings) {
    if (reading.end < range.end) continue;
    const std::uint32_t begin = break_up_to(view.text(), reading.begin);
    if (begin > range.end) {
      search(view.text(), range, use);
      range.begin = begin;
    }
    range.end = break_from(view.text(), reading.end);
  }
  search(view.text(), range, use);
}

// Of the lines that are shared the base tells. What stands before a break may decide that it is
// one, so it is to be shared as well.
void search_with_base(std::string_view text, const Kinship& kinship, const UseCandidate& use) {
  const std::vector<text::EncodedSpan>& known = kinship.base->encoded;
  const auto begin_of = [](const text::EncodedSpan& encoded) { return encoded.span.begin; };
  std::uint32_t done = 0;
  for (const SharedPart& part : kinship.shared) {
    const Span sure = kinship.sure(part);
    const std::uint32_t part_end = part.begin + part.size;
    std::uint32_t begin = part.begin;
    if (sure.begin > part.begin) begin = break_from(text, part.begin + text::kBreakBytes);
    std::uint32_t end = part_end;
    if (begin < part_end && sure.end < part_end) end = break_up_to(text, part_end);
    if (begin >= end) continue;
    search(text, {done, begin}, use);
    done = end;
    const std::uint32_t shift = part.begin - part.base_begin;  // modulo 2^32
    auto encoded = std::ranges::lower_bound(known, begin - shift, {}, begin_of);
    for (; encoded != known.end() && encoded->span.begin < end - shift; ++encoded)
      use({{encoded->span.begin + shift, encoded->span.end + shift}, encoded->coding});
  }
  search(text, {done, static_cast<std::uint32_t>(text.size())}, use);
}

void for_each_candidate(const View& view, const Kinship& kinship, const UseCandidate& use) {
  if (!view.is_source())
    search_around_readings(view, use);
  else if (kinship.base != nullptr)
    search_with_base(view.text(), kinship, use);
  else
    search(view.text(), {0, static_cast<std::uint32_t>(view.text().size())}, use);
}

}  // namespace

bool ViewBudget::take(std::uint64_t bytes) {
  if (exhausted_ || bytes + kViewCost > left_) {
    exhausted_ = true;
    return false;
  }
  left_ -= bytes + kViewCost;
  ++views_;
  return true;
}

void for_each_decoded(const View& view, const Kinship& kinship, ViewBudget& budget,
                      const UseView& use) {
  Neighbourhood neighbourhood(view, budget, use);
  Trace* const trace = view.is_source() ? kinship.trace : nullptr;
  for_each_candidate(view, kinship, [&](const text::EncodedSpan& candidate) {
    if (budget.exhausted()) return;
    if (neighbourhood.add(candidate) && trace != nullptr) trace->encoded.push_back(candidate);
  });
  neighbourhood.finish();
  if (trace != nullptr && budget.exhausted()) trace->whole = false;
}

}  // namespace scan::secrets
