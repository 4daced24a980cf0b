#include <openssl/evp.h>

int seal(EVP_CIPHER_CTX *ctx, const unsigned char *key, const unsigned char *iv) {
  // ruleid: c-weak-cipher
  return EVP_EncryptInit_ex(ctx, EVP_des_ede3_cbc(), NULL, key, iv);
}

const EVP_CIPHER *stream(void) {
  // ruleid: c-weak-cipher
  return EVP_rc4();
}

const EVP_CIPHER *blocks(void) {
  // ruleid: c-weak-cipher
  const EVP_CIPHER *cipher = EVP_aes_128_ecb();
  return cipher;
}

const EVP_CIPHER *strong(void) {
  // ok: c-weak-cipher
  return EVP_aes_256_gcm();
}

const EVP_CIPHER *chacha(void) {
  // ok: c-weak-cipher
  return EVP_chacha20_poly1305();
}

const EVP_CIPHER *named(const char *name) {
  // ok: c-weak-cipher
  return EVP_get_cipherbyname(name);
}
