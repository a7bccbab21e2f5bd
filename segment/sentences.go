package segment

import "github.com/quoth-news/quoth"

// starters are words that, capitalised after an abbreviation which may end a
// sentence ("… in the U.S. The senator …"), begin a new one.
var starters = quoth.HashSet(`the a an he she it they we i you this that these those there but and in on at for if when
while as after before his her its their our my what who how why where no yes so however meanwhile still then now
some many most all both one two`)

// sentences appends the sentences of tokens [first, len) of one segment. A
// sentence ends at . ! ? or … with the closing marks and brackets behind it, where
// what follows can begin one.
func sentences(s *quoth.Sheet, first int32, segment int32) {
	end := int32(len(s.Tokens))
	begin := first
	for i := first; i < end; i++ {
		j := sentenceEnd(s, i, end)
		if j == 0 {
			continue
		}
		s.Sentences = append(s.Sentences, quoth.Sentence{First: begin, Last: j, Segment: segment})
		begin, i = j, j-1
	}
	if begin < end {
		s.Sentences = append(s.Sentences, quoth.Sentence{First: begin, Last: end, Segment: segment})
	}
	for k := len(s.Sentences) - 1; k >= 0 && s.Sentences[k].First >= first; k-- {
		for i := s.Sentences[k].First; i < s.Sentences[k].Last; i++ {
			s.Tokens[i].Sentence = int32(k)
		}
	}
}

// sentenceEnd gives the token after the sentence that ends with token i, or 0.
func sentenceEnd(s *quoth.Sheet, i, end int32) int32 {
	t := &s.Tokens[i]
	text := s.Doc.Text
	last := text[t.End-1]
	weak := false // an abbreviation, or dots that may only pause
	if i > 0 && t.Kind == quoth.Punct && (last != '.' || t.End-t.Start > 1) && last != '!' && last != '?' && s.Tokens[i-1].Caps == quoth.InitialCap && !s.Tokens[i].Space {
		return 0 // dots in a name: "Once Upon… The Series"
	}
	switch {
	case t.Kind == quoth.Punct && (last == '.' || last == '!' || last == '?'):
		weak = t.End-t.Start > 1
	case t.Kind == quoth.Punct && t.End-t.Start == 3 && text[t.Start:t.End] == "…":
		weak = true
	case t.Kind == quoth.Word && last == '.':
		word := text[t.Start : t.End-1]
		if abbreviations[quoth.HashString(word)] == neverEnds || len(word) == 1 {
			return 0
		}
		weak = true
	default:
		return 0
	}
	j := i + 1
	for j < end && closes(s, j) {
		j++
	}
	if j == end {
		return j
	}
	next := &s.Tokens[j]
	if !next.Space && next.Kind != quoth.QuoteMark && next.Caps == quoth.LowerCase {
		return 0
	}
	switch {
	case next.Kind == quoth.QuoteMark, next.Kind == quoth.Handle, next.Kind == quoth.Hashtag, next.Kind == quoth.Number:
		return orNone(j, !weak || next.Kind == quoth.QuoteMark && t.Kind == quoth.Punct)
	case next.Kind == quoth.Punct:
		return orNone(j, opensSentence(text[next.Start:next.End]))
	case next.Caps == quoth.LowerCase:
		return 0
	case weak && t.Kind == quoth.Word:
		return orNone(j, starters[next.Lower])
	}
	return j
}

func orNone(j int32, ok bool) int32 {
	if ok {
		return j
	}
	return 0
}

func opensSentence(mark string) bool {
	switch mark {
	case "(", "[", "•", "—", "–", "--", "-":
		return true
	}
	return false
}

// closes tells whether token j belongs to the end of the sentence before it: a
// closing quotation mark or bracket, or more end marks.
func closes(s *quoth.Sheet, j int32) bool {
	t := &s.Tokens[j]
	switch t.Kind {
	case quoth.QuoteMark:
		if t.Pair >= 0 {
			return s.Marks[t.Pair].Open != j
		}
		return !t.Space
	case quoth.Punct:
		switch s.Doc.Text[t.Start:t.End] {
		case ")", "]", ".", "!", "?", "…", "...":
			return true
		}
	}
	return false
}
