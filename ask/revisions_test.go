package ask

import (
	"fmt"
	"slices"
	"strings"
	"testing"

	"github.com/quoth-news/quoth/record"
)

// TestRevisions tells what became of articles: each has an address of its own, and
// two stories of one address are versions.
func TestRevisions(t *testing.T) {
	at := func(s story, url string) *linked { return &linked{s, url} }
	prose := "The board met until midnight in the old customs house by the quay, and the shopkeepers of the lower town waited outside in the rain. "
	s := linkedStore(t,
		at(story{"1", "Gazette", "2020-01-01", "“{Ana Ruiz: We will sell the lighthouse to the brewery},” Ana Ruiz said. “{Ana Ruiz: The keeper may stay until spring},” Ana Ruiz said."}, "https://g.example/1"),
		at(story{"2", "Gazette", "2020-01-02", "Correction: Ms. Ruiz was misquoted.\n“{Ana Ruiz: We will not sell the lighthouse to the brewery},” Ana Ruiz said. “{Ana Ruiz: The keeper may stay until spring},” Ana Ruiz said."}, "https://g.example/1"),
		at(story{"3", "Courier", "2020-02-01", "“{Piet Maas: The herring are back and so are the thieves},” Piet Maas said. “{Piet Maas: Nobody has seen the harbour master for a week},” Piet Maas said."}, "https://c.example/3"),
		at(story{"4", "Courier", "2020-02-03", "“{Lena Brandt: The herring are back and so are the thieves},” Lena Brandt said."}, "https://c.example/3"),
		at(story{"5", "Wire", "2020-03-01", prose + "“{Omar Hale: My grandmother carried these stones in her apron},” Omar Hale said."}, "https://w.example/5"),
		at(story{"6", "Wire", "2020-03-02", "WITHDRAWN: the story about Omar Hale cannot be confirmed."}, "https://w.example/5"),
		at(story{"7", "Tattler", "2020-03-01", prose + "“{Omar Hale: My grandmother carried these stones in her apron},” Omar Hale said."}, "https://t.example/7"),
	)
	for _, c := range []struct {
		quote string
		want  []string
	}{
		{"We will sell the lighthouse to the brewery", []string{"changed Gazette 2020-01-01", "correction Gazette 2020-01-02"}},
		{"We will not sell the lighthouse to the brewery", []string{"changed Gazette 2020-01-01", "correction Gazette 2020-01-02"}}, // of one statement
		{"The keeper may stay until spring", []string{"correction Gazette 2020-01-02"}},
		{"The herring are back and so are the thieves", []string{"reattributed Courier 2020-02-01"}},
		{"Nobody has seen the harbour master for a week", []string{"dropped Courier 2020-02-01"}},
		{"My grandmother carried these stones in her apron", []string{"withdrawal Wire 2020-03-01"}},
	} {
		got, err := Check(t.Context(), s, CheckQuery{Quote: c.quote, By: map[bool]string{true: "Piet Maas"}[strings.HasPrefix(c.quote, "The herring")]})
		if err != nil {
			t.Fatal(err)
		}
		var kinds []string
		for _, v := range got.Revisions {
			kinds = append(kinds, fmt.Sprint(v.Kind, " ", v.Publisher, " ", v.Published))
			if words := RevisionWords(&v); !strings.Contains(words, v.Publisher) {
				t.Errorf("%q does not name %s", words, v.Publisher)
			}
		}
		if !slices.Equal(kinds, c.want) {
			t.Errorf("%s: got %q, want %q", c.quote, kinds, c.want)
		}
	}

	trace, err := Trace(t.Context(), s, "My grandmother carried these stones in her apron")
	if err != nil {
		t.Fatal(err)
	}
	for i := range trace.Appearances { // the copy shares the fate of what it is a copy of
		if a := &trace.Appearances[i]; a.Revised != "withdrawal" {
			t.Errorf("%s is marked %q", a.Head.Publisher, a.Revised)
		}
	}
	if len(trace.Appearances) != 2 {
		t.Errorf("%d appearances, want 2", len(trace.Appearances))
	}
}

// linked is a story at an address.
type linked struct {
	story
	url string
}

func linkedStore(t *testing.T, stories ...*linked) record.Store {
	t.Helper()
	s := store(t)
	for _, st := range stories {
		doc, reading := st.reading(t)
		doc.Origin.URL = st.url
		doc.Identify()
		reading.Document = doc.ID
		for i := range reading.Quotations {
			reading.Quotations[i].ID = "q:" + doc.ID[2:10] + fmt.Sprintf("%08d", i)
		}
		if _, err := s.AddReading(t.Context(), doc, reading); err != nil {
			t.Fatal(err)
		}
	}
	return s
}
