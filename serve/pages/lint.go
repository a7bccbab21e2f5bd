package pages

import (
	"errors"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/wire"
)

type lintPage struct {
	frame
	Able     bool // drafts can be read here
	Profile  string
	Profiles []string
	Draft    string // as sent
	Asked    bool
	Name     string // of the file that was sent, "" for pasted text
	Lines    []draftLine
	Findings []finding
	Errors   int
	Warnings int
	Notes    int
	Quoted   int  // quotations found in the draft
	NoRecord bool // the record is empty
}

// draftLine is a paragraph of the draft, cut where findings begin and end.
type draftLine struct{ Runs []run }

// finding is a finding of the linter and the rule it goes by.
type finding struct {
	wire.Finding
	Number int
	Rule   wire.Rule
}

// lint checks the quotations of a draft that is pasted or sent as a file. Nothing of
// it is kept.
func (s *server) lint(w http.ResponseWriter, r *http.Request) {
	page := s.lintPage(r)
	if r.Method == http.MethodGet {
		s.show(w, r, "lint.html", page, nil)
		return
	}
	draft, name, err := sentDraft(r)
	page.Name = name
	if err == nil {
		err = s.fillLint(r, page, draft)
	}
	s.show(w, r, "lint.html", page, err)
}

// lintText checks a draft that was put into the box.
func (s *server) lintText(w http.ResponseWriter, r *http.Request, draft string) {
	page := s.lintPage(r)
	err := s.fillLint(r, page, []byte(draft))
	s.show(w, r, "lint.html", page, err)
}

func (s *server) lintPage(r *http.Request) *lintPage {
	page := &lintPage{frame: frame{Title: "Check a draft", Here: "lint"}, Able: s.Read != nil, Profiles: ask.ProfileNames(), Profile: r.FormValue("profile")}
	if page.Profile == "" {
		page.Profile = "house"
	}
	return page
}

// sentDraft is the draft of a form: a file if one was chosen, else the text.
func sentDraft(r *http.Request) (draft []byte, name string, err error) {
	const inMemory = 4 << 20 // more than serve lets through, so that no draft touches the disk
	if err := r.ParseMultipartForm(inMemory); err != nil && !errors.Is(err, http.ErrNotMultipart) {
		return nil, "", badForm(err)
	}
	file, head, err := r.FormFile("file")
	if err != nil {
		return []byte(r.FormValue("text")), "", nil
	}
	defer file.Close()
	if draft, err = io.ReadAll(file); err != nil {
		return nil, "", badForm(err)
	}
	if len(draft) == 0 {
		return []byte(r.FormValue("text")), "", nil
	}
	return draft, head.Filename, nil
}

func (s *server) fillLint(r *http.Request, page *lintPage, draft []byte) error {
	if s.Read == nil {
		return fmt.Errorf("%w: this server reads no drafts; use: quoth lint DRAFT", quoth.ErrUnsupported)
	}
	profile, err := ask.NamedProfile(page.Profile)
	if err != nil {
		return err
	}
	if strings.TrimSpace(string(draft)) == "" {
		return nil
	}
	doc, reading, err := s.Read(r.Context(), draft)
	if err != nil {
		return err
	}
	findings, err := ask.Lint(r.Context(), doc, reading, ask.LintOptions{Store: s.store, Profile: profile})
	if err != nil {
		return err
	}
	coverage, err := s.store.Coverage(r.Context())
	if err != nil {
		return err
	}
	page.Asked, page.Draft, page.NoRecord = true, doc.Text, coverage.Documents == 0
	for i := range reading.Quotations {
		if reading.Quotations[i].Form != quoth.Indirect {
			page.Quoted++
		}
	}
	page.set(doc.Text, findings)
	return nil
}

// set numbers the findings and marks them in the draft.
func (p *lintPage) set(text string, findings []wire.Finding) {
	rules := map[string]wire.Rule{}
	for _, rule := range ask.Rules() {
		rules[rule.ID] = rule
	}
	runes := wire.NewRunes(text)
	var stretches []stretch
	for i, f := range findings {
		number := i + 1
		p.Findings = append(p.Findings, finding{f, number, rules[f.Rule]})
		switch f.Severity {
		case "error":
			p.Errors++
		case "warning":
			p.Warnings++
		default:
			p.Notes++
		}
		at := quoth.Span{Start: runes.Byte(f.Start), End: runes.Byte(f.End)}
		n := slices.IndexFunc(stretches, func(s stretch) bool { return s.Meets(at) })
		if n < 0 {
			stretches = append(stretches, stretch{at, run{Field: f.Severity, Numbers: []int{number}}})
			continue
		}
		// One mark for what overlaps, as severe as the worst of it.
		s := &stretches[n]
		s.Start, s.End = min(s.Start, at.Start), max(s.End, at.End)
		s.Numbers = append(s.Numbers, number)
		if worse(f.Severity, s.Field) {
			s.Field = f.Severity
		}
	}
	at := 0
	for line := range strings.Lines(text) {
		within := quoth.Span{Start: at, End: at + len(strings.TrimRight(line, "\n"))}
		at += len(line)
		if !within.Empty() {
			p.Lines = append(p.Lines, draftLine{cut(text, within, stretches)})
		}
	}
}

func worse(a, b string) bool {
	order := []string{"note", "warning", "error"}
	return slices.Index(order, a) > slices.Index(order, b)
}
