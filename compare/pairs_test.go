package compare

import (
	"os"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// TestPairs holds many drafts against each composed record wording. The law above
// all others: no draft whose verdict is a change of meaning comes out as fine.
func TestPairs(t *testing.T) {
	data, err := os.ReadFile("testdata/pairs.txt")
	if err != nil {
		t.Fatal(err)
	}
	drafts, right, harmless := 0, 0, 0
	var sources []Source
	for n, line := range strings.Split(string(data), "\n") {
		key, value, ok := strings.Cut(line, ": ")
		last := len(sources) - 1
		switch {
		case strings.HasPrefix(line, "#"):
		case line == "":
			sources = nil
		case !ok:
			t.Fatalf("pairs.txt:%d: %q is no line of a pair", n+1, line)
		case key == "record":
			src := sourceOf(value)
			src.Statement = string(rune('a' + len(sources)))
			sources = append(sources, src)
		case key == "before":
			sources[last].Before = value
		case key == "speaker":
			sources[last].Speaker = value
		case key == "form":
			sources[last].Form = quoth.Form(value)
		case key == "act":
			sources[last].Act = quoth.Act(value)
		default:
			want, change, _ := strings.Cut(key, " ")
			got := Best(value, sources)
			drafts++
			if string(got.Wording) == want && (change == "" || hasChange(t, change, got.Changes)) {
				right++
				continue
			}
			if got.Wording.Fine() && !Verdict(want).Fine() {
				harmless++
			}
			t.Errorf("pairs.txt:%d\nrecord %q\ndraft  %q\ngot %s %v\nwant %s", n+1, sources[0].Text, value, got.Wording, show(got.Changes), key)
		}
	}
	t.Logf("%d of %d drafts right, %d changes of meaning called harmless", right, drafts, harmless)
	if drafts < 500 {
		t.Errorf("%d drafts, want 500 at least", drafts)
	}
}
