package corpus

import (
	"fmt"
	"sort"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// readChains reads a CoNLL coreference column, one cell a token: "(3" opens a
// mention of chain 3 at the token, "3)" closes the latest open one after it, "(3)"
// does both, several apart with "|". What never closes is dropped.
func readChains(column []string) map[string][]TokenRange {
	chains := map[string][]TokenRange{}
	open := map[string][]int{}
	for i, cell := range column {
		if cell == "" || cell == "_" || cell == "-" {
			continue
		}
		for _, piece := range strings.Split(cell, "|") {
			id := strings.Trim(piece, "()")
			if strings.HasPrefix(piece, "(") {
				open[id] = append(open[id], i)
			}
			if stack := open[id]; strings.HasSuffix(piece, ")") && len(stack) > 0 {
				chains[id] = append(chains[id], TokenRange{stack[len(stack)-1], i + 1})
				open[id] = stack[:len(stack)-1]
			}
		}
	}
	for _, mentions := range chains {
		sort.Slice(mentions, func(i, j int) bool {
			a, b := mentions[i], mentions[j]
			return a.First < b.First || a.First == b.First && a.Last > b.Last
		})
	}
	return chains
}

// codePoints maps a code point's index to its byte offset in a text.
type codePoints struct{ bytes []int }

func newCodePoints(text string) codePoints {
	at := make([]int, 0, len(text)+1)
	for i := range text {
		at = append(at, i)
	}
	return codePoints{append(at, len(text))}
}

func (p codePoints) span(start, end string) (quoth.Span, error) {
	s, err1 := strconv.Atoi(start)
	e, err2 := strconv.Atoi(end)
	if err1 != nil || err2 != nil || s < 0 || e < s || s >= len(p.bytes) {
		return quoth.Span{}, fmt.Errorf("%w: offsets %q %q", quoth.ErrInvalid, start, end)
	}
	return quoth.Span{Start: p.bytes[s], End: p.bytes[min(e, len(p.bytes)-1)]}, nil
}

// ranges reads "110 112;120 125".
func (p codePoints) ranges(s string) ([]quoth.Span, error) {
	var spans []quoth.Span
	for _, r := range strings.Split(s, ";") {
		start, end, _ := strings.Cut(r, " ")
		span, err := p.span(start, end)
		if err != nil {
			return nil, err
		}
		spans = append(spans, span)
	}
	return spans, nil
}
