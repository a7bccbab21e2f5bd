package extract

import (
	_ "embed"
	"strings"

	"github.com/quoth-news/quoth"
)

//go:embed cues.txt
var cueList string

// cueClass is what a verb reports, as cues.txt sorts them; 0 is no cue verb.
type cueClass uint8

const (
	sayClass cueClass = iota + 1
	writeClass
	denyClass
	refuseClass
	askClass
	commitClass
	praiseClass
	blameClass
	thinkClass // from here on: attitudes
	wishClass
	supportClass
	showClass
	objectClass // never the first: beside sayClass
)

var cueClassNames = map[string]cueClass{"say": sayClass, "write": writeClass, "deny": denyClass, "refuse": refuseClass, "ask": askClass,
	"commit": commitClass, "praise": praiseClass, "blame": blameClass, "think": thinkClass, "wish": wishClass, "support": supportClass, "show": showClass, "object": objectClass}

// cueEntry is what the list says of one form: its first class, which decides the
// act, all its classes as bits, and the hash of its base form.
type cueEntry struct {
	first cueClass
	all   uint16
	base  uint32
}

// cueVerbs maps the hashes of all forms of the listed verbs.
var cueVerbs = func() map[uint32]cueEntry {
	m := make(map[uint32]cueEntry)
	for line := range strings.Lines(cueList) {
		name, verbs, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		class := cueClassNames[name]
		for entry := range strings.FieldsSeq(verbs) {
			forms := strings.Split(entry, "=")
			for _, form := range append(forms, inflected(forms[0])...) {
				h := quoth.HashLower(form)
				e := m[h]
				if e.first == 0 {
					e.first, e.base = class, quoth.HashLower(forms[0])
				}
				e.all |= 1 << class
				m[h] = e
			}
		}
	}
	return m
}()

// inflected gives the regular forms of a verb: warns, warned, warning; both
// spellings where the last letter may double, for a form nobody writes does no harm.
func inflected(base string) []string {
	last := base[len(base)-1]
	stem := base
	switch {
	case last == 'e':
		stem = base[:len(base)-1]
		return []string{base + "s", base + "d", stem + "ing"}
	case last == 'y' && !strings.ContainsRune("aeiou", rune(base[len(base)-2])):
		stem = base[:len(base)-1]
		return []string{stem + "ies", stem + "ied", base + "ing"}
	case strings.HasSuffix(base, "s") || strings.HasSuffix(base, "sh") || strings.HasSuffix(base, "ch") || last == 'x':
		return []string{base + "es", base + "ed", base + "ing"}
	}
	return []string{base + "s", base + "ed", base + "ing", base + string(last) + "ed", base + string(last) + "ing"}
}
