// Gets large files: to disk, only when they changed, and from where a transfer broke off.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "scan/cancellation.h"
#include "scan/network_options.h"
#include "scan/result.h"

namespace scan::network {

/// What became of a file.
enum class Freshness : std::uint8_t {
  kUnchanged,  ///< the server says that the one that is there is the newest
  kNew,        ///< it was replaced
};

/// Keeps one connection between downloads. Not for several threads at once.
class Downloader {
 public:
  /// Bytes of the file that are there, and of the whole (0: not known). Called a few times a
  /// second.
  using OnProgress = std::function<void(std::uint64_t done, std::uint64_t total)>;

  /// `cancellation` may be null; else it must outlive the object.
  Downloader(NetworkOptions options, const CancellationToken* cancellation);
  ~Downloader();
  Downloader(const Downloader&) = delete;
  Downloader& operator=(const Downloader&) = delete;

  /// Gets `url` to the file `path`, which is replaced as a whole when all of the new one is there.
  /// Beside it stand PATH.http, what the server said of it (ETag, Last-Modified), and while a
  /// transfer is not complete PATH.part, which a later call goes on with. What fails in passing
  /// (5xx, a broken connection) is tried again.
  ///
  /// kNotFound: the server has no such file, or libcurl is not installed. kIo: it cannot be
  /// reached, refuses, or fails; or the file cannot be written. kInvalidArgument: a URL that is not
  /// http or https. kCancelled.
  Result<Freshness> get(const std::string& url, const std::string& path,
                        const OnProgress& on_progress = {});

  /// Bytes of contents received so far, over all calls.
  std::uint64_t received() const;

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace scan::network
