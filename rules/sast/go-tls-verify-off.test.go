package client

import (
	"crypto/tls"
	"crypto/x509"
	"net/http"
)

func transport() *http.Transport {
	return &http.Transport{
		// ruleid: go-tls-verify-off
		TLSClientConfig: &tls.Config{InsecureSkipVerify: true},
	}
}

func dial(address string) (*tls.Conn, error) {
	config := &tls.Config{
		ServerName: "db.internal",
		// ruleid: go-tls-verify-off
		InsecureSkipVerify: true,
	}
	return tls.Dial("tcp", address, config)
}

func loosen(t *http.Transport) {
	t.TLSClientConfig = &tls.Config{MinVersion: tls.VersionTLS12}
	// ruleid: go-tls-verify-off
	t.TLSClientConfig.InsecureSkipVerify = true
}

func verified(pool *x509.CertPool) *tls.Config {
	// ok: go-tls-verify-off
	return &tls.Config{RootCAs: pool}
}

func strict() *tls.Config {
	// ok: go-tls-verify-off
	return &tls.Config{InsecureSkipVerify: false}
}

func configured(insecure bool) *tls.Config {
	// ok: go-tls-verify-off
	config := &tls.Config{InsecureSkipVerify: insecure}
	if insecure {
		// ok: go-tls-verify-off
		config.InsecureSkipVerify = true
	}
	return config
}

func pinned(verify func([][]byte, [][]*x509.Certificate) error) *tls.Config {
	// ok: go-tls-verify-off
	return &tls.Config{InsecureSkipVerify: true, VerifyPeerCertificate: verify}
}
