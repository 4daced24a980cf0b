package api

import (
	"net/http"

	"github.com/gin-contrib/cors"
	rs "github.com/rs/cors"
)

func gin() cors.Config {
	// ruleid: go-cors-any-origin
	return cors.Config{AllowAllOrigins: true, AllowCredentials: true}
}

func reflect(w http.ResponseWriter, r *http.Request) {
	// ruleid: go-cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", r.Header.Get("Origin"))
}

func listed(next http.Handler) http.Handler {
	// ruleid: go-cors-any-origin
	return cors.New(cors.Options{
		AllowedOrigins:   []string{"*"},
		AllowedMethods:   []string{"GET", "PUT"},
		AllowCredentials: true,
	}).Handler(next)
}

func one() cors.Config {
	// ok: go-cors-any-origin
	return cors.Config{AllowOrigins: []string{"https://shop.example.org"}, AllowCredentials: true}
}

func public() rs.Options {
	// ok: go-cors-any-origin
	return rs.Options{AllowedOrigins: []string{"*"}}
}

func fixed(w http.ResponseWriter) {
	// ok: go-cors-any-origin
	w.Header().Set("Access-Control-Allow-Origin", "https://shop.example.org")
}
