package record

import (
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
)

// Check tells whether a correction says what it must: who made it and why, and a
// target and a value of the kinds it takes.
func (c *Correction) Check() error {
	if strings.TrimSpace(c.Who) == "" || strings.TrimSpace(c.Why) == "" || c.When.IsZero() {
		return fmt.Errorf("%w: a correction says who made it, when, and why", quoth.ErrInvalid)
	}
	var targets, values string
	switch c.Kind {
	case MergePeople:
		targets, values = "p", "p"
	case SplitPerson:
		targets, values = "p", "d"
	case FixSpeaker:
		targets, values = "q", "p-"
	case FixDate:
		targets, values = "q", ""
		if !quoth.When(c.Value).Valid() {
			return fmt.Errorf("%w: %q is no date; write 2010, 2010-03, 2010-03-02 or ../2010-03-02", quoth.ErrInvalid, c.Value)
		}
	case Hide:
		targets, values = "psqd", "-"
	case Erase:
		targets, values = "sqd", "-"
	default:
		return fmt.Errorf("%w: %q is no kind of correction", quoth.ErrInvalid, c.Kind)
	}
	if !identifierOf(c.Target, targets) || values != "" && !identifierOf(c.Value, values) {
		return fmt.Errorf("%w: a correction of kind %s cannot be made to %q with %q", quoth.ErrInvalid, c.Kind, c.Target, c.Value)
	}
	if c.Kind == MergePeople && c.Target == c.Value {
		return fmt.Errorf("%w: %s is one person already", quoth.ErrInvalid, c.Target)
	}
	return nil
}

// identifierOf tells whether id begins as an identifier of one of the kinds does;
// "-" allows none.
func identifierOf(id, kinds string) bool {
	if id == "" {
		return strings.Contains(kinds, "-")
	}
	return len(id) > 2 && id[1] == ':' && strings.Contains(strings.Trim(kinds, "-"), id[:1])
}

// Blank is text with the spans made unreadable: every byte of a character becomes
// an underscore, so that all other offsets stay.
func Blank(text string, spans []quoth.Span) string {
	b := []byte(text)
	for _, s := range spans {
		for i := max(0, s.Start); i < min(s.End, len(b)); i++ {
			if b[i] != '\n' {
				b[i] = '_'
			}
		}
	}
	return string(b)
}

// Elsewhere finds the other places where words of a text stand again, letter for
// letter but for case and the mark at their end: what is erased in one place must not stay in another.
func Elsewhere(text string, spans []quoth.Span) []quoth.Span {
	var more []quoth.Span
	lower := strings.ToLower(text)
	if len(lower) != len(text) {
		lower = text // folding moved the offsets: look for the very letters
	}
	for _, s := range spans {
		words := strings.TrimRight(lower[s.Start:s.End], ".,;:!?…—– ") // the mark that closes them may be another
		if len(strings.Fields(words)) < leastRun {
			continue
		}
		for from := 0; ; {
			i := strings.Index(lower[from:], words)
			if i < 0 {
				break
			}
			from += i + len(words)
			more = append(more, quoth.Span{Start: from - len(words), End: from})
		}
	}
	return more
}

// WithoutSpans is a reading without the quotations that share words with the spans.
func WithoutSpans(r *quoth.Reading, spans []quoth.Span) *quoth.Reading {
	meets := func(parts []quoth.Span) bool {
		for _, p := range parts {
			for _, s := range spans {
				if p.Meets(s) {
					return true
				}
			}
		}
		return false
	}
	kept := *r
	kept.Quotations = nil
	for i := range r.Quotations {
		if !meets(r.Quotations[i].Parts) {
			kept.Quotations = append(kept.Quotations, r.Quotations[i])
		}
	}
	return &kept
}
