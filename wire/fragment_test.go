package wire

import (
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

func TestFragment(t *testing.T) {
	for _, test := range []struct{ address, words, want string }{
		{"https://a.example/1", "We will rebuild", "https://a.example/1#:~:text=We%20will%20rebuild"},
		{"https://a.example/1?x=1#top", "half-built, 50% done & 1+1", "https://a.example/1?x=1#:~:text=half%2Dbuilt%2C%2050%25%20done%20%26%201%2B1"},
		{"http://a.example/1", "one two three four five six seven eight nine ten eleven twelve thirteen",
			"http://a.example/1#:~:text=one%20two%20three%20four%20five,nine%20ten%20eleven%20twelve%20thirteen"},
		{"https://a.example/1", "first block\nsecond block", "https://a.example/1#:~:text=first%20block,second%20block"},
		{"https://a.example/1", "one\ntwo three four", "https://a.example/1#:~:text=one,three%20four"},
		{"https://a.example/1", "\nWe will rebuild\n", "https://a.example/1#:~:text=We%20will%20rebuild"},
		{"https://a.example/1", "„Straße“", "https://a.example/1#:~:text=%E2%80%9EStra%C3%9Fe%E2%80%9C"},
		{"https://a.example/1", "", "https://a.example/1"},
		{"javascript:alert(1)", "We will rebuild", ""},
		{"//a.example/1", "We will rebuild", ""},
		{"", "We will rebuild", ""},
	} {
		if got := Fragment(test.address, test.words); got != test.want {
			t.Errorf("%q on %s:\n%s, not\n%s", test.words, test.address, got, test.want)
		}
	}
}

// TestLinkOf: words are looked for only on the page that they were taken from.
func TestLinkOf(t *testing.T) {
	s := &record.Statement{First: record.Head{ID: "d:a", URL: "https://a.example/1"}, Evidence: record.Passage{Document: "d:a", Span: quoth.Span{Start: 0, End: 2}, Text: "We will"}}
	if got, want := LinkOf(s), "https://a.example/1#:~:text=We"; got != want {
		t.Errorf("%s, not %s", got, want)
	}
	s.Evidence.Document = "d:b"
	if got, want := LinkOf(s), "https://a.example/1"; got != want {
		t.Errorf("words of another page: %s, not %s", got, want)
	}
}
