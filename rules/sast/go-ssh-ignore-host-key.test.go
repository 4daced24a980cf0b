package deploy

import (
	"net"

	"golang.org/x/crypto/ssh"
	"golang.org/x/crypto/ssh/knownhosts"
)

func config(user string) *ssh.ClientConfig {
	return &ssh.ClientConfig{
		User: user,
		// ruleid: go-ssh-ignore-host-key
		HostKeyCallback: ssh.InsecureIgnoreHostKey(),
	}
}

func assigned(c *ssh.ClientConfig) {
	// ruleid: go-ssh-ignore-host-key
	c.HostKeyCallback = ssh.InsecureIgnoreHostKey()
}

func empty(user string) *ssh.ClientConfig {
	// ruleid: go-ssh-ignore-host-key
	return &ssh.ClientConfig{
		User:            user,
		HostKeyCallback: func(host string, remote net.Addr, key ssh.PublicKey) error { return nil },
	}
}

func known(c *ssh.ClientConfig, path string) (err error) {
	// ok: go-ssh-ignore-host-key
	c.HostKeyCallback, err = knownhosts.New(path)
	return err
}

func fixed(key ssh.PublicKey) *ssh.ClientConfig {
	// ok: go-ssh-ignore-host-key
	return &ssh.ClientConfig{HostKeyCallback: ssh.FixedHostKey(key)}
}

func asking(ask func(string, ssh.PublicKey) error) *ssh.ClientConfig {
	// ok: go-ssh-ignore-host-key
	return &ssh.ClientConfig{HostKeyCallback: func(host string, remote net.Addr, key ssh.PublicKey) error { return ask(host, key) }}
}
