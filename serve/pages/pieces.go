package pages

import (
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/quoth-news/quoth/compare"
	"github.com/quoth-news/quoth/wire"
)

// piece is a stretch of a wording: kept (""), put in ("ins") or left out ("del").
type piece struct{ Kind, Text string }

// altered shows what became of the record's words in a variant: the variant's words
// with what it put in marked, and what it left out set in where it stood.
func altered(variant string, changes []compare.Change) (pieces []piece) {
	at := 0
	put := func(kind, text string) {
		if text != "" {
			pieces = append(pieces, piece{kind, text})
		}
	}
	for _, c := range changes {
		if c.DraftSpan.Start < at || c.DraftSpan.End > len(variant) {
			continue // inside a change that is shown already
		}
		put("", variant[at:c.DraftSpan.Start])
		if dropped := c.Record; dropped != "" {
			put("del", dropped)
			put("", " ")
		}
		put("ins", c.DraftSpan.Of(variant))
		at = c.DraftSpan.End
	}
	put("", variant[at:])
	return pieces
}

// marking marks in a wording the words of changes, one after the other where they
// are found.
func marking(words string, changes []wire.Change, kind string, of func(wire.Change) string) (pieces []piece) {
	for _, c := range changes {
		changed := of(c)
		i := wordsIn(words, changed)
		if i < 0 {
			continue
		}
		if i > 0 {
			pieces = append(pieces, piece{"", words[:i]})
		}
		pieces = append(pieces, piece{kind, changed})
		words = words[i+len(changed):]
	}
	if words != "" {
		pieces = append(pieces, piece{"", words})
	}
	return pieces
}

// wordsIn is where words begin in a text, as words of their own; -1 if nowhere.
func wordsIn(text, words string) int {
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) }
	for from := 0; words != ""; {
		i := strings.Index(text[from:], words)
		if i < 0 {
			break
		}
		i += from
		before, _ := utf8.DecodeLastRuneInString(text[:i])
		after, _ := utf8.DecodeRuneInString(text[i+len(words):])
		if !inWord(before) && !inWord(after) {
			return i
		}
		from = i + len(words)
	}
	return -1
}
