package segment

import (
	"fmt"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

// Each case is a text as a reader leaves it and the segments it has, one a line:
// the kind and the words it holds, cut at forty bytes.
var layouts = []struct{ teaches, text, want string }{
	{"a headline has no end mark, a byline names people",
		"Harbour town votes to rebuild its quay\nBy Ines Okafor\n\nThe council voted on Monday to rebuild the old quay by the spring of next year.\n\nWork begins in May.",
		"headline Harbour town votes to rebuild its quay\nbyline By Ines Okafor\nparagraph The council voted on Monday to rebuild t\nparagraph Work begins in May."},
	{"a short text is a paragraph, not a headline",
		"Mara Ellison said she would go",
		"paragraph Mara Ellison said she would go"},
	{"lines broken at a width are one paragraph",
		"The council of the harbour town voted on Monday evening to rebuild\nthe old quay, which a storm in the winter had broken in two places,\nby the spring of next year.\n\nThe port pays for two thirds of it, the town and the county for the\nrest, and nobody yet knows what the whole of it will come to in the\nend.",
		"paragraph The council of the harbour town voted on\nparagraph The port pays for two thirds of it, the "},
	{"lines that are not broken at a width are paragraphs each",
		"The council of the harbour town voted on Monday evening to rebuild the old quay.\nThe port pays.\nThe town pays the rest of it, and nobody yet knows how much that will come to in the end.",
		"paragraph The council of the harbour town voted on\nparagraph The port pays.\nparagraph The town pays the rest of it, and nobody"},
	{"Markdown's signs belong to no segment",
		"# Quay to be rebuilt\n\nThe council voted on Monday.\n\n> We will rebuild.\n\n- the quay\n- the wall\n\n## What it costs\n\nNobody knows.",
		"headline Quay to be rebuilt\nparagraph The council voted on Monday.\nquote We will rebuild.\nlist the quay\nlist the wall\nheading What it costs\nparagraph Nobody knows."},
	{"a hashtag is no heading and a dash of dialogue no list",
		"#QuayNow is what they shouted.\n\n– Go home, said the mayor.",
		"paragraph #QuayNow is what they shouted.\nparagraph – Go home, said the mayor."},
	{"a post takes the block before its account line",
		"The mayor answered at once.\n\nWe will rebuild, stone by stone. pic.twitter.com/quay1\n\n— Mara Ellison (@maraellison) June 19, 2023\n\nNobody else did.",
		"paragraph The mayor answered at once.\npost We will rebuild, stone by stone. pic.twi\nparagraph Nobody else did."},
	{"words after a post's day are a paragraph",
		"We will rebuild. — Mara Ellison (@maraellison) 19 June 2023 The mayor said no more.",
		"post We will rebuild. — Mara Ellison (@mara\nparagraph The mayor said no more."},
	{"a related line run into a paragraph is cut off",
		"“We will rebuild,” she said. Related story Mayor Promises a New Quay\n\nWork begins in May. READ MORE: Who pays for the quay",
		"paragraph “We will rebuild,” she said.\nrelated Related story Mayor Promises a New Quay\nparagraph Work begins in May.\nrelated READ MORE: Who pays for the quay"},
	{"related words in prose are prose",
		"He was asked about it. Related questions went unanswered for a week, and the mayor left the room.\n\nRead more slowly, she told them.",
		"paragraph He was asked about it. Related questions\nparagraph Read more slowly, she told them."},
	{"titles listed under a related line are related",
		"Work begins in May.\n\nRelated\n\nRelated Stories\n\nTen Times the Harbour Surprised Us\n\nThe Ferry That Would Not Stop\n\nThe mayor said no more.",
		"paragraph Work begins in May.\nrelated Related\nrelated Related Stories\nrelated Ten Times the Harbour Surprised Us\nrelated The Ferry That Would Not Stop\nparagraph The mayor said no more."},
	{"an account line without its dash, and a frame without words",
		"Our quay at dawn.\n\nMara Ellison (@maraellison) June 19, 2023\n\nView this post on Instagram\n\nA post shared by Mara Ellison (@maraellison)",
		"post Our quay at dawn.\n\nMara Ellison (@marael\npromo View this post on Instagram\n\nA post shar"},
	{"promotions speak to the reader",
		"Work begins in May.\n\nSign up for our newsletter to get the harbour's news each morning.\n\nBefore you go, click here for the best pictures of the quay.",
		"paragraph Work begins in May.\npromo Sign up for our newsletter to get the ha\npromo Before you go, click here for the best p"},
	{"captions have a credit, a photographer's dateline or places in the picture",
		"LISBON – MAY 15: Mara Ellison (L) and Joel Park arrive at the harbour on May 15, 2008. Photo by Ines Okafor/Quay Pictures.\n\nThe old quay, before the storm. (File photo)\n\nThe mayor looked at the photo by the window and said nothing for a while.",
		"caption LISBON – MAY 15: Mara Ellison (L) and \ncaption The old quay, before the storm. (File ph\nparagraph The mayor looked at the photo by the win"},
	{"several turns make a transcript",
		"MARA ELLISON: We will rebuild.\nJOEL PARK: Who pays?\nMARA ELLISON: The port does.\nAnd the county.",
		"speech MARA ELLISON: We will rebuild.\nspeech JOEL PARK: Who pays?\nspeech MARA ELLISON: The port does.\nspeech And the county."},
	{"turns broken at a width are joined",
		"REPORTER: What about the quay, and who is going to pay for all\nof it in the end?\nMAYOR: The port is going to pay for two thirds of all of that,\nas it has always done, and the town for the rest.\nREPORTER: And when will it be done? The people of the harbour\nwould like to know.\nMAYOR: Soon.",
		"speech REPORTER: What about the quay, and who i\nspeech MAYOR: The port is going to pay for two \nspeech REPORTER: And when will it be done? The \nspeech MAYOR: Soon."},
	{"one colon makes none",
		"Mara Ellison: the quay is ours.\n\nThe council voted on Monday, and the mayor was there.\n\nWork begins in May.",
		"paragraph Mara Ellison: the quay is ours.\nparagraph The council voted on Monday, and the may\nparagraph Work begins in May."},
	{"questions and answers are turns",
		"The mayor spoke to us on the quay.\n\nQ: Who pays?\n\nA: The port does.\n\nQ: And the town?\n\nA: The rest.",
		"paragraph The mayor spoke to us on the quay.\nspeech Q: Who pays?\nspeech A: The port does.\nspeech Q: And the town?\nspeech A: The rest."},
}

func TestLayout(t *testing.T) {
	for _, c := range layouts {
		t.Run(c.teaches, func(t *testing.T) {
			doc := &quoth.Document{Text: c.text}
			var got []string
			for _, s := range Layout(doc) {
				words := s.Of(c.text)
				got = append(got, fmt.Sprintf("%s %s", s.Kind, strings.ToValidUTF8(words[:min(40, len(words))], "")))
			}
			if strings.Join(got, "\n") != c.want {
				t.Errorf("got\n%s\nwant\n%s", strings.Join(got, "\n"), c.want)
			}
		})
	}
}

func TestPosts(t *testing.T) {
	for _, c := range []struct{ text, label, handle, words, when string }{
		{"We will rebuild. https://t.co/abc — Mara Ellison (@maraellison) June 19, 2023", "Mara Ellison", "@maraellison", "We will rebuild.", "2023-06-19"},
		{"View this post on Instagram Our quay at dawn. A post shared by Mara Ellison (@mara.ellison) on Jun 3, 2020 at 5:00pm PDT", "Mara Ellison", "@mara.ellison", "Our quay at dawn.", "2020-06-03"},
		{"Stone by stone. — Mara Ellison (@mara.harbour.example) June 20, 2023 at 5:00 PM", "Mara Ellison", "@mara.harbour.example", "Stone by stone.", "2023-06-20"},
		{"Stone by stone. Posted by Mara Ellison on Monday, June 19, 2023", "Mara Ellison", "", "Stone by stone.", "2023-06-19"},
		{"Stone by stone. Post by @mara@harbour.example View on Mastodon", "@mara@harbour.example", "@mara@harbour.example", "Stone by stone.", ""},
	} {
		segments := Layout(&quoth.Document{Text: c.text})
		if len(segments) != 1 || segments[0].Kind != quoth.Post {
			t.Errorf("%q: no post but %v", c.text, segments)
			continue
		}
		s := segments[0]
		if s.Label.Of(c.text) != c.label || s.Handle.Of(c.text) != c.handle || s.Words.Of(c.text) != c.words || string(s.When) != c.when {
			t.Errorf("%q: label %q handle %q words %q when %q", c.text, s.Label.Of(c.text), s.Handle.Of(c.text), s.Words.Of(c.text), s.When)
		}
	}
}

// FuzzLayout holds the laws of segments: inside the text, on rune boundaries, in
// order, not overlapping, each with something in it.
func FuzzLayout(f *testing.F) {
	for _, c := range layouts {
		f.Add(c.text)
	}
	f.Add("— A (@a) June 1, 2020 — B (@b) June 2, 2020")
	f.Add("A: b\nA: c\nA: \u2003d\n>> A: e\n| a | b | c |\n===\n")
	f.Fuzz(func(t *testing.T, text string) {
		text = strings.ToValidUTF8(text, "\ufffd")
		last := 0
		for _, s := range Layout(&quoth.Document{Text: text}) {
			for _, span := range []quoth.Span{s.Span, s.Words} {
				if err := span.Check(text); err != nil {
					t.Fatal(err)
				}
			}
			for _, span := range []quoth.Span{s.Label, s.Handle, s.Dated} {
				if err := span.Check(text); err != nil {
					t.Fatal(err)
				}
			}
			if s.Start < last || s.Empty() {
				t.Fatalf("segment %v begins before %d or is empty", s.Span, last)
			}
			if !s.Words.Empty() && !s.Span.Holds(s.Words) {
				t.Fatalf("the words %v stand outside the segment %v", s.Words, s.Span)
			}
			last = s.End
		}
	})
}
