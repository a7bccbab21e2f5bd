package record

import (
	"slices"
	"strings"
	"testing"
)

func TestFold(t *testing.T) {
	for in, want := range map[string]string{
		"":                                  "",
		"… — “ ”":                           "",
		"We’ll [soon] rebuild …":            "we'll soon rebuild",
		"ROCK 'n' roll":                     "rock n roll",
		"1,000 tonnes, 3.5 per cent.":       "1000 tonnes 3.5 per cent",
		"Pen\u0303a—Nieto":                  "pe\u00f1a nieto",
		"an eight-year-old":                 "an eight year old",
		"don't ‘quote’ me":                  "don't quote me",
		"\xff\xfe broken":                   "broken",
		"line\nbreaks\tand\u00a0no-breaks ": "line breaks and no breaks",
	} {
		if got := Fold(in); got != want {
			t.Errorf("Fold(%q) = %q, want %q", in, got, want)
		}
	}
}

func TestGramsSurviveSmallChanges(t *testing.T) {
	said := Grams(Fold("We will rebuild the old mill before the winter comes"))
	for _, changed := range []string{
		"We will not rebuild the old mill before the winter comes",
		"we would have rebuilt the old mill before winter came",
		"They rebuild an old mill",
		"WE WILL REBUILD [THE] OLD MILL",
	} {
		n := 0
		for _, g := range Grams(Fold(changed)) {
			if slices.Contains(said, g) {
				n++
			}
		}
		if n == 0 {
			t.Errorf("%q shares no gram", changed)
		}
	}
}

func TestFindersSurviveAnyWord(t *testing.T) {
	for _, words := range []string{"We sold the mine for cash", "Rates are rising", "I will fight"} {
		said := Finders(Fold(words))
		fields := strings.Fields(words)
		content := len(ContentWords(Fold(words)))
		for i := range fields {
			changed := slices.Replace(slices.Clone(fields), i, i+1, "marmalade")
			left := slices.DeleteFunc(Finders(Fold(strings.Join(changed, " "))), func(g uint32) bool { return !slices.Contains(said, g) })
			if len(left) == 0 && content > 1 {
				t.Errorf("%q: nothing finds %q", words, changed)
			}
		}
	}
}

func TestRelated(t *testing.T) {
	full := "We will rebuild the old mill before the winter comes, and nobody in this valley will lose a job over it"
	for other, want := range map[string]bool{
		full:                                    true,
		"nobody in this valley will lose a job": true,
		"We will rebuild ... before the winter comes, and nobody will lose a job over it": true,
		"We will not rebuild the old mill before the winter comes":                        true,
		"this valley will lose":  true,
		"this valley would lose": false,
		"Whoever says we will lose the valley before winter has not been to the mill or over it":        false,
		"Nobody in this valley will lose a job over it as long as I am mayor of it, and I intend to be": true,
		"mill": false,
	} {
		a, b := Hashes(Fold(full)), Hashes(Fold(other))
		if Related(a, b) != want || Related(b, a) != want {
			t.Errorf("Related(%q) = %v and %v, want %v", other, Related(a, b), Related(b, a), want)
		}
	}
}

// FuzzFold keeps folded words clean, and folding twice the same as once.
func FuzzFold(f *testing.F) {
	f.Add("We’ll [soon] rebuild … 1,000.5")
	f.Fuzz(func(t *testing.T, s string) {
		folded := Fold(s)
		if folded != strings.TrimSpace(folded) || strings.Contains(folded, "  ") {
			t.Errorf("Fold(%q) = %q", s, folded)
		}
		if folded != "" && len(Grams(folded)) == 0 {
			t.Errorf("%q has no gram", folded)
		}
		if len(Hashes(folded)) != len(strings.Fields(folded)) {
			t.Errorf("%q: words and hashes differ", folded)
		}
	})
}
