package main

import (
	"bytes"
	"compress/gzip"
	"encoding/json"
	"math/rand/v2"
	"strings"
	"testing"
	"unicode/utf16"
)

// broken are inputs that have brought other tools down. reason is what standard
// error says of the file, "" where it is read all the same; lines is how many
// documents come out.
func broken() []struct {
	name, reason string
	content      []byte
	lines        int
} {
	binary := make([]byte, 64<<10)
	r := rand.New(rand.NewPCG(1, 2))
	for i := range binary {
		binary[i] = byte(r.Uint32())
	}
	good := "date 2024-05-01\n\n“The bridge is open,” Ana Ruiz said on Wednesday, and nobody in the town hall had anything to say to that.\n"
	sixteen := []byte{0xff, 0xfe}
	for _, u := range utf16.Encode([]rune(good)) {
		sixteen = append(sixteen, byte(u), byte(u>>8))
	}
	return []struct {
		name, reason string
		content      []byte
		lines        int
	}{
		{"00-good.txt", "", []byte(good), 1},
		{"01-unclosed.txt", "", []byte("date 2024-05-01\n\n" + strings.Repeat("“ She said \" that ‘ it was «not\n\nover. ", 20000)), 1},
		{"02-binary.dat", "unsupported", binary, 0},
		{"03-zeros.txt", "unsupported", make([]byte, 10000), 0},
		{"04-latin1.txt", "", []byte("date 2024-05-01\n\n\"The caf\xe9 on the quay will stay open all winter,\" said the owner, Ren\xe9 Dub\xe9, who was born upstairs.\n"), 1},
		{"05-halved-utf8.txt", "", []byte("date 2024-05-01\n\n“The bridge is open,” said Ana Ruiz of Whitcombe \xe2\x80 on Wednesday, with the band behind her and \xf0\x9f.\n"), 1},
		{"06-utf16.txt", "", sixteen, 1},
		{"07-nested.html", "", []byte("<html><body><article>" + strings.Repeat("<div>", 200000) +
			"<p>“The bridge is open,” Ana Ruiz said on Wednesday, and nobody in the town hall had anything to say to that.</p>"), 1},
		{"08-one-line.txt", "too_large", bytes.Repeat([]byte("the bridge is open and "), 30<<20/23), 0},
		{"09-one-long-word.txt", "", bytes.Repeat([]byte("a"), 1<<20), 1},
		{"10-empty.txt", "invalid", nil, 0},
		{"11-blank.txt", "invalid", []byte("\n \t\n\n"), 0},
		{"12-bad-lines.jsonl", "invalid", []byte("{\"text\": \"“Yes,” said Ana Ruiz, the mayor of Whitcombe, to the reporters outside.\"}\n{\"text\": \n" +
			"[1, 2]\n{\"title\": \"no text\"}\n{\"text\": 7}\n{\"text\": \"“No,” said Bo Lind, the mayor of Harrowby, to the reporters inside.\"}\n"), 2},
		{"13-deep.jsonl", "invalid", []byte("{\"text\": \"x\", \"more\": " + strings.Repeat("[", 100000) + "\n"), 0},
		{"14-bomb.gz", "", zipped(make([]byte, 256<<20)), 0},
		{"15-cut.txt.gz", "invalid", zipped([]byte(strings.Repeat(good, 50)))[:120], 0},
		{"16-markless.html", "", []byte("<p>“Stay,” said Ana Ruiz" + strings.Repeat("<", 50000)), -1},
		{"17-commas.txt", "", []byte(strings.Repeat("said, ", 100000)), 1},
		{"18-good.txt", "", []byte(good), 1},
	}
}

func zipped(content []byte) []byte {
	var b bytes.Buffer
	z := gzip.NewWriter(&b)
	z.Write(content)
	z.Close()
	return b.Bytes()
}

func TestBrokenInputCostsOnlyItself(t *testing.T) {
	if testing.Short() {
		t.Skip("reads 60 MB of broken input")
	}
	dir, want := t.TempDir(), 0
	for _, b := range broken() {
		write(t, dir, "in/"+b.name, b.content)
		want += max(b.lines, 0)
	}
	got := runProgram(t, dir, program(t), "extract", "--json", "in")
	if got.status != 1 {
		t.Errorf("exit status %d, want 1", got.status)
	}
	lines := map[string]int{}
	for line := range strings.Lines(got.stdout) {
		var object struct {
			Document struct{ Origin struct{ Path string } }
		}
		if err := json.Unmarshal([]byte(line), &object); err != nil {
			t.Fatalf("%v in %.200s", err, line)
		}
		path, _, _ := strings.Cut(object.Document.Origin.Path, "#")
		lines[path]++
	}
	for _, b := range broken() {
		_, after, told := strings.Cut(got.stderr, "quoth: in/"+b.name)
		reason, _, _ := strings.Cut(after, "\n")
		if b.reason != "" && (!told || !strings.Contains(reason, b.reason)) {
			t.Errorf("%s: standard error says %q, want a reason that is %q", b.name, reason, b.reason)
		}
		if n := lines["in/"+b.name]; b.lines >= 0 && n != b.lines {
			t.Errorf("%s gave %d documents, want %d (%s)", b.name, n, b.lines, reason)
		}
	}
	if !strings.Contains(got.stdout, "Ana Ruiz") || strings.Contains(got.stderr, "goroutine") {
		t.Errorf("standard error: %.2000s", got.stderr)
	}
	const limit = 600 << 20
	if got.peak > limit {
		t.Errorf("it took %d MB of memory, more than %d", got.peak>>20, limit>>20)
	}
	t.Logf("peak memory %d MB", got.peak>>20)
}
