package lexicon

import (
	"testing"

	"github.com/quoth-news/quoth"
)

func TestOf(t *testing.T) {
	l := Load()
	for word, want := range map[string]Classes{
		"Mara": GivenFemale, "tom": GivenMale, "Kim": GivenFemale | GivenMale, "Mr": TitleMale, "Mr.": TitleMale, "Inc.": OrgWord, "actresses": RoleFemale | Plural,
		"spokesmen": RoleMale | Plural, "company": OrgNoun, "companies": OrgNoun | Plural, "Ohio": Place, "Tuesday": Calendar,
		"van": Particle, "University": OrgWord, "sources": Unnamed | Plural, "however": Function, "wives": RoleFemale | Plural,
		"boys": RoleMale | Plural,
	} {
		if got := l.Of(quoth.HashLower(word)); got&want != want {
			t.Errorf("%s: %b lacks %b", word, got, want)
		}
	}
	if got := l.Of(quoth.HashLower("xylophone")); got != 0 {
		t.Errorf("xylophone: %b", got)
	}
	if l.Of(quoth.HashLower("Mara")).Has(GivenMale) {
		t.Error("Mara is given as male")
	}
	if !l.IsOutlet(JoinHash(JoinHash(0, quoth.HashLower("Vanity")), quoth.HashLower("fair"))) {
		t.Error("Vanity Fair is no outlet")
	}
	t.Logf("%d words", l.count)
}
