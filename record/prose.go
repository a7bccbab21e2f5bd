package record

import (
	"slices"
	"sort"
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
)

// A sketch stands for a stretch of the reporter's own prose: the smallest hashes of
// its runs of proseRun words, sorted. Two sketches share about the part that the
// stretches share.
const (
	proseRun    = 4
	proseReach  = 60 // words looked at before and after a quotation
	placeSketch = 16 // hashes of the prose about a quotation
	wholeSketch = 32 // hashes of the prose of a document
)

// proseWords are the words of a document that stand in no quotation marks: what
// its reporter wrote, or took over from whoever did.
type proseWords struct {
	at     []int // byte offset of each word
	hashes []uint32
}

func proseOf(text string, reading *quoth.Reading) *proseWords {
	p := &proseWords{}
	quoted := quotedSpans(text, reading)
	for i := 0; i < len(text); {
		if len(quoted) > 0 && i >= quoted[0].Start {
			i = max(i, quoted[0].End)
			quoted = quoted[1:]
			continue
		}
		end := len(text)
		if len(quoted) > 0 {
			end = quoted[0].Start
		}
		p.add(text[i:end], i)
		i = end
	}
	return p
}

// quotedSpans are the stretches of text in quotation marks, and the direct
// quotations, ordered and not overlapping.
func quotedSpans(text string, reading *quoth.Reading) []quoth.Span {
	var spans []quoth.Span
	open := -1
	for i, r := range text {
		switch {
		case r == '\n':
			open = -1 // marks that are never closed end with their paragraph
		case r == '“' || r == '"' && open < 0:
			open = i
		case (r == '”' || r == '"') && open >= 0:
			spans = append(spans, quoth.Span{Start: open, End: i})
			open = -1
		}
	}
	for i := range reading.Quotations {
		if q := &reading.Quotations[i]; q.Form == quoth.Direct {
			spans = append(spans, q.Parts...)
		}
	}
	sort.Slice(spans, func(i, j int) bool { return spans[i].Start < spans[j].Start })
	return slices.DeleteFunc(spans, func(s quoth.Span) bool { return s.Empty() })
}

func (p *proseWords) add(s string, offset int) {
	start := -1
	for i, r := range s + " " {
		letter := unicode.IsLetter(r) || unicode.IsDigit(r)
		switch {
		case letter && start < 0:
			start = i
		case !letter && start >= 0:
			p.at = append(p.at, offset+start)
			p.hashes = append(p.hashes, quoth.HashString(strings.ToLower(s[start:i])))
			start = -1
		}
	}
}

// around is the sketch of the prose about a quotation.
func (p *proseWords) around(s quoth.Span) []uint32 {
	first := sort.SearchInts(p.at, s.Start)
	last := sort.SearchInts(p.at, s.End)
	return sketch(p.hashes[max(0, first-proseReach):min(len(p.hashes), last+proseReach)], placeSketch)
}

func sketch(words []uint32, size int) []uint32 {
	var all []uint32
	for i := 0; i+proseRun <= len(words); i++ {
		h := uint32(2166136261)
		for _, w := range words[i : i+proseRun] {
			h = (h ^ w) * 0x9E3779B1
			h ^= h >> 15
		}
		all = append(all, h)
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.Clip(all[:min(len(all), size)])
}

// sameProse tells whether two sketches are of one text: a third or more of the
// smallest hashes of both together are in both, and no fewer than four.
func sameProse(a, b []uint32) bool {
	i, j, shared, seen := 0, 0, 0, 0
	for size := max(len(a), len(b)); seen < size && i < len(a) && j < len(b); {
		switch {
		case a[i] == b[j]:
			shared, i, j = shared+1, i+1, j+1
		case a[i] < b[j]:
			i++
		default:
			j++
		}
		seen++
	}
	return shared >= 4 && 3*shared >= seen
}
