package main

import (
	"bufio"
	"io"
	"net/http"
	"os"
	"os/exec"
	"regexp"
	"strings"
	"testing"
	"time"
)

// Without --once the demo serves its record on this machine until it is stopped,
// and then leaves nothing behind.
func TestDemoServes(t *testing.T) {
	temporary := t.TempDir()
	cmd := exec.CommandContext(t.Context(), program(t), "demo")
	cmd.Env = append(os.Environ(), "TMPDIR="+temporary)
	errOut, err := cmd.StderrPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	url := announced(t, errOut)
	if body, status := fetched(t, url, ""); status != 200 || !strings.Contains(body, "Two leads, one tide") {
		t.Errorf("the first page: status %d: %.500s", status, body)
	}
	if body, status := fetched(t, url+"said?person=Tarrant&about=Okoro", ""); status != 200 || !strings.Contains(body, "There is no quarrel") {
		t.Errorf("the timeline: status %d: %.500s", status, body)
	}
	if _, status := fetched(t, url, "elsewhere.example"); status != http.StatusForbidden {
		t.Errorf("a foreign host: status %d", status)
	}
	if err := cmd.Process.Signal(os.Interrupt); err != nil {
		t.Fatal(err)
	}
	io.Copy(io.Discard, errOut)
	if err := cmd.Wait(); err != nil {
		t.Errorf("stopped by a signal: %v", err)
	}
	if left, err := os.ReadDir(temporary); err != nil || len(left) > 0 {
		t.Errorf("it left %v behind (%v)", left, err)
	}
}

// announced waits for the address that the program says it serves.
func announced(t *testing.T, errOut io.Reader) string {
	t.Helper()
	address := regexp.MustCompile(`http://127\.0\.0\.1:\d+/`)
	found := make(chan string, 1)
	go func() {
		lines := bufio.NewScanner(errOut)
		for lines.Scan() {
			if url := address.FindString(lines.Text()); url != "" {
				found <- url
				return
			}
		}
		close(found)
	}()
	select {
	case url := <-found:
		if url != "" {
			return url
		}
	case <-time.After(60 * time.Second):
	}
	t.Fatal("it announces no address")
	return ""
}

func fetched(t *testing.T, url, host string) (body string, status int) {
	t.Helper()
	request, err := http.NewRequestWithContext(t.Context(), "GET", url, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Host = host
	response, err := http.DefaultClient.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	content, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	return string(content), response.StatusCode
}
