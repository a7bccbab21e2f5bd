package record

import (
	_ "embed"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"

	"github.com/quoth-news/quoth"
)

// What a document says of the bearer of a name may tell two people of one name
// apart: roles of fields that exclude one another (a striker and a judge), and ages
// that make them born in different years. A name with such marks is a name of its own,
// "person|ana ruiz|~sport@1990"; Canon decides which of them are one person.

//go:embed fields.txt
var fieldsText string

// fields tells which field of life a role belongs to.
var fields = sync.OnceValue(func() map[string]string {
	all := map[string]string{}
	for line := range strings.Lines(fieldsText) {
		field, roles, ok := strings.Cut(line, ":")
		if !ok || strings.HasPrefix(line, "#") {
			continue
		}
		for role := range strings.FieldsSeq(roles) {
			all[role] = field
		}
	}
	return all
})

// neighbours are fields that one person often has both of.
var neighbouring = map[string]bool{"law politics": true, "military politics": true, "arts politics": true, "law military": true, "medicine science": true}

// mark is what a document says of the bearer of a name.
type mark struct {
	fields []string // in order
	born   int      // 0 if unknown, else a year, give or take one
}

const markStart = "|~"

// String is the mark as it stands in a name's key; "" for none.
func (m mark) String() string {
	if len(m.fields) == 0 && m.born == 0 {
		return ""
	}
	s := markStart + strings.Join(m.fields, "+")
	if m.born != 0 {
		s += "@" + strconv.Itoa(m.born)
	}
	return s
}

// markOf reads the mark of a name's key.
func markOf(key string) (m mark) {
	_, text, ok := strings.Cut(key, markStart)
	if !ok {
		return m
	}
	names, born, _ := strings.Cut(text, "@")
	if names != "" {
		m.fields = strings.Split(names, "+")
	}
	m.born, _ = strconv.Atoi(born)
	return m
}

// BareKey is a name's key without its mark.
func BareKey(key string) string {
	bare, _, _ := strings.Cut(key, markStart)
	return bare
}

// Bare is the name without its mark: the one that stands for all bearers while
// nothing tells them apart.
func (n *Name) Bare() *Name {
	bare := *n
	bare.Key = BareKey(n.Key)
	return &bare
}

// Marked tells whether the name has a mark.
func (n *Name) Marked() bool { return strings.Contains(n.Key, markStart) }

// markName gives the name of a person in full the mark that the document bears out.
func markName(n *Name, e *quoth.Entity, doc *quoth.Document) {
	if n.Kind != quoth.Person || n.Alone || len(n.Words) < 2 || strings.HasPrefix(n.Key, "handle|") {
		return
	}
	m := mark{born: bornOf(e, doc)}
	for _, role := range e.Roles {
		if f := fieldOf(role); f != "" && !slices.Contains(m.fields, f) {
			m.fields = append(m.fields, f)
		}
	}
	slices.Sort(m.fields)
	n.Key += m.String()
}

// past words say that someone has the role no more: a former striker may be mayor.
var past = set(`former ex ex- onetime one-time retired late then-future turned erstwhile failed wannabe aspiring would-be amateur`)

func fieldOf(role string) string {
	field := ""
	for word := range strings.FieldsFuncSeq(strings.ToLower(role), func(r rune) bool { return strings.ContainsRune(" ,.;()“”\"'’", r) }) {
		if past[word] || strings.HasPrefix(word, "ex-") {
			return ""
		}
		if word == "of" || word == "for" || word == "at" || word == "in" || word == "from" || word == "who" || word == "to" || word == "with" {
			break
		}
		if f := fields()[word]; f != "" {
			field = f
		}
	}
	return field
}

var (
	ageAfter  = regexp.MustCompile(`^(?:, (?:aged? )?(\d{1,3})(?:,|\.|;| years old)| \((\d{1,3})\))`)
	ageBefore = regexp.MustCompile(`\b(\d{1,3})[- ]year[- ]old(?: [\p{L}-]+){0,4} $`)
)

// bornOf is the year a document makes someone born in by an age printed beside the
// full name; 0 if none.
func bornOf(e *quoth.Entity, doc *quoth.Document) int {
	if doc == nil || len(doc.Published) < 4 {
		return 0
	}
	year, err := strconv.Atoi(string(doc.Published[:4]))
	if err != nil {
		return 0
	}
	for _, m := range e.Mentions {
		if m.Check(doc.Text) != nil || m.Of(doc.Text) != e.Name {
			continue
		}
		digits := ""
		if a := ageAfter.FindStringSubmatch(doc.Text[m.End:min(len(doc.Text), m.End+24)]); a != nil {
			digits = a[1] + a[2]
		} else if a := ageBefore.FindStringSubmatch(doc.Text[max(0, m.Start-60):m.Start]); a != nil {
			digits = a[1]
		}
		if age, err := strconv.Atoi(digits); err == nil && age >= 5 && age <= 110 {
			return year - age
		}
	}
	return 0
}

// excludes tells whether two marks exclude one another: by the years of birth for
// sure, by the fields for all that the marks say.
func excludes(a, b mark) (by string) {
	if a.born != 0 && b.born != 0 && (a.born-b.born > 2 || b.born-a.born > 2) {
		return "born"
	}
	if len(a.fields) == 0 || len(b.fields) == 0 {
		return ""
	}
	for _, f := range a.fields {
		for _, g := range b.fields {
			if f == g || neighbouring[min(f, g)+" "+max(f, g)] {
				return ""
			}
		}
	}
	return "field"
}

// oneWith tells whether two marks speak for one person: a field of both, or years of
// birth that agree.
func oneWith(a, b mark) bool {
	if excludes(a, b) != "" {
		return false
	}
	if a.born != 0 && b.born != 0 {
		return true
	}
	return slices.ContainsFunc(a.fields, func(f string) bool { return slices.Contains(b.fields, f) })
}
