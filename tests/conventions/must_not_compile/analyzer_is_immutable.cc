// One analyzer serves all threads at once, so analyze() may change nothing in it.
// error: in read-only object|assignment of member|increment of member
#include "scan/analyzer.h"

class Counter : public scan::Analyzer {
 public:
  std::string_view name() const override { return "counter"; }
  bool wants(std::string_view) const override { return true; }
  void analyze(const scan::Source&, const scan::FileContext&, scan::FileResult&) const override {
#ifdef MUST_NOT_COMPILE
    ++count_;
#endif
  }
  std::vector<scan::RuleInfo> rules() const override { return {}; }
  int count() const { return count_; }

 private:
  int count_ = 0;
};
