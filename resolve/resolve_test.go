package resolve

import (
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/segment"
)

// read fills a sheet from a text up to the work of this package.
func read(t testing.TB, text string) *quoth.Sheet {
	t.Helper()
	s := &quoth.Sheet{Doc: &quoth.Document{Text: text}}
	segment.Fill(s)
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	tagger.Tag(s)
	if err := Fill(s); err != nil {
		t.Fatal(err)
	}
	return s
}

// expected is "{words=Name}" in a composed text: the words mean the entity so
// named; with an empty name they mean nobody the document names.
type expected struct {
	quoth.Span
	name string
}

func parseExpected(marked string) (string, []expected) {
	var text strings.Builder
	var want []expected
	for {
		before, rest, ok := strings.Cut(marked, "{")
		text.WriteString(before)
		if !ok {
			return text.String(), want
		}
		words, rest, _ := strings.Cut(rest, "=")
		name, rest, _ := strings.Cut(rest, "}")
		want = append(want, expected{quoth.Span{Start: text.Len(), End: text.Len() + len(words)}, name})
		text.WriteString(words)
		marked = rest
	}
}

func meant(s *quoth.Sheet, at quoth.Span) (*quoth.Entity, bool) {
	for i := range s.Mentions {
		if s.Mentions[i].Span == at {
			if e := s.Mentions[i].Entity; e >= 0 {
				return &s.Entities[e], true
			}
			return nil, true
		}
	}
	return nil, false
}

func TestWhoIsMeant(t *testing.T) {
	for name, marked := range examples {
		text, want := parseExpected(marked)
		s := read(t, text)
		for _, w := range want {
			e, found := meant(s, w.Span)
			switch {
			case !found:
				t.Errorf("%s: %q at %d is no mention", name, w.Of(text), w.Start)
			case w.name == "" && e != nil && (e.Kind == quoth.Person || e.Kind == quoth.Organisation) && strings.ToUpper(e.Name[:1]) == e.Name[:1]:
				t.Errorf("%s: %q means %s, want nobody named", name, w.Of(text), e.Name)
			case w.name != "" && (e == nil || e.Name != w.name):
				t.Errorf("%s: %q at %d means %v, want %s", name, w.Of(text), w.Start, e, w.name)
			}
		}
	}
}

// examples are composed; the people and outlets are invented.
var examples = map[string]string{
	"short name": `The council heard {Mara Ellison=Mara Ellison} on Monday. “We are late,” {Ellison=Mara Ellison} said.`,
	"pronoun of a woman": `Actress {Mara Ellison=Mara Ellison} met {Tom Brandt=Tom Brandt} in Leeds on Friday.
{She=Mara Ellison} said the film was finished.`,
	"pronoun of a man":       `{Tom Brandt=Tom Brandt}, a carpenter from Leeds, met {Mara Ellison=Mara Ellison} at the fair. {He=Tom Brandt} said it was loud.`,
	"title outside the name": `Sen. {Ruth Calloway=Ruth Calloway} opposed the bill. “It is a gift to polluters,” Ms. {Calloway=Ruth Calloway} said. {She=Ruth Calloway} voted no.`,
	"couple":                 `{Mara=Mara} and {Tom Ellison=Tom Ellison} bought the mill in 2009. Mr. {Ellison=Tom Ellison} runs the kitchen.`,
	"family":                 `{Gordon Pell=Gordon Pell} founded the company. His wife, {Anita Pell=Anita Pell}, keeps the books. Mrs. {Pell=Anita Pell} said orders had doubled. Mr. {Pell=Gordon Pell} agreed.`,
	"apposition":             `{Ana Ruiz=Ana Ruiz}, a doctor in Toledo, said the ward was full. {The doctor=Ana Ruiz} asked for help.`,
	"role before":            `Showrunner {Lena Marsh=Lena Marsh} left early. {The showrunner=Lena Marsh} told reporters that {she=Lena Marsh} was tired.`,
	"the mayor by name":      `{The mayor=Ana Ruiz}, {Ana Ruiz=Ana Ruiz}, opened the bridge. “It took ten years,” {the mayor=Ana Ruiz} said.`,
	"age":                    `{Victor Osei=Victor Osei}, 52, was reelected mayor of Harrow Falls on Tuesday. {The 52-year-old mayor=Victor Osei} thanked {his=Victor Osei} voters.`,
	"acronym":                `The {World Lantern Organization=World Lantern Organization} ({WLO=World Lantern Organization}) met on Monday. {WLO=World Lantern Organization} officials said the lamps were safe.`,
	"company":                `{Brightwater Energy Inc.=Brightwater Energy Inc.} closed its plant. {The company=Brightwater Energy Inc.} said {it=Brightwater Energy Inc.} would pay the workers.`,
	"unnamed":                `{A person familiar with the matter=} said the deal was dead. {Officials=} declined to comment.`,
	"spokesman":              `{A spokesman for Mara Ellison=} said the singer was resting. {Mara Ellison=Mara Ellison} has cancelled two shows.`,
	"played by":              `Rosa Vane (played by {Ingrid Lowe=Ingrid Lowe}) leaves the village. “She is braver than I am,” {Lowe=Ingrid Lowe} said.`,
	"surname that is a word": `Director {Paul King=Paul King} wrote the scene. {King=Paul King} said it was easy. Later {King=Paul King} changed it.`,
	"misspelt":               `{Dora Hatfield=Dora Hatfield} won the prize. {Dora Hatfeld=Dora Hatfield} lives in Bergen.`,
	"initial":                `{John Q. Avery=John Q. Avery} sued the bank. The lawyer for {John Avery=John Q. Avery} called it theft.`,
	"nickname":               `{William Thorne=William Thorne} ran the mill. {Bill Thorne=William Thorne} sold it in May.`,
	"particle":               `{Ludo van der Meer=Ludo van der Meer} spoke first. “I was alone,” said {van der Meer=Ludo van der Meer}.`,
	"handle":                 `{Mara Ellison=Mara Ellison} posted a picture. {@maraellison=Mara Ellison} wrote that it was cold.`,
	"not the speaker inside": `{Tom Brandt=Tom Brandt} praised {Paul Avery=Paul Avery}. “{He=Paul Avery} is the best we have,” {Brandt=Tom Brandt} said.`,
	"first person":           `“{I=} am done,” said {Mara Ellison=Mara Ellison}.`,
	"possessive":             `{Mara Ellison=Mara Ellison}’s brother said the show would go on. Critics liked {Ellison=Mara Ellison}’s voice.`,
	"one place, one person":  `{Paris Dole=Paris Dole} flew to Paris on Sunday. {Dole=Paris Dole} said she would stay.`,
	"they":                   `{The union=The union} rejected the offer. “We wanted more,” the leaders said.`,
	"headline in capitals": `CALLOWAY WINS THE SEAT

{Ruth Calloway=Ruth Calloway} won the seat on Tuesday. {Calloway=Ruth Calloway} took 52 percent.`,
	"his own earlier pronouns": `{Robin Achebe=Robin Achebe} said on Friday that she had quit. {Dana Pruitt=Dana Pruitt} took his coat and left. {She=Robin Achebe} has not been seen since.`,
	"former":                   `{Neil Farrow=Neil Farrow} was governor until 2010. {The former governor=Neil Farrow} now teaches law.`,
}

func TestEntities(t *testing.T) {
	s := read(t, `Showrunner Lena Marsh, a lawyer by training, spoke to the Harbor Gazette in Oslo. Marsh (@lenamarsh) said the Gazette was kind. Actresses Ida Holm and Ruth Lind disagreed.`)
	want := map[string]struct {
		kind           quoth.EntityKind
		aliases, roles string
	}{
		"Lena Marsh":     {quoth.Person, "Marsh @lenamarsh", "Showrunner|a lawyer"},
		"Harbor Gazette": {quoth.Organisation, "Gazette", ""},
		"Oslo":           {quoth.Place, "", ""},
		"Ida Holm":       {quoth.Person, "", "Actresses"},
		"Ruth Lind":      {quoth.Person, "", "Actresses"},
	}
	for i := range s.Entities {
		e := &s.Entities[i]
		w, ok := want[e.Name]
		if !ok {
			continue
		}
		delete(want, e.Name)
		if e.Kind != w.kind || strings.Join(e.Aliases, " ") != w.aliases || !strings.HasPrefix(strings.Join(e.Roles, "|"), w.roles) {
			t.Errorf("%s: %s, aliases %q, roles %q; want %+v", e.Name, e.Kind, e.Aliases, e.Roles, w)
		}
	}
	for name := range want {
		t.Errorf("no entity %s", name)
	}
}
