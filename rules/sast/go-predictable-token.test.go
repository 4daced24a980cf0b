package reset

import (
	"fmt"
	"math/rand"
	"strconv"
)

const letters = "abcdefghijklmnopqrstuvwxyz"

func number() string {
	// ruleid: go-predictable-token
	token := strconv.FormatInt(rand.Int63(), 36)
	return token
}

func code() string {
	var otp string
	// ruleid: go-predictable-token
	otp = fmt.Sprintf("%06d", rand.Intn(1000000))
	return otp
}

func word(length int) string {
	password := make([]byte, length)
	for i := range password {
		// ruleid: go-predictable-token
		password[i] = letters[rand.Intn(len(letters))]
	}
	return string(password)
}

func jitter() int {
	// ok: go-predictable-token
	delay := rand.Intn(100)
	return delay
}

func sample(tokens []string) string {
	// ok: go-predictable-token
	tokenIndex := rand.Intn(len(tokens))
	return tokens[tokenIndex]
}

func shuffled(names []string) {
	// ok: go-predictable-token
	rand.Shuffle(len(names), func(i, j int) { names[i], names[j] = names[j], names[i] })
}
