package compare

import "strings"

// Terms are the folded words of meaning of a wording, in order, without what
// stands in brackets: what an index should be asked for.
func Terms(text string) []string {
	w := cut(text)
	var out []string
	for i := range w.words {
		if x := &w.words[i]; !isFunction(x.fold) && (!x.bracket || x.patched) {
			out = append(out, x.spelling)
		}
	}
	return out
}

// Pieces are the stretches of a draft's quotation between its ellipses, without
// what stands in brackets: each should be found in the record by itself.
func Pieces(draft string) []string {
	w := cut(draft)
	var out []string
	var b strings.Builder
	flush := func() {
		if b.Len() > 0 {
			out = append(out, b.String())
			b.Reset()
		}
	}
	for i := range w.words {
		x := &w.words[i]
		if x.ellipsis {
			flush()
		}
		if x.bracket && !x.patched {
			continue
		}
		if b.Len() > 0 && !(x.contracted && i > 0 && w.words[i-1].end == x.start) {
			b.WriteByte(' ')
		}
		b.WriteString(w.text[x.start:x.end])
	}
	flush()
	return out
}

// Sentences are the sentences of a draft's quotation.
func Sentences(draft string) []string {
	w := cut(draft)
	var out []string
	for i := 0; i < len(w.words); {
		end := w.sentenceEnd(i)
		out = append(out, w.slice(i, end))
		i = end
	}
	return out
}

// Words counts the words of a wording as a reader would.
func Words(text string) int {
	n := 0
	w := cut(text)
	for i := range w.words {
		if i == 0 || w.words[i].start > w.words[i-1].end || !w.words[i].contracted {
			n++
		}
	}
	return n
}

// Qualifiers are the words of a text that limit or turn what stands beside them.
func Qualifiers(text string) []string {
	w := cut(text)
	var out []string
	for i := range w.words {
		for _, class := range []string{"negation", "denying", "condition", "exception", "contrast", "hedge", "limit", "condition-future"} {
			if w.at(class, i, len(w.words)) > 0 {
				out = append(out, w.words[i].fold)
				break
			}
		}
	}
	return out
}

// Folded are the words of a text as they are compared.
func Folded(text string) []string {
	w := cut(text)
	return folds(w, ints(0, len(w.words)))
}

// Kinds are the kinds of change that a change of one of the words of a text would
// be: what of it negates, counts, names, dates or is a modal.
func Kinds(text string) []ChangeKind {
	kinds := map[wordClass]ChangeKind{negator: Negation, numeral: Number, nameWord: Name, dateWord: Date, modalWord: Modal}
	w := cut(text)
	var out []ChangeKind
	for i := range w.words {
		if k := kinds[w.classOf(i)]; k != "" {
			out = append(out, k)
		}
	}
	return out
}
