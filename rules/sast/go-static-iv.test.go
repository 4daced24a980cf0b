package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"os"
)

func block() (cipher.Block, error) {
	// ruleid: go-static-iv
	return aes.NewCipher([]byte("0123456789abcdef"))
}

func stream(b cipher.Block) cipher.Stream {
	// ruleid: go-static-iv
	return cipher.NewCTR(b, make([]byte, aes.BlockSize))
}

func sign(body []byte) []byte {
	// ruleid: go-static-iv
	mac := hmac.New(sha256.New, []byte("winter-is-coming"))
	mac.Write(body)
	return mac.Sum(nil)
}

func seal(b cipher.Block, text []byte) []byte {
	gcm, err := cipher.NewGCM(b)
	if err != nil {
		return nil
	}
	// ruleid: go-static-iv
	return gcm.Seal(nil, []byte("twelve bytes"), text, nil)
}

func loaded() (cipher.Block, error) {
	// ok: go-static-iv
	return aes.NewCipher([]byte(os.Getenv("VAULT_KEY")))
}

func fresh(gcm cipher.AEAD, text []byte) ([]byte, error) {
	nonce := make([]byte, gcm.NonceSize())
	if _, err := rand.Read(nonce); err != nil {
		return nil, err
	}
	// ok: go-static-iv
	return gcm.Seal(nonce, nonce, text, nil), nil
}

func handed(b cipher.Block, iv []byte) cipher.BlockMode {
	// ok: go-static-iv
	return cipher.NewCBCEncrypter(b, iv)
}
