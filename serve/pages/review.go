package pages

import (
	"context"
	"fmt"
	"net/http"
	"net/url"
	"strings"
	"time"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/serve/access"
)

// The statements on one page of the queue.
const doubtsShown = 10

type reviewPage struct {
	frame
	Items []doubt
	Total int
	Next  string // the cursor of the page after
	After string // of this one
	Done  string // what was just decided
}

// doubt is a statement that somebody should look at.
type doubt struct {
	item
	Passage       []run
	Before, After bool
	Quotation     string
	Percent       int
	Source        string // the words that name the speaker, "" for none
}

// review lists what nobody has looked at, the least sure first.
func (s *server) review(w http.ResponseWriter, r *http.Request) {
	page := reviewPage{frame: frame{Title: "To be looked at", Here: "review"}, After: r.FormValue("after"), Done: r.FormValue("done")}
	err := s.fillReview(r.Context(), &page)
	s.show(w, r, "review.html", &page, err)
}

func (s *server) fillReview(ctx context.Context, page *reviewPage) error {
	answer, err := s.store.Doubtful(ctx, page.After, doubtsShown)
	if err != nil {
		return err
	}
	page.Total, page.Next = answer.Total, answer.Next
	for i := range answer.Statements {
		d, err := s.doubt(ctx, &answer.Statements[i])
		if err != nil {
			return err
		}
		page.Items = append(page.Items, *d)
	}
	return nil
}

func (s *server) doubt(ctx context.Context, st *record.Statement) (*doubt, error) {
	it, err := s.item(ctx, st)
	if err != nil {
		return nil, err
	}
	why, err := ask.Why(ctx, s.store, st.ID)
	if err != nil {
		return nil, err
	}
	q := &why.Quotation.Quotation
	d := &doubt{item: it, Quotation: q.ID, Percent: int(100 * st.Confidence)}
	text := why.Quotation.Passage.Text
	stretches := quoted(text, q)
	within := quoth.Span{Start: stretches[0].Start, End: stretches[len(stretches)-1].End}
	if q.Speaker != nil {
		d.Source = q.Speaker.Mention.Of(text)
		stretches = append(stretches, stretch{q.Speaker.Mention, run{Field: "who"}})
	}
	if q.Said != nil {
		stretches = append(stretches, stretch{q.Said.Span, run{Field: "when"}})
	}
	within, d.Before, d.After = around(text, within)
	d.Passage, d.Cut = shortened(cut(text, within, stretches), passageShown)
	d.After = d.After || d.Cut
	return d, nil
}

// decide writes what somebody decided of a statement.
func (s *server) decide(w http.ResponseWriter, r *http.Request) {
	done, err := s.decided(r)
	if err != nil {
		s.show(w, r, "", nil, err)
		return
	}
	form := url.Values{"done": {done}}
	if after := r.FormValue("after"); after != "" {
		form.Set("after", after)
	}
	http.Redirect(w, r, "/review?"+form.Encode(), http.StatusSeeOther)
}

func (s *server) decided(r *http.Request) (done string, err error) {
	if err := r.ParseForm(); err != nil {
		return "", badForm(err)
	}
	if err := access.MayWrite(r.Context()); err != nil {
		return "", err
	}
	id := r.PostFormValue("id")
	trace, err := s.traced(r.Context(), id)
	if err != nil {
		return "", err
	}
	by := ask.Author{Who: access.From(r.Context()).Name, Why: strings.TrimSpace(r.PostFormValue("why")), When: time.Now()}
	if by.Why == "" {
		by.Why = "looked at in review"
	}
	return s.carryOut(r, &trace.Statement, by)
}

// carryOut records a decision. That the speaker is right is recorded as a correction
// to the one it is: it takes the statement out of the queue, and survives re-reading.
func (s *server) carryOut(r *http.Request, st *record.Statement, by ask.Author) (done string, err error) {
	ctx := r.Context()
	switch decision := r.PostFormValue("decision"); decision {
	case "right":
		_, err = ask.FixSpeaker(ctx, s.store, st.ID, st.Speaker.ID, by)
		return "Kept as it is.", err
	case "nobody":
		_, err = ask.FixSpeaker(ctx, s.store, st.ID, "", by)
		return "Given to nobody.", err
	case "speaker":
		name := strings.TrimSpace(r.PostFormValue("speaker"))
		if name == "" {
			return "", fmt.Errorf("%w: give the name of who said it", quoth.ErrInvalid)
		}
		who, err := ask.Meant(ctx, s.store, name)
		if err != nil {
			return "", err
		}
		_, err = ask.FixSpeaker(ctx, s.store, st.ID, who.ID, by)
		return "Given to " + who.Name + ".", err
	case "date":
		said := quoth.When(strings.TrimSpace(r.PostFormValue("said")))
		_, err = ask.FixDate(ctx, s.store, st.ID, said, by)
		return "Dated " + said.Words() + ".", err
	case "hide":
		_, err = ask.Hide(ctx, s.store, st.ID, by)
		return "Taken out of view.", err
	default:
		return "", fmt.Errorf("%w: %q is no decision; it is one of right, nobody, speaker, date, hide", quoth.ErrInvalid, decision)
	}
}
