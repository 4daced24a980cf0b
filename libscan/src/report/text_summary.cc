#include "report/text_summary.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

#include "report/package_actions.h"

namespace scan::report {
namespace {

// Of the notices of one kind; the others are counted.
constexpr std::size_t kNoticesShown = 5;

constexpr std::size_t kActionsShown = 20;

// "4,012"
std::string grouped(std::uint64_t number) {
  std::string digits = std::to_string(number);
  for (std::size_t i = digits.size(); i > 3; i -= 3) digits.insert(i - 3, 1, ',');
  return digits;
}

// "17.1 MB", with the powers of ten that disks are sold by.
std::string bytes_text(std::uint64_t bytes) {
  constexpr std::array<std::string_view, 5> kUnits = {"kB", "MB", "GB", "TB", "PB"};
  if (bytes < 1000) return fmt::format("{} B", bytes);
  double value = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (value /= 1000; value >= 999.95 && unit + 1 < kUnits.size(); ++unit) value /= 1000;
  return fmt::format("{:.1f} {}", value, kUnits[unit]);
}

std::string elapsed_text(std::uint64_t ms) {
  if (ms < 1000) return fmt::format("{} ms", ms);
  if (ms < 60'000) return fmt::format("{:.1f} s", static_cast<double>(ms) / 1000);
  return fmt::format("{} min {} s", ms / 60'000, ms % 60'000 / 1000);
}

std::string counted(std::uint64_t n, std::string_view one) {
  return fmt::format("{} {}{}", grouped(n), one, n == 1 ? "" : "s");
}

struct Counts {
  std::array<std::uint64_t, 5> by_severity{};
  std::map<std::string_view, std::uint64_t> by_analyzer;
  std::uint64_t total = 0;
  std::uint64_t suppressed = 0;

  explicit Counts(const ScanResult& result) {
    for (const Finding& finding : result.findings) {
      if (finding.suppression) {
        ++suppressed;
      } else {
        ++by_severity[static_cast<std::size_t>(finding.severity)];
        ++by_analyzer[finding.analyzer];
        ++total;
      }
    }
  }
};

std::uint64_t skipped_files(const Statistics& statistics) {
  std::uint64_t sum = 0;
  for (const auto& [reason, count] : statistics.skipped) sum += count;
  return sum;
}

class Summary {
 public:
  Summary(Page& page, const ScanResult& result, const Verdict& verdict,
          const ReportOptions& options)
      : page_(page), result_(result), verdict_(verdict), options_(options), counts_(result) {}

  void draw() {
    draw_actions();
    draw_notices(true);
    draw_notices(false);
    if (counts_.total > 0 || !result_.notices.empty()) {
      draw_analyzers();
      draw_findings();
      draw_scanned();
      page_.line();
    } else {
      draw_reassurance();
    }
    draw_verdict();
  }

 private:
  static constexpr std::size_t kLabel = 12;  // columns, with the blanks after the longest

  // Lines that do not fit go on below, past the label.
  void row(std::string_view label, std::string_view text) {
    page_.put(Ink::kDim, label).fill(kLabel - label.size());
    page_.wrap(text, kLabel, kLabel, options_.width);
    page_.line();
  }

  void draw_analyzers() {
    std::vector<std::array<std::string, 5>> table = {
        {"analyzer", "rules", "files", "size", "findings"}};
    for (const AnalyzerStatistics& analyzer : result_.statistics.analyzers) {
      const auto found = counts_.by_analyzer.find(analyzer.name);
      table.push_back({printable(analyzer.name), grouped(analyzer.rules), grouped(analyzer.files),
                       bytes_text(analyzer.bytes),
                       grouped(found == counts_.by_analyzer.end() ? 0 : found->second)});
    }
    if (table.size() == 1) return;
    std::array<std::size_t, 5> widths{};
    for (const auto& cells : table)
      for (std::size_t i = 0; i < cells.size(); ++i)
        widths[i] = std::max(widths[i], columns_of(cells[i]));
    widths[0] = std::max(widths[0], kLabel - 3);
    for (const auto& cells : table) {
      const Ink ink = &cells == table.data() ? Ink::kDim : Ink::kPlain;
      page_.put(ink, cells[0]).fill(widths[0] - columns_of(cells[0]));
      for (std::size_t i = 1; i < cells.size(); ++i)
        page_.fill(3 + widths[i] - columns_of(cells[i])).put(ink, cells[i]);
      page_.line();
    }
    page_.line();
  }

  void draw_findings() {
    page_.put(Ink::kDim, "findings").fill(kLabel - 8);
    const std::string total = grouped(counts_.total);
    page_.put(Ink::kBold, total);
    std::size_t at = kLabel + total.size();
    const auto put_count = [&](Ink ink, const std::string& text) {
      if (at + 2 + text.size() > options_.width) {
        page_.line();
        at = kLabel - 2;
        page_.fill(at);
      }
      page_.fill(2).put(ink, text);
      at += 2 + text.size();
    };
    for (std::size_t i = counts_.by_severity.size(); i-- > 0;) {
      const auto severity = static_cast<Severity>(i);
      if (counts_.by_severity[i] > 0)
        put_count(ink_of(severity),
                  fmt::format("{} {}", grouped(counts_.by_severity[i]), to_string(severity)));
    }
    if (counts_.suppressed > 0)
      put_count(Ink::kDim, fmt::format("({} suppressed)", grouped(counts_.suppressed)));
    page_.line();
  }

  std::string scanned_text() const {
    const Statistics& statistics = result_.statistics;
    std::string text = counted(statistics.files - statistics.history_files, "file");
    if (statistics.history_files > 0)
      text += fmt::format(" and {} of git's history", grouped(statistics.history_files));
    text += ", " + bytes_text(statistics.bytes);
    if (options_.elapsed_ms > 0) text += fmt::format(", in {}", elapsed_text(options_.elapsed_ms));
    return text;
  }

  void draw_scanned() {
    row("scanned", scanned_text());
    if (!result_.packages.empty()) row("packages", grouped(result_.packages.size()));
    if (const std::uint64_t skipped = skipped_files(result_.statistics); skipped > 0)
      row("skipped", fmt::format("{}: {}", grouped(skipped), skipped_text()));
  }

  // "120 binary, 14 ignored", the most frequent first.
  std::string skipped_text() const {
    std::vector<std::pair<std::string_view, std::uint64_t>> reasons(
        result_.statistics.skipped.begin(), result_.statistics.skipped.end());
    std::stable_sort(reasons.begin(), reasons.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    std::string text;
    for (const auto& [reason, count] : reasons)
      if (count > 0)
        text += fmt::format("{}{} {}", text.empty() ? "" : ", ", grouped(count), reason);
    return text;
  }

  void draw_reassurance() {
    page_.put(Ink::kGood, "No findings").put(" in ");
    std::string text = scanned_text() + ".";
    if (const std::uint64_t skipped = skipped_files(result_.statistics); skipped > 0)
      text += fmt::format(" Skipped: {}.", skipped_text());
    if (counts_.suppressed > 0)
      text += fmt::format(" Suppressed: {}.", counted(counts_.suppressed, "finding"));
    std::string ran;
    for (const AnalyzerStatistics& analyzer : result_.statistics.analyzers)
      ran += fmt::format("{}{} ({})", ran.empty() ? "" : ", ", analyzer.name,
                         counted(analyzer.rules, "rule"));
    if (!ran.empty()) text += fmt::format(" Ran: {}.", ran);
    page_.wrap(text, 15, 0, options_.width);
    page_.line();
  }

  // What ends the vulnerabilities of packages; a tree with one vulnerable package has it above.
  void draw_actions() {
    const std::vector<PackageAction> actions = package_actions(result_);
    if (actions.size() < 2) return;
    page_.put(Ink::kBold, "what to do about packages").line();
    for (std::size_t i = 0; i < std::min(actions.size(), kActionsShown); ++i) {
      const PackageAction& action = actions[i];
      const std::string_view severity = to_string(action.severity);
      page_.fill(2).put(ink_of(action.severity), severity).put(": ");
      std::string ends = action.vulnerabilities == 1
                             ? "ends 1 vulnerability"
                             : fmt::format("ends {} vulnerabilities", action.vulnerabilities);
      if (action.of_severity < action.vulnerabilities)
        ends += fmt::format(", {} of them {}", action.of_severity, severity);
      page_.wrap(fmt::format("{} ({}): {}", action.text, action.path, ends), severity.size() + 4, 4,
                 options_.width);
      page_.line();
    }
    if (actions.size() > kActionsShown)
      page_.put(fmt::format("  and {} more", grouped(actions.size() - kActionsShown))).line();
    page_.line();
  }

  // The notices that left something out, or the others; by code, in the order of the result.
  void draw_notices(bool incomplete) {
    std::map<std::string_view, std::vector<const Notice*>> by_code;
    std::size_t count = 0;
    for (const Notice& notice : result_.notices) {
      if (notice.incomplete != incomplete) continue;
      by_code[notice.code].push_back(&notice);
      ++count;
    }
    if (count == 0) return;
    if (incomplete)
      page_.put(Ink::kMedium, "incomplete").put(": ").put("something was left out of the scan");
    else
      page_.put(Ink::kFrame, "note").put(": ").put(counted(count, "remark"));
    page_.line();
    for (const auto& [code, notices] : by_code) {
      for (std::size_t i = 0; i < std::min(notices.size(), kNoticesShown); ++i)
        draw_notice(*notices[i]);
      if (notices.size() > kNoticesShown) {
        page_.put("  ").put(Ink::kBold, printable(code)).put(": ");
        page_.put(fmt::format("and {} more", grouped(notices.size() - kNoticesShown))).line();
      }
    }
    page_.line();
  }

  void draw_notice(const Notice& notice) {
    const std::string code = printable(notice.code);
    page_.put("  ").put(Ink::kBold, code).put(": ");
    std::string text;
    if (!notice.path.empty()) text += notice.path + ": ";
    if (!notice.rule_id.empty()) text += "rule " + notice.rule_id + ": ";
    text += notice.message;
    page_.wrap(text, columns_of(code) + 4, 4, options_.width);
    page_.line();
  }

  void draw_verdict() {
    constexpr std::array<Ink, 3> kInks = {Ink::kGood, Ink::kHigh, Ink::kMedium};
    const std::string_view word = to_string(verdict_.outcome);
    page_.put(kInks[static_cast<std::size_t>(verdict_.outcome)], word).put(": ");
    page_.wrap(verdict_.reason, word.size() + 2, 2, options_.width);
    page_.line();
  }

  Page& page_;
  const ScanResult& result_;
  const Verdict& verdict_;
  const ReportOptions& options_;
  Counts counts_;
};

}  // namespace

void draw_summary(Page& page, const ScanResult& result, const Verdict& verdict,
                  const ReportOptions& options) {
  Summary(page, result, verdict, options).draw();
}

}  // namespace scan::report
