package quoth

import (
	"fmt"
	"unicode/utf8"
)

// Span is a half-open range of bytes of a document's text, on rune boundaries.
// The zero Span is empty and stands for "nowhere".
type Span struct{ Start, End int }

// Len is the number of bytes in the span.
func (s Span) Len() int { return s.End - s.Start }

// Empty tells whether the span holds no byte.
func (s Span) Empty() bool { return s.End <= s.Start }

// Of is the slice of text the span stands for.
func (s Span) Of(text string) string { return text[s.Start:s.End] }

// Holds tells whether t lies inside s.
func (s Span) Holds(t Span) bool { return s.Start <= t.Start && t.End <= s.End }

// Meets tells whether s and t share at least one byte.
func (s Span) Meets(t Span) bool { return s.Start < t.End && t.Start < s.End }

// Check returns an error unless the span lies inside text on rune boundaries.
func (s Span) Check(text string) error {
	if s.Start < 0 || s.End < s.Start || s.End > len(text) {
		return fmt.Errorf("%w: span %d–%d outside a text of %d bytes", ErrInvalid, s.Start, s.End, len(text))
	}
	if !onRune(text, s.Start) || !onRune(text, s.End) {
		return fmt.Errorf("%w: span %d–%d cuts a character", ErrInvalid, s.Start, s.End)
	}
	return nil
}

func onRune(text string, i int) bool { return i == len(text) || utf8.RuneStart(text[i]) }
