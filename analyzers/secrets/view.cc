#include "secrets/view.h"

#include <algorithm>
#include <array>

namespace scan::secrets {

std::vector<std::string_view> names_of(Codings codings) {
  static constexpr std::array<std::string_view, 7> kNames = {
      "percent", "unicode", "hex", "base64", "escapes", "entities", "pieces"};
  std::vector<std::string_view> names;
  for (std::size_t i = 0; i < kNames.size(); ++i)
    if ((codings >> i & 1) != 0) names.push_back(kNames[i]);
  return names;
}

View::Range View::readings_at(Span span) const {
  const auto first = std::ranges::lower_bound(
      readings_, span.begin, {}, [](const Reading& reading) { return reading.to.end; });
  const auto last =
      std::upper_bound(first, readings_.end(), span.end,
                       [](std::uint32_t end, const Reading& r) { return end < r.to.begin; });
  const Reading* data = readings_.data();
  return {data + (first - readings_.begin()), data + (last - readings_.begin())};
}

// The character at `begin` is of the last stretch that begins up to it, or stands behind that.
std::uint32_t View::begin_in_parent(std::uint32_t begin) const {
  const auto after = std::ranges::upper_bound(
      readings_, begin, {}, [](const Reading& reading) { return reading.to.begin; });
  if (after == readings_.begin()) return base_ + begin;
  const Reading& reading = *std::prev(after);
  if (begin < reading.to.end) return reading.from.begin;
  return reading.from.end + (begin - reading.to.end);
}

// The character before `end` is of the last stretch that begins before it, or stands behind that.
std::uint32_t View::end_in_parent(std::uint32_t end) const {
  const auto after = std::ranges::lower_bound(
      readings_, end, {}, [](const Reading& reading) { return reading.to.begin; });
  if (after == readings_.begin()) return base_ + end;
  const Reading& reading = *std::prev(after);
  if (end <= reading.to.end) return reading.from.end;
  return reading.from.end + (end - reading.to.end);
}

Span View::in_parent(Span span) const {
  const std::uint32_t begin = begin_in_parent(span.begin);
  const std::uint32_t end = span.size() == 0 ? begin : end_in_parent(span.end);
  return {begin, std::max(begin, end)};
}

Span View::place(Span span) const {
  for (const View* view = this; view->parent_ != nullptr; view = view->parent_)
    span = view->in_parent(span);
  return span;
}

std::vector<View::Step> View::way(Span span) const {
  std::vector<Step> steps{{number_, span}};
  for (const View* view = this; view->parent_ != nullptr; view = view->parent_)
    steps.push_back({view->parent_->number_, view->in_parent(steps.back().span)});
  return steps;
}

std::vector<SharedPart> View::shared_with_parent() const {
  std::vector<SharedPart> shared;
  std::uint32_t begin = 0;
  std::uint32_t parent_begin = base_;
  const auto add_up_to = [&](std::uint32_t end) {
    if (end > begin) shared.push_back({begin, parent_begin, end - begin});
  };
  for (const Reading& reading : readings_) {
    add_up_to(reading.to.begin);
    begin = reading.to.end;
    parent_begin = reading.from.end;
  }
  add_up_to(static_cast<std::uint32_t>(text_.size()));
  return shared;
}

void View::append_read(std::vector<Span>& spans) const {
  for (const Reading& reading : readings_) spans.push_back(reading.to);
}

Codings View::codings(Span span) const {
  Codings codings = 0;
  const Range range = readings_at(span);
  for (const Reading* reading = range.first; reading != range.last; ++reading)
    codings = static_cast<Codings>(codings | reading->codings);
  return codings;
}

ViewBuilder::ViewBuilder(const View& parent, std::uint32_t begin, Readers readers,
                         std::uint32_t number)
    : view_(parent, readers, number), done_(begin) {
  view_.base_ = begin;
}

void ViewBuilder::read(Span from, std::string_view meaning, Codings codings) {
  std::string& text = view_.own_text_;
  text += view_.parent_->slice({done_, from.begin});
  const auto begin = static_cast<std::uint32_t>(text.size());
  text += meaning;
  done_ = from.end;
  codings = static_cast<Codings>(codings | view_.parent_->codings(from));
  view_.readings_.push_back({from, {begin, static_cast<std::uint32_t>(text.size())}, codings});
}

const View& ViewBuilder::finish(std::uint32_t end) {
  view_.own_text_ += view_.parent_->slice({done_, end});
  view_.text_ = view_.own_text_;
  return view_;
}

}  // namespace scan::secrets
