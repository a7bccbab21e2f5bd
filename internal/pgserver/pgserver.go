// Package pgserver runs a real PostgreSQL for tests: a cluster in a folder of its
// own, on a Unix socket, gone when the tests end.
//
//	server, err := pgserver.Start() // err says why there is none: skip with it
//	defer server.Remove()
//	address := server.Database(t, "template1")
//	server.Stop(); server.Run()     // the server goes away and comes back
//
// It serves tests alone: nothing it holds survives a crash of the machine.
package pgserver

import (
	"bytes"
	"context"
	"database/sql"
	"fmt"
	"os"
	"os/exec"
	"os/user"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	_ "github.com/jackc/pgx/v5/stdlib" // the driver "pgx"
)

// Server is a PostgreSQL server with its cluster.
type Server struct {
	bin, folder string
	as          *syscall.SysProcAttr
	running     *exec.Cmd
	log         bytes.Buffer
	databases   atomic.Int32
}

// Start makes a cluster and runs a server on it, as the user postgres where the
// tests run as root, which PostgreSQL refuses. The error says what is missing.
func Start() (*Server, error) {
	bin, err := binaries()
	if err != nil {
		return nil, err
	}
	folder, err := os.MkdirTemp("", "quoth-pg-")
	if err != nil {
		return nil, err
	}
	s := &Server{bin: bin, folder: folder}
	if err := s.start(); err != nil {
		s.Remove()
		return nil, err
	}
	return s, nil
}

func (s *Server) start() (err error) {
	if s.as, err = unprivileged(s.folder); err != nil {
		return err
	}
	init := exec.Command(filepath.Join(s.bin, "initdb"), "-D", s.data(), "-U", "quoth", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8")
	init.SysProcAttr, init.Dir = s.as, s.folder
	if out, err := init.CombinedOutput(); err != nil {
		return fmt.Errorf("initdb: %v: %s", err, out)
	}
	return s.Run()
}

func (s *Server) data() string { return filepath.Join(s.folder, "data") }

// Run starts the server, also again after Stop, and waits until it answers.
func (s *Server) Run() error {
	s.running = exec.Command(filepath.Join(s.bin, "postgres"), "-D", s.data(), "-k", s.folder, "-h", "",
		"-c", "max_connections=400", "-c", "fsync=off", "-c", "full_page_writes=off")
	s.running.SysProcAttr, s.running.Dir, s.running.Stderr = s.as, s.folder, &s.log
	if err := s.running.Start(); err != nil {
		return err
	}
	db, err := sql.Open("pgx", s.Address("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	for begun := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		if err = db.PingContext(context.Background()); err == nil {
			return nil
		}
		if time.Since(begun) > 20*time.Second {
			return fmt.Errorf("%v: %s", err, &s.log)
		}
	}
}

// Stop ends the server at once, with every connection; what was committed stays.
func (s *Server) Stop() {
	if s.running != nil {
		s.running.Process.Signal(syscall.SIGINT)
		s.running.Wait()
		s.running = nil
	}
}

// Remove stops the server and removes its cluster.
func (s *Server) Remove() {
	s.Stop()
	os.RemoveAll(s.folder)
}

// Address is where a database of the server is.
func (s *Server) Address(database string) string {
	return "postgres://quoth@/" + database + "?host=" + s.folder
}

// Database makes a new database, a copy of template ("template1" is empty), and gives
// its address.
func (s *Server) Database(t testing.TB, template string) string {
	t.Helper()
	name := fmt.Sprintf("quoth_%d", s.databases.Add(1))
	if err := s.Create(name, template); err != nil {
		t.Fatal(err)
	}
	return s.Address(name)
}

// Create makes a database under a name.
func (s *Server) Create(name, template string) error {
	db, err := sql.Open("pgx", s.Address("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	_, err = db.Exec(`CREATE DATABASE ` + name + ` TEMPLATE ` + template)
	return err
}

// binaries is the folder of initdb and postgres.
func binaries() (string, error) {
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) > 0 {
		return filepath.Dir(found[len(found)-1]), nil
	}
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	return "", fmt.Errorf("no PostgreSQL server is installed (initdb is not found)")
}

// unprivileged is how to run a process that may not be root's.
func unprivileged(folder string) (*syscall.SysProcAttr, error) {
	if os.Geteuid() != 0 {
		return nil, nil
	}
	u, err := user.Lookup("postgres")
	if err != nil {
		return nil, fmt.Errorf("tests run as root, and there is no user postgres: %v", err)
	}
	uid, _ := strconv.Atoi(u.Uid)
	gid, _ := strconv.Atoi(u.Gid)
	if err := os.Chown(folder, uid, gid); err != nil {
		return nil, err
	}
	return &syscall.SysProcAttr{Credential: &syscall.Credential{Uid: uint32(uid), Gid: uint32(gid)}}, nil
}
