package compare

import (
	"fmt"
	"math/rand/v2"
	"os"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// The stress takes composed wordings, alters each mechanically at a random place
// with a fixed seed, and expects the verdict and the kind of change that the
// alteration makes by construction.

// alteration makes a draft of a wording and says what must come of it; ok is
// false where the wording offers no place for it.
type alteration struct {
	name  string
	want  []Verdict
	kinds []ChangeKind // one of these must be among the changes
	make  func(rng *rand.Rand, words []string, all [][]string) (draft string, ok bool)
}

var alterations = []alteration{
	{"exact", []Verdict{Exact}, nil, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) { return join(w), true }},
	{"straight marks and case", []Verdict{Typographic}, nil, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		s := strings.ToUpper(join(w))
		return s, s != join(w)
	}},
	{"negation put in", []Verdict{Altered}, []ChangeKind{Negation}, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		return afterWord(w, "not", "is", "was", "will", "are", "were", "has", "have", "can", "must", "should")
	}},
	{"negation left out", []Verdict{Altered, Truncated}, []ChangeKind{Negation}, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		for i := 1; i < len(w)-1; i++ {
			if w[i] == "not" || w[i] == "never" {
				return join(cutOut(w, i, i+1)), true
			}
		}
		return "", false
	}},
	{"number changed", []Verdict{Altered}, []ChangeKind{Number, Date}, func(rng *rand.Rand, w []string, _ [][]string) (string, bool) {
		return replace(w, func(s string) string {
			if s[0] >= '1' && s[0] <= '9' && strings.Trim(s, "0123456789,.") == "" {
				return fmt.Sprint(int(s[0]-'0')%9+1) + s[1:]
			}
			return map[string]string{"two": "nine", "three": "eight", "four": "seven", "five": "twelve", "six": "two", "seven": "three", "ten": "twenty", "twelve": "eleven", "twenty": "thirty"}[s]
		})
	}},
	{"modal changed", []Verdict{Altered}, []ChangeKind{Modal}, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		return replace(w, func(s string) string {
			return map[string]string{"will": "may", "may": "will", "might": "must", "can": "should", "should": "could", "must": "might", "would": "will", "could": "must"}[s]
		})
	}},
	{"tense changed", []Verdict{Altered}, []ChangeKind{Tense}, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		return replace(w, func(s string) string {
			return map[string]string{"is": "was", "are": "were", "was": "is", "were": "are", "has": "had", "have": "had", "had": "has"}[s]
		})
	}},
	{"date changed", []Verdict{Altered}, []ChangeKind{Date}, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		return replace(w, func(s string) string {
			bare := strings.TrimRight(s, ".,")
			n := map[string]string{"Monday": "Friday", "Tuesday": "Sunday", "Friday": "Monday", "May": "July", "March": "April", "June": "August", "October": "November", "January": "March", "September": "June"}[bare]
			if n == "" {
				return ""
			}
			return n + s[len(bare):]
		})
	}},
	{"name changed", []Verdict{Altered}, []ChangeKind{Name}, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		for i := 1; i < len(w); i++ {
			bare := strings.TrimRight(w[i], ".,")
			if surnames[bare] && !strings.ContainsAny(w[i-1], ".?!") {
				out := append([]string{}, w...)
				out[i] = "Zabriskie" + w[i][len(bare):]
				return join(out), true
			}
		}
		return "", false
	}},
	{"word put in", []Verdict{Altered}, []ChangeKind{Inserted}, func(rng *rand.Rand, w []string, _ [][]string) (string, bool) {
		return afterWord(w, []string{"miserable", "orange", "gigantic", "dishonest"}[rng.IntN(4)], "the", "a", "my", "our", "their")
	}},
	{"word substituted", []Verdict{Altered}, []ChangeKind{Substituted, Name}, func(rng *rand.Rand, w []string, _ [][]string) (string, bool) {
		places := []int{}
		for i := 1; i < len(w)-1; i++ {
			if len(w[i]) > 4 && strings.ToLower(w[i]) == w[i] && classPlain(w[i]) {
				places = append(places, i)
			}
		}
		if len(places) == 0 {
			return "", false
		}
		out := append([]string{}, w...)
		i := places[rng.IntN(len(places))]
		tail := w[i][len(strings.TrimRight(w[i], ".,;?!")):]
		out[i] = []string{"marmalade", "harpsichord", "bewildering", "cobblestones"}[rng.IntN(4)] + tail
		return join(out), true
	}},
	{"word left out", []Verdict{Altered}, []ChangeKind{Dropped}, func(rng *rand.Rand, w []string, _ [][]string) (string, bool) {
		places := []int{}
		for i := 2; i < len(w)-2; i++ {
			if len(w[i]) > 3 && strings.ToLower(w[i]) == w[i] && classPlain(w[i]) && !strings.ContainsAny(w[i], ".,;?!") {
				places = append(places, i)
			}
		}
		if len(places) == 0 {
			return "", false
		}
		i := places[rng.IntN(len(places))]
		return join(cutOut(w, i, i+1)), true
	}},
	{"order changed", []Verdict{Altered}, []ChangeKind{Order}, func(rng *rand.Rand, w []string, _ [][]string) (string, bool) {
		places := []int{}
		for i := 1; i < len(w)-3; i++ {
			a, b := w[i], w[i+2]
			if len(a) > 3 && len(b) > 3 && a != b && (w[i+1] == "and" || w[i+1] == "or") && !strings.ContainsAny(a, ".,;") {
				places = append(places, i)
			}
		}
		if len(places) == 0 {
			return "", false
		}
		i := places[rng.IntN(len(places))]
		out := append([]string{}, w...)
		tail := w[i+2][len(strings.TrimRight(w[i+2], ".,;?!")):]
		out[i], out[i+2] = strings.TrimRight(w[i+2], ".,;?!"), w[i]+tail
		return join(out), true
	}},
	{"cut before a qualifier", []Verdict{Truncated}, []ChangeKind{Dropped}, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		for i := 4; i < len(w)-2; i++ {
			switch w[i] {
			case "unless", "if", "but", "except", "until", "although", "though":
				if sentenceAt(w, 0) > i {
					return strings.TrimRight(join(w[:i]), ",;"), true
				}
			}
		}
		return "", false
	}},
	{"harmless cut", []Verdict{Fragment}, nil, func(_ *rand.Rand, w []string, _ [][]string) (string, bool) {
		for i := 4; i < len(w)-3; i++ {
			if w[i] == "because" && sentenceAt(w, 0) > i && !limitsAny(w[i:]) {
				return strings.TrimRight(join(w[:i]), ","), true
			}
		}
		return "", false
	}},
	{"spliced", []Verdict{Spliced}, nil, func(rng *rand.Rand, w []string, all [][]string) (string, bool) {
		other := all[rng.IntN(len(all))]
		if join(other) == join(w) || sharesWords(w, other) {
			return "", false
		}
		return join(w[:sentenceAt(w, 0)]) + " … " + join(other[:sentenceAt(other, 0)]), true
	}},
	{"unsaid", []Verdict{NotFound}, nil, func(rng *rand.Rand, w []string, _ [][]string) (string, bool) {
		made := []string{"Marmalade", "harpsichords", "bewilder", "every", "cobblestone", "pelican", "outside", "Zanzibar", "tonight"}
		rng.Shuffle(len(made), func(i, j int) { made[i], made[j] = made[j], made[i] })
		return strings.Join(made, " "), true
	}},
}

var surnames = map[string]bool{"Ruiz": true, "Okafor": true, "Lindqvist": true, "Brandt": true, "Maas": true, "Valle": true, "Hale": true, "Ortiz": true, "Akers": true}

func join(w []string) string { return strings.Join(w, " ") }

func cutOut(w []string, i, j int) []string { return append(append([]string{}, w[:i]...), w[j:]...) }

func afterWord(w []string, put string, after ...string) (string, bool) {
	for i, s := range w[:len(w)-1] {
		for _, a := range after {
			if s == a && w[i+1] != "not" && w[i+1] != "never" && w[i+1] != "to" {
				return join(w[:i+1]) + " " + put + " " + join(w[i+1:]), true
			}
		}
	}
	return "", false
}

func replace(w []string, with func(string) string) (string, bool) {
	for i, s := range w {
		if n := with(s); n != "" && n != s && i > 0 {
			out := append([]string{}, w...)
			out[i] = n
			return join(out), true
		}
	}
	return "", false
}

func classPlain(s string) bool {
	w := cut(s)
	if len(w.words) != 1 || w.classOf(0) != plainWord || isFunction(w.words[0].fold) {
		return false
	}
	return true
}

func sentenceAt(w []string, i int) int {
	for ; i < len(w); i++ {
		if strings.HasSuffix(w[i], ".") || strings.HasSuffix(w[i], "?") || strings.HasSuffix(w[i], "!") {
			return i + 1
		}
	}
	return len(w)
}

func limitsAny(w []string) bool {
	x := cut(join(w))
	for i := range x.words {
		for _, class := range []string{"negation", "condition", "exception", "contrast", "hedge", "limit"} {
			if x.at(class, i, len(x.words)) > 0 {
				return true
			}
		}
	}
	return false
}

func sharesWords(a, b []string) bool {
	have := map[string]bool{}
	for _, s := range a[:sentenceAt(a, 0)] {
		have[s] = classPlain(s)
	}
	for _, s := range b[:sentenceAt(b, 0)] {
		if have[s] {
			return true
		}
	}
	return false
}

func TestStress(t *testing.T) {
	data, err := os.ReadFile("testdata/wordings.txt")
	if err != nil {
		t.Fatal(err)
	}
	var all [][]string
	for line := range strings.Lines(string(data)) {
		if words := strings.Fields(line); len(words) > 0 && words[0] != "#" {
			all = append(all, words)
		}
	}
	rng := rand.New(rand.NewPCG(4, 1867))
	tried, right, shown := 0, 0, 0
	for _, alt := range alterations {
		n, ok := 0, 0
		for i, words := range all {
			for range 3 {
				draft, made := alt.make(rng, words, all)
				if !made {
					continue
				}
				n++
				got := Best(draft, nearby(rng, all, i, draft))
				if rightly(alt, got) {
					ok++
				} else if shown < 60 {
					shown++
					t.Logf("%s: %s %v\n  record %s\n  draft  %s", alt.name, got.Wording, show(got.Changes), join(words), draft)
				}
				if changesMeaning(alt) && got.Wording.Fine() {
					t.Errorf("a change of meaning (%s) passed as %s\n  record %s\n  draft  %s", alt.name, got.Wording, join(words), draft)
				}
			}
		}
		t.Logf("%-24s %d of %d", alt.name, ok, n)
		tried, right = tried+n, right+ok
	}
	t.Logf("right verdict and change: %d of %d = %.4f", right, tried, float64(right)/float64(tried))
	if float64(right) < 0.97*float64(tried) {
		t.Errorf("%d of %d right, want 97 in a hundred", right, tried)
	}
}

// nearby gives the wording, some others at random, and the one a splice took.
func nearby(rng *rand.Rand, all [][]string, i int, draft string) []Source {
	var out []Source
	for k := range all {
		if k == i || rng.IntN(8) == 0 || strings.HasSuffix(draft, join(all[k][:sentenceAt(all[k], 0)])) {
			out = append(out, Source{Text: join(all[k]), Form: quoth.Direct, Act: quoth.Stated, Statement: fmt.Sprint(k)})
		}
	}
	return out
}

func rightly(alt alteration, got Result) bool {
	verdict := false
	for _, v := range alt.want {
		verdict = verdict || got.Wording == v
	}
	if len(alt.kinds) == 0 || got.Wording == Truncated {
		return verdict
	}
	for _, c := range got.Changes {
		for _, k := range alt.kinds {
			if c.Kind == k {
				return verdict
			}
		}
	}
	return false
}

func changesMeaning(alt alteration) bool {
	return alt.want[0] == Altered || alt.want[0] == Truncated || alt.want[0] == Spliced
}
