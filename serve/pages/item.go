package pages

import (
	"context"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

// item is a statement as a list shows it.
type item struct {
	*record.Statement
	Runs    []run
	Cut     bool         // the words go on
	Changed []ask.Traced // appearances whose words do not stand
}

// Undated tells whether nothing says when it was said.
func (i item) Undated() bool { return i.Said == "" }

// Unmarked tells whether the words are the speaker's own and stand in no marks, as
// in a transcript or a post: the page sets them in fainter ones.
func (i item) Unmarked() bool {
	return i.Form == quoth.Direct && len(i.Runs) > 0 && strings.IndexAny(i.Runs[0].Text, "“\"‘'«„") != 0
}

const (
	wordsListed  = 900  // the most bytes of a statement that a list shows
	passageShown = 1500 // the most bytes of a passage that a card shows
)

// items set statements for a list. One that was printed once and in one piece needs
// no more than itself.
func (s *server) items(ctx context.Context, statements []record.Statement) ([]item, error) {
	var items []item
	for i := range statements {
		it, err := s.item(ctx, &statements[i])
		if err != nil {
			return nil, err
		}
		it.Runs, it.Cut = shortened(it.Runs, wordsListed)
		items = append(items, it)
	}
	return items, nil
}

func (s *server) item(ctx context.Context, st *record.Statement) (item, error) {
	whole := stretch{st.Evidence.Span, run{Field: "quoted"}}
	if st.Form != quoth.Indirect {
		whole.Span = withMarks(st.Evidence.Text, whole.Span)
	}
	it := item{Statement: st, Runs: closed(cut(st.Evidence.Text, whole.Span, []stretch{whole}))}
	if st.Copies > 1 || st.Evidence.Span.Of(st.Evidence.Text) != st.Text {
		trace, err := ask.Trace(ctx, s.store, st.ID)
		if err != nil {
			return it, err
		}
		it.read(trace)
	}
	return it, nil
}

// read takes from a trace which words of the passage are quoted, and where they were changed.
func (i *item) read(trace *ask.Tracing) {
	for _, a := range trace.Appearances {
		if a.Passage.Document == i.Evidence.Document && a.Passage.Span == i.Evidence.Span {
			parts := quoted(a.Passage.Text, &a.Quotation)
			i.Runs = closed(cut(a.Passage.Text, quoth.Span{Start: parts[0].Start, End: parts[len(parts)-1].End}, parts))
		}
		if stands(a.Wording) == "off" {
			i.Changed = append(i.Changed, a)
		}
	}
}

// shortened keeps the first bytes of runs, up to the end of a word.
func shortened(runs []run, most int) ([]run, bool) {
	for i := range runs {
		if len(runs[i].Text) <= most {
			most -= len(runs[i].Text)
			continue
		}
		text := runs[i].Text[:most]
		for !utf8.ValidString(text) && len(text) > most-utf8.UTFMax {
			text = text[:len(text)-1]
		}
		if space := strings.LastIndexAny(text, " \n"); space > 0 {
			text = text[:space]
		}
		kept := append(runs[:i:i], runs[i])
		kept[i].Text = text
		return kept, true
	}
	return runs, false
}
