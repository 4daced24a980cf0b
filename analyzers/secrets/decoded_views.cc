// Gitleaks makes one text of the whole file for each pass and runs all rules over it. Here only the
// neighbourhoods of segments become texts, since only matches that touch one are of interest: so a
// file with one encoded word costs little more than one with none, and a large file that is encoded
// throughout is never in memory a second time.
#include "secrets/decoded_views.h"

#include <algorithm>
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

  // Adds a candidate if it says anything, after the use of those that are too far from it.
  void add(const text::EncodedSpan& candidate);
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

void Neighbourhood::add(const text::EncodedSpan& candidate) {
  if (!view_.concerns(candidate.span)) return;
  decoded_.clear();
  if (!text::append_decoded(candidate.coding, view_.slice(candidate.span), decoded_)) return;
  if (!segments_.empty()) make_room(candidate.span);
  const auto begin = static_cast<std::uint32_t>(bytes_.size());
  bytes_ += decoded_;
  segments_.push_back(
      {candidate.span, {begin, static_cast<std::uint32_t>(bytes_.size())}, candidate.coding});
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

void for_each_decoded(const View& view, ViewBudget& budget, const UseView& use) {
  Neighbourhood neighbourhood(view, budget, use);
  text::EncodedSpans candidates(view.text());
  while (const auto candidate = candidates.next()) {
    if (budget.exhausted()) return;
    neighbourhood.add(*candidate);
  }
  neighbourhood.finish();
}

}  // namespace scan::secrets
