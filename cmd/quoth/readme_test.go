package main

import (
	"os"
	"regexp"
	"strings"
	"testing"
)

const readme = "../../README.md"

var (
	session    = regexp.MustCompile("(?s)```console\n(.*?)```")
	confidence = regexp.MustCompile(`, [01]\.\d\d\b`)
)

// The session in the README is what the program prints. QUOTH_UPDATE=1 writes it anew.
func TestReadme(t *testing.T) {
	text, err := os.ReadFile(readme)
	if err != nil {
		t.Fatal(err)
	}
	dir, quoth := t.TempDir(), program(t)
	got := session.ReplaceAllStringFunc(string(text), func(block string) string {
		if !strings.HasPrefix(block, "```console\n$ cat story.txt") && !strings.HasPrefix(block, "```console\n$ quoth why") {
			return block
		}
		return "```console\n" + replay(t, dir, quoth, session.FindStringSubmatch(block)[1]) + "```"
	})
	if os.Getenv("QUOTH_UPDATE") != "" {
		if err := os.WriteFile(readme, []byte(got), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	// How sure a model is moves with every training; what it finds should not.
	if want := confidence.ReplaceAllString(string(text), ""); confidence.ReplaceAllString(got, "") != want {
		t.Errorf("the README differs from what the program prints; QUOTH_UPDATE=1 go test -run Readme ./cmd/quoth writes it anew: %s",
			firstDifference(want, confidence.ReplaceAllString(got, "")))
	}
}

// replay runs the commands of a session and sets what each printed under it. What
// stands under "cat" is the file.
func replay(t *testing.T, dir, quoth, block string) string {
	t.Helper()
	var b strings.Builder
	for _, part := range strings.Split("\n"+block, "\n$ ")[1:] {
		command, printed, _ := strings.Cut(part, "\n")
		b.WriteString("$ " + command + "\n")
		if file, ok := strings.CutPrefix(command, "cat "); ok {
			write(t, dir, file, []byte(printed))
			b.WriteString(printed + "\n")
			continue
		}
		args, ok := strings.CutPrefix(command, "quoth ")
		if !ok {
			t.Fatalf("the README runs %q", command)
		}
		b.WriteString(must(t, runProgram(t, dir, quoth, strings.Fields(args)...), 0).stdout)
	}
	return b.String()
}
