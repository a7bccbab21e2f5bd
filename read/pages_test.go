package read_test

import (
	"context"
	"encoding/json"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/segment"
)

// The measures on real pages. They need the measuring material beside the
// checkout (or where QUOTH_SHARED says) and are skipped without it.

func material(t *testing.T, parts ...string) string {
	t.Helper()
	root := os.Getenv("QUOTH_SHARED")
	if root == "" {
		root = filepath.Join("..", "..", "shared")
	}
	path := filepath.Join(append([]string{root}, parts...)...)
	if _, err := os.Stat(path); err != nil {
		t.Skipf("no measuring material: %v", err)
	}
	return path
}

func unmarshalFile(t *testing.T, path string, v any) {
	t.Helper()
	b, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(b, v); err != nil {
		t.Fatal(err)
	}
}

// runsOfFour counts the runs of four words, the benchmark's measure.
func runsOfFour(text string) map[string]int {
	words := strings.FieldsFunc(text, func(r rune) bool {
		return !unicode.IsLetter(r) && !unicode.IsNumber(r) && r != '_' && !unicode.Is(unicode.Mn, r)
	})
	n := min(4, len(words))
	runs := map[string]int{}
	for i := 0; n > 0 && i+n <= len(words); i++ {
		runs[strings.Join(words[i:i+n], " ")]++
	}
	return runs
}

func size(runs map[string]int) (n int) {
	for _, k := range runs {
		n += k
	}
	return n
}

var bodyKinds = map[quoth.SegmentKind]bool{quoth.Paragraph: true, quoth.List: true, quoth.Heading: true, quoth.Quote: true, quoth.Post: true, quoth.Speech: true, quoth.Table: true}

func TestBodiesOfRealPages(t *testing.T) {
	var truth map[string]struct{ ArticleBody string }
	unmarshalFile(t, material(t, "pages", "bodies", "ground-truth.json"), &truth)
	var precision, recall float64
	pages := 0
	err := read.Open(context.Background(), []string{material(t, "pages", "bodies", "html")}, read.Options{}, func(i read.Item) error {
		if i.Err != nil {
			t.Errorf("%s: %v", i.Path, i.Err)
			return nil
		}
		var body []string
		for _, s := range segment.Layout(i.Doc) {
			if bodyKinds[s.Kind] {
				body = append(body, s.Of(i.Doc.Text))
			}
		}
		key, _, _ := strings.Cut(filepath.Base(i.Path), ".")
		want, got := runsOfFour(truth[key].ArticleBody), runsOfFour(strings.Join(body, "\n"))
		shared := 0
		for run, n := range want {
			shared += min(n, got[run])
		}
		precision += float64(shared) / float64(max(1, size(got)))
		recall += float64(shared) / float64(max(1, size(want)))
		pages++
		return nil
	})
	if err != nil || pages != len(truth) {
		t.Fatalf("%d of %d pages, %v", pages, len(truth), err)
	}
	precision, recall = precision/float64(pages), recall/float64(pages)
	f1 := 2 * precision * recall / (precision + recall)
	t.Logf("precision %.4f recall %.4f F1 %.4f on %d pages", precision, recall, f1, pages)
	if f1 < 0.975 {
		t.Errorf("body F1 %.4f, want .975", f1)
	}
}

func TestHeadsOfRealPages(t *testing.T) {
	root := material(t, "pages", "readability")
	right, pages := 0, 0
	err := read.Open(context.Background(), []string{root}, read.Options{}, func(i read.Item) error {
		if filepath.Base(i.Path) != "source.html" {
			return nil
		}
		if i.Err != nil {
			t.Errorf("%s: %v", i.Path, i.Err)
			return nil
		}
		var want struct{ Title, PublishedTime string }
		unmarshalFile(t, filepath.Join(root, filepath.Base(filepath.Dir(i.Path)), "expected-metadata.json"), &want)
		pages++
		if strings.Join(strings.Fields(want.Title), " ") == i.Doc.Title {
			right++
		} else {
			t.Logf("%s: title %q, theirs %q", i.Path, i.Doc.Title, want.Title)
		}
		if day := want.PublishedTime; len(day) >= 10 && day[:10] != string(i.Doc.Published) {
			t.Errorf("%s: published %q, want %q", i.Path, i.Doc.Published, day)
		}
		return nil
	})
	if err != nil || pages == 0 {
		t.Fatalf("%d pages, %v", pages, err)
	}
	t.Logf("%d of %d titles", right, pages)
	if right*100 < pages*95 {
		t.Errorf("%d of %d titles are right, want 95 in a hundred", right, pages)
	}
}

// Every archive is read, or refused with the right reason.
func TestRealArchives(t *testing.T) {
	root := material(t, "pages", "warc")
	for name, want := range map[string]struct {
		docs int
		says string
	}{
		"example.warc": {1, ""}, "example.warc.gz": {1, ""}, "example.arc.gz": {1, ""}, "example-resource.warc.gz": {1, ""}, "example-iana.org-chunked.warc": {1, ""},
		"example-wrong-chunks.warc.gz": {1, ""}, "example-wget-bad-target-uri.warc.gz": {1, ""}, "example-bad-non-chunked.warc.gz": {1, ""},
		"example-trunc.warc":                  {1, "the length before it is wrong"},
		"example-digest.warc":                 {0, "no pages (4 request)"},
		"example-space-in-target-uri.warc.gz": {0, "image/png"},
		"post-test.warc.gz":                   {0, "application/json"},
	} {
		docs, reason := 0, error(nil)
		err := read.Open(context.Background(), []string{filepath.Join(root, name)}, read.Options{}, func(i read.Item) error {
			if i.Err != nil {
				reason = errors.Join(reason, i.Err)
			} else {
				docs++
			}
			return nil
		})
		if err != nil || docs != want.docs || (reason == nil) != (want.says == "") || reason != nil && !strings.Contains(reason.Error(), want.says) {
			t.Errorf("%s: %d documents, %v, %v; want %d and %q", name, docs, reason, err, want.docs, want.says)
		}
	}
}
