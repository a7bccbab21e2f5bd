package compare

import (
	"strings"
	"unicode"
)

// person is what a pronoun may stand for.
type person struct{ number, gender string }

var persons = map[string]person{
	"i": {"first", "one"}, "me": {"first", "one"}, "my": {"first", "one"}, "myself": {"first", "one"}, "mine": {"first", "one"},
	"we": {"first", "many"}, "us": {"first", "many"}, "our": {"first", "many"}, "ours": {"first", "many"}, "ourselves": {"first", "many"},
	"you": {"second", ""}, "your": {"second", ""}, "yours": {"second", ""},
	"he": {"third", "he"}, "him": {"third", "he"}, "his": {"third", "he"}, "himself": {"third", "he"},
	"she": {"third", "she"}, "her": {"third", "she"}, "hers": {"third", "she"}, "herself": {"third", "she"},
	"it": {"thing", ""}, "its": {"thing", ""}, "itself": {"thing", ""}, "this": {"thing", ""}, "that": {"thing", ""},
	"they": {"third", "they"}, "them": {"third", "they"}, "their": {"third", "they"}, "theirs": {"third", "they"},
	"these": {"things", ""}, "those": {"things", ""}, "who": {"third", ""}, "there": {"place", ""}, "here": {"place", ""}, "one": {"third", ""},
}

func pronounIn(w *wording, from, to int) (person, bool) {
	for i := from; i < to; i++ {
		p, ok := persons[w.words[i].fold]
		if !ok {
			continue
		}
		determines := p.number == "thing" && (w.words[i].fold == "this" || w.words[i].fold == "that") && i+1 < to
		if !determines {
			return p, true
		}
	}
	return person{}, false
}

// shifts tells whether one pronoun may stand for another when speech is turned
// from the speaker's mouth into the reporter's.
func shifts(record, draft person) bool {
	switch {
	case record == draft:
		return true
	case record.number == "first" && record.gender == "one":
		return draft.number == "third"
	case record.number == "first":
		return draft.number == "third" && draft.gender == "they"
	case record.number == "second":
		return draft.number == "third" || draft.number == "first"
	}
	return false
}

// pronounFits tells whether the bracket's words can be whom the pronoun means:
// "I" is the speaker, "he" and "she" never are, and a name must be one the passage
// was last speaking of.
func pronounFits(p person, d *wording, dw []int, src *Source) bool {
	names := ofClass(d, dw, nameWord)
	if len(names) == 0 {
		for _, i := range dw {
			if d.words[i].upper && (!d.words[i].initial || p.number == "first" && p.gender == "one") {
				names = append(names, i)
			}
		}
	}
	speaker := cut(src.Speaker)
	isSpeaker := false
	for _, i := range dw {
		isSpeaker = isSpeaker || speaker.hasWord(d.words[i].fold, 0, len(speaker.words))
	}
	switch p.number {
	case "first":
		return p.gender == "many" || isSpeaker || src.Speaker == "" || len(names) == 0
	case "third", "thing", "things":
		if isSpeaker && len(speaker.words) > 0 {
			return false
		}
	}
	if p.number == "third" && p.gender != "they" && len(dw) > 0 && anyUpper(d, dw) {
		return lastNamed(d, dw, src)
	}
	return true
}

func anyUpper(w *wording, at []int) bool {
	for _, i := range at {
		if w.words[i].upper {
			return true
		}
	}
	return false
}

// lastNamed tells whether the bracketed name is among those the words are about
// or, where the record knows nobody, the person named last before them.
func lastNamed(d *wording, dw []int, src *Source) bool {
	meets := func(w *wording, from, to int) bool {
		for _, i := range dw {
			if d.words[i].upper && w.hasWord(d.words[i].fold, from, to) {
				return true
			}
		}
		return false
	}
	for _, about := range src.About {
		if w := cut(about); meets(w, 0, len(w.words)) {
			return true
		}
	}
	if len(src.About) > 0 {
		return false
	}
	before, speaker := cut(src.Before), cut(src.Speaker)
	if whole := cut(src.Text); meets(whole, 0, len(whole.words)) {
		return true
	}
	for i := len(before.words) - 1; i > 0; i-- { // full names, the last first
		a, b := before.words[i-1], before.words[i]
		if !a.upper || !b.upper || strings.TrimSpace(before.gap(i)) != "" || isFunction(a.fold) || isFunction(b.fold) {
			continue
		}
		if speaker.hasWord(a.fold, 0, len(speaker.words)) || speaker.hasWord(b.fold, 0, len(speaker.words)) {
			continue
		}
		return meets(before, i-1, i+1)
	}
	return true
}

func hasName(w *wording, at []int) bool {
	for _, i := range at {
		if w.words[i].upper && (!w.words[i].initial || w.words[i].bracket) {
			return true
		}
	}
	return false
}

// borneOut tells whether every word the bracket brings in stands in the record's
// passage, or is the full form of an abbreviation the record has.
func borneOut(d *wording, dw []int, r *wording, rw []int, src *Source) bool {
	known := map[string]bool{}
	for _, text := range append([]string{src.Before, src.Text, src.After, src.Speaker}, src.About...) {
		for _, x := range cut(text).words {
			known[american(x.fold)] = true
			known[lemma(x.fold)] = true
		}
	}
	if spellsOut(d, dw, r, rw) {
		return true
	}
	for _, i := range dw {
		f := strings.TrimSuffix(d.words[i].fold, "'s")
		if !known[american(f)] && !known[lemma(f)] && !known[american(f)+"'s"] {
			return false
		}
	}
	return true
}

// spellsOut tells whether the bracket is the full form of an abbreviation:
// "[National Health Board]" for "NHB".
func spellsOut(d *wording, dw []int, r *wording, rw []int) bool {
	if len(rw) != 1 || len(dw) < 2 || !r.words[rw[0]].allCaps {
		return false
	}
	var initials strings.Builder
	for _, i := range dw {
		for _, c := range d.words[i].fold {
			initials.WriteRune(unicode.ToLower(c))
			break
		}
	}
	return initials.String() == r.words[rw[0]].fold
}

// covers tells whether replaced words of content are still meant: they stand in
// the bracket, or were a description for which the bracket gives the name.
func covers(d *wording, dw []int, r *wording, rw []int, src *Source) bool {
	if spellsOut(d, dw, r, rw) {
		return true
	}
	kept := 0
	for _, j := range rw {
		for _, i := range dw {
			if lemma(american(d.words[i].fold)) == lemma(american(r.words[j].fold)) {
				kept++
				break
			}
		}
	}
	if kept == len(rw) {
		return true
	}
	if hasName(r, rw) && sameBearer(d, dw, r, rw, src) {
		return true
	}
	if hasName(r, rw) || !hasName(d, dw) || len(rw) > 2 {
		return false
	}
	speaker := cut(src.Speaker)
	for _, i := range dw {
		if speaker.hasWord(d.words[i].fold, 0, len(speaker.words)) {
			return false
		}
	}
	return lastNamed(d, dw, src)
}

// sameBearer tells whether the bracket has another part of the name that it stands
// for: "[Okoro]" for "Delphine", where the passage or the record knows one Delphine Okoro.
func sameBearer(d *wording, dw []int, r *wording, rw []int, src *Source) bool {
	both := func(w *wording, from, to int) bool {
		for _, i := range dw {
			if !w.hasWord(strings.TrimSuffix(d.words[i].fold, "'s"), from, to) {
				return false
			}
		}
		for _, j := range rw {
			if !w.hasWord(strings.TrimSuffix(r.words[j].fold, "'s"), from, to) {
				return false
			}
		}
		return true
	}
	for _, about := range src.About {
		if w := cut(about); both(w, 0, len(w.words)) {
			return true
		}
	}
	for _, text := range []string{src.Before, src.Text, src.After} {
		w := cut(text)
		for from := 0; from < len(w.words); from++ {
			to := from
			for to < len(w.words) && w.words[to].upper && !isFunction(w.words[to].fold) && (to == from || strings.TrimSpace(w.gap(to)) == "") {
				to++
			}
			if to-from >= 2 && both(w, from, to) {
				return true
			}
			from = max(from, to-1)
		}
	}
	return false
}
