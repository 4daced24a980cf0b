#include "signals.h"

#include <csignal>

namespace scan::cli {
namespace {

// A signal handler can reach nothing but globals.
CancellationToken interrupted;
volatile std::sig_atomic_t caught_signal = 0;

void on_signal(int signal_number) {
  if (interrupted.cancelled()) {
    std::signal(signal_number, SIG_DFL);
    std::raise(signal_number);
    return;
  }
  caught_signal = signal_number;
  interrupted.cancel();
}

}  // namespace

const CancellationToken& install_signal_handlers() {
  struct sigaction action = {};
  action.sa_handler = on_signal;
  sigemptyset(&action.sa_mask);
  action.sa_flags = SA_RESTART | SA_NODEFER;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  return interrupted;
}

int interrupted_status() { return caught_signal == 0 ? 0 : 128 + caught_signal; }

}  // namespace scan::cli
