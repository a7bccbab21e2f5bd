package postgres

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
	"strings"
	"sync/atomic"
	"syscall"
	"testing"
	"time"
)

// server is a PostgreSQL of the tests' own, on a Unix socket in a folder of its own.
type server struct {
	folder    string
	databases atomic.Int32
}

var (
	running *server
	missing string // why there is none
)

// template is the database that those of the tests are copies of.
const template = "quoth_template"

func TestMain(m *testing.M) {
	stop := func() {}
	var err error
	if running, stop, err = start(); err != nil {
		missing = err.Error()
	}
	code := m.Run()
	stop()
	os.Exit(code)
}

// start makes a cluster and runs a server on it, as the user postgres where the
// tests run as root, which PostgreSQL refuses.
func start() (*server, func(), error) {
	bin, err := binaries()
	if err != nil {
		return nil, func() {}, err
	}
	folder, err := os.MkdirTemp("", "quoth-pg-")
	if err != nil {
		return nil, func() {}, err
	}
	remove := func() { os.RemoveAll(folder) }
	as, err := unprivileged(folder)
	if err != nil {
		return nil, remove, err
	}
	data := filepath.Join(folder, "data")
	init := exec.Command(filepath.Join(bin, "initdb"), "-D", data, "-U", "quoth", "-A", "trust", "--no-sync", "-E", "UTF8", "--locale", "C.UTF-8")
	init.SysProcAttr, init.Dir = as, folder
	if out, err := init.CombinedOutput(); err != nil {
		return nil, remove, fmt.Errorf("initdb: %v: %s", err, out)
	}
	log := &bytes.Buffer{}
	cmd := exec.Command(filepath.Join(bin, "postgres"), "-D", data, "-k", folder, "-h", "", "-c", "max_connections=400", "-c", "fsync=off", "-c", "full_page_writes=off")
	cmd.SysProcAttr, cmd.Dir, cmd.Stderr = as, folder, log
	if err := cmd.Start(); err != nil {
		return nil, remove, err
	}
	stop := func() {
		cmd.Process.Signal(syscall.SIGINT)
		cmd.Wait()
		remove()
	}
	s := &server{folder: folder}
	if err := s.prepare(); err != nil {
		stop()
		return nil, func() {}, fmt.Errorf("%v: %s", err, log)
	}
	return s, stop, nil
}

// binaries is the folder of initdb and postgres.
func binaries() (string, error) {
	if path, err := exec.LookPath("initdb"); err == nil {
		return filepath.Dir(path), nil
	}
	found, _ := filepath.Glob("/usr/lib/postgresql/*/bin/initdb")
	if len(found) == 0 {
		return "", fmt.Errorf("no PostgreSQL server is installed (initdb is not found)")
	}
	return filepath.Dir(found[len(found)-1]), nil
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

// prepare waits for the server and makes the template.
func (s *server) prepare() error {
	ctx := context.Background()
	db, err := sql.Open("pgx", s.address("postgres"))
	if err != nil {
		return err
	}
	defer db.Close()
	for begun := time.Now(); ; time.Sleep(20 * time.Millisecond) {
		if err = db.PingContext(ctx); err == nil {
			break
		}
		if time.Since(begun) > 20*time.Second {
			return err
		}
	}
	if _, err := db.ExecContext(ctx, `CREATE DATABASE `+template); err != nil {
		return err
	}
	store, err := Open(ctx, s.address(template), Options{Create: true})
	if err != nil {
		return err
	}
	return store.Close()
}

func (s *server) address(database string) string {
	return "postgres://quoth@/" + database + "?host=" + s.folder
}

// database makes a new database, with a record's tables or without, and gives its address.
func database(t testing.TB, with string) string {
	t.Helper()
	if running == nil {
		t.Skip(missing)
	}
	db, err := sql.Open("pgx", running.address("postgres"))
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	name := fmt.Sprintf("quoth_%d", running.databases.Add(1))
	if _, err := db.Exec(`CREATE DATABASE ` + name + ` TEMPLATE ` + with); err != nil {
		t.Fatal(err)
	}
	return strings.TrimSpace(running.address(name))
}
