package compare

import (
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

var abbreviated = map[string]bool{"mr": true, "mrs": true, "ms": true, "dr": true, "sen": true, "gov": true, "rep": true,
	"gen": true, "col": true, "st": true, "jr": true, "sr": true, "prof": true, "rev": true, "vs": true, "inc": true,
	"corp": true, "ltd": true, "lt": true, "sgt": true, "capt": true, "mt": true, "ft": true}

// splitSentences numbers the sentences of a wording. It knows only what a
// comparison needs: a stop, a question or exclamation mark before a capital, a
// figure or a new line.
func splitSentences(w *wording) {
	n := 0
	for i := range w.words {
		if i > 0 && endsSentence(w, i) {
			n++
		}
		w.words[i].sentence = n
		w.words[i].initial = i == 0 || w.words[i-1].sentence != n
	}
}

// endsSentence tells whether a sentence ends between word i-1 and word i.
func endsSentence(w *wording, i int) bool {
	gap, before, next := w.gap(i), w.words[i-1], w.words[i]
	if strings.Contains(gap, "\n\n") {
		return true
	}
	if strings.ContainsAny(gap, "!?") {
		return next.upper || next.number
	}
	if gap == ", " && next.upper && !next.allCaps && isFunction(next.fold) && !isI(next.fold) {
		return true // parts joined: “We will rebuild,” she said. “It takes time.”
	}
	if hasEllipsis(gap) {
		return next.upper && isFunction(next.fold) && !isI(next.fold)
	}
	if !strings.Contains(gap, ".") {
		return false
	}
	if abbreviated[before.fold] {
		return false
	}
	form := w.text[before.start:before.end]
	if utf8.RuneCountInString(form) == 1 && before.upper && before.fold != "i" { // an initial: "J. Ruiz"
		return false
	}
	if strings.Contains(form, ".") && !(next.upper && isFunction(next.fold)) { // "U.S. troops"
		return false
	}
	return strings.ContainsAny(gap, " \n\t\u00a0\"”’")
}

func isI(fold string) bool { return fold == "i" }

// markParts tells the words which part they stand in and ends a sentence between
// two parts where the next begins with a capital: “We will rebuild,” she said.
// “It takes time.” is two sentences whatever mark closes the first.
func markParts(w *wording, src *Source) {
	if len(src.Parts) < 2 {
		return
	}
	part := 0
	for i := range w.words {
		x := &w.words[i]
		for part+1 < len(src.Parts) && x.start >= src.Parts[part+1].Start {
			part++
		}
		x.part = part
		if i > 0 && w.words[i-1].part != part && x.upper && w.words[i-1].sentence == x.sentence {
			x.initial = true
			for j := i; j < len(w.words); j++ {
				w.words[j].sentence++
			}
		}
	}
}

// markQuoted tells the words which of them stand in marks on the page, and whether
// the wording mixes them with the reporter's own.
func markQuoted(w *wording, src *Source) {
	if src.Form == quoth.Direct || src.Form == "" {
		return
	}
	if src.Quoted != nil {
		for i := range w.words {
			x := &w.words[i]
			x.quoted = false
			for _, q := range src.Quoted {
				x.quoted = x.quoted || q.Start <= x.start && x.end <= q.End
			}
		}
	}
	for i := range w.words {
		w.mixed = w.mixed || w.words[i].quoted
	}
}
