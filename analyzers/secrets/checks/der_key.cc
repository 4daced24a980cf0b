#include <openssl/err.h>
#include <openssl/evp.h>
#include <openssl/x509.h>

#include <memory>

#include "base/hash.h"
#include "secrets/checks/key_material.h"

namespace scan::secrets {
namespace {

std::string type_of(const EVP_PKEY* key) {
  switch (EVP_PKEY_get_base_id(key)) {
    case EVP_PKEY_RSA:
      return "RSA";
    case EVP_PKEY_RSA_PSS:
      return "RSA-PSS";
    case EVP_PKEY_DSA:
      return "DSA";
    case EVP_PKEY_DH:
      return "DH";
    case EVP_PKEY_EC:
      return "EC";
    case EVP_PKEY_ED25519:
      return "Ed25519";
    case EVP_PKEY_ED448:
      return "Ed448";
    case EVP_PKEY_X25519:
      return "X25519";
    case EVP_PKEY_X448:
      return "X448";
    default:
      return "";
  }
}

std::string public_key_of(const EVP_PKEY* key) {
  unsigned char* der = nullptr;
  const int size = i2d_PUBKEY(key, &der);
  if (size <= 0) return {};
  std::string digest = base::sha256_hex(
      std::string_view(reinterpret_cast<const char*>(der), static_cast<std::size_t>(size)));
  OPENSSL_free(der);
  return digest;
}

}  // namespace

std::optional<KeyMaterial> read_der_key(std::string_view der) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
  const std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(
      d2i_AutoPrivateKey(nullptr, &bytes, static_cast<long>(der.size())), &EVP_PKEY_free);
  std::optional<KeyMaterial> material;
  if (key != nullptr)
    material = {.type = type_of(key.get()),
                .bits = EVP_PKEY_get_bits(key.get()),
                .public_key = public_key_of(key.get())};
  ERR_clear_error();  // the queue is the program's, which may ask it for other reasons
  return material;
}

std::string public_key_in(std::string_view label, std::string_view der) {
  const auto* bytes = reinterpret_cast<const unsigned char*>(der.data());
  const auto size = static_cast<long>(der.size());
  std::unique_ptr<EVP_PKEY, void (*)(EVP_PKEY*)> key(nullptr, &EVP_PKEY_free);
  if (label == "CERTIFICATE") {
    const std::unique_ptr<X509, void (*)(X509*)> certificate(d2i_X509(nullptr, &bytes, size),
                                                             &X509_free);
    if (certificate != nullptr) key.reset(X509_get_pubkey(certificate.get()));
  } else if (label == "PUBLIC KEY") {
    key.reset(d2i_PUBKEY(nullptr, &bytes, size));
  } else if (label == "RSA PUBLIC KEY") {
    key.reset(d2i_PublicKey(EVP_PKEY_RSA, nullptr, &bytes, size));
  }
  std::string digest = key != nullptr ? public_key_of(key.get()) : std::string();
  ERR_clear_error();
  return digest;
}

}  // namespace scan::secrets
