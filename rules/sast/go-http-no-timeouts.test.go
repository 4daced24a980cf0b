package main

import (
	"log"
	"net/http"
	"time"
)

func simple(handler http.Handler) {
	// ruleid: go-http-no-timeouts
	log.Fatal(http.ListenAndServe(":8080", handler))
}

func secure(cert, key string) error {
	// ruleid: go-http-no-timeouts
	return http.ListenAndServeTLS(":8443", cert, key, nil)
}

func server(handler http.Handler) *http.Server {
	// ruleid: go-http-no-timeouts
	return &http.Server{Addr: ":8080", Handler: handler}
}

func limited(handler http.Handler) *http.Server {
	// ok: go-http-no-timeouts
	return &http.Server{Addr: ":8080", Handler: handler, ReadHeaderTimeout: 5 * time.Second}
}

func whole(handler http.Handler) *http.Server {
	// ok: go-http-no-timeouts
	return &http.Server{Addr: ":8080", Handler: handler, ReadTimeout: time.Minute}
}

func later(handler http.Handler) *http.Server {
	// ok: go-http-no-timeouts
	server := &http.Server{Addr: ":8080", Handler: handler}
	server.ReadHeaderTimeout = 5 * time.Second
	return server
}
