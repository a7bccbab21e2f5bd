package resolve

import (
	"strings"
	"testing"
)

// family is composed: who of one surname is meant by which title.
const family = `“The boat is late again,” said Mr. Hollis.

“It is always late on a Friday,” said Mrs. Hollis.

“You might have asked at the quay,” said Mr. Hollis.

“I asked twice,” said Mrs. Hollis, “and Clara Vane asked too.”

“And what did they tell you, Clara?”

“That the tide was against us,” Clara said. Miss Vane and Clara looked at the sea. Peter Marsh laughed.

“The tide is never with us,” said Marsh. “Peter Ashe will tell you that.”

“Peter is nine,” said Clara.

“He knows the tide,” said Marsh.

“He does,” said Hollis, and Marsh nodded. Clara and Miss Vane went in.

“I know the tide,” Peter cried.

“Marsh taught him,” said Mrs. Hollis. Marsh bowed.
`

func TestOneSurname(t *testing.T) {
	s := read(t, family)
	// entity is whom a name means in the nth place that these words stand.
	entity := func(words, name string, n int) int32 {
		at := -1
		for range n {
			k := strings.Index(family[at+1:], words)
			if k < 0 {
				t.Fatalf("%q is not there %d times", words, n)
			}
			at += 1 + k
		}
		at += strings.Index(words, name)
		for i := range s.Mentions {
			if m := &s.Mentions[i]; m.Start == at && m.End == at+len(name) {
				return m.Entity
			}
		}
		t.Fatalf("%s in %q is no mention", name, words)
		return -1
	}
	husband, wife, clara := entity("Mr. Hollis", "Hollis", 1), entity("Mrs. Hollis", "Hollis", 1), entity("Clara Vane", "Clara Vane", 1)
	for _, test := range []struct {
		words, name string
		n           int
		as          int32
		same        bool
	}{
		{"Mr. Hollis", "Hollis", 2, husband, true}, {"Mrs. Hollis", "Hollis", 2, wife, true}, {"Mrs. Hollis", "Hollis", 1, husband, false},
		{"said Hollis", "Hollis", 1, husband, true}, // the surname alone is his
		{"Clara said", "Clara", 1, clara, true}, {"Miss Vane", "Vane", 1, clara, false}, {"Miss Vane", "Vane", 2, entity("Miss Vane", "Vane", 1), true},
		{"Peter is", "Peter", 1, entity("Peter Ashe", "Peter Ashe", 1), true}, // the other Peter goes by his surname
		{"said Marsh", "Marsh", 1, entity("Peter Marsh", "Peter Marsh", 1), true},
	} {
		if got := entity(test.words, test.name, test.n) == test.as; got != test.same {
			t.Errorf("%s in %q, %d: the same %v, want %v", test.name, test.words, test.n, got, test.same)
		}
	}
}

func TestAddressed(t *testing.T) {
	s := read(t, "Mr. Hall came late. He had walked from the station, and Mrs. Bridge let him in.")
	for _, name := range []string{"Hall", "Bridge"} {
		found := false
		for i := range s.Entities {
			found = found || s.Entities[i].Name == name && s.Entities[i].Kind == "person"
		}
		if !found {
			t.Errorf("%s is no person: %+v", name, s.Entities)
		}
	}
}
