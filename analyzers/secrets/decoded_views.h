// What a text says in percent, unicode, hexadecimal and base64 encoding.
#pragma once

#include <cstdint>
#include <functional>

#include "secrets/trace.h"
#include "secrets/view.h"

namespace scan::secrets {

/// How much may be made of one source. All views together may have so many bytes; what is beyond
/// that is not looked at.
class ViewBudget {
 public:
  explicit ViewBudget(std::uint64_t bytes) : left_(bytes) {}

  /// Takes the costs of a view that has at most so many bytes; false, for good, when there is not
  /// enough left.
  bool take(std::uint64_t bytes);
  bool exhausted() const { return exhausted_; }
  /// How often there was enough: a number for the view.
  std::uint32_t views() const { return views_; }

 private:
  std::uint64_t left_;
  std::uint32_t views_ = 0;
  bool exhausted_ = false;
};

using UseView = std::function<void(const View&)>;

/// Gives to `use` what encoded segments of `view` say, one after the other, each with the text
/// around it, as far as the budget goes. In a view that is itself made, only those count that have
/// to do with it: all others were tried before. Those of a source are not looked for where its base
/// in `kinship` tells of them, and its trace is told of them. The time is linear in the view, the
/// memory that of one view at a time, of about 1 MiB unless one segment alone has more.
void for_each_decoded(const View& view, const Kinship& kinship, ViewBudget& budget,
                      const UseView& use);

}  // namespace scan::secrets
