package main

import (
	"fmt"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// statement prints one statement of a timeline: when and where, the words, first
// printed where, and in how many places.
func (p *page) statement(s *record.Statement) {
	told := ""
	if s.Told != "" {
		told = "told " + s.Told
	}
	venue := ""
	if s.Venue != nil {
		venue = venueWords(s.Venue.Kind, s.Venue.Name)
	}
	p.line("")
	p.line("%s%s", p.bold(saidWords(s)), prefixed(" · ", joined(" · ", actWords(s.Act), told, venue, basisWords(s.Basis))))
	p.words(2, s.Form, asPrinted(s))
	p.faint("    first in %s · %s · %s", headWords(&s.First), copiesWords(s.Copies, s.Origins), s.ID)
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

func basisWords(b quoth.Basis) string {
	switch b {
	case quoth.Spokesperson:
		return "through a spokesperson"
	case quoth.Written:
		return "in writing"
	case quoth.Unnamed:
		return "unnamed source"
	case quoth.FromDocument:
		return "from a document"
	}
	return ""
}

// headWords names a document in half a line: "Evening Ledger, 1 March 2010".
func headWords(h *record.Head) string {
	return joined(", ", firstOf(h.Publisher, h.URL, h.Path, h.ID), firstOf(whenWords(h.Published), "date unknown"))
}

func copiesWords(copies, origins int) string {
	if copies == 1 {
		return "1 article"
	}
	return fmt.Sprintf("%d articles, %s", copies, counted(origins, "independent origin"))
}

// counted says how many there are: "1 person", "3 statements".
func counted(n int, what string) string {
	switch {
	case n == 1:
		return "1 " + what
	case what == "person":
		return fmt.Sprintf("%d people", n)
	}
	return fmt.Sprintf("%d %ss", n, what)
}
