package pages

import (
	"cmp"
	"context"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

// The statements on one page of a timeline.
const statementsShown = 100

type personPage struct {
	frame
	Who, About *record.Entity // About nil for all that Who said
	Years      []yearOfItems
	Shown      int
	Total      int
	Next       string    // the cursor of the page after, "" on the last
	Later      bool      // this is not the first page
	Others     []speaker // whom the statements shown are about, most often first
	Coverage   record.Coverage
}

type yearOfItems struct {
	Year  string
	Items []item
}

// item is a statement as a timeline shows it.
type item struct {
	*record.Statement
	Runs    []run
	Changed []ask.Traced // appearances whose words do not stand
}

// Undated tells whether nothing says when it was said.
func (i item) Undated() bool { return i.Said == "" }

// Unmarked tells whether the words are the speaker's own and stand in no marks, as
// in a transcript or a post: the page sets them in fainter ones.
func (i item) Unmarked() bool {
	return i.Form == quoth.Direct && len(i.Runs) > 0 && strings.IndexAny(i.Runs[0].Text, "“\"‘'«„") != 0
}

func (s *server) person(w http.ResponseWriter, r *http.Request) {
	page := personPage{}
	err := s.fillPerson(r.Context(), &page, r.PathValue("id"), r.PathValue("other"), r.FormValue("after"))
	s.show(w, "person.html", &page, err)
}

func (s *server) fillPerson(ctx context.Context, page *personPage, id, other, after string) (err error) {
	query := ask.SaidQuery{Person: id, Limit: statementsShown, Cursor: after}
	if page.Who, err = s.entity(ctx, id); err != nil {
		return err
	}
	page.Title = page.Who.Name
	if other != "" {
		if page.About, err = s.entity(ctx, other); err != nil {
			return err
		}
		query.About = page.About.ID
		page.Title += " about " + page.About.Name
	}
	query.Person = page.Who.ID
	answer, err := ask.Said(ctx, s.store, query)
	if err != nil {
		return err
	}
	if page.Coverage, err = ask.Coverage(ctx, s.store); err != nil {
		return err
	}
	page.Shown, page.Total, page.Next, page.Later = len(answer.Statements), answer.Total, answer.Next, after != ""
	page.Others = subjects(answer.Statements, page.Who.ID)
	items, err := s.items(ctx, answer.Statements)
	page.Years = itemsByYear(items)
	return err
}

// entity is someone by identifier, unless they are hidden.
func (s *server) entity(ctx context.Context, id string) (*record.Entity, error) {
	hidden, err := s.hidden(ctx)
	if err != nil {
		return nil, err
	}
	e, err := s.store.Entity(ctx, id)
	if err != nil {
		return nil, err
	}
	if hidden[id] || hidden[e.ID] {
		return nil, errHidden("person")
	}
	return e, nil
}

// items set statements for a timeline. One that was printed once and in one piece
// needs no more than itself.
func (s *server) items(ctx context.Context, statements []record.Statement) ([]item, error) {
	var items []item
	for i := range statements {
		st := &statements[i]
		whole := stretch{st.Evidence.Span, run{Field: "quoted"}}
		if st.Form != quoth.Indirect {
			whole.Span = withMarks(st.Evidence.Text, whole.Span)
		}
		it := item{Statement: st, Runs: closed(cut(st.Evidence.Text, whole.Span, []stretch{whole}))}
		if st.Copies > 1 || st.Evidence.Span.Of(st.Evidence.Text) != st.Text {
			trace, err := ask.Trace(ctx, s.store, st.ID)
			if err != nil {
				return nil, err
			}
			it.read(trace)
		}
		items = append(items, it)
	}
	return items, nil
}

// read takes from a trace which words of the passage are quoted, and where they were changed.
func (i *item) read(trace *ask.Tracing) {
	for _, a := range trace.Appearances {
		if a.Passage.Document == i.Evidence.Document && a.Passage.Span == i.Evidence.Span {
			parts := quoted(a.Passage.Text, &a.Quotation)
			i.Runs = closed(cut(a.Passage.Text, quoth.Span{Start: parts[0].Start, End: parts[len(parts)-1].End}, parts))
		}
		if !a.Wording.Fine() {
			i.Changed = append(i.Changed, a)
		}
	}
}

func itemsByYear(items []item) (years []yearOfItems) {
	for _, it := range items {
		year := yearWords(it.Said)
		if len(years) == 0 || years[len(years)-1].Year != year {
			years = append(years, yearOfItems{Year: year})
		}
		last := &years[len(years)-1]
		last.Items = append(last.Items, it)
	}
	return years
}

// yearWords is the year that a date is put under, "" for none.
func yearWords(w quoth.When) string {
	first, last, ok := w.Bounds()
	if !ok {
		return ""
	}
	if first == quoth.EarliestDay {
		first = last
	}
	year, _, _ := first.Date()
	return strconv.Itoa(year)
}

// subjects counts whom statements are about, but for the one who made them.
func subjects(statements []record.Statement, who string) (all []speaker) {
	for i := range statements {
		for _, p := range statements[i].About {
			if p.ID == who || p.ID == "" {
				continue
			}
			n := slices.IndexFunc(all, func(s speaker) bool { return s.ID == p.ID })
			if n < 0 {
				n = len(all)
				all = append(all, speaker{Person: p})
			}
			all[n].Statements++
		}
	}
	slices.SortStableFunc(all, func(a, b speaker) int {
		return cmp.Or(cmp.Compare(b.Statements, a.Statements), cmp.Compare(a.Name, b.Name))
	})
	return all
}
