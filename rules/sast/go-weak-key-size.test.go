package keys

import (
	"crypto/rand"
	"crypto/rsa"
)

const shortBits = 512

func short() (*rsa.PrivateKey, error) {
	// ruleid: go-weak-key-size
	return rsa.GenerateKey(rand.Reader, 1024)
}

func named() *rsa.PrivateKey {
	// ruleid: go-weak-key-size
	key, err := rsa.GenerateKey(rand.Reader, shortBits)
	if err != nil {
		panic(err)
	}
	return key
}

func primes() (*rsa.PrivateKey, error) {
	// ruleid: go-weak-key-size
	return rsa.GenerateMultiPrimeKey(rand.Reader, 3, 1024)
}

func strong() (*rsa.PrivateKey, error) {
	// ok: go-weak-key-size
	return rsa.GenerateKey(rand.Reader, 3072)
}

func least() (*rsa.PrivateKey, error) {
	// ok: go-weak-key-size
	return rsa.GenerateKey(rand.Reader, 2048)
}

func configured(bits int) (*rsa.PrivateKey, error) {
	// ok: go-weak-key-size
	return rsa.GenerateKey(rand.Reader, bits)
}
