package read

import (
	"archive/tar"
	"archive/zip"
	"bytes"
	"errors"
	"fmt"
	"sort"
	"strconv"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
)

const (
	rssFeed = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel>
<title>The Harbour Post</title><language>en-gb</language><item><title>Quay &amp;amp; wall</title><link>https://post.example/quay</link><guid>q1</guid><dc:creator>Ines Okafor</dc:creator>
<pubDate>Tue, 03 Mar 2020 23:30:00 -0500</pubDate><content:encoded><![CDATA[<p>“We will rebuild,” said Mara Ellison.</p><p>Work begins in May.</p>]]></content:encoded></item>
<item><title>Empty</title><link>https://post.example/empty</link></item></channel></rss>`
	atomFeed = `<feed xmlns="http://www.w3.org/2005/Atom"><title>The Harbour Post</title><entry><id>urn:1</id><title>Quay</title><link href="https://post.example/quay"/>
<author><name>Ines Okafor</name></author><published>2020-03-03T23:30:00-05:00</published><updated>2020-03-05T00:00:00Z</updated><content type="html">&lt;p&gt;The quay is ours.&lt;/p&gt;</content></entry></feed>`
	jsonFeed   = `{"version":"https://jsonfeed.org/version/1.1","title":"The Harbour Post","items":[{"id":"1","url":"https://post.example/1","title":"Quay","content_text":"The quay is ours.","date_published":"2020-03-03T23:30:00-05:00"}]}`
	newsMLItem = `<?xml version="1.0" encoding="UTF-8"?><newsMessage xmlns="http://iptc.org/std/nar/2006-10-01/"><itemSet>
<newsItem guid="urn:x:2" xml:lang="en"><itemMeta><provider literal="HARB"><name>Harbour Wire</name></provider><versionCreated>2020-03-05T01:02:03Z</versionCreated></itemMeta>
<contentMeta><contentCreated>2020-03-03T23:30:00-05:00</contentCreated><headline>Quay to be rebuilt</headline><by>By Ines Okafor</by></contentMeta>
<contentSet><inlineXML contenttype="application/nitf+xml"><nitf><body><body.head><hedline><hl1>Quay</hl1></hedline></body.head><body.content><p>The quay is ours.</p></body.content></body></nitf></inlineXML></contentSet></newsItem>
<newsItem guid="urn:x:3"><contentSet><remoteContent href="q.jpg"/></contentSet></newsItem></itemSet></newsMessage>`
	ninjs3 = `{"uri":"urn:x:1","headlines":[{"role":"short","value":"Quay"},{"role":"main","value":"Quay to be rebuilt"}],"language":"en","provider":"Harbour Wire",
"contentCreated":"2020-03-03T23:30:00-05:00","bodies":[{"role":"main","contentType":"text/html","value":"<p>The quay is ours.</p>"}],"by":"Ines Okafor"}`
	ninjs1 = `{"uri":"http://wire.example/1","headline":"Quay to be rebuilt","versioncreated":"2020-03-03T23:30:00-05:00","body_text":"The quay is ours.","byline":"Ines Okafor","provider":"Harbour Wire"}`
	webVTT = "WEBVTT\n\nNOTE no words\n\n1\n00:00:01.000 --> 00:00:04.000\n<v Mara Ellison>The quay\nis ours.\n\n00:04.000 --> 00:06.000\n<v Mara Ellison><i>All</i> of it.\n\n00:06.500 --> 00:09.000\n<v Joel Park>Who pays?\n"
	subRip = "1\n00:00:01,000 --> 00:00:04,000\nMARA ELLISON: The quay\n\n2\n00:00:04,000 --> 00:00:06,000\nis ours.\n\n3\n00:00:06,500 --> 00:00:09,000\n>> Who pays?\n"
)

var wordFile = zipped(map[string]string{"word/document.xml": `<w:document xmlns:w="w"><w:body><w:p><w:pPr><w:pStyle w:val="Title"/></w:pPr><w:r><w:t>Quay to be rebuilt</w:t></w:r></w:p>
<w:p><w:r><w:t>“We will </w:t></w:r><w:del><w:r><w:delText>never </w:delText></w:r></w:del><w:r><w:t>rebuild,” said Mara.</w:t></w:r></w:p>
<w:tbl><w:tr><w:tc><w:p><w:r><w:t>Part</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>Cost</w:t></w:r></w:p></w:tc></w:tr></w:tbl></w:body></w:document>`})

func itoa(n int) string { return strconv.Itoa(n) }
func hex(n int) string  { return strconv.FormatInt(int64(n), 16) }

// told is an item in a line: path, title, publisher, authors, day and words.
func told(i Item) string {
	if i.Err != nil {
		return i.Path + " failed"
	}
	d := i.Doc
	return fmt.Sprintf("%s|%s|%s|%s|%s|%s", i.Path, d.Title, d.Publisher, strings.Join(d.Authors, "+"), d.Published, strings.ReplaceAll(d.Text, "\n", "/"))
}

func TestFormats(t *testing.T) {
	for _, c := range []struct{ name, in, want string }{
		{"rss", rssFeed, "rss#1|Quay & wall|The Harbour Post|Ines Okafor|2020-03-03|“We will rebuild,” said Mara Ellison.//Work begins in May. rss#2 failed"},
		{"atom", atomFeed, "atom#1|Quay|The Harbour Post|Ines Okafor|2020-03-03|The quay is ours."},
		{"feed.json", jsonFeed, "feed.json#1|Quay|The Harbour Post||2020-03-03|The quay is ours."},
		{"newsml", newsMLItem, "newsml#1|Quay to be rebuilt|Harbour Wire|Ines Okafor|2020-03-03|The quay is ours."},
		{"ninjs", ninjs3, "ninjs|Quay to be rebuilt|Harbour Wire|Ines Okafor|2020-03-03|The quay is ours."},
		{"old.json", ninjs1, "old.json#1|Quay to be rebuilt|Harbour Wire|Ines Okafor|2020-03-03|The quay is ours."},
		{"vtt", webVTT, "vtt|||||Mara Ellison: The quay is ours. All of it.//Joel Park: Who pays?"},
		{"srt", subRip, "srt|||||MARA ELLISON: The quay is ours.//Who pays?"},
		{"zip", zipped(map[string]string{"b/x.html": "<p>The quay is ours, she said.", "a.txt": "One.", ".DS_Store": "x"}), "zip#a.txt|||||One. zip#b/x.html|||||The quay is ours, she said."},
		{"wacz", zipped(map[string]string{"archive/a.warc.gz": gzipped(warcRecord("conversion", "http://post.example/3", "text/plain", "The quay is ours.")), "datapackage.json": "{}", "pages/pages.jsonl": "{}"}),
			"wacz#archive/a.warc.gz#1|||||The quay is ours."},
		{"tar", tarred(map[string]string{"a.txt": "One."}), "tar#a.txt|||||One."},
		{"docx", wordFile, "docx|Quay to be rebuilt||||Quay to be rebuilt//“We will rebuild,” said Mara.//Part | Cost"},
		{"odt", zipped(map[string]string{"content.xml": "<x/>"}), "odt failed"},
	} {
		var got []string
		for _, i := range readAll(t, c.name, c.in, Options{}) {
			got = append(got, told(i))
		}
		if strings.Join(got, " ") != c.want {
			t.Errorf("%s: got\n%s\nwant\n%s", c.name, strings.Join(got, " "), c.want)
		}
	}
}

func TestSubtitlesHaveTurns(t *testing.T) {
	d := one(t, "a.vtt", webVTT)
	s := d.Segments[0]
	if s.Kind != quoth.Speech || s.Label.Of(d.Text) != "Mara Ellison" || s.Words.Of(d.Text) != "The quay is ours. All of it." {
		t.Errorf("%+v in %q", s, d.Text)
	}
}

func TestWARC(t *testing.T) {
	const page = "The quay is ours, said the mayor of the harbour town."
	want := []string{"a#2|||||" + page, "a#5|||||" + page, "a#7|||||The quay is ours, said the mayor."}
	parts := strings.SplitAfter(warcFile(), "\r\n\r\nWARC/1.0\r\n")
	for i := range parts { // one member a record, as archives have it
		parts[i] = strings.TrimSuffix(parts[i], "WARC/1.0\r\n")
		if i > 0 {
			parts[i] = "WARC/1.0\r\n" + parts[i]
		}
	}
	byMember := ""
	for _, p := range parts {
		byMember += gzipped(p)
	}
	for name, in := range map[string]string{"plain": warcFile(), "gzipped": gzipped(warcFile()), "by member": byMember} {
		var got []string
		for _, i := range readAll(t, "a", in, Options{}) {
			got = append(got, told(i))
			if i.Doc != nil && !strings.HasPrefix(i.Doc.Origin.URL, "http://post.example/") {
				t.Errorf("%s: %s has the address %q", name, i.Path, i.Doc.Origin.URL)
			}
		}
		if strings.Join(got, "\n") != strings.Join(want, "\n") {
			t.Errorf("%s: got\n%s\nwant\n%s", name, strings.Join(got, "\n"), strings.Join(want, "\n"))
		}
	}
	broken := gzipped(parts[0]) + gzipped(parts[1]) + gzipped(parts[4])[:60] + "\xff\xff\xff\xff" + gzipped(parts[6])
	items := readAll(t, "a", broken, Options{})
	if len(items) != 3 || items[0].Err != nil || items[1].Err == nil || items[2].Err != nil {
		t.Errorf("after a broken member: %+v", items)
	}
}

func TestBrokenWARC(t *testing.T) {
	whole := warcFile()
	for name, c := range map[string]struct {
		in   string
		docs int
		says string
	}{
		"cut":           {whole[:len(whole)-20], 2, "ends inside"},
		"wrong length":  {strings.Replace(whole, "Content-Length: 16", "Content-Length: 10", 1), 3, "length before it is wrong"},
		"no length":     {strings.Replace(whole, "Content-Length: 16\r\n", "", 1), 3, "no length"},
		"no pages":      {warcRecord("warcinfo", "", "x", "y"), 0, "no pages (1 warcinfo)"},
		"only pictures": {warcRecord("resource", "http://post.example/q.png", "image/png", "\x89PNG"), 0, "image/png"},
		"too large":     {warcRecord("conversion", "http://post.example/3", "text/plain", strings.Repeat("quay ", 1<<20)), 0, "over the limit"},
	} {
		docs, reason := 0, error(nil)
		for _, i := range readAll(t, "a.warc", c.in, Options{MaxDocument: 1 << 20}) {
			if i.Err != nil {
				reason = i.Err
			} else {
				docs++
			}
		}
		if docs != c.docs || reason == nil || !strings.Contains(reason.Error(), c.says) {
			t.Errorf("%s: %d documents, %v; want %d and %q", name, docs, reason, c.docs, c.says)
		}
	}
}

func TestDecompressionBomb(t *testing.T) {
	bomb := gzipped(strings.Repeat("\x00 ", 8<<20))
	for name, in := range map[string]string{
		"gzip": gzipped(strings.Repeat("The quay. ", 2<<20)),
		"warc": warcRecord("response", "http://post.example/", "application/http", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: gzip\r\n\r\n"+bomb),
		"zip":  zipped(map[string]string{"a.txt": strings.Repeat("The quay. ", 2<<20)}),
	} {
		items := readAll(t, name, in, Options{MaxDocument: 1 << 20})
		if len(items) != 1 || !errors.Is(items[0].Err, quoth.ErrTooLarge) {
			t.Errorf("%s: %d items, %v", name, len(items), items[0].Err)
		}
	}
}

func zipped(files map[string]string) string {
	var b bytes.Buffer
	z := zip.NewWriter(&b)
	for _, name := range sortedKeys(files) {
		w, _ := z.Create(name)
		w.Write([]byte(files[name]))
	}
	z.Close()
	return b.String()
}

func tarred(files map[string]string) string {
	var b bytes.Buffer
	w := tar.NewWriter(&b)
	for _, name := range sortedKeys(files) {
		w.WriteHeader(&tar.Header{Name: name, Mode: 0o644, Size: int64(len(files[name])), Typeflag: tar.TypeReg, Format: tar.FormatUSTAR})
		w.Write([]byte(files[name]))
	}
	w.Close()
	return b.String()
}

func sortedKeys(m map[string]string) []string {
	var keys []string
	for k := range m {
		keys = append(keys, k)
	}
	sort.Strings(keys)
	return keys
}
