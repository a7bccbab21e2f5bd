package sqlite

import (
	"os"
	"os/exec"
	"os/signal"
	"path/filepath"
	"strconv"
	"strings"
	"syscall"
	"testing"
)

// limitFiles bounds the files this process may write, as a full disk would.
func limitFiles(bytes string) {
	n, err := strconv.ParseUint(bytes, 10, 64)
	if err != nil {
		return
	}
	signal.Ignore(syscall.SIGXFSZ)
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &syscall.Rlimit{Cur: n, Max: n}); err != nil {
		panic(err)
	}
}

// TestFileLimit: a process that may write no more says so; what it acknowledged is
// there, and the record goes on when it may.
func TestFileLimit(t *testing.T) {
	runsOut(t, filepath.Join(t.TempDir(), "quoth.db"), "cannot be written", func(cmd *exec.Cmd) {
		cmd.Env = append(cmd.Env, "QUOTH_TEST_LIMIT=1500000")
	}, func() {})
}

// TestDiskFull is the same on a disk that is really full.
func TestDiskFull(t *testing.T) {
	dir := t.TempDir()
	mount := func(size string, more ...string) error {
		options := strings.Join(append(more, "size="+size), ",")
		return exec.Command("mount", "-t", "tmpfs", "-o", options, "tmpfs", dir).Run()
	}
	if err := mount("1500k"); err != nil {
		t.Skip("a small disk cannot be made here: mount takes rights that this user has not")
	}
	t.Cleanup(func() { exec.Command("umount", dir).Run() })
	runsOut(t, filepath.Join(dir, "quoth.db"), "disk is full", func(*exec.Cmd) {}, func() {
		if err := mount("64m", "remount"); err != nil {
			t.Fatal(err)
		}
	})
}

// runsOut has a process add until it has no room, makes room, and has another go on.
func runsOut(t *testing.T, path, says string, narrow func(*exec.Cmd), room func()) {
	t.Helper()
	add := func(prepare func(*exec.Cmd)) (acknowledged []string, err error, stderr string) {
		cmd := exec.Command(os.Args[0])
		cmd.Env = append(os.Environ(), "QUOTH_TEST_ADD="+path)
		prepare(cmd)
		var messages strings.Builder
		cmd.Stderr = &messages
		out, err := cmd.Output()
		return strings.Fields(string(out)), err, messages.String()
	}
	before, err, stderr := add(narrow)
	if err == nil || len(before) == 0 {
		t.Fatalf("%d documents were acknowledged before there was no room (%v): the test tests nothing", len(before), err)
	}
	if !strings.Contains(stderr, says) || !strings.Contains(stderr, "the same command again") {
		t.Errorf("the error says neither what is wrong nor what to do: %s", stderr)
	}
	room()
	acknowledged := map[string]bool{}
	for _, id := range before {
		acknowledged[id] = true
	}
	check(t, path, acknowledged)
	if _, err, stderr := add(func(*exec.Cmd) {}); err != nil {
		t.Fatalf("with room again: %v\n%s", err, stderr)
	}
	whole := filepath.Join(t.TempDir(), "whole.db")
	if err := addAll(whole); err != nil {
		t.Fatal(err)
	}
	if digest(t, path) != digest(t, whole) {
		t.Error("the record is another one than without the interruption")
	}
}
