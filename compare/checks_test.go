package compare

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// check is one block of testdata/checks.txt.
type check struct {
	group, draft, want string
	sources            []Source
	changes            []string
	line               int
}

func readChecks(t *testing.T, path string) []check {
	t.Helper()
	data, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	var all []check
	var c check
	group := ""
	flush := func() {
		if c.draft != "" {
			for i := range c.sources {
				c.sources[i].Statement = string(rune('a' + i))
			}
			all = append(all, c)
		}
		c = check{group: group}
	}
	for n, line := range strings.Split(string(data), "\n") {
		key, value, _ := strings.Cut(line, ": ")
		last := len(c.sources) - 1
		switch {
		case strings.HasPrefix(line, "## "):
			flush()
			group = line[3:]
			c.group = group
		case line == "":
			flush()
		case strings.HasPrefix(line, "#"):
		case key == "record":
			c.sources = append(c.sources, sourceOf(value))
			c.line = n + 1
		case key == "form":
			c.sources[last].Form = quoth.Form(value)
		case key == "act":
			c.sources[last].Act = quoth.Act(value)
		case key == "before":
			c.sources[last].Before = value
		case key == "speaker":
			c.sources[last].Speaker = value
		case key == "about":
			c.sources[last].About = []string{value}
		case key == "draft":
			c.draft = value
		case key == "verdict":
			c.want = value
		case key == "changes":
			c.changes = append(c.changes, value)
		default:
			t.Fatalf("checks.txt:%d: %q is no line of a check", n+1, line)
		}
	}
	flush()
	return all
}

// sourceOf reads a record line, "|" between the parts of a broken quotation.
func sourceOf(value string) Source {
	src := Source{Form: quoth.Direct, Act: quoth.Stated}
	for i, part := range strings.Split(value, "|") {
		if i > 0 {
			src.Text += " "
		}
		src.Parts = append(src.Parts, quoth.Span{Start: len(src.Text), End: len(src.Text) + len(part)})
		src.Text += part
	}
	return src
}

var changeLine = regexp.MustCompile(`^(\w+)(?: "(.*)" "(.*)")?$`)

func hasChange(t *testing.T, want string, changes []Change) bool {
	m := changeLine.FindStringSubmatch(want)
	if m == nil {
		t.Fatalf("%q is no change", want)
	}
	for _, c := range changes {
		if string(c.Kind) == m[1] && (m[2] == "" && m[3] == "" || c.Draft == m[2] && c.Record == m[3]) {
			return true
		}
	}
	return false
}

func TestChecks(t *testing.T) {
	checks := readChecks(t, "testdata/checks.txt")
	if len(checks) < 120 {
		t.Fatalf("%d checks, want 120 at least", len(checks))
	}
	right := 0
	for _, c := range checks {
		got := Best(c.draft, c.sources)
		ok := string(got.Wording) == c.want
		for _, want := range c.changes {
			ok = ok && hasChange(t, want, got.Changes)
		}
		if ok {
			right++
			continue
		}
		t.Errorf("checks.txt:%d (%s)\nrecord %q\ndraft  %q\ngot %s %v\nwant %s %v", c.line, c.group, c.sources[0].Text, c.draft,
			got.Wording, show(got.Changes), c.want, c.changes)
	}
	t.Logf("%d of %d checks right", right, len(checks))
}

func show(changes []Change) []string {
	var out []string
	for _, c := range changes {
		out = append(out, string(c.Kind)+" "+c.Draft+" ← "+c.Record)
	}
	return out
}
