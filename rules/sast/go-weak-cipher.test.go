package vault

import (
	"crypto/aes"
	"crypto/cipher"
	"crypto/des"
	"crypto/rc4"
)

func legacy(key []byte) (cipher.Block, error) {
	// ruleid: go-weak-cipher
	return des.NewCipher(key)
}

func triple(key []byte) cipher.Block {
	// ruleid: go-weak-cipher
	block, err := des.NewTripleDESCipher(key)
	if err != nil {
		panic(err)
	}
	return block
}

func stream(key, text []byte) {
	// ruleid: go-weak-cipher
	if c, err := rc4.NewCipher(key); err == nil {
		c.XORKeyStream(text, text)
	}
}

func strong(key []byte) (cipher.AEAD, error) {
	// ok: go-weak-cipher
	block, err := aes.NewCipher(key)
	if err != nil {
		return nil, err
	}
	// ok: go-weak-cipher
	return cipher.NewGCM(block)
}

func size() int {
	// ok: go-weak-cipher
	return des.BlockSize
}
