package compare

import (
	_ "embed"
	"strings"
	"sync"
)

//go:embed classes.txt
var classesText string

//go:embed forms.txt
var formsText string

//go:embed spellings.txt
var spellingsText string

// phrases is a class of words: single words in a set, longer phrases by their
// first word.
type phrases struct {
	words map[string]bool
	long  map[string][][]string
}

// lists holds everything the embedded files say.
type lists struct {
	classes   map[string]*phrases
	base      map[string]string // form → base of an irregular verb
	spellings map[string]string // British → American
}

var loaded = sync.OnceValue(func() *lists {
	return &lists{readClasses(classesText), readForms(formsText), readSpellings(spellingsText)}
})

// readClasses reads lines of "class: word, a phrase, …"; "#" begins a comment.
func readClasses(text string) map[string]*phrases {
	classes := map[string]*phrases{}
	for line := range strings.Lines(text) {
		name, list, ok := strings.Cut(strings.TrimSpace(line), ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		c := classes[name]
		if c == nil {
			c = &phrases{map[string]bool{}, map[string][][]string{}}
			classes[name] = c
		}
		for item := range strings.SplitSeq(list, ",") {
			words := strings.Fields(item)
			switch {
			case len(words) == 1:
				c.words[words[0]] = true
			case len(words) > 1:
				c.long[words[0]] = append(c.long[words[0]], words)
			}
		}
	}
	return classes
}

// readForms reads one verb a line, its base first.
func readForms(text string) map[string]string {
	base := map[string]string{}
	for line := range strings.Lines(text) {
		if forms := strings.Fields(line); !strings.HasPrefix(line, "#") && len(forms) > 0 {
			for _, f := range forms {
				if base[f] == "" {
					base[f] = forms[0]
				}
			}
		}
	}
	return base
}

// readSpellings reads two spellings a line.
func readSpellings(text string) map[string]string {
	pairs := map[string]string{}
	for line := range strings.Lines(text) {
		if two := strings.Fields(line); !strings.HasPrefix(line, "#") && len(two) == 2 {
			pairs[two[0]] = two[1]
		}
	}
	return pairs
}

// is tells whether a single word belongs to a class.
func is(class, fold string) bool {
	c := loaded().classes[class]
	return c != nil && c.words[fold]
}

// at returns how many words of the class's word or longest phrase stand at word
// i, not reaching past end; 0 if none.
func (w *wording) at(class string, i, end int) int {
	c := loaded().classes[class]
	best := 0
	for _, phrase := range c.long[w.words[i].fold] {
		if len(phrase) > best && w.matches(phrase, i, end) {
			best = len(phrase)
		}
	}
	if best == 0 && c.words[w.words[i].fold] {
		return 1
	}
	return best
}

func (w *wording) matches(phrase []string, i, end int) bool {
	if i+len(phrase) > end {
		return false
	}
	for k, p := range phrase {
		if w.words[i+k].fold != p {
			return false
		}
	}
	return true
}

func isFunction(fold string) bool { return is("function", fold) }

// american folds the spelling of a word to the American one.
func american(fold string) string {
	l := loaded()
	if a, ok := l.spellings[fold]; ok {
		return a
	}
	if s, ok := strings.CutSuffix(fold, "s"); ok {
		if a, ok := l.spellings[s]; ok {
			return a + "s"
		}
	}
	for _, end := range [][2]string{{"ise", "ize"}, {"ised", "ized"}, {"ises", "izes"}, {"ising", "izing"},
		{"isation", "ization"}, {"isations", "izations"}, {"yse", "yze"}, {"ysed", "yzed"}, {"ysing", "yzing"}} {
		if s, ok := strings.CutSuffix(fold, end[0]); ok && len(s) > 3 {
			return s + end[1]
		}
	}
	for _, end := range []string{"ed", "ful", "ing", "able"} {
		if s, ok := strings.CutSuffix(fold, end); ok {
			if a, ok := l.spellings[s]; ok {
				return a + end
			}
		}
	}
	return fold
}

// lemma is the base of a word's inflected form, as far as endings tell.
func lemma(fold string) string {
	if b, ok := loaded().base[fold]; ok {
		return b
	}
	s := fold
	switch {
	case len(s) > 4 && strings.HasSuffix(s, "ies"), len(s) > 4 && strings.HasSuffix(s, "ied"):
		return s[:len(s)-3] + "y"
	case len(s) > 5 && strings.HasSuffix(s, "ing"):
		return stem(s[:len(s)-3])
	case len(s) > 4 && strings.HasSuffix(s, "ed"):
		return stem(s[:len(s)-2])
	case len(s) == 4 && strings.HasSuffix(s, "ed") && s[1] != 'e': // owed, used
		return s[:3]
	case len(s) > 4 && strings.HasSuffix(s, "es"):
		return stem(s[:len(s)-2])
	case len(s) > 3 && strings.HasSuffix(s, "s") && !strings.HasSuffix(s, "ss"):
		return stem(s[:len(s)-1])
	}
	return stem(s)
}

// stem drops a final e and undoubles a final consonant, so that "close",
// "clos|ing" and "stopp|ed" meet.
func stem(s string) string {
	if n := len(s); n > 2 && s[n-1] == s[n-2] && !strings.ContainsRune("aeiouls", rune(s[n-1])) {
		return s[:n-1]
	}
	if len(s) > 3 {
		return strings.TrimSuffix(s, "e")
	}
	return s
}
