package extract

import "github.com/quoth-news/quoth"

// signature reads the name behind a dash that follows quotation unit i and ends
// the line: “…” ― Ana Ruiz. It may stand in a line of its own.
func (r *row) signature(i int32) (dash int32, name quoth.Span, ok bool) {
	n := int32(len(r.units))
	dash = i + 1
	if dash+1 >= n || r.units[dash].opens && !r.signs(i) || !isDash(r.text(dash)) || r.token(dash+1).Caps == quoth.LowerCase {
		return 0, name, false
	}
	j := dash + 1
	for j < n && j < dash+12 && !r.units[j].opens && r.units[j].quote < 0 {
		t := r.token(j)
		if t.Tag == quoth.FullStop || t.Tag == quoth.Comma || isVerb(t.Tag) {
			break
		}
		j++
	}
	if j == dash+1 || j < n && !r.units[j].opens && !r.units[j].begins && r.token(j).Tag != quoth.FullStop && r.token(j).Tag != quoth.Comma {
		return 0, name, false
	}
	return dash, quoth.Span{Start: r.span(dash + 1).Start, End: r.span(j - 1).End}, true
}

// signs tells whether the line after quotation unit i, which is a paragraph, is but a
// dash and a few words.
func (r *row) signs(i int32) bool {
	end := i + 2
	for end < int32(len(r.units)) && !r.units[end].opens && r.units[end].quote < 0 {
		end++
	}
	return r.units[i].opens && end-i <= 8 && (end == int32(len(r.units)) || r.units[end].opens)
}

// bracketed reads the name in brackets behind quotation unit i: “…” (Hester Colby, 58).
func (r *row) bracketed(i int32) (bracket int32, name quoth.Span, ok bool) {
	n, bracket := int32(len(r.units)), i+1
	if bracket+2 >= n || r.units[bracket].opens || r.token(bracket).Tag != quoth.OpenBracket || r.words(i) < 3 {
		return 0, name, false
	}
	end := bracket + 1
	for end < n && end < bracket+6 && r.units[end].quote < 0 && r.token(end).Kind == quoth.Word && r.token(end).Tag == quoth.NNP {
		end++
	}
	close := end
	for close < n && close < end+8 && !r.units[close].opens && r.token(close).Tag != quoth.CloseBracket {
		close++
	}
	named := end - bracket - 1
	if named < 2 || close >= n || r.token(close).Tag != quoth.CloseBracket || end < close && r.token(end).Tag != quoth.Comma {
		return 0, name, false
	}
	return bracket, quoth.Span{Start: r.span(bracket + 1).Start, End: r.span(end - 1).End}, true
}

// bracketedBefore tells whether the sentence before quotation unit i is one with its
// name in brackets.
func (r *row) bracketedBefore(i int32) bool {
	for j := i - 1; j > 0 && j > i-16 && !r.units[j].opens; j-- {
		if r.units[j-1].quote >= 0 {
			_, _, ok := r.bracketed(j - 1)
			return ok
		}
	}
	return false
}

func isDash(mark string) bool {
	switch mark {
	case "-", "--", "–", "—", "―":
		return true
	}
	return false
}
