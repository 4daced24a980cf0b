// A trace as text. Nothing recurses deeper than a rule nests, which its reader bounds.
#include "scan/rule_trace.h"

#include <algorithm>
#include <string_view>

namespace scan {
namespace {

constexpr std::size_t kShownPlaces = 5;
constexpr std::size_t kShownText = 100;

// The first line of a step's text, cut.
std::string head_of(const std::string& text) {
  std::string head = text.substr(0, std::min(text.find('\n'), kShownText));
  if (head.size() < text.size()) head += " ...";
  return head;
}

bool covers(const std::vector<TracePlace>& places, std::uint32_t line) {
  return std::ranges::any_of(places, [&](const TracePlace& place) {
    return place.region.start_line <= line && line <= place.region.end_line;
  });
}

class Lines {
 public:
  explicit Lines(std::string& out) : out_(out) {}

  void add(const TraceStep& step, const std::string& indent) {
    out_ += indent + head_of(step.text) + ": " + counts(step) + '\n';
    const bool condition = step.kind == TraceStep::Kind::kCondition;
    places(condition ? step.left_places : step.places, indent + "    ");
    for (const TraceStep& inner : step.steps) add(inner, indent + "  ");
  }

 private:
  std::string counts(const TraceStep& step) {
    const bool condition = step.kind == TraceStep::Kind::kCondition;
    std::string text = condition ? std::string() : std::to_string(step.found) + " found";
    if (step.left) text += (text.empty() ? "" : ", ") + std::to_string(*step.left) + " left";
    const bool nothing =
        step.left ? *step.left == 0 : step.found == 0 && step.kind != TraceStep::Kind::kNegation;
    if (nothing && !told_) {
      // Within it, the step that is to blame is told of first.
      const bool deeper = std::ranges::any_of(step.steps, [](const TraceStep& inner) {
        return inner.left.value_or(inner.found) == 0 && inner.kind != TraceStep::Kind::kNegation;
      });
      if (!deeper) {
        told_ = true;
        text += "   <-- from here on nothing is left";
      }
    }
    return text;
  }

  void places(const std::vector<TracePlace>& places, const std::string& indent) {
    for (std::size_t i = 0; i < std::min(places.size(), kShownPlaces); ++i) {
      out_ += indent + std::to_string(places[i].region.start_line) + ':' +
              std::to_string(places[i].region.start_column) + "  " + places[i].excerpt + '\n';
    }
    if (places.size() > kShownPlaces) out_ += indent + "...\n";
  }

  std::string& out_;
  bool told_ = false;  // where it failed first
};

std::string quoted(const TraceStep& step) { return "`" + head_of(step.text) + "`"; }

std::string why(const TraceStep& step, std::uint32_t line);

// Of the steps of kAll the first that has nothing on the line, or that takes it away.
std::string why_not_all(const TraceStep& all, std::uint32_t line) {
  using Kind = TraceStep::Kind;
  for (const TraceStep& step : all.steps) {
    const bool finds = step.kind != Kind::kNegation && step.kind != Kind::kCondition;
    if (finds && !covers(step.places, line)) return why(step, line);
  }
  for (const TraceStep& step : all.steps) {
    if (!step.left || covers(step.left_places, line)) continue;
    if (step.kind == Kind::kNegation) return quoted(step) + " takes it away";
    if (step.kind == Kind::kCondition) return quoted(step) + " does not hold";
    return quoted(step) + " matches here, but not together with what stands before it";
  }
  return {};
}

std::string why(const TraceStep& step, std::uint32_t line) {
  using Kind = TraceStep::Kind;
  if (step.kind == Kind::kAll || (!step.steps.empty() && step.kind == Kind::kMatch)) {
    std::string reason = why_not_all(step, line);
    if (!reason.empty()) return reason;
  }
  if (step.kind == Kind::kAlternatives)
    return "none of the " + std::to_string(step.steps.size()) + " alternatives of " + quoted(step) +
           " matches here";
  return "no match of " + quoted(step) + " here";
}

}  // namespace

std::string to_text(const RuleTrace& trace) {
  std::string out = trace.rule_id + " in " + trace.path + '\n';
  if (!trace.not_tried.empty()) out += "not tried in a scan: " + trace.not_tried + '\n';
  if (trace.formula) Lines(out).add(*trace.formula, "");
  return out;
}

std::string why_nothing_at(const RuleTrace& trace, std::uint32_t line) {
  if (!trace.not_tried.empty()) return "not tried: " + trace.not_tried;
  if (!trace.formula || covers(trace.formula->places, line)) return {};
  return why(*trace.formula, line);
}

}  // namespace scan
