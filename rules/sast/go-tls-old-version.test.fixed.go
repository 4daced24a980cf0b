package server

import "crypto/tls"

func config() *tls.Config {
	return &tls.Config{
		// ruleid: go-tls-old-version
		MinVersion: tls.VersionTLS12,
	}
}

func capped() tls.Config {
	// ruleid: go-tls-old-version
	return tls.Config{MaxVersion: tls.VersionTLS12}
}

func relax(c *tls.Config) {
	// ruleid: go-tls-old-version
	c.MinVersion = tls.VersionTLS12
}

func modern() *tls.Config {
	// ok: go-tls-old-version
	return &tls.Config{MinVersion: tls.VersionTLS12}
}

func newest(c *tls.Config) {
	// ok: go-tls-old-version
	c.MinVersion = tls.VersionTLS13
}

func names() map[string]uint16 {
	// ok: go-tls-old-version
	return map[string]uint16{"1.0": tls.VersionTLS10, "1.2": tls.VersionTLS12}
}
