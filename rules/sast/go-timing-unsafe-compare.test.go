package webhook

import (
	"bytes"
	"crypto/hmac"
	"crypto/sha256"
	"encoding/hex"
)

func direct(key, body, signature []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	// ruleid: go-timing-unsafe-compare
	return bytes.Equal(mac.Sum(nil), signature)
}

func text(key, body []byte, signature string) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	expected := hex.EncodeToString(mac.Sum(nil))
	// ruleid: go-timing-unsafe-compare
	return expected == signature
}

func inline(key, body []byte, signature string) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	// ruleid: go-timing-unsafe-compare
	return hex.EncodeToString(mac.Sum(nil)) == signature
}

func safe(key, body, signature []byte) bool {
	mac := hmac.New(sha256.New, key)
	mac.Write(body)
	// ok: go-timing-unsafe-compare
	return hmac.Equal(mac.Sum(nil), signature)
}

func contents(left, right []byte) bool {
	// ok: go-timing-unsafe-compare
	return bytes.Equal(left, right)
}

func digest(body, expected []byte) bool {
	sum := sha256.New()
	sum.Write(body)
	// ok: go-timing-unsafe-compare
	return bytes.Equal(sum.Sum(nil), expected)
}
