package attribute

import (
	"strings"
	"unicode"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// personal tells whether the name of an account looks like a person's: two words or
// more, the first a given name.
func personal(name string) bool {
	words := strings.Fields(name)
	return len(words) >= 2 && lexicon.Load().Of(quoth.HashLower(words[0])).Has(lexicon.Given)
}

// named finds the entity that goes by the name of an account or turn, whatever its
// capitals and titles; "REYES" is Ana Reyes if nobody else here is called Reyes.
func (a *speakers) named(name string) int {
	found := quoth.None
	for i := range a.s.Entities {
		e := &a.s.Entities[i]
		if e.Kind == quoth.Place || e.Kind == quoth.UnnamedSource {
			continue
		}
		if strings.EqualFold(e.Name, name) {
			return i
		}
		match := e.Kind == quoth.Person && strings.EqualFold(lastWord(e.Name), lastWord(name)) &&
			(!strings.Contains(name, " ") || strings.HasSuffix(strings.ToLower(name), strings.ToLower(e.Name)) || titled(name))
		for _, alias := range e.Aliases {
			match = match || strings.EqualFold(alias, name)
		}
		if match {
			if found >= 0 {
				return quoth.None // two people of that name
			}
			found = i
		}
	}
	return found
}

func lastWord(name string) string { return name[strings.LastIndexByte(name, ' ')+1:] }

// titled tells whether the name begins with a title: "Ms. Reyes", "SENATOR REYES".
func titled(name string) bool {
	first, rest, ok := strings.Cut(name, " ")
	return ok && !strings.Contains(rest, " ") && lexicon.Load().Of(quoth.HashLower(strings.TrimSuffix(first, "."))).Has(lexicon.Title)
}

// unshout prints a name in capitals as names are printed: "ANA O'BRIEN" is Ana
// O'Brien. A word of up to three letters by itself may be an acronym.
func unshout(name string) string {
	if strings.ToUpper(name) != name || !strings.Contains(name, " ") && len(name) <= 3 {
		return name
	}
	begins := true
	return strings.Map(func(r rune) rune {
		out := unicode.ToLower(r)
		if begins {
			out = unicode.ToUpper(r)
		}
		begins = !unicode.IsLetter(r) && !unicode.IsDigit(r)
		return out
	}, name)
}
