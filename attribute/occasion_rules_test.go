package attribute_test

import (
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/attribute"
	"github.com/quoth-news/quoth/corpus"
	"github.com/quoth-news/quoth/date"
	"github.com/quoth-news/quoth/resolve"
	"github.com/quoth-news/quoth/segment"
)

// TestOccasionRules holds a passage a rule, marked as the articles in corpus/marked:
// what is marked must be found, and nothing else. Published on Thursday, 14 March 2024,
// in the Harbour Gazette.
func TestOccasionRules(t *testing.T) {
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	resolver, err := resolve.New()
	if err != nil {
		t.Fatal(err)
	}
	for _, passage := range passages {
		m, err := corpus.ParseMarked("passage", "# A rule.\npublished: 2024-03-14\npublisher: Harbour Gazette\n\n"+passage)
		if err != nil {
			t.Errorf("%s: %v", passage, err)
			continue
		}
		s := &quoth.Sheet{Doc: &m.Doc}
		segment.Fill(s)
		tagger.Tag(s)
		resolver.Fill(s)
		given(s, &m)
		speakersAsMarked(s, &m)
		date.Fill(s)
		attribute.FillOccasions(s)
		for _, j := range corpus.Judge(&m, &quoth.Reading{Segments: s.Segments, Entities: s.Entities, Quotations: s.Quotations}) {
			switch j.Field {
			case "told", "addressee", "via", "venue", "venue name", "said", "said words", "basis", "act", "about":
				if j.Verdict != corpus.Right {
					t.Errorf("%s\n%s: %s %s: want %q, got %q by %s", passage, j.Item, j.Field, j.Verdict, j.Want, j.Got, j.Rule)
				}
			}
		}
	}
}

// TestDatesReadIntoTheWords: the extract stage may take a date between cue and clause
// for the first word of the clause.
func TestDatesReadIntoTheWords(t *testing.T) {
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct{ text, part, want, said string }{
		{"Ana Ruiz said yesterday the firm was sound.", "yesterday the firm was sound", "the firm was sound", "2024-03-13"},
		{"Ana Ruiz said last month the doors were narrow.", "last month the doors were narrow", "the doors were narrow", "2024-02"},
		{"Ana Ruiz said on Monday that the doors were narrow.", "on Monday that the doors were narrow", "the doors were narrow", "2024-03-11"},
		{"Ana Ruiz was quoted as saying in the Argus that the doors were narrow.", "as saying in the Argus that the doors were narrow", "the doors were narrow", ""},
		{"Ana Ruiz was quoted as saying on Monday “the doors were narrow”.", "as saying on Monday “the doors were narrow”", "the doors were narrow", "2024-03-11"},
		{"Ana Ruiz told a press conference the doors were narrow.", "a press conference the doors were narrow", "the doors were narrow", ""},
		{"Ana Ruiz told the crowd on Monday that the doors were narrow.", "the crowd on Monday that the doors were narrow", "the crowd on Monday that the doors were narrow", ""},
		{"Ana Ruiz said yesterday was fine.", "yesterday was fine", "yesterday was fine", ""},
		{"Ana Ruiz said in 2010.", "in 2010", "in 2010", ""},
	} {
		s := &quoth.Sheet{Doc: &quoth.Document{Text: c.text, Published: "2024-03-14"}}
		segment.Fill(s)
		tagger.Tag(s)
		span := func(words string) quoth.Span {
			at := strings.Index(c.text, words)
			return quoth.Span{Start: at, End: at + len(words)}
		}
		cue := span("said")
		for _, word := range []string{"quoted", "told"} {
			if strings.Contains(c.text, word) {
				cue = span(word)
			}
		}
		s.Quotations = []quoth.Quotation{{Form: quoth.Indirect, Act: quoth.Stated, Parts: []quoth.Span{span(c.part)}, Cue: cue,
			Speaker: &quoth.Speaker{Mention: span("Ana Ruiz"), Entity: quoth.None}}}
		date.Fill(s)
		attribute.FillOccasions(s)
		q := &s.Quotations[0]
		said := ""
		if q.Said != nil {
			said = string(q.Said.When)
		}
		if got := q.Text(c.text); got != c.want || said != c.said {
			t.Errorf("%s\ngot %q said %q, want %q said %q", c.text, got, said, c.want, c.said)
		}
	}
}

func TestWhomSomebodyUrged(t *testing.T) {
	tagger, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	const text = "Ana Ruiz urged the council to empty it."
	s := &quoth.Sheet{Doc: &quoth.Document{Text: text, Published: "2024-03-14"}}
	segment.Fill(s)
	tagger.Tag(s)
	s.Quotations = []quoth.Quotation{{Form: quoth.Indirect, Act: quoth.Stated, Parts: []quoth.Span{{Start: 15, End: 38}}, Cue: quoth.Span{Start: 9, End: 14}}}
	date.Fill(s)
	attribute.FillOccasions(s)
	if a := s.Quotations[0].Addressee; a == nil || a.Name != "the council" {
		t.Errorf("%q is said to %v, want the council", text, a)
	}
}

// speakersAsMarked gives every quotation the entity of the name it is marked with.
func speakersAsMarked(s *quoth.Sheet, m *corpus.Marked) {
	for i, want := range m.Quotations {
		if want.Speaker == nil || s.Quotations[i].Speaker == nil {
			continue
		}
		sp, name := s.Quotations[i].Speaker, want.Speaker.Name
		if want.Via != nil && want.Via.Name != "" {
			name = want.Via.Name // that it is the principal's word is for the stage to find
		}
		for e, entity := range s.Entities {
			if name != "" && (entity.Name == name || strings.Contains(name, entity.Name)) {
				sp.Entity = e
			}
		}
		if sp.Entity < 0 {
			s.Entities = append(s.Entities, quoth.Entity{Kind: quoth.Person, Name: name, Mentions: []quoth.Span{sp.Mention}})
			sp.Entity = len(s.Entities) - 1
		}
	}
}

var passages = []string{
	// told an outlet, a person, a group, or an outlet’s person
	`{m1 Mara Ellison} {c1 told} the {t1 Daily Ledger} {s1 in 2010 = 2010}, {q1 “We never spoke.”}`,
	`{m1 Mara Ellison} {c1 told} {t1 Variety} {q1 she had left}.`,
	`{m1 Mara Ellison} {c1 told} {a1 Dora Finch} {s1 last month = 2024-02} {q1 that she had left}.`,
	`{m1 Mara Ellison} {c1 told} {a1 reporters} {s1 on Tuesday = 2024-03-12} {q1 that she had left}.`,
	`{m1 Mara Ellison} {c1 told} the {t1 Ledger}’s {a1 Anna Reyes} {q1 that she had left}.`,
	`{m1 Mara Ellison} {c1 told} {a1 Anna Reyes} of the {t1 Ledger} {q1 that she had left}.`,
	`{m1 Mara Ellison} {c1 told} {t1 CNN} host {a1 Piers Holt} {q1 that she had left}.`,
	`{q1 “We never spoke,”} {m1 Mara Ellison} {c1 said} to {a1 reporters} {s1 two years ago = 2022}.`,
	`{m1 Mara Ellison} {c1 told} us {q1 that she had left}.
---
q1 told Harbour Gazette`,
	`{m1 Mara Ellison} {c1 told} {t1 CNN}’s {v1 This Week = broadcast This Week} {s1 on Sunday = 2024-03-10} {q1 that she had left}.`,
	`{m1 Mara Ellison} {c1 told} {t1 CNN}’s {v1 “Night Desk” = broadcast Night Desk} {s1 on Sunday = 2024-03-10} {q1 that she had left}.`,
	`{m1 Mara Ellison} {c1 told} {t1 The Hill} {q1 that she had left}.`,
	`{m1 Mara Ellison} {c1 told} the {t1 Business Insider} politics editor {a1 Anna Reyes} {q1 that she had left}.`,
	// in an interview, a conversation, on a programme
	`{v1 In an interview = interview} with {t1 Variety} {s1 in 2022 = 2022}, {m1 Mara Ellison} {c1 said} {q1 she had left}.`,
	`{v1 In a 2019 Variety interview = interview}, {m1 Mara Ellison} {c1 said} {q1 she had left}.
---
q1 told Variety
q1 said 2019 "2019"`,
	`{v1 In conversation = interview} with {a1 Piers Holt} {s1 in 2017 = 2017}, {m1 Mara Ellison} {c1 said} {q1 she had left}.`,
	`{v1 In conversation = interview} with {a1 Piers Holt} {s1 in 2017 = 2017}, Mara Ellison explained her choice. {q1 “It was easy,”} {m1 she = Mara Ellison} {c1 said}.
---
q1 about none`,
	`Looking back on the feud {v1 during an interview = interview} with {t1 Variety} {s1 in 2022 = 2022}, {m1 Mara Ellison} {c1 said} {q1 it was over}.`,
	`{m1 Mara Ellison}, {v1 in an interview = interview} published by the {t1 Argus} {s1 on Sunday = 2024-03-10}, {c1 said} {q1 it was over}.`,
	`{v1 On the radio programme First Light = broadcast First Light} {s1 on Wednesday = 2024-03-13}, {m1 Hugo Penrose} {c1 said}, {q1 “I wrote them.”}`,
	`{s1 On Thursday = 2024-03-14}’s {v1 episode of the Open Door podcast = podcast Open Door}, {m1 Hugo Penrose} {c1 revealed} {q1 that he wrote them}.`,
	`{m1 Hugo Penrose} {c1 said} {v1 on the podcast “Open Door” = podcast Open Door}: {q1 “I wrote them.”}`,
	`Speaking to {t1 CNN} {s1 on March 3 = 2024-03-03}, {m1 Anna Reyes} {c1 said} {q1 that in 2008 she had voted against it}.`,
	// other occasions
	`{m1 Luis Ortega} {c1 said} {v1 in a statement released on Monday = statement} {q1 that he was sorry}.
---
q1 said 2024-03-11 "on Monday"
q1 basis written`,
	`{m1 Luis Ortega} {c1 told} {a1 reporters} {v1 at a press conference = press_conference} {s1 on Monday = 2024-03-11} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {c1 told} {v1,a1 jurors = court} {s1 on Monday = 2024-03-11} {q1 that he was sorry}.
---
q1 addressee jurors`,
	`{m1 Luis Ortega} {c1 told} {v1,a1 MPs = parliament} {s1 last year = 2023} {q1 that he was sorry}.
---
q1 addressee MPs`,
	`{q1 “I never said that,”} {m1 Anna Reyes} {v1,c1 tweeted = post} {s1 on Sunday = 2024-03-10}.
---
q1 basis written`,
	`On {v1 Instagram = post Instagram}, {m1 Anna Reyes} {c1 wrote}, {q1 “See you there.”}
---
q1 basis written`,
	`{v1 In a letter = document} {s1 dated 5 May 2021 = 2021-05-05}, {m1 Anna Reyes} {c1 said} {q1 it was over}.
---
q1 basis written`,
	`{v1 In a speech = speech} {s1 on Saturday = 2024-03-09}, {m1 Anna Reyes} {c1 said} {q1 it was over}.`,
	// when it was said, and when not
	`{s1 On Tuesday = 2024-03-12}, {m1 Luis Ortega} {c1 said} {q1 that in 2010 nobody had asked him}.`,
	`{m1 Luis Ortega} {c1 said} {s1 Monday = 2024-03-11} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {s1 on Monday = 2024-03-11} {c1 said} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {s1 previously = ../2024-03-14} {c1 said} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {c1 said} {s1 earlier this week = 2024-03-11/2024-03-14} {q1 that he was sorry}.`,
	`{m1 Luis Ortega}, who took office in 2010, {c1 said} {q1 that he was sorry}.`,
	`After the fire on Monday, {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`Asked about the debate on Monday, {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`{m1 Luis Ortega}, the mayor since 2010, {c1 said} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {c1 said} of the 2010 fire {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {c1 told} a court that opened in 2010 {q1 that he was sorry}.
---
q1 open addressee, venue`,
	`{m1 Luis Ortega} {c1 told} {a1 reporters} {q1 “no”} {s1 on Tuesday = 2024-03-12}.`,
	`{m1 Luis Ortega} {c1 said} {q1 that he would resign on Friday}.`,
	`In Fayette {s1 on Wednesday = 2024-03-13}, as the rain fell, {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`The 2016 council is split, and {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`Democrats who lost in November {c1 said} {q1 they were sorry}.`,
	`{m1 Luis Ortega} {c1 told} French television station {t1 BFMTV} {s1 on Monday = 2024-03-11} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {c1 told} {t1 Sky News}’ {a1 Piers Holt} {s1 on Monday = 2024-03-11} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {c1 told} a union meeting {s1 on Monday = 2024-03-11} {q1 that he was sorry}.
---
q1 open addressee, venue`,
	`{q1 “It was round,”} {c1 said} {m1 Luis Ortega} {s1 on Monday = 2024-03-11}.`,
	`In the early 1990s, {m1 Ana Ruiz} {c1 said}, {q1 when rents were low, nobody moved}.`,
	`Records from the 2008 presidential race {c1 show} {q1 that he lost}, {m1 Ana Ruiz} said.
---
q1 open speaker, entity, cue`,
	`In the wake of the fire on Monday, {m1 Ana Ruiz} {c1 said} {q1 that she was sorry}.`,
	`{m1 Luis Ortega} {c1 told} {v1 a press conference = press_conference} {s1 on Monday = 2024-03-11} {q1 that he was sorry}.`,
	// how else news says it
	`{q1 “It was easy,”} {m1 Luis Ortega} {c1 said} when told of it {s1 in 2020 = 2020}.`,
	`{q1 “It was easy,”} {m1 Luis Ortega} {c1 said} when asked about the fire in 2010.`,
	`{m1 Luis Ortega} {c1 refused} {q1 to blame him}.
---
q1 act refusal`,
	`{m1 Northgate Water} {c1 announced} {s1 on Monday = 2024-03-11} {q1 that it would close the plant}. {m2 {i2 A spokesman} for Northgate Water = Northgate Water} {c2 said} {q2 it was sorry}.
---
q2 basis spokesperson`,
	`{m1 Luis Ortega} {c1 told} {t1 New York magazine} {s1 on Monday = 2024-03-11} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {c1 told} the {t1 Mail on Sunday} {q1 that he was sorry}.`,
	`{m1 Luis Ortega} {c1 told} {t1 Corriere della Sera} {s1 in May = 2023-05} {q1 that he was sorry}.`,
	`The {t1 Argus} quoted {m1 Luis Ortega} as {c1 saying} {q1 he was sorry}.`,
	`{m1 Luis Ortega} {c1 said} in remarks carried by state news agency {t1 KONA} {s1 on Monday = 2024-03-11} {q1 that he was sorry}.
---
q1 open venue`,
	`{v1 Speaking on the Loose Threads podcast = podcast Loose Threads} {s1 last week = 2024-03-04/2024-03-10}, {m1 Mara Ellison} {c1 admitted} {q1 that she cried}.`,
	`During an appearance on {v1 “The Late Desk” = broadcast The Late Desk} {s1 in March 2019 = 2019-03}, {m1 Mara Ellison} {c1 said} {q1 that she cried}.`,
	`{m1 Mara Ellison} opened up to {t1 Vanity Fair} about the feud {s1 in 2018 = 2018}, {c1 saying}, {q1 “It was easy.”}`,
	`{q1 “It was easy,”} {m1 she = any} {c1 told} {a1 Dora Finch} {v1 during a 2021 sit-down = interview}.
---
q1 said 2021 "2021"
q1 open speaker, entity`,
	`{v1 In a 2019 interview = interview} with The {t1 Guardian}, {m1 Mara Ellison} {c1 said} {q1 that she cried}.
---
q1 said 2019 "2019"`,
	`{m1 Mara Ellison} {c1 told} The {t1 Sunday Times} {s1 in January 2020 = 2020-01} {q1 that she cried}.`,
	`{v1 In an Instagram post = post} {s1 on Sunday = 2024-03-10}, {m1 Mara Ellison} {c1 wrote}, {q1 “It was easy.”}
---
q1 basis written`,
	`{v1 In a since-deleted tweet = post} {s1 on May 5, 2020 = 2020-05-05}, {m1 Mara Ellison} {c1 said} {q1 she cried}.
---
q1 basis written`,
	`{v1 In an essay = document} for {t1 Vogue} {s1 last year = 2023}, {m1 Mara Ellison} {c1 wrote} {q1 that she cried}.
---
q1 basis written`,
	`{v1 In her memoir = document}, {m1 Mara Ellison} {c1 wrote} {q1 that she cried}.
---
q1 basis written`,
	`{v1 At a hearing = other} {s1 on Monday = 2024-03-11}, {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`{v1 In Parliament = parliament} {s1 on Wednesday = 2024-03-13}, {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`{v1 In court = court} {s1 on Wednesday = 2024-03-13}, {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`As {m1 she = any} {c1 told} the {t1 BBC} {s1 in 1999 = 1999}, {q1 “It was easy.”}
---
q1 open speaker, entity`,
	`{m1 Luis Ortega}, who {c1 told} the {t1 Argus} {s1 last year = 2023} {q1 that he was sorry}, has left.`,
	`{v1 In an interview = interview} published {s1 Tuesday = 2024-03-12} by the {t1 Argus}, {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`{v1 In an interview = interview} that aired {s1 Sunday = 2024-03-10} on {t1 CBS}, {m1 Luis Ortega} {c1 said} {q1 that he was sorry}.`,
	`The bridge fell on 3 March. {s1 Two days later = 2024-03-05}, {m1 Luis Ortega} {c1 told} {a1 reporters} {q1 that he was sorry}.`,
	`{q1 “It was easy,”} {m1 Luis Ortega} {c1 said} {v1 in a phone interview = interview} {s1 on Monday = 2024-03-11}.`,
	`{q1 “It was easy,”} {m1 Luis Ortega} {c1 said} {v1 at a news conference = press_conference} in Fayette {s1 on Monday = 2024-03-11}.`,
	`{q1 “It was easy,”} {m1 Luis Ortega} {c1 said} {v1 in an email = document} to {a1 supporters} {s1 on Monday = 2024-03-11}.
---
q1 basis written`,
	`{m1 Luis Ortega} sat down with {a1 Dora Finch} {s1 in 2015 = 2015} and {c1 admitted} {q1 he was sorry}.`,
	`{q1 “It was easy,”} {m1 Luis Ortega} {c1 was quoted as saying} by {t1 Reuters} {s1 on Monday = 2024-03-11}.`,
	`{m1 Luis Ortega} {c1 told} {a1,v1 a crowd = speech} in Ohio {s1 on Monday = 2024-03-11} {q1 that he was sorry}.
---
q1 addressee a crowd`,
	`{m1 Luis Ortega} {c1 said} {s1 on Oct. 7, 2021 = 2021-10-07}, {q1 “It was easy.”}`,
	`{s1 Back in 2016 = 2016}, {m1 Luis Ortega} {c1 said} {q1 that it was easy}.`,
	`{s1 In the 1990s = 199X}, {m1 Luis Ortega} {c1 told} {t1 Newsweek} {q1 that it was easy}.`,
	`{s1 A decade ago = 2014~}, {m1 Luis Ortega} {c1 told} {t1 Newsweek} {q1 that it was easy}.`,
	`{s1 Earlier on Thursday = 2024-03-14}, {m1 Luis Ortega} {c1 said} {q1 that it was easy}.`,
	`{m1 Luis Ortega} {c1 said} {v1 in a recent interview = interview} with {t1 People} {q1 that it was easy}.
---
q1 said ../2024-03-14 "recent"`,
	`{v1 In the June 2022 interview = interview}, {m1 Luis Ortega} {c1 said} {q1 that it was easy}.
---
q1 said 2022-06 "June 2022"`,
	`{v1 In the 15 May issue = document} of {t1 Newsweek}, {m1 Luis Ortega} {c1 said} {q1 that it was easy}.
---
q1 open venue, said, told`,
	// carrying on, and not
	`{m1 Mara Ellison} {c1 told} the {t1-3 Daily Ledger} {s1-3 in 2010 = 2010}, {q1 “We never spoke.”} {m2 She = Mara Ellison} {c2 continued}, {q2 “We sang.”}

{q3 “I liked her,”} {m3 Ellison = Mara Ellison} {c3 added}.`,
	`{m1 Mara Ellison} {c1 told} the {t1 Daily Ledger} {s1 in 2010 = 2010} {q1 that they never spoke}. {s2 In 2019 = 2019} {m2 she = Mara Ellison} {c2 told} {t2 Variety} {q2 that they sang}.`,
	`{m1 Mara Ellison} {c1 told} the {t1 Daily Ledger} {s1 in 2010 = 2010} {q1 that they never spoke}. {q2 “We sang,”} {m2 Luis Ortega} {c2 said}.`,
	`{m1 Mara Ellison} {c1 told} the {t1 Daily Ledger} {s1 in 2010 = 2010} {q1 that they never spoke}. {m2 She = Mara Ellison} has {c2 said} {q2 that they sang}.`,
	`{m1 Mara Ellison} {c1 said} {s1,2 on Tuesday = 2024-03-12} {q1 that they never spoke}. {q2 “We sang,”} {m2 she = Mara Ellison} {c2 told} {a2 reporters}.`,
	`{m1 Mara Ellison} {c1 told} the {t1,2 Daily Ledger} {s1,2 in 2010 = 2010} {q1 that they never spoke}. {m2 She = Mara Ellison} {c2 told} the newspaper {q2 that they sang}.`,
	`{m1 Mara Ellison} {c1 told} the {t1 Daily Ledger} {s1 in 2010 = 2010} {q1 that they never spoke}.

The hall was built by two brothers, and has a roof of copper.

Its bells were cast from cannon, and ring the hour.

{q2 “We sang,”} {m2 Ellison = Mara Ellison} {c2 said}.`,
	`{m1 Mara Ellison} {c1 told} the {t1 Daily Ledger} {s1 in 2010 = 2010} {q1 that they never spoke}. {m2 She = Mara Ellison} {c2 told} {t2 Variety} {q2 that they sang}.`,
	`{m1 Northgate Water} {c1 said} {s1,2 on Tuesday = 2024-03-12} {q1 that the main had burst}. {q2 “We are sorry,”} {m2 it = Northgate Water} {c2 said} {v2 in a statement = statement}.`,
	`{m1 Mara Ellison} {c1 said} {s1 on Tuesday = 2024-03-12} {q1 that they never spoke}. {v2 In a letter = document} to {t2 Variety}, {m2 she = Mara Ellison} {c2 said} {q2 that they sang}.`,
	`{v1,2 On the Open Door podcast = podcast Open Door} {s1,2 on Monday = 2024-03-11}, {m1 Mara Ellison} {c1 said} {q1 that they never spoke}.

Luis Ortega laughed. {q2 “We sang,”} {m2 Ellison = Mara Ellison} {c2 added}.`,
	`{m1 Mara Ellison} {c1 told} {a1 reporters} {s1 on Monday = 2024-03-11} {q1 that they never spoke}.

## The concert

{q2 “We sang,”} {m2 Ellison = Mara Ellison} {c2 said}.`,
	`{m1 Mara Ellison} {c1 told} {a1 reporters} {s1 on Monday = 2024-03-11} {q1 that they never spoke}. {m2 She = Mara Ellison} later {c2 said} {q2 that they sang}.`,
	// spokespeople
	`{m1 {i1 Tom Hale}, a spokesman for Mara Ellison = Mara Ellison}, {c1 said} {q1 the loan was repaid}.
---
q1 basis spokesperson`,
	`A person familiar with the matter {c1 said} {q1 the deal was dead}.
---
q1 speaker none`,
	`{m1 {i1 A spokeswoman} for Mara Ellison = Mara Ellison} {c1 said} {q1 the loan was repaid}.
---
q1 basis spokesperson`,
	`{m1 Ellison spokesman {i1 Tom Hale} = Mara Ellison} {c1 told} the {t1,2 Argus} {q1 the loan was repaid}. {q2 “Twice,”} {m2 {i2 Hale = Tom Hale} = Mara Ellison} {c2 added}. Mara Ellison smiled.
---
q1 basis spokesperson
q2 basis spokesperson`,
	`{m1 Mara Ellison}’s lawyer {c1 said} {q1 the loan was repaid}.
---
q1 open speaker, entity, basis`,
	// acts
	`{m1 Luis Ortega} {c1 denied} {q1 that he had asked for money}.
---
q1 act denial`,
	`{m1 Luis Ortega} {c1 rejected} {q1 claims that the bridge was unsafe}.
---
q1 act denial`,
	`{m1 Luis Ortega} {c1 declined} {q1 to comment}.
---
q1 act refusal`,
	`{m1 Luis Ortega} did not {c1 respond} {q1 to a request for comment}.
---
q1 act no_response`,
	// about
	`{m1 Luis Ortega} {c1 said} {q1 {b1 Mara Ellison} should have asked}.`,
	`As for her feud with {b1 Anna Reyes}, {m1 Mara Ellison} {c1 said}, {q1 “It is over.”}`,
}
