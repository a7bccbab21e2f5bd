package date_test

import (
	"strings"
	"sync"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/date"
	"github.com/quoth-news/quoth/segment"
)

var newTagger = sync.OnceValues(segment.NewTagger)

// sheet runs the stages before this one over a text.
func sheet(t testing.TB, published quoth.When, text string) *quoth.Sheet {
	t.Helper()
	tagger, err := newTagger()
	if err != nil {
		t.Fatal(err)
	}
	s := &quoth.Sheet{Doc: &quoth.Document{Text: text, Published: published, Language: "en"}}
	segment.Fill(s)
	tagger.Tag(s)
	return s
}

// TestExpressions holds one sentence a rule: the phrase with its preposition and the
// value, reckoned from Thursday, 24 August 2023, unless another day is given.
func TestExpressions(t *testing.T) {
	for _, c := range []struct {
		published quoth.When
		text      string
		want      string // "phrase = value; …"
	}{
		{"", "The hall opened on Thursday.", "on Thursday = 2023-08-24"},
		{"", "The hall opened on Friday.", "on Friday = 2023-08-18"},
		{"", "On Wednesday’s show nobody sang.", "On Wednesday = 2023-08-23"},
		{"", "The hall will open on Friday.", "on Friday = 2023-08-25"},
		{"", "They met last Thursday.", "last Thursday = 2023-08-17"},
		{"", "They meet next Tuesday.", "next Tuesday = 2023-08-29"},
		{"", "She left on Tuesday night.", "on Tuesday night = 2023-08-22"},
		{"", "She left late on Tuesday.", "late on Tuesday = 2023-08-22"},
		{"", "She told NBC’s “Today” this on Super Tuesday, and the Sunday Times.", ""},
		{"", "She left yesterday.", "yesterday = 2023-08-23"},
		{"", "She left this morning.", "this morning = 2023-08-24"},
		{"", "She left last night.", "last night = 2023-08-23"},
		{"", "She left the day before yesterday.", "the day before yesterday = 2023-08-22"},
		{"", "They fell out last month.", "last month = 2023-07"},
		{"2023-01-05", "They fell out last month.", "last month = 2022-12"},
		{"", "They fell out last year.", "last year = 2022"},
		{"", "They fell out last week.", "last week = 2023-08-14/2023-08-20"},
		{"", "They met earlier this week.", "earlier this week = 2023-08-21/2023-08-24"},
		{"", "They met earlier this year.", "earlier this year = 2023"},
		{"", "They met over the weekend.", "over the weekend = 2023-08-19/2023-08-20"},
		{"", "They met last summer.", "last summer = 2022-22"},
		{"", "They met in the summer of 2010.", "in the summer of 2010 = 2010-22"},
		{"", "He moved two years ago.", "two years ago = 2021"},
		{"", "He moved almost two years ago.", "almost two years ago = 2021~"},
		{"", "He moved more than two years ago.", "more than two years ago = ../2021"},
		{"", "He moved three months ago.", "three months ago = 2023-05"},
		{"", "He moved 10 days ago.", "10 days ago = 2023-08-14"},
		{"", "He moved two weeks ago.", "two weeks ago = 2023-08-10~"},
		{"", "He moved a decade ago.", "a decade ago = 2013~"},
		{"", "He moved years ago.", "years ago = ../2023-08-24"},
		{"", "He moved several months ago.", "several months ago = ../2023-08-24"},
		{"", "In 2010 the hall closed.", "In 2010 = 2010"},
		{"", "It began back in 2017.", "back in 2017 = 2017"},
		{"", "It began in early 2017.", "in early 2017 = 2017"},
		{"", "The June 2022 interview was long.", "The June 2022 = 2022-06"},
		{"", "It ran on May 15, 2008.", "on May 15, 2008 = 2008-05-15"},
		{"", "It ran on 15 May 2008.", "on 15 May 2008 = 2008-05-15"},
		{"", "It ran on the 15th of May.", "on the 15th of May = 2023-05-15"},
		{"", "It ran on May 15.", "on May 15 = 2023-05-15"},
		{"", "It ran on Monday, May 15, 2017, at noon.", "on Monday, May 15, 2017 = 2017-05-15"},
		{"", "It ran on November 3.", "on November 3 = 2022-11-03"},
		{"", "It ran on Aug. 3.", "on Aug. 3 = 2023-08-03"},
		{"", "It ran in March.", "in March = 2023-03"},
		{"", "It ran in October.", "in October = 2022-10"},
		{"", "It ran in March of last year.", "in March = 2022-03; of last year = 2022"},
		{"", "It was common in the 1990s.", "in the 1990s = 199X"},
		{"", "It was common in the ’90s.", "in the ’90s = 199X"},
		{"", "It was common in the nineties.", "in the nineties = 199X"},
		{"", "It was common in the 19th century.", "in the 19th century = 18XX"},
		{"", "It was dated 2021-05-06 and stamped 7/4/2021.", "dated 2021-05-06 = 2021-05-06; 7/4/2021 = 2021-07-04"},
		{"", "She previously refused.", "previously = ../2023-08-24"},
		{"", "In a recent talk she refused.", "recent = ../2023-08-24"},
		{"", "It ran between March and May 2016.", "March = 2016-03; May 2016 = 2016-05"},
		{"", "It closed in 2010. The following year it burned.", "in 2010 = 2010; The following year = 2011"},
		{"", "It closed on May 3. Two days later it burned.", "on May 3 = 2023-05-03; Two days later = 2023-05-05"},
		{"", "It opened on 3 May 2011 and she sang that day.", "on 3 May 2011 = 2011-05-03; that day = 2011-05-03"},
		{"", "Over the past three months it rained.", "Over the past three months = 2023-05/2023-08-24"},
		{"", "It must be paid by the end of the year.", "by the end of the year = 2023-12-31"},
		{"", "He moved a year and a half ago.", "a year and a half ago = 2022-02"},
		{"", "He moved two and a half years ago.", "two and a half years ago = 2021-02"},
		{"", "Ada Lorne (1704 – 1787) built it.", "1704 = 1704; 1787 = 1787"},
		{"", "It was common in the 90s.", "in the 90s = 199X"},
		{"", "They go to Porto next month, to Lagos in November and to Tunis in January.", "next month = 2023-09; in November = 2023-11; in January = 2024-01"},
		{"", "On Saturday, the opening night, it rained. After the opening night it was dry.", "On Saturday = 2023-08-19; the opening night = 2023-08-19; After the opening night = 2023-08-19"},
		{"", "Voters on day three: more rain. Yesterday, day three of the vote, it rained.", "on day three = 2023-08-23; Yesterday = 2023-08-23; day three = 2023-08-23"},
		{"", "Friday, August 25, 2023\n\nIt burned yesterday.", "Friday, August 25, 2023 = 2023-08-25; yesterday = 2023-08-24"},
		// what is no date
		{"", "On Friday, day two, and on Saturday, day two of the other, they met on day two.", "On Friday = 2023-08-18; on Saturday = 2023-08-19"},
		{"", "Friday, May 5, 2023\n\nIt burned yesterday.", "Friday, May 5, 2023 = 2023-05-05; yesterday = 2023-08-23"},
		{"", "Temperatures in the 40s were common, and on the opening night it rained.", ""},
		{"", "She may march in the fall of the house.", ""},
		{"", "He served 18 months for it, and 2000 people came.", ""},
		{"", "It cost $2010 and took three years.", ""},
		{"", "It was our last day there.", ""},
		{"", "In his nineties he sang with April Dunn.", ""},
		{"", "They settled there in the fifth century BC.", ""},
		// without a day of publication only full dates mean something
		{"none", "On Thursday, in March, last year, she spoke of May 2008 and 1999.", "of May 2008 = 2008-05; 1999 = 1999"},
		{"2023", "Last year and last month, on Thursday.", "Last year = 2022"},
	} {
		switch c.published {
		case "":
			c.published = "2023-08-24"
		case "none":
			c.published = ""
		}
		var got []string
		for _, e := range date.Expressions(sheet(t, c.published, c.text)) {
			got = append(got, e.Of(c.text)+" = "+string(e.When))
		}
		if g := strings.Join(got, "; "); g != c.want {
			t.Errorf("%s\n got %s\nwant %s", c.text, g, c.want)
		}
	}
}

func TestRulesHaveNamesAndConfidence(t *testing.T) {
	s := sheet(t, "2023-08-24", "On Thursday, in 2010, two years ago, last month, previously, on May 5, in the 1990s and over the weekend she sang.")
	times := date.Expressions(s)
	if len(times) < 7 {
		t.Fatalf("only %d expressions were found", len(times))
	}
	for _, e := range times {
		if !strings.HasPrefix(e.Rule, "date/") || !strings.HasSuffix(e.Rule, "@1") || e.Confidence <= 0 || e.Confidence > 1 {
			t.Errorf("%q has rule %q and confidence %v", e.Of(s.Doc.Text), e.Rule, e.Confidence)
		}
	}
}

func FuzzExpressions(f *testing.F) {
	for _, text := range []string{"on May 15, 2008, two years ago", "the ’90s last 31 February 9999", "0001 the day before next 9999 decades ago",
		"[Ten] years ago last last last", "in the in the 20th century of the", "“Thursday’s", "99999999999 centuries ago 0/0/0 2010-13-45"} {
		f.Add(text, "2023-08-24")
	}
	tagger, err := segment.NewTagger()
	if err != nil {
		f.Fatal(err)
	}
	f.Fuzz(func(t *testing.T, text, published string) {
		if len(text) > 4096 {
			return
		}
		text = strings.ToValidUTF8(text, "?")
		when, err := quoth.ParseWhen(published)
		if err != nil {
			return
		}
		s := &quoth.Sheet{Doc: &quoth.Document{Text: text, Published: when}}
		segment.Fill(s)
		tagger.Tag(s)
		end := 0
		for _, e := range date.Expressions(s) {
			if err := e.Check(text); err != nil || e.Start < end || e.Empty() || e.Span != s.TokensSpan(e.First, e.Last) {
				t.Fatalf("%v after %d: %v", e, end, err)
			}
			if end = e.End; !e.When.Valid() || e.When == "" {
				t.Fatalf("%q means %q", e.Of(text), e.When)
			}
		}
	})
}

func BenchmarkExpressions(b *testing.B) {
	text := strings.Repeat("On Thursday the mayor told the Ledger that two years ago, in the summer of 2010, nobody had asked her about the bridge on the river or the men who built it for the town. ", 200)
	s := sheet(b, "2023-08-24", text)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s.Times = date.Expressions(s)
	}
	b.ReportMetric(float64(len(s.Tokens))*float64(b.N)/b.Elapsed().Seconds(), "tokens/s")
}
