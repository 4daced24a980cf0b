// One block a finding, in the result's order, so that the findings of a file stand together; then
// the summary, which is what remains on the screen.
//
//   high[python-sql-injection]: The query is built from `name`.
//     --> src/views.py:42:5
//      |
//   42 |     cursor.execute("SELECT ... '%s'" % name)
//      |     ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
//      = CWE-89, B608
//      = help: https://cwe.mitre.org/data/definitions/89.html
//
// Vulnerabilities of one package stand in one block.
#include <fmt/format.h>

#include <algorithm>
#include <span>

#include "report/code_frame.h"
#include "report/package_actions.h"
#include "report/terminal.h"
#include "report/text_summary.h"
#include "report/writers.h"

namespace scan::report {
namespace {

constexpr std::uint32_t kLeastWidth = 40;
// Places of a finding that are listed beside the one that is drawn.
constexpr std::size_t kPlacesShown = 3;

// As `git show` takes it, but shorter.
constexpr std::size_t kCommitDigits = 10;

std::string place_text(const Location& location) {
  std::string text = printable(location.path);
  if (location.revision)
    text += "@" + (location.revision->commit.empty()
                       ? "unreachable"
                       : location.revision->commit.substr(0, kCommitDigits));
  if (location.region.start_line > 0)
    text += fmt::format(":{}:{}", location.region.start_line, location.region.start_column);
  if (!location.logical_name.empty())
    text += fmt::format(" ({})", printable(location.logical_name));
  return text;
}

std::string_view shortened(std::string_view command) {
  constexpr std::size_t kShown = 100;
  return command.substr(0, std::min(command.find('\n'), kShown));
}

// Who brought it, when, and where it is still to be had.
std::string history_text(const Finding& finding) {
  const auto first = std::ranges::find_if(
      finding.locations, [](const Location& location) { return location.revision.has_value(); });
  if (first == finding.locations.end()) return {};
  const Revision& revision = *first->revision;
  std::string text;
  if (const auto in_tree = finding.properties.find("in_tree"); in_tree != finding.properties.end())
    text = in_tree->second == "true" ? "in the tree, and " : "removed from the tree, ";
  if (revision.commit.empty()) return text + "in an object that no commit has";
  text += fmt::format("in commit {} by {} <{}> of {}", revision.commit.substr(0, kCommitDigits),
                      printable(revision.author), printable(revision.email), revision.date);
  for (std::size_t i = 0; i < revision.refs.size(); ++i)
    text += (i == 0 ? ", reached from " : ", ") + printable(revision.refs[i]);
  return text;
}

// Which layer of an image brought it, and whether it can still be seen from the last one.
std::string layer_text(const Location& location) {
  if (!location.layer) return {};
  const Layer& layer = *location.layer;
  std::string text = fmt::format("in layer {}{}", layer.number, layer.base ? " (base image)" : "");
  if (!layer.command.empty()) text += ": " + printable(shortened(layer.command));
  if (layer.covered) text += "; a later layer removes it, but it is still in the image";
  return text;
}

// What `--fix` would write, as far as a line can say it.
std::string fix_text(const Fix& fix) {
  if (fix.edits.size() != 1) return fmt::format("{} changes, by --fix", fix.edits.size());
  const std::string& text = fix.edits.front().replacement;
  if (text.empty()) return "remove this";
  const std::size_t end = text.find_first_of("\r\n");
  return printable(text.substr(0, end)) + (end == std::string::npos ? "" : " ...");
}

class FindingBlock {
 public:
  FindingBlock(Page& page, const Finding& finding, const RuleInfo& rule, std::size_t width)
      : page_(page),
        finding_(finding),
        rule_(rule),
        width_(width),
        gutter_(gutter_of(finding.primary())) {}

  void draw() {
    draw_head();
    draw_where();
    draw_pointers();
    page_.line();
  }

  /// All vulnerabilities of a package, of which this finding is the most severe.
  void draw_package(std::span<const Finding* const> vulnerabilities, const Shown& shown) {
    draw_package_head(vulnerabilities.size());
    draw_where();
    for (const Finding* vulnerability : vulnerabilities)
      draw_vulnerability(*vulnerability, shown.rules()[shown.rule_index(vulnerability->rule_id)]);
    if (const std::string_view path = property_of(finding_, "dependency_path"); !path.empty())
      pointer("brought in by", path);
    draw_import();
    draw_suppression();
    page_.line();
  }

 private:
  // White on red is for a word, not for a line of marks.
  Ink mark() const {
    return finding_.severity == Severity::kCritical ? Ink::kHigh : ink_of(finding_.severity);
  }

  void draw_where() {
    page_.fill(gutter_).put(Ink::kFrame, "-->").fill(1).put(place_text(finding_.primary())).line();
    draw_code_frame(page_, finding_.primary(), mark(), width_);
    draw_places();
  }

  // Django 1.11.10 has 3 known vulnerabilities; upgrade to 1.11.29
  void draw_package_head(std::size_t vulnerabilities) {
    const std::string_view severity = to_string(finding_.severity);
    page_.put(ink_of(finding_.severity), severity);
    std::size_t at = severity.size() + 2;
    if (finding_.suppression) {
      page_.put(Ink::kDim, " (suppressed)");
      at += 13;
    }
    page_.put(": ");
    const std::string_view upgrade = property_of(finding_, "upgrade_to");
    const std::string advice = upgrade.empty() ? "no version without them is known"
                                               : fmt::format("upgrade to {}", upgrade);
    page_.wrap(
        fmt::format("{} {} has {} known vulnerabilities; {}", property_of(finding_, "package"),
                    property_of(finding_, "version"), vulnerabilities, advice),
        at, 2, width_);
    page_.line();
  }

  void draw_vulnerability(const Finding& finding, const RuleInfo& rule) {
    const std::string_view severity = to_string(finding.severity);
    const std::string id = printable(rule.id);
    page_.fill(gutter_ + 1).put(Ink::kFrame, "=").fill(1);
    page_.put(ink_of(finding.severity), severity).put(Ink::kBold, "[" + id + "]").put(": ");
    const std::string_view fixed = property_of(finding, "fixed_version");
    page_.wrap(rule.title + (fixed.empty() ? "; no fixed version is known"
                                           : fmt::format("; fixed in {}", fixed)),
               gutter_ + 7 + severity.size() + columns_of(id), gutter_ + 5, width_);
    page_.line();
  }

  void draw_head() {
    const std::string_view severity = to_string(finding_.severity);
    const std::string id = printable(finding_.rule_id);
    std::size_t at = severity.size() + columns_of(id) + 4;
    page_.put(ink_of(finding_.severity), severity).put(Ink::kBold, "[" + id + "]");
    if (finding_.suppression) {
      page_.put(Ink::kDim, " (suppressed)");
      at += 13;
    }
    page_.put(": ");
    page_.wrap(message_of(finding_, rule_), at, 2, width_);
    page_.line();
  }

  void draw_places() {
    const std::size_t others = finding_.locations.size() - 1;
    for (std::size_t i = 1; i <= std::min(others, kPlacesShown); ++i)
      page_.fill(gutter_)
          .put(Ink::kFrame, ":::")
          .fill(1)
          .put(place_text(finding_.locations[i]))
          .line();
    if (others > kPlacesShown)
      pointer({}, fmt::format("and {} more place{}", others - kPlacesShown,
                              others - kPlacesShown == 1 ? "" : "s"));
  }

  void draw_pointers() {
    std::string known_as;
    for (const auto* names : {&rule_.cwe, &rule_.owasp, &rule_.aliases})
      for (const std::string& name : *names) known_as += (known_as.empty() ? "" : ", ") + name;
    const auto reason = finding_.properties.find("confidence_reason");
    const bool reasoned = reason != finding_.properties.end();
    if (finding_.confidence == Confidence::kLow && !reasoned)
      known_as += fmt::format("{}low confidence", known_as.empty() ? "" : ", ");
    if (!known_as.empty()) pointer({}, known_as);
    if (reasoned)
      pointer("confidence",
              fmt::format("{}: {}", to_string(finding_.confidence), printable(reason->second)));
    if (const std::string uri = help_uri_of(rule_); !uri.empty()) pointer("help", uri);
    if (const std::string text = history_text(finding_); !text.empty()) pointer("history", text);
    if (const std::string text = layer_text(finding_.primary()); !text.empty())
      pointer("image", text);
    if (finding_.fix) pointer("fix", fix_text(*finding_.fix));
    draw_import();
    draw_suppression();
  }

  void draw_import() {
    if (property_of(finding_, "imported") == "false")
      pointer("imports", "no file of the tree imports it by its name");
  }

  void draw_suppression() {
    if (!finding_.suppression) return;
    std::string text = finding_.suppression->directive;
    if (!finding_.suppression->justification.empty())
      text += (text.empty() ? "" : ": ") + finding_.suppression->justification;
    pointer("suppressed", text);
  }

  void pointer(std::string_view label, std::string_view text) {
    page_.fill(gutter_ + 1).put(Ink::kFrame, "=").fill(1);
    std::size_t at = gutter_ + 3;
    if (!label.empty()) {
      page_.put(Ink::kBold, label).put(": ");
      at += label.size() + 2;
    }
    page_.wrap(text, at, gutter_ + 5, width_);
    page_.line();
  }

  Page& page_;
  const Finding& finding_;
  const RuleInfo& rule_;
  std::size_t width_;
  std::size_t gutter_;
};

void draw_block(Page& page, std::span<const Finding* const> findings, const Shown& shown,
                std::size_t width) {
  std::vector<const Finding*> ordered(findings.begin(), findings.end());
  std::ranges::stable_sort(
      ordered, [](const Finding* a, const Finding* b) { return a->severity > b->severity; });
  const Finding& first = *ordered.front();
  FindingBlock block(page, first, shown.rules()[shown.rule_index(first.rule_id)], width);
  if (ordered.size() == 1)
    block.draw();
  else
    block.draw_package(ordered, shown);
}

}  // namespace

std::string write_text(const ScanResult& result, const Verdict& verdict,
                       const ReportOptions& given) {
  ReportOptions options = given;
  options.width = std::max(options.width, kLeastWidth);
  const Shown shown(result, options.suppressed);
  std::string out;
  Page page(out, options.color);
  std::span<const Finding* const> rest = shown.findings();
  while (!rest.empty()) {
    const auto end = std::ranges::find_if_not(
        rest, [&](const Finding* other) { return about_one_package(*rest.front(), *other); });
    const auto together = std::max<std::size_t>(1, static_cast<std::size_t>(end - rest.begin()));
    draw_block(page, rest.first(together), shown, options.width);
    rest = rest.subspan(together);
  }
  draw_summary(page, result, verdict, options);
  return out;
}

}  // namespace scan::report
