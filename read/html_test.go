package read

import (
	"fmt"
	"strings"
	"testing"
)

// A page after the common templates: navigation, a banner, a hero with a caption,
// a byline, a body with a related box, a pulled quotation, a post, a list and a
// table, then tags, a teaser row, comments and a footer.
const composedPage = `<!doctype html><html lang="en-GB"><head>
<title>Harbour town votes to rebuild its quay | The Harbour Post</title>
<link rel="canonical" href="https://post.example/quay">
<meta property="og:site_name" content="The Harbour Post"><meta property="og:title" content="Harbour town votes to rebuild its quay - The Harbour Post">
<script type="application/ld+json">{"@context":"https://schema.org","@graph":[
 {"@type":"Organization","@id":"#org","name":"The Harbour Post"},
 {"@type":"NewsArticle","headline":"Harbour town votes to rebuild its quay","datePublished":"2020-03-03T23:30:00-05:00","dateModified":"2020-03-05T08:00:00-05:00",
  "author":[{"@type":"Person","name":"Ines Okafor"},{"@type":"Person","name":"Tom Brandt"}],"publisher":{"@id":"#org"},"inLanguage":"en-GB"}]}</script></head>
<body class="single has-sidebar comments-open hide-captions">
<nav><ul><li><a href="/">Home</a></li><li><a href="/sport">Sport</a></li></ul></nav>
<div class="cookie-banner"><p>We use cookies to make this site work better for everyone who comes here to read it.</p></div>
<main><article>
<header><h1>Harbour town votes to rebuild its quay</h1><p class="byline">By <a rel="author" href="/ines">Ines Okafor</a> and Tom Brandt</p></header>
<figure><img src="q.jpg" alt="x"><figcaption>The old quay after the storm in January. Photo: Lena Roy/Quay Pictures</figcaption></figure>
<div class="article-body">
<p>The council of the harbour town voted on Monday evening to rebuild the old&nbsp;quay, which a storm had broken in two places.</p>
<p>“We will rebuild,” said the mayor, Mara Ellison.<br><br>“Stone by stone, and with whatever the sea has left us of the old one.”</p>
<aside class="related-box"><h3>Related</h3><ul><li><a href="/a">Storm breaks the quay in two places</a></li></ul></aside>
<blockquote class="pullquote"><p>Stone by stone.</p></blockquote>
<blockquote class="twitter-tweet"><p>We voted. <a href="https://t.co/x">https://t.co/x</a></p>&mdash; Mara Ellison (@maraellison) <a href="https://twitter.com/x/1">March 3, 2020</a></blockquote>
<h2>What it costs</h2>
<p>Nobody in the town hall would say what the whole of it will come to, but a first reckoning says <q>a great deal</q>.</p>
<ul><li>Two thirds are paid by the port, which earns its living there.</li><li>The town pays the rest.</li></ul>
<table><tr><th>Part</th><th>Cost</th></tr><tr><td>Wall</td><td>4m</td></tr></table>
<p>Read more: <a href="/b">Who pays for the quay</a></p>
<div class="tags"><a href="/t/quay">Quay</a> <a href="/t/storm">Storm</a></div>
</div></article>
<section class="more"><div class="card"><h3><a href="/1">Ferry timetable for the summer is out</a></h3><p>The ferries go every hour from June on, the company said.</p></div>
<div class="card"><h3><a href="/2">Museum of the sea opens again</a></h3><p>After two years of work the museum lets visitors in again.</p></div>
<div class="card"><h3><a href="/3">School wins a prize for its garden</a></h3><p>The pupils had worked on it for a whole year, they said.</p></div></section>
<div id="comments"><div class="comment"><p>About time, says this reader, who has walked over the broken stones every day since the storm came.</p></div></div>
</main><footer><p>Copyright The Harbour Post. All rights reserved by the people who write it.</p></footer></body></html>`

func TestHTMLPage(t *testing.T) {
	d := one(t, "quay.html", composedPage)
	var got []string
	for _, s := range d.Segments {
		got = append(got, fmt.Sprintf("%s %s", s.Kind, s.Of(d.Text)))
	}
	want := []string{
		"headline Harbour town votes to rebuild its quay",
		"byline By Ines Okafor and Tom Brandt",
		"caption The old quay after the storm in January. Photo: Lena Roy/Quay Pictures",
		"paragraph The council of the harbour town voted on Monday evening to rebuild the old quay, which a storm had broken in two places.",
		"paragraph “We will rebuild,” said the mayor, Mara Ellison.",
		"paragraph “Stone by stone, and with whatever the sea has left us of the old one.”",
		"quote Stone by stone.",
		"post We voted. https://t.co/x — Mara Ellison (@maraellison) March 3, 2020",
		"heading What it costs",
		"paragraph Nobody in the town hall would say what the whole of it will come to, but a first reckoning says “a great deal”.",
		"list Two thirds are paid by the port, which earns its living there.",
		"list The town pays the rest.",
		"table Part | Cost\nWall | 4m",
		"paragraph Read more: Who pays for the quay",
	}
	if strings.Join(got, "\n") != strings.Join(want, "\n") {
		t.Errorf("got\n%s\n\nwant\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
	if d.Title != "Harbour town votes to rebuild its quay" || d.Publisher != "The Harbour Post" || strings.Join(d.Authors, "+") != "Ines Okafor+Tom Brandt" ||
		d.Published != "2020-03-03" || d.Updated != "2020-03-05" || d.Language != "en-GB" || d.Origin.URL != "https://post.example/quay" {
		t.Errorf("head: %q %q %q %q %q %q %q", d.Title, d.Publisher, d.Authors, d.Published, d.Updated, d.Language, d.Origin.URL)
	}
	for _, field := range []string{"title", "publisher", "author", "published", "updated", "language", "url"} {
		found := false
		for _, g := range d.Given {
			found = found || g.Field == field
		}
		if !found {
			t.Errorf("no evidence for %s in %+v", field, d.Given)
		}
	}
}

func TestHTMLHeads(t *testing.T) {
	const body = `<p>The council of the harbour town voted on Monday evening to rebuild the old quay by the spring.</p>`
	for _, c := range []struct{ name, in, title, authors, published string }{
		{"the shown headline", `<title>Quay voted | Post</title><h1>Town votes for the quay</h1>` + body, "Town votes for the quay", "", ""},
		{"no headline shown", `<title>Town votes to rebuild quay | The Post</title>` + body, "Town votes to rebuild quay", "", ""},
		{"meta elements", `<meta name=author content="By Mara Ellison, Chief Reporter"><meta name=pubdate content="20200303"><title>Quay</title>` + body, "Quay", "Mara Ellison", "2020-03-03"},
		{"time and byline", `<h1>Quay voted</h1><div class="byline">By Mara Ellison | 3 March 2020</div><time datetime="2020-03-03T10:00Z">today</time>` + body, "Quay voted", "Mara Ellison", "2020-03-03"},
		{"a date line", `<div class=top><time datetime="2024-01-01">Today</time></div><main><h1>Quay voted</h1><p class="post-date">Posted on March 3rd, 2020</p>` + body + `</main>`, "Quay voted", "", "2020-03-03"},
		{"the publisher's own zone", `<meta property="article:published_time" content="2020-03-04T03:30:00.000Z"><h1>Quay voted</h1><time datetime="2020-03-03T22:30:00-0500">Tuesday</time>` + body, "Quay voted", "", "2020-03-03"},
		{"several articles in JSON-LD", `<title>Quay voted</title><script type="application/ld+json">[{"@type":"NewsArticle","headline":"Ferries stop","datePublished":"2024-01-01"},{"@type":"NewsArticle","headline":"Quay voted","datePublished":"2020-03-03","author":"Mara Ellison"}]</script>` + body, "Quay voted", "Mara Ellison", "2020-03-03"},
		{"somebody else's byline", `<h1>Quay voted</h1>` + body + `<aside><a rel=author href=x>Joel Park</a></aside>`, "Quay voted", "", ""},
		{"broken JSON-LD", `<script type="application/ld+json">{"@type":"NewsArticle","headline":"Quay</script><h1>Quay voted</h1>` + body, "Quay voted", "", ""},
	} {
		d := one(t, c.name, "<html>"+c.in)
		if d.Title != c.title || strings.Join(d.Authors, "+") != c.authors || string(d.Published) != c.published {
			t.Errorf("%s: %q %q %q", c.name, d.Title, d.Authors, d.Published)
		}
	}
}

func TestHTMLEncodings(t *testing.T) {
	for name, in := range map[string]string{
		"meta":       "<html><meta charset=windows-1251><p>\xcc\xe0\xf0\xe0 \xf1\xea\xe0\xe7\xe0\xeb\xe0 \xe4\xe0.",
		"utf-8":      "<html><meta charset=utf-8><p>Мара сказала да.",
		"lying meta": "<html><meta charset=iso-8859-1><p>Мара сказала да.",
		"bom":        "\xef\xbb\xbf<html><meta charset=iso-8859-1><p>Мара сказала да.",
	} {
		if d := one(t, name, in); d.Text != "Мара сказала да." {
			t.Errorf("%s: %q", name, d.Text)
		}
	}
}

func TestDeepNesting(t *testing.T) {
	in := "<html><body>" + strings.Repeat("<div>", 200_000) + "<p>The mayor said that the bridge would open on Monday, after all of it.</p>"
	if d := one(t, "deep.html", in); !strings.HasPrefix(d.Text, "The mayor said") {
		t.Errorf("%q", d.Text)
	}
}

func TestHiddenTextIsLeftOut(t *testing.T) {
	d := one(t, "h.html", `<html><p>Shown words, said the mayor of the town.</p><p hidden>A.</p><p style="display: none">B.</p><div aria-hidden=true>C.</div><template>D.</template><script>E</script><noscript>F</noscript>`)
	if d.Text != "Shown words, said the mayor of the town." {
		t.Errorf("%q", d.Text)
	}
}

// segmentsOf prints the segments of a page, one a line.
func segmentsOf(t *testing.T, in string) string {
	t.Helper()
	d := one(t, "p.html", in)
	var out []string
	for _, s := range d.Segments {
		line := fmt.Sprintf("%s %s", s.Kind, s.Of(d.Text))
		if !s.Label.Empty() {
			line += " [" + s.Label.Of(d.Text) + ": " + s.Words.Of(d.Text) + "]"
		}
		out = append(out, line)
	}
	return strings.Join(out, "\n")
}

func TestHTMLTemplates(t *testing.T) {
	const lead = `<p>The council of the harbour town voted on Monday evening to rebuild the old quay, which a storm had broken in two places, by the spring of next year.</p>
<p>Nobody in the town hall would say what the whole of it will come to, but a first reckoning by the port speaks of four million, without the wall behind it.</p>`
	const leadText = "paragraph The council of the harbour town voted on Monday evening to rebuild the old quay, which a storm had broken in two places, by the spring of next year.\n" +
		"paragraph Nobody in the town hall would say what the whole of it will come to, but a first reckoning by the port speaks of four million, without the wall behind it."
	for _, c := range []struct{ teaches, in, want string }{
		{"a live blog's posts are the article",
			`<main><h1>Storm: live</h1><div class=live><article><h2><a href=#1>Ferries stop</a></h2><time>10:00</time><p>The ferry company says that no boats will go out before the evening, at the earliest.</p></article>
<article><h2>Quay breaks</h2><p>The old quay has broken in two places, and the water is in the street behind it.</p></article></div></main>`,
			"headline Storm: live\nheading Ferries stop\nparagraph The ferry company says that no boats will go out before the evening, at the earliest.\nheading Quay breaks\nparagraph The old quay has broken in two places, and the water is in the street behind it."},
		{"articles inside the article are teasers",
			`<article><h1>Quay voted</h1>` + lead + `<div><article class="post-1"><h3><a href=/1>Ferries go every hour again</a></h3><p>They do so from June on, the company said in a letter.</p></article><article class="post-2"><h3><a href=/2>Museum opens its doors again</a></h3><p>After two years of work it lets visitors in.</p></article></div></article>`,
			"headline Quay voted\n" + leadText},
		{"speakers in elements of their own make turns",
			`<main><h1>Harbour Bill</h1><div><div class=speaker>Mara Ellison (Harbour)</div><p>I beg to move that the quay be rebuilt.</p><p>It is time.</p></div><div><div class=speaker>Joel Park</div><p>Who will pay for it?</p></div><div><div class=speaker>Mara Ellison</div><p>The port will.</p></div></main>`,
			"headline Harbour Bill\nspeech Mara Ellison (Harbour): I beg to move that the quay be rebuilt. [Mara Ellison (Harbour): I beg to move that the quay be rebuilt.]\nspeech It is time. [Mara Ellison (Harbour): It is time.]\nspeech Joel Park: Who will pay for it? [Joel Park: Who will pay for it?]\nspeech Mara Ellison: The port will. [Mara Ellison: The port will.]"},
		{"a list of definitions can be a transcript",
			`<main><h1>Council</h1><dl><dt>ELLISON:</dt><dd>We will rebuild.</dd><dt>PARK:</dt><dd>Who pays?</dd><dt>ELLISON:</dt><dd>The port.</dd></dl></main>`,
			"headline Council\nspeech ELLISON: We will rebuild. [ELLISON: We will rebuild.]\nspeech PARK: Who pays? [PARK: Who pays?]\nspeech ELLISON: The port. [ELLISON: The port.]"},
		{"the standfirst belongs to the head",
			`<main><header><h1>Quay voted</h1><div><h2>The town will pay for a third of the new quay, the port for all the rest of it.</h2></div></header><div class="article-body">` + lead + `</div></main>`,
			"headline Quay voted\nheadline The town will pay for a third of the new quay, the port for all the rest of it.\n" + leadText},
		{"names of topics and of embeds say nothing of place",
			`<div class="category-trending tag-cookies"><h1>Quay voted</h1>` + lead + `<div class="social-embed"><blockquote class=twitter-tweet><p>We voted.</p>— Mara Ellison (@mara) March 3, 2020</blockquote></div></div>`,
			"headline Quay voted\n" + leadText + "\npost We voted. — Mara Ellison (@mara) March 3, 2020"},
		{"readers' words end the page even without a class",
			`<div><h1>Quay voted</h1>` + lead + `<h3>2 Comments</h3><p>About time, says this reader, who has walked over the broken stones every single day.</p><p>And who is going to pay for it, asks another one, who lives on the other side of the water.</p></div>`,
			"headline Quay voted\n" + leadText},
		{"a box in the middle does not",
			`<div><h1>Quay voted</h1>` + lead + `<h3>Related</h3><ul><li><a href=/1>The night the old quay broke</a></li></ul><p>Work begins in May, when the storms are over, and should take a year, the port said on Monday.</p></div>`,
			"headline Quay voted\n" + leadText + "\nheading Related\nparagraph Work begins in May, when the storms are over, and should take a year, the port said on Monday."},
		{"a page of few words is taken as it is",
			`<p>“We will rebuild,” said Mara Ellison.</p>`, "paragraph “We will rebuild,” said Mara Ellison."},
		{"a list of links at the end leads away",
			`<article><h1>Quay voted</h1>` + lead + `<h3>More</h3><ul><li>Storm: <a href=/1>the night the quay broke</a></li><li>Port: <a href=/2>who earns its living there</a></li></ul></article>`,
			"headline Quay voted\n" + leadText},
		{"an article that only a script shows is taken from its metadata",
			`<script type="application/ld+json">{"@type":"NewsArticle","headline":"Quay voted","articleBody":"` + strings.Repeat("The council voted to rebuild the quay. ", 20) + `"}</script><div id=app>Loading</div>`, ""},
	} {
		if got := segmentsOf(t, "<html><body>"+c.in); got != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.teaches, got, c.want)
		}
	}
}
