package main

import (
	"log"
	"net"
	"net/http"
	_ "net/http/pprof"
)

func public() {
	// ruleid: go-pprof-exposed
	log.Fatal(http.ListenAndServe(":6060", nil))
}

func everywhere(l net.Listener) error {
	// ruleid: go-pprof-exposed
	return http.Serve(l, nil)
}

func secure(cert, key string) error {
	// ruleid: go-pprof-exposed
	return http.ListenAndServeTLS("0.0.0.0:8443", cert, key, nil)
}

func local() {
	// ok: go-pprof-exposed
	log.Println(http.ListenAndServe("localhost:6060", nil))
}

func loopback() {
	// ok: go-pprof-exposed
	go http.ListenAndServe("127.0.0.1:6060", nil)
}

func own(mux *http.ServeMux) error {
	// ok: go-pprof-exposed
	return http.ListenAndServe(":8080", mux)
}
