// scan db update.
#include <fmt/format.h>
#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <string>

#include "commands.h"
#include "database_text.h"
#include "scan/advisory_update.h"
#include "signals.h"
#include "standard_output.h"
#include "terminal.h"

namespace scan::cli {
namespace {

// The first of these variables that is set and not empty.
std::string from_environment(std::initializer_list<const char*> names) {
  for (const char* name : names) {
    const char* value = std::getenv(name);
    if (value != nullptr && *value != '\0') return value;
  }
  return {};
}

// The conventions of curl. HTTP_PROXY in upper case is left out, as there: a web server sets it
// from a header of whoever asks.
NetworkOptions network_of_environment() {
  NetworkOptions network;
  network.http_proxy = from_environment({"http_proxy", "all_proxy", "ALL_PROXY"});
  network.https_proxy = from_environment({"https_proxy", "HTTPS_PROXY", "all_proxy", "ALL_PROXY"});
  network.no_proxy = from_environment({"no_proxy", "NO_PROXY"});
  network.ca_file = from_environment({"CURL_CA_BUNDLE", "SSL_CERT_FILE"});
  return network;
}

// One line on standard error that is drawn anew.
class UpdateLine {
 public:
  explicit UpdateLine(const Arguments& arguments) : shown_(shows_progress(arguments)) {}
  ~UpdateLine() {
    if (drawn_) std::fputs("\r\x1b[K", stderr);
  }
  UpdateLine(const UpdateLine&) = delete;
  UpdateLine& operator=(const UpdateLine&) = delete;

  std::function<void(const UpdateProgress&)> callback() {
    if (!shown_) return {};
    return [this](const UpdateProgress& progress) { draw(progress); };
  }

 private:
  void draw(const UpdateProgress& progress) {
    constexpr std::uint64_t kCells = 24;
    drawn_ = true;
    std::string line = visible(progress.step);
    const double megabytes = static_cast<double>(progress.bytes) / 1e6;
    if (progress.total > 0) {
      const std::uint64_t done = std::min(progress.bytes, progress.total);
      const std::string bar(static_cast<std::size_t>(done * kCells / progress.total), '#');
      line += fmt::format(" [{:<{}}] {} %, {:.1f} of {:.1f} MB", bar, kCells,
                          done * 100 / progress.total, megabytes,
                          static_cast<double>(progress.total) / 1e6);
    } else if (progress.bytes > 0) {
      line += fmt::format(" {:.1f} MB", megabytes);
    }
    fmt::print(stderr, "\r\x1b[K{}", line);
    std::fflush(stderr);
  }

  bool shown_;
  bool drawn_ = false;
};

}  // namespace

int run_database_update(const Arguments& arguments) {
  const bool color = use_color(stderr, arguments);
  AdvisoryUpdateOptions options = arguments.database_update;
  options.database = arguments.database_output;
  if (options.folder.empty()) options.folder = options.database + ".downloads";
  options.network = network_of_environment();
  options.cancellation = &install_signal_handlers();
  const Result<AdvisoryUpdate> update = [&] {
    UpdateLine line(arguments);
    options.on_progress = line.callback();
    return update_advisory_database(options);
  }();
  if (!update.ok()) {
    print_error(update.error(), color);
    return interrupted_status() != 0 ? interrupted_status() : kUsageError;
  }
  if (!arguments.quiet)
    for (const Notice& notice : update->status.notices)
      print_warning(notice.path.empty() ? notice.message : notice.path + ": " + notice.message,
                    color);
  std::string text =
      update->rebuilt
          ? fmt::format("renewed: {} archives and {} single records, {:.1f} MB received\n",
                        update->archives, update->records,
                        static_cast<double>(update->bytes_received) / 1e6)
          : std::string("there is nothing newer\n");
  return print_and_return(text + database_text(options.database, update->status), kPassed);
}

}  // namespace scan::cli
