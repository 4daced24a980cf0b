// The subcommands. Each returns the process's exit status.
#pragma once

#include "arguments.h"

namespace scan::cli {

inline constexpr int kPassed = 0;
inline constexpr int kFailed = 1;
inline constexpr int kUsageError = 2;
inline constexpr int kIncomplete = 3;

int run_scan(const Arguments& arguments);
int run_test(const Arguments& arguments);
int run_rules_list(const Arguments& arguments);
int run_rules_validate(const Arguments& arguments);
int run_rules_show(const Arguments& arguments);
int run_database_build(const Arguments& arguments);
int run_database_status(const Arguments& arguments);
int run_database_update(const Arguments& arguments);
int run_gate(const Arguments& arguments);

}  // namespace scan::cli
