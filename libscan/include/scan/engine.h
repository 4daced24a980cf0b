// Runs analyzers over files: walk, analyze each file in parallel, conclude.
//
//   auto analyzers = scan::make_builtin_analyzers({});
//   auto engine = scan::Engine::create(std::move(analyzers->list));
//   scan::Result<scan::ScanResult> result = engine->scan({"/srv/app"});
#pragma once

#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "scan/analyzer.h"
#include "scan/result.h"
#include "scan/scan_options.h"
#include "scan/scan_result.h"

namespace scan {

/// A set of analyzers, ready to scan. Move-only, and immutable once built: scan() may be called any
/// number of times, also from several threads at once.
class Engine {
 public:
  /// Takes the analyzers over; their order is that of the report. kInvalidArgument when two have
  /// one name, when there are none, or more than 64.
  static Result<Engine> create(std::vector<std::unique_ptr<Analyzer>> analyzers);

  Engine(Engine&&) noexcept;
  Engine& operator=(Engine&&) noexcept;
  ~Engine();

  /// Scans directories and single files. Fails with kNotFound or kIo when a path cannot be opened
  /// at all, and with kCancelled; everything else that goes wrong is a notice in the result. Paths
  /// in the result are relative to the path given; with several roots, each is prefixed with its
  /// root as given, and a file that two of them lead to by one path is scanned once.
  Result<ScanResult> scan(const std::vector<std::string>& paths,
                          const ScanOptions& options = {}) const;

  /// Scans sources that are already in memory, each under a path of its own, on the calling thread.
  /// Of the options those about walking, threads and sizes do not apply. For editors and tests.
  Result<ScanResult> scan_sources(std::vector<Source> sources,
                                  const ScanOptions& options = {}) const;

  /// The rules of all analyzers, ordered by analyzer, then id.
  std::vector<RuleInfo> rules() const;

  /// How a rule, by id or alias, fares in a file: step by step, and so where it fails. kNotFound
  /// when there is no such rule, kInvalidArgument when its analyzer does not explain its rules.
  Result<RuleTrace> explain(std::string_view rule, const Source& source) const;

 private:
  struct State;
  explicit Engine(std::unique_ptr<const State> state);
  std::unique_ptr<const State> state_;
};

}  // namespace scan
