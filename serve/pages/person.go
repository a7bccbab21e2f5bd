package pages

import (
	"context"
	"net/http"
	"net/url"
	"strconv"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
)

const (
	statementsShown = 100 // on one page of a timeline
	facetsShown     = 12  // values of one facet
	spokenShown     = 10  // whom they speak about, who speaks about them
)

type personPage struct {
	frame
	Who, About *record.Entity // About nil for all that Who said
	Kept       []chip         // what the timeline is narrowed to
	Picture    *picture       // nil where there is nothing to draw
	Years      []yearOfItems
	Shown      int
	Total      int
	Next       string // the page after, "" on the last
	Later      bool   // this is not the first page
	Facets     []facet
	SpeaksOf   []record.EntityTally // whom they speak about, most often first
	SpokenOf   []record.EntityTally // who speaks about them
	SpeaksIn   string               // what of SpeaksOf is counted, "" for all
	SpokenIn   string               // likewise of SpokenOf
	Denials    []chip               // denials, refusals, silences: links to them
	Coverage   record.Coverage
}

// chip is a word that leads to the timeline narrowed by it, or no more narrowed.
type chip struct {
	Words, Href string
	Statements  int
}

// facet is what a timeline may be narrowed by.
type facet struct {
	Name   string
	In     string // what is counted, "" for all
	Values []chip
}

type yearOfItems struct {
	Year  string
	Items []item
}

func (s *server) person(w http.ResponseWriter, r *http.Request) {
	page := personPage{frame: frame{Here: "person"}}
	err := s.fillPerson(r.Context(), &page, r)
	s.show(w, r, "person.html", &page, err)
}

func (s *server) fillPerson(ctx context.Context, page *personPage, r *http.Request) (err error) {
	if page.Who, err = s.entity(ctx, r.PathValue("id")); err != nil {
		return err
	}
	page.Title = page.Who.Name
	n, err := narrowed(r)
	if err != nil {
		return err
	}
	if other := r.PathValue("other"); other != "" {
		if page.About, err = s.entity(ctx, other); err != nil {
			return err
		}
		n.query.About = []string{page.About.ID}
		page.Title += " about " + page.About.Name
	}
	n.query.Speakers = []string{page.Who.ID}
	if err := s.tally(ctx, page, n); err != nil {
		return err
	}
	query := n.query
	query.Limit, query.After = statementsShown, r.FormValue("after")
	answer, err := s.store.Statements(ctx, query)
	if err != nil {
		return err
	}
	page.Shown, page.Total, page.Later = len(answer.Statements), answer.Total, query.After != ""
	if answer.Next != "" {
		page.Next = n.with("after", answer.Next)
	}
	if page.Total == 0 {
		if page.Coverage, err = ask.Coverage(ctx, s.store); err != nil {
			return err
		}
	}
	items, err := s.items(ctx, answer.Statements)
	page.Years = itemsByYear(items)
	if page.Next == "" && !page.Later {
		page.Picture.dots(items)
	}
	return err
}

// tally counts what the timeline may be narrowed to, and draws it.
func (s *server) tally(ctx context.Context, page *personPage, n *narrowing) error {
	all, err := s.store.Tally(ctx, n.query, record.ByDay|record.ByOutlet|record.ByAbout)
	if err != nil {
		return err
	}
	page.Picture = drawn(all.Days, n)
	page.Facets = n.facets(&all)
	page.SpeaksIn = newest(&all)
	page.Kept = n.kept()
	for _, c := range n.acts(all.Days) {
		if c.act != quoth.Stated {
			page.Denials = append(page.Denials, c.chip)
		}
	}
	if page.About != nil || len(page.Kept) > 0 {
		return nil
	}
	hidden, err := s.hidden(ctx)
	if err != nil {
		return err
	}
	hidden[page.Who.ID] = true // oneself is nobody else
	page.SpeaksOf = named(all.About, hidden, spokenShown)
	of, err := s.store.Tally(ctx, record.Query{About: n.query.Speakers}, record.BySpeaker)
	page.SpokenOf = named(of.Speakers, hidden, spokenShown)
	page.SpokenIn = newest(&of)
	return err
}

// newest says of a tally that it went through the newest statements only, "" if it did not.
func newest(t *record.Tally) string {
	if t.Newest {
		return "in the newest " + quoth.Grouped(record.MostCounted)
	}
	return ""
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

// narrowing is what a timeline is narrowed to: the query, and the form it came in.
type narrowing struct {
	query record.Query
	form  url.Values
}

func narrowed(r *http.Request) (*narrowing, error) {
	n := &narrowing{form: url.Values{}}
	for _, key := range []string{"year", "outlet", "form", "act", "words"} {
		if v := r.FormValue(key); v != "" {
			n.form.Set(key, v)
		}
	}
	q := ask.SaidQuery{Form: quoth.Form(n.form.Get("form"))}
	if err := q.Check(); err != nil {
		return nil, err
	}
	n.query = record.Query{Outlet: n.form.Get("outlet"), Form: q.Form, Act: quoth.Act(n.form.Get("act")), Words: n.form.Get("words")}
	if year := n.form.Get("year"); year == "unknown" {
		n.query.Year = -1
	} else {
		n.query.Year, _ = strconv.Atoi(year)
	}
	return n, nil
}

// with is the address of the timeline with one value set, "" for none.
func (n *narrowing) with(key, value string) string {
	form := url.Values{}
	for k, v := range n.form {
		form[k] = v
	}
	if form.Set(key, value); value == "" {
		form.Del(key)
	}
	return "?" + form.Encode()
}

// kept are the values the timeline is narrowed to, each with the address without it.
func (n *narrowing) kept() (chips []chip) {
	for _, key := range []string{"year", "outlet", "form", "act", "words"} {
		switch v := n.form.Get(key); {
		case v == "":
		case key == "act":
			chips = append(chips, chip{Words: actName(quoth.Act(v)), Href: n.with(key, "")})
		case key == "form":
			chips = append(chips, chip{Words: formName(quoth.Form(v)), Href: n.with(key, "")})
		case key == "year" && v == "unknown":
			chips = append(chips, chip{Words: "date not known", Href: n.with(key, "")})
		default:
			chips = append(chips, chip{Words: v, Href: n.with(key, "")})
		}
	}
	return chips
}

// facets are the values that part the statements further.
func (n *narrowing) facets(t *record.Tally) (facets []facet) {
	add := func(name, in, key string, values []chip) {
		if n.form.Get(key) == "" && len(values) > 1 {
			facets = append(facets, facet{name, in, values})
		}
	}
	years := map[int]*chip{}
	forms := map[quoth.Form]*chip{}
	var byYear, byForm []*chip
	count := func(c **chip, list *[]*chip, words, href string, n int) {
		if *c == nil {
			*c = &chip{Words: words, Href: href}
			*list = append(*list, *c)
		}
		(*c).Statements += n
	}
	for _, d := range t.Days {
		year, words := -1, "unknown"
		if d.Day != quoth.LatestDay {
			year, _, _ = d.Day.Date()
			words = strconv.Itoa(year)
		}
		y, f := years[year], forms[d.Form]
		count(&y, &byYear, words, n.with("year", words), d.Statements)
		count(&f, &byForm, formName(d.Form), n.with("form", string(d.Form)), d.Statements)
		years[year], forms[d.Form] = y, f
	}
	add("Year", "", "year", values(byYear))
	var outlets []chip
	for _, o := range t.Outlets[:min(len(t.Outlets), facetsShown)] {
		if o.Outlet != "" {
			outlets = append(outlets, chip{o.Outlet, n.with("outlet", o.Outlet), o.Statements})
		}
	}
	add("First printed by", newest(t), "outlet", outlets)
	add("Form", "", "form", values(byForm))
	var acts []chip
	for _, a := range n.acts(t.Days) {
		acts = append(acts, a.chip)
	}
	add("What they did", "", "act", acts)
	return facets
}

func values(list []*chip) (all []chip) {
	for _, c := range list {
		all = append(all, *c)
	}
	return all
}

type actChip struct {
	chip
	act quoth.Act
}

// acts counts statements by act.
func (n *narrowing) acts(days []record.DayTally) (all []actChip) {
	for _, act := range []quoth.Act{quoth.Stated, quoth.Denial, quoth.Refusal, quoth.NoResponse} {
		c := actChip{chip{Words: actName(act), Href: n.with("act", string(act))}, act}
		for _, d := range days {
			if d.Act == act {
				c.Statements += d.Statements
			}
		}
		if c.Statements > 0 {
			all = append(all, c)
		}
	}
	return all
}
