// A transfer goes to PATH.part, beside which stands what the server said of the version that it is
// of. With that, a later attempt asks for the rest of the same version only (If-Range), and gets
// the whole of another.
#include "network/downloader.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <filesystem>
#include <fstream>
#include <sstream>
#include <thread>
#include <utility>

#include "base/descriptor.h"
#include "base/replace_file.h"
#include "base/system_error.h"
#include "network/curl_library.h"
#include "network/http_fields.h"

namespace scan::network {
namespace {

namespace fs = std::filesystem;
using Clock = std::chrono::steady_clock;

/// A server that asks for more patience than this is down.
constexpr std::chrono::seconds kLongestDelay{30};
constexpr long kMaxRedirections = 5;
/// Of one file, also where each gets a little further.
constexpr unsigned kMostTries = 50;

Error cancelled() { return {.code = ErrorCode::kCancelled, .message = "stopped"}; }

std::string text_at(const std::string& path) {
  std::ifstream file(path, std::ios::binary);
  std::ostringstream text;
  text << file.rdbuf();
  return text.str();
}

std::uint64_t size_at(const std::string& path) {
  std::error_code failure;
  const std::uint64_t size = fs::file_size(path, failure);
  return failure ? 0 : size;
}

void remove(const std::string& path) {
  std::error_code ignored;
  fs::remove(path, ignored);
}

struct Files {
  std::string whole, version, part, part_version;

  explicit Files(const std::string& path)
      : whole(path),
        version(path + ".http"),
        part(path + ".part"),
        part_version(path + ".part.http") {}
  void drop_part() const {
    remove(part);
    remove(part_version);
  }
};

// One request and its answer.
struct Transfer {
  const Files& files;
  const Downloader::OnProgress& on_progress;
  const CancellationToken* cancellation;

  AnswerFields fields;
  std::function<long()> status;  // of the answer so far
  std::uint64_t begin = 0;       // bytes that are there already
  std::uint64_t received = 0;
  base::Descriptor file;
  int write_error = 0;
  bool misplaced = false;  // a part that does not follow on what is there
  Clock::time_point told{};

  bool open_file();
  std::size_t take(const char* bytes, std::size_t size);
};

// At the first bytes of a content: now it is known whether it is a whole file or the rest of one.
bool Transfer::open_file() {
  const bool rest = status() == 206;
  misplaced = rest && fields.range_begin != static_cast<std::int64_t>(begin);
  if (misplaced) return false;
  if (!rest) begin = 0;
  // What it is a part of has to be known before there is a part.
  const Status noted = base::replace_file(files.part_version, fields.version.to_text());
  file = base::Descriptor(::open(
      files.part.c_str(), O_WRONLY | O_CREAT | O_CLOEXEC | (rest ? O_APPEND : O_TRUNC), 0666));
  if (file.valid() && noted.ok()) return true;
  write_error = file.valid() ? EIO : errno;
  return false;
}

std::size_t Transfer::take(const char* bytes, std::size_t size) {
  const long code = status();
  if (code != 200 && code != 206) return size;  // an error's page
  if (!file.valid() && !open_file()) return 0;
  if (!base::write_all(file.get(), {bytes, size})) {
    write_error = errno;
    return 0;
  }
  received += size;
  return size;
}

std::size_t on_body(char* bytes, std::size_t size, std::size_t count, void* target) {
  return static_cast<Transfer*>(target)->take(bytes, size * count);
}

std::size_t on_header(char* bytes, std::size_t size, std::size_t count, void* target) {
  static_cast<Transfer*>(target)->fields.add_line({bytes, size * count});
  return size * count;
}

// Other than 0 ends the transfer.
int on_transfer(void* target, curl_off_t total, curl_off_t done, curl_off_t, curl_off_t) {
  auto& transfer = *static_cast<Transfer*>(target);
  if (transfer.cancellation != nullptr && transfer.cancellation->cancelled()) return 1;
  const Clock::time_point now = Clock::now();
  if (transfer.on_progress && now - transfer.told > std::chrono::milliseconds(100)) {
    transfer.told = now;
    const std::uint64_t before = transfer.begin;
    transfer.on_progress(before + static_cast<std::uint64_t>(done),
                         total > 0 ? before + static_cast<std::uint64_t>(total) : 0);
  }
  return 0;
}

bool fails_in_passing(CURLcode code) {
  switch (code) {
    case CURLE_PARTIAL_FILE:
    case CURLE_RECV_ERROR:
    case CURLE_SEND_ERROR:
    case CURLE_GOT_NOTHING:
    case CURLE_OPERATION_TIMEDOUT:
    case CURLE_COULDNT_CONNECT:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM:
      return true;
    default:
      return false;
  }
}

bool is_about_tls(CURLcode code) {
  switch (code) {
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_PEER_FAILED_VERIFICATION:
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_SSL_CERTPROBLEM:
    case CURLE_SSL_CIPHER:
    case CURLE_SSL_ISSUER_ERROR:
      return true;
    default:
      return false;
  }
}

bool fails_in_passing(long status) { return status >= 500 || status == 408 || status == 429; }

Error refused(long status, const std::string& url) {
  const std::string code = " (HTTP " + std::to_string(status) + ")";
  Error error{.code = ErrorCode::kIo, .message = {}, .path = url};
  if (status == 404 || status == 410) {
    error.code = ErrorCode::kNotFound;
    error.message = "the server has no such file" + code;
  } else if (status == 401 || status == 403 || status == 407) {
    error.message = "the server does not give it to us" + code;
  } else if (status == 429) {
    error.message = "the server asks for fewer requests" + code;
  } else if (status >= 500) {
    error.message = "the server failed" + code;
  } else {
    error.message = "the server gave an unexpected answer" + code;
  }
  return error;
}

}  // namespace

struct Downloader::State {
  NetworkOptions options;
  const CancellationToken* cancellation = nullptr;
  std::unique_ptr<const CurlLibrary> curl;
  CURL* handle = nullptr;
  std::uint64_t received = 0;

  Status load();
  CURLcode perform(const std::string& url, const std::vector<std::string>& headers,
                   Transfer& transfer, long& status);
  bool wait(std::chrono::milliseconds delay) const;
  Status keep(Transfer& transfer, const Files& files) const;

  struct Attempt {
    Result<Freshness> outcome;
    bool in_passing = false;                // it may go well the next time
    std::chrono::milliseconds patience{0};  // that the server asks for
  };
  Attempt attempt(const std::string& url, const Files& files, const OnProgress& on_progress);
};

Status Downloader::State::load() {
  if (handle != nullptr) return {};
  auto loaded = CurlLibrary::load();
  if (!loaded.ok()) return loaded.error();
  curl = *std::move(loaded);
  handle = curl->easy_init();
  if (handle == nullptr)
    return Error{.code = ErrorCode::kIo, .message = "libcurl has no room for a request"};
  return {};
}

CURLcode Downloader::State::perform(const std::string& url, const std::vector<std::string>& headers,
                                    Transfer& transfer, long& status) {
  std::unique_ptr<curl_slist, decltype(curl->slist_free_all)> list(nullptr, curl->slist_free_all);
  for (const std::string& header : headers)
    list.reset(curl->slist_append(list.release(), header.c_str()));
  curl->easy_reset(handle);  // the connection stays
  transfer.status = [&] {
    long code = 0;
    curl->easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &code);
    return code;
  };
  CURLcode code = CURLE_OK;
  const auto set = [&](CURLoption option, auto value) {
    if (code == CURLE_OK) code = curl->easy_setopt(handle, option, value);
  };
  const bool secure = url.starts_with("https://");
  set(CURLOPT_PROTOCOLS_STR, secure ? "https" : "http,https");
  set(CURLOPT_REDIR_PROTOCOLS_STR, secure ? "https" : "http,https");
  set(CURLOPT_FOLLOWLOCATION, 1L);
  set(CURLOPT_MAXREDIRS, kMaxRedirections);
  set(CURLOPT_URL, url.c_str());
  set(CURLOPT_HTTPHEADER, list.get());
  set(CURLOPT_USERAGENT, "scan");
  set(CURLOPT_NOSIGNAL, 1L);
  set(CURLOPT_CONNECTTIMEOUT, static_cast<long>(options.connect_timeout.count()));
  set(CURLOPT_LOW_SPEED_LIMIT, 1L);
  set(CURLOPT_LOW_SPEED_TIME, static_cast<long>(options.stall_timeout.count()));
  // Empty strings as well: they keep libcurl from reading the environment.
  set(CURLOPT_PROXY, (secure ? options.https_proxy : options.http_proxy).c_str());
  set(CURLOPT_NOPROXY, options.no_proxy.c_str());
  if (!options.ca_file.empty()) set(CURLOPT_CAINFO, options.ca_file.c_str());
  set(CURLOPT_WRITEFUNCTION, &on_body);
  set(CURLOPT_WRITEDATA, &transfer);
  set(CURLOPT_HEADERFUNCTION, &on_header);
  set(CURLOPT_HEADERDATA, &transfer);
  set(CURLOPT_NOPROGRESS, 0L);
  set(CURLOPT_XFERINFOFUNCTION, &on_transfer);
  set(CURLOPT_XFERINFODATA, &transfer);
  if (code == CURLE_OK) code = curl->easy_perform(handle);
  status = transfer.status();
  received += transfer.received;
  return code;
}

// The part is whole now.
Status Downloader::State::keep(Transfer& transfer, const Files& files) const {
  if (!transfer.file.valid() && !transfer.open_file())  // a file of no bytes
    return base::system_error(transfer.write_error, files.part);
  if (::fsync(transfer.file.get()) != 0 || !transfer.file.close())
    return base::system_error(errno, files.part);
  // Without its version between the two steps, so that none ever stands beside another file.
  remove(files.version);
  std::error_code failure;
  fs::rename(files.part, files.whole, failure);
  if (failure) return base::system_error(failure.value(), files.whole);
  remove(files.part_version);
  return base::replace_file(files.version, transfer.fields.version.to_text());
}

Downloader::State::Attempt Downloader::State::attempt(const std::string& url, const Files& files,
                                                      const OnProgress& on_progress) {
  Transfer transfer{.files = files, .on_progress = on_progress, .cancellation = cancellation};
  transfer.fields.version.url = url;
  std::vector<std::string> headers;
  const Version part = Version::from_text(text_at(files.part_version));
  transfer.begin = size_at(files.part);
  if (transfer.begin > 0 && part.url == url && !part.range_condition().empty()) {
    headers.push_back("Range: bytes=" + std::to_string(transfer.begin) + "-");
    headers.push_back("If-Range: " + part.range_condition());
  } else {
    transfer.begin = 0;
    const Version known = Version::from_text(text_at(files.version));
    if (known.url == url && fs::exists(files.whole)) {
      if (!known.etag.empty()) headers.push_back("If-None-Match: " + known.etag);
      if (!known.last_modified.empty())
        headers.push_back("If-Modified-Since: " + known.last_modified);
    }
  }

  long status = 0;
  const CURLcode code = perform(url, headers, transfer, status);
  if (cancellation != nullptr && cancellation->cancelled()) return {.outcome = cancelled()};
  if (transfer.write_error != 0)
    return {.outcome = base::system_error(transfer.write_error, files.part)};
  if (transfer.misplaced || status == 416) {
    files.drop_part();
    return {.outcome = Error{.code = ErrorCode::kIo,
                             .message = "the server sent another part than was asked for",
                             .path = url},
            .in_passing = true};
  }
  if (code != CURLE_OK) {
    Error error{.code = ErrorCode::kIo, .message = curl->easy_strerror(code), .path = url};
    for (char& c : error.message.insert(0, is_about_tls(code) ? "TLS: " : "no connection: "))
      if (c == '\n') c = ' ';
    error.hint = is_about_tls(code)
                     ? "CURL_CA_BUNDLE or SSL_CERT_FILE names other authorities to trust"
                     : "advisories that are there already are compiled by `scan db build`";
    return {.outcome = std::move(error), .in_passing = fails_in_passing(code)};
  }
  if (status == 304) return {.outcome = Freshness::kUnchanged};
  if (status != 200 && status != 206)
    return {
        .outcome = refused(status, url),
        .in_passing = fails_in_passing(status),
        .patience = std::chrono::seconds(std::max<std::int64_t>(transfer.fields.retry_after, 0))};
  if (Status kept = keep(transfer, files); !kept.ok()) return {.outcome = kept.error()};
  return {.outcome = Freshness::kNew};
}

// False when the caller asked to stop.
bool Downloader::State::wait(std::chrono::milliseconds delay) const {
  const Clock::time_point end = Clock::now() + delay;
  while (Clock::now() < end) {
    if (cancellation != nullptr && cancellation->cancelled()) return false;
    std::this_thread::sleep_for(std::chrono::milliseconds(20));
  }
  return true;
}

Downloader::Downloader(NetworkOptions options, const CancellationToken* cancellation)
    : state_(std::make_unique<State>()) {
  state_->options = std::move(options);
  state_->cancellation = cancellation;
}

Downloader::~Downloader() {
  if (state_->handle != nullptr) state_->curl->easy_cleanup(state_->handle);
}

std::uint64_t Downloader::received() const { return state_->received; }

Result<Freshness> Downloader::get(const std::string& url, const std::string& path,
                                  const OnProgress& on_progress) {
  if (!url.starts_with("https://") && !url.starts_with("http://"))
    return Error{.code = ErrorCode::kInvalidArgument,
                 .message = "only http and https can be asked",
                 .path = url};
  if (Status loaded = state_->load(); !loaded.ok()) return loaded.error();
  const Files files(path);
  std::chrono::milliseconds delay = state_->options.first_delay;
  std::uint64_t reached = 0;
  for (unsigned tries = 1, failures = 0;; ++tries) {
    State::Attempt attempt = state_->attempt(url, files, on_progress);
    if (attempt.outcome.ok() || !attempt.in_passing) return std::move(attempt.outcome);
    // A transfer that gets on is not one that fails, if it breaks off now and then.
    const std::uint64_t size = size_at(files.part);
    if (size > reached) {
      failures = 0;
      delay = state_->options.first_delay;
    }
    reached = std::max(reached, size);
    if (++failures >= state_->options.attempts || tries >= kMostTries ||
        attempt.patience > kLongestDelay) {
      Error error = attempt.outcome.error();
      if (tries > 1) error.message += ", " + std::to_string(tries) + " times";
      return error;
    }
    if (!state_->wait(std::max(delay, attempt.patience))) return cancelled();
    delay = std::min<std::chrono::milliseconds>(delay * 2, kLongestDelay);
  }
}

}  // namespace scan::network
