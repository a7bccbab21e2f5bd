package corpus

import (
	"fmt"
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// plainVerbs are verbs that report speech and hardly ever anything else, by their
// dictionary form. Belief, wish, support and finding are none of them.
var plainVerbs = words(`accuse acknowledge add admit advise affirm allege announce answer argue ask assert assure
	boast brag caution charge claim comment complain concede confess confide confirm contend counter declare decry
	deny describe disclose emphasize exclaim explain hint inform insinuate insist joke lament maintain mention
	note observe opine point proclaim promise pronounce quip read reassure recall recount reiterate remark remind repeat
	reply report respond retort reveal say shout speak state stress suggest swear tell testify tweet urge vow warn whisper write`)

func words(s string) map[string]bool {
	out := map[string]bool{}
	for _, w := range strings.Fields(s) {
		out[w] = true
	}
	return out
}

// hasPlainVerb tells whether a cue holds one, by the lemmas of the tokens.
func hasPlainVerb(cue []quoth.Span, tokens []GoldToken) bool {
	for _, span := range cue {
		i := sort.Search(len(tokens), func(i int) bool { return tokens[i].End > span.Start })
		for ; i < len(tokens) && tokens[i].Start < span.End; i++ {
			if strings.HasPrefix(tokens[i].Tag, "VB") && plainVerbs[strings.ToLower(tokens[i].Lemma)] {
				return true
			}
		}
	}
	return false
}

// bucket is the tenth a confidence lies in; the top one is cut finer.
func bucket(c float64) string {
	switch {
	case c >= .99:
		return "0.99–1.00"
	case c >= .95:
		return "0.95–0.99"
	case c >= .9:
		return "0.90–0.95"
	}
	low := float64(int(c*10)) / 10
	return fmt.Sprintf("%.2f–%.2f", low, low+.1)
}
