package digest

import (
	"crypto/hmac"
	"crypto/md5"
	weak "crypto/sha1"
	"crypto/sha256"
	"encoding/hex"
)

func passwordDigest(password string) string {
	// ruleid: go-weak-hash
	sum := md5.Sum([]byte(password))
	return hex.EncodeToString(sum[:])
}

func sign(body []byte) []byte {
	// ruleid: go-weak-hash
	h := weak.New()
	h.Write(body)
	return h.Sum(nil)
}

func checksum(body []byte) string {
	// ruleid: go-weak-hash
	return hex.EncodeToString(md5.New().Sum(body))
}

func mac(key, body []byte) []byte {
	// HMAC does not rest on what is broken of SHA-1.
	// ok: go-weak-hash
	h := hmac.New(weak.New, key)
	h.Write(body)
	return h.Sum(nil)
}

func strong(body []byte) [32]byte {
	// ok: go-weak-hash
	return sha256.Sum256(body)
}

func streamed() {
	// ok: go-weak-hash
	h := sha256.New()
	h.Write([]byte("x"))
}
