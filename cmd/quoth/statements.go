package main

import (
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/ask"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// statement prints one statement of a timeline: when and where, the words, first
// printed where, and in how many places.
func (p *page) statement(s *record.Statement) {
	told := ""
	if s.Told != "" {
		told = "told " + s.Told
	}
	p.line("")
	p.line("%s%s", p.bold(saidWords(s)), prefixed(" · ", joined(" · ", s.Act.Words(), told, s.Venue.Words(), s.Basis.Words())))
	p.words(2, s.Form, asPrinted(s))
	p.faint("    first in %s · %s · %s", quoth.Printable(s.First.Words()), copiesWords(s.Copies, s.Origins), s.ID)
}

// revisions prints what became of the articles that carry the words.
func (p *page) revisions(all []wire.Revision) {
	for i := range all {
		p.wrappedIn("31", 4, "! "+ask.RevisionWords(&all[i]))
	}
}

// saidWords is the date of saying, else when it was printed.
func saidWords(s *record.Statement) string {
	switch {
	case s.Said != "":
		return s.Said.Words()
	case s.First.Published != "":
		return "undated, printed " + s.First.Published.Words()
	}
	return "undated"
}

// asPrinted is the wording of a statement. Words that a cue breaks in two (“A,” she
// said. “B.”) are shown with the cue between them, as the article has them.
func asPrinted(s *record.Statement) string {
	passage := s.Evidence.Span.Of(s.Evidence.Text)
	if s.Form == quoth.Direct && len(passage) < 2*len(s.Text)+120 {
		return passage
	}
	return s.Text
}

func copiesWords(copies, origins int) string {
	if copies == 1 {
		return "1 article"
	}
	return fmt.Sprintf("%d articles, %s", copies, quoth.Counted(origins, "independent origin"))
}
