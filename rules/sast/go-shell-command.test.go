package jobs

import (
	"context"
	"fmt"
	"os/exec"
)

func search(pattern string) ([]byte, error) {
	// ruleid: go-shell-command
	return exec.Command("sh", "-c", "grep "+pattern+" *.log").Output()
}

func ping(ctx context.Context, host string) error {
	// ruleid: go-shell-command
	return exec.CommandContext(ctx, "/bin/bash", "-c", fmt.Sprintf("ping -c 1 %s", host)).Run()
}

func backup(name string) error {
	command := fmt.Sprintf("tar czf /backup/%s.tgz .", name)
	// ruleid: go-shell-command
	return exec.Command("bash", "-c", command).Run()
}

func words(pattern, file string) ([]byte, error) {
	// ok: go-shell-command
	return exec.Command("grep", pattern, file).Output()
}

func fixed() error {
	// ok: go-shell-command
	return exec.Command("sh", "-c", "ulimit -n && date").Run()
}

func argument(name string) error {
	// ok: go-shell-command
	return exec.Command("sh", "-c", `tar czf "/backup/$1.tgz" .`, "backup", name).Run()
}

func handed(command string) error {
	// ok: go-shell-command
	return exec.Command("sh", "-c", command).Run()
}
