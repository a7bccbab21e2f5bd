package corpus

import (
	"bufio"
	"fmt"
	"io"
	"strings"

	"github.com/quoth-news/quoth"
)

// The ledger (marked/KNOWN-WRONG.txt) lists what is known to be read wrong, one
// line each: article, item, field and reason, apart with " | ". The verdict is
// part of the line, so that a word never found cannot hide one found twice.
//
//	split-by-cue | q1 | parts | missing | the second part stands after a bracket

// KnownWrong is one line of the ledger.
type KnownWrong struct {
	Article, Item, Field string
	Verdict              Verdict
	Reason               string
	Line                 int
}

// ReadLedger reads a ledger. Lines that begin with # and empty ones are notes.
func ReadLedger(r io.Reader) ([]KnownWrong, error) {
	var ledger []KnownWrong
	lines := bufio.NewScanner(r)
	for n := 1; lines.Scan(); n++ {
		line := strings.TrimSpace(lines.Text())
		if line == "" || strings.HasPrefix(line, "#") {
			continue
		}
		f := strings.Split(line, " | ")
		if len(f) != 5 || strings.TrimSpace(f[4]) == "" {
			return nil, fmt.Errorf("%w: ledger line %d: want “article | item | field | verdict | reason”", quoth.ErrInvalid, n)
		}
		ledger = append(ledger, KnownWrong{strings.TrimSpace(f[0]), f[1], f[2], Verdict(f[3]), f[4], n})
	}
	return ledger, lines.Err()
}

// CheckLedger returns the judgements that are wrong and not listed, and the
// entries of the ledger that are wrong no more.
func CheckLedger(judgements []Judgement, ledger []KnownWrong) (unlisted []Judgement, passing []KnownWrong) {
	type key struct {
		article, item, field string
		verdict              Verdict
	}
	listed, wrong := map[key]bool{}, map[key]bool{}
	for _, k := range ledger {
		listed[key{k.Article, k.Item, k.Field, k.Verdict}] = true
	}
	for _, j := range judgements {
		if j.Verdict == Right {
			continue
		}
		k := key{j.Article, j.Item, j.Field, j.Verdict}
		wrong[k] = true
		if !listed[k] {
			unlisted = append(unlisted, j)
		}
	}
	for _, k := range ledger {
		if !wrong[key{k.Article, k.Item, k.Field, k.Verdict}] {
			passing = append(passing, k)
		}
	}
	return unlisted, passing
}

// String is the judgement as a line of the ledger, the reason being what was
// wanted and found.
func (j Judgement) String() string {
	reason := fmt.Sprintf("want %q, got %q", j.Want, j.Got)
	return strings.Join([]string{j.Article, j.Item, j.Field, string(j.Verdict), reason}, " | ")
}
