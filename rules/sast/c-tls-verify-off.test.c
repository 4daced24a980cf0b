#include <curl/curl.h>
#include <openssl/ssl.h>

CURLcode fetch(CURL *curl, const char *url) {
  curl_easy_setopt(curl, CURLOPT_URL, url);
  // ruleid: c-tls-verify-off
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
  // ruleid: c-tls-verify-off
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYHOST, 0);
  return curl_easy_perform(curl);
}

SSL_CTX *client(void) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_client_method());
  // ruleid: c-tls-verify-off
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);
  return ctx;
}

void verified(CURL *curl, SSL_CTX *ctx) {
  // ok: c-tls-verify-off
  curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 1L);
  // ok: c-tls-verify-off
  SSL_CTX_set_verify(ctx, SSL_VERIFY_PEER, NULL);
}

void choice(CURL *curl, int insecure) {
  if (insecure) {
    // ok: c-tls-verify-off
    curl_easy_setopt(curl, CURLOPT_SSL_VERIFYPEER, 0L);
  }
}

SSL_CTX *server(const char *key) {
  SSL_CTX *ctx = SSL_CTX_new(TLS_server_method());
  SSL_CTX_use_PrivateKey_file(ctx, key, SSL_FILETYPE_PEM);
  // ok: c-tls-verify-off
  SSL_CTX_set_verify(ctx, SSL_VERIFY_NONE, NULL);
  return ctx;
}
