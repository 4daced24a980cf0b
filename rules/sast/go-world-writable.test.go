package spool

import (
	"os"
	"syscall"
)

func everybody(path string) error {
	// ruleid: go-world-writable
	return os.Chmod(path, 0777)
}

func opened(file *os.File) error {
	// ruleid: go-world-writable
	return file.Chmod(0o666)
}

func all() {
	// ruleid: go-world-writable
	syscall.Umask(0)
}

func own(path string) error {
	// ok: go-world-writable
	return os.Chmod(path, 0o600)
}

func created(path string) error {
	// ok: go-world-writable
	return os.WriteFile(path, nil, 0o666)
}

func restored(path string) error {
	// ok: go-world-writable
	old := syscall.Umask(0)
	defer syscall.Umask(old)
	return os.Mkdir(path, 0o770)
}
