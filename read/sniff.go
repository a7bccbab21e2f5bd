package read

import (
	"bufio"
	"bytes"
	"io"
	"path"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// sniffLength is how much of a stream is looked at before its format is known.
const sniffLength = 64 << 10

// maxNesting bounds containers in containers: an archive in an archive in gzip.
const maxNesting = 5

// read finds out what a stream holds and hands it to that format's reader.
func (s *source) read(r *bufio.Reader, name string, depth int) error {
	if depth > maxNesting {
		return s.fail(name, &Failure{quoth.ErrUnsupported, "containers are nested more than five deep", "unpack it first: " + unpack(name)})
	}
	head, err := r.Peek(sniffLength)
	if err != nil && err != io.EOF && len(head) == 0 {
		return s.fail(name, err)
	}
	if bytes.HasPrefix(head, []byte{0x1f, 0x8b}) {
		return s.gunzip(r, name, depth)
	}
	switch sniff(head, name) {
	case formatEmpty:
		return s.fail(name, &Failure{quoth.ErrInvalid, "the file is empty", "look at it: ls -l " + quoteArg(name)})
	case formatBinary:
		return s.fail(name, &Failure{quoth.ErrUnsupported, "binary data (" + binaryKind(head) + "), no text", "look at it: file " + quoteArg(name)})
	case formatHTML:
		return s.whole(r, name, htmlDocument)
	case formatJSONLines:
		return s.jsonLines(r, name)
	case formatJSON:
		return s.json(r, name)
	case formatWARC:
		return s.warc(r, name, nil)
	case formatARC:
		return s.arc(r, name)
	case formatTar:
		return s.tar(r, name, depth)
	case formatZip:
		return s.zip(r, name, depth)
	case formatFeed:
		return s.feed(r, name)
	case formatNewsML:
		return s.newsML(r, name)
	case formatCDX:
		return s.cdx(r, name)
	case formatSitemap:
		return s.fail(name, &Failure{quoth.ErrUnsupported, "a sitemap: it lists addresses and holds none of their words", "fetch what it lists: quoth fetch ADDRESS-OF-THE-SITEMAP"})
	case formatPDF:
		return s.whole(r, name, pdfDocument)
	case formatSubtitles:
		return s.whole(r, name, subtitleDocument)
	case formatXML:
		return s.fail(name, &Failure{quoth.ErrUnsupported, "XML of a kind that is not read (<" + rootElement(head) + ">)", "read are RSS, Atom, NewsML-G2 and XHTML; look at it: " + lookAt(name)})
	}
	return s.whole(r, name, textDocument)
}

// whole reads a stream that is one document.
func (s *source) whole(r io.Reader, name string, parse func(raw []byte, name string, opt *Options) (*quoth.Document, error)) error {
	if s.opt.Only != nil && !s.opt.Only(name) {
		return nil
	}
	raw, err := s.bytes(r)
	if err != nil {
		return s.fail(name, err)
	}
	d, err := parse(raw, name, &s.opt)
	if err != nil {
		return s.fail(name, err)
	}
	d.Origin.Path = name
	return s.give(d)
}

// bytes reads a stream up to the limit of one document.
func (s *source) bytes(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, int64(s.opt.maxRaw())+1))
	if err != nil {
		return nil, err
	}
	if len(raw) > s.opt.maxRaw() {
		return nil, s.opt.tooLarge("the document")
	}
	return raw, nil
}

type format int

const (
	formatText format = iota
	formatEmpty
	formatBinary
	formatHTML
	formatJSONLines
	formatJSON
	formatWARC
	formatARC
	formatTar
	formatZip
	formatFeed
	formatNewsML
	formatSubtitles
	formatPDF
	formatCDX
	formatSitemap
	formatXML
)

// sniff tells the format by the first bytes, and by the name where they leave it open.
func sniff(head []byte, name string) format {
	if len(head) == 0 {
		return formatEmpty
	}
	if f := sniffContainer(head); f != formatText {
		return f
	}
	if enc := byBOM(head); enc != nil {
		if len(head) > 4096 {
			head = head[:4096]
		}
		decoded, _ := enc.NewDecoder().Bytes(head)
		head = bytes.TrimPrefix(decoded, []byte("\ufeff"))
	} else if isBinary(head) {
		return formatBinary
	}
	first := bytes.TrimLeft(head, " \t\r\n\f")
	ext := strings.ToLower(path.Ext(strings.TrimSuffix(strings.TrimSuffix(name, ".gz"), ".GZ")))
	switch {
	case len(first) == 0:
		return formatText // white space only: refused as a text without text
	case first[0] == '{' || first[0] == '[' && jsonArray(first):
		return sniffJSON(first, ext)
	case ext == ".jsonl" || ext == ".ndjson":
		return formatJSONLines
	case looksCDX(head):
		return formatCDX
	case bytes.HasPrefix(first, []byte("WEBVTT")) || looksSubRip(first):
		return formatSubtitles
	case first[0] == '<' && ext != ".md" && formatOfXML(first) != formatText:
		return formatOfXML(first)
	case first[0] == '<' && ext != ".md" && looksHTML(first), ext == ".html" || ext == ".htm" || ext == ".xhtml":
		return formatHTML
	}
	return formatText
}

// sniffContainer tells archives by their first bytes.
func sniffContainer(head []byte) format {
	switch {
	case bytes.HasPrefix(head, []byte("WARC/")):
		return formatWARC
	case bytes.HasPrefix(head, []byte("filedesc://")):
		return formatARC
	case bytes.HasPrefix(head, []byte("%PDF-")):
		return formatPDF
	case bytes.HasPrefix(head, []byte("PK\x03\x04")), bytes.HasPrefix(head, []byte("PK\x05\x06")):
		return formatZip
	case len(head) > 262 && string(head[257:262]) == "ustar":
		return formatTar
	}
	return formatText
}

// formatOfXML tells the kind of an XML document by its root element; formatText
// stands for none, such as an HTML page.
func formatOfXML(first []byte) format {
	switch root := rootElement(first); root {
	case "rss", "feed", "RDF":
		return formatFeed
	case "newsItem", "newsMessage", "packageItem":
		return formatNewsML
	case "urlset", "sitemapindex":
		return formatSitemap
	case "", "html", "HTML":
		return formatText
	default:
		if bytes.HasPrefix(first, []byte("<?xml")) && !bytes.Contains(first[:min(len(first), 2000)], []byte("<!DOCTYPE html")) {
			return formatXML
		}
		return formatText
	}
}

// rootElement is the local name of the first element, past the prolog.
func rootElement(head []byte) string {
	s := head
	for {
		i := bytes.IndexByte(s, '<')
		if i < 0 || i+1 >= len(s) {
			return ""
		}
		s = s[i:]
		end := ">"
		if bytes.HasPrefix(s, []byte("<!--")) {
			end = "-->"
		}
		if s[1] == '?' || s[1] == '!' {
			j := bytes.Index(s, []byte(end))
			if j < 0 {
				return ""
			}
			s = s[j+len(end):]
			continue
		}
		name := s[1:]
		if j := bytes.IndexAny(name, " \t\r\n/>"); j >= 0 {
			name = name[:j]
		}
		if j := bytes.IndexByte(name, ':'); j >= 0 {
			name = name[j+1:]
		}
		return string(name[:min(len(name), 60)])
	}
}

func jsonArray(first []byte) bool {
	rest := bytes.TrimLeft(first[1:], " \t\r\n")
	return len(rest) > 0 && rest[0] == '{'
}

// sniffJSON tells one value a line from one value over many lines.
func sniffJSON(first []byte, ext string) format {
	if bytes.Contains(first[:min(len(first), 2000)], []byte("https://jsonfeed.org/version")) {
		return formatFeed
	}
	if first[0] == '[' {
		return formatJSON
	}
	line, _, more := bytes.Cut(first, []byte("\n"))
	line = bytes.TrimRight(line, " \t\r")
	if ext == ".jsonl" || ext == ".ndjson" || !more {
		return formatJSONLines
	}
	if last := line[len(line)-1]; last == '{' || last == ',' || last == '[' || last == ':' {
		return formatJSON
	}
	return formatJSONLines
}

// looksHTML tells mark-up by the first tag, as browsers do.
func looksHTML(first []byte) bool {
	if bytes.HasPrefix(first, []byte("<!--")) || bytes.HasPrefix(first, []byte("<?xml")) {
		return bytes.Contains(bytes.ToLower(first), []byte("<html")) || bytes.Contains(bytes.ToLower(first), []byte("<body")) || bytes.HasPrefix(first, []byte("<!--"))
	}
	tag := first[1:]
	if len(tag) > 20 {
		tag = tag[:20]
	}
	name := strings.ToLower(string(tag))
	if strings.HasPrefix(name, "!doctype html") || strings.HasPrefix(name, "!doctype") {
		return true
	}
	name = strings.TrimPrefix(name, "/")
	if i := strings.IndexFunc(name, func(r rune) bool { return !('a' <= r && r <= 'z' || '0' <= r && r <= '9') }); i >= 0 {
		name = name[:i]
	}
	return htmlTags[name]
}

var htmlTags = map[string]bool{"html": true, "head": true, "body": true, "title": true, "meta": true, "link": true, "script": true, "style": true,
	"base": true, "noscript": true, "div": true, "p": true, "article": true, "section": true, "main": true, "header": true, "nav": true, "span": true,
	"table": true, "ul": true, "ol": true, "h1": true, "h2": true, "h3": true, "blockquote": true, "figure": true, "img": true, "a": true, "b": true,
	"i": true, "em": true, "strong": true, "br": true, "hr": true, "font": true, "center": true, "iframe": true, "aside": true, "footer": true, "form": true}

// isBinary tells data that no text holds: NUL bytes, or many other control bytes.
func isBinary(head []byte) bool {
	if len(head) > 8192 {
		head = head[:8192]
	}
	control := 0
	for _, c := range head {
		if c == 0 {
			return true
		}
		if c < 0x20 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1b && c != 0x08 {
			control++
		}
	}
	if control*100 > len(head)*2+100 {
		return true
	}
	// Compressed data has few zero bytes at times, but is neither UTF-8 nor mostly ASCII.
	if control > 0 && !utf8.Valid(head) {
		high := 0
		for _, c := range head {
			if c >= 0x80 {
				high++
			}
		}
		return high*3 > len(head)
	}
	return false
}

func binaryKind(head []byte) string {
	for _, k := range []struct{ magic, name string }{{"\x89PNG", "PNG"}, {"\xff\xd8\xff", "JPEG"}, {"GIF8", "GIF"}, {"PK\x03\x04", "zip"},
		{"\x7fELF", "ELF program"}, {"SQLite format 3", "SQLite"}, {"BZh", "bzip2"}, {"\xfd7zXZ", "xz"}, {"\x28\xb5\x2f\xfd", "zstd"}, {"\xd0\xcf\x11\xe0", "old Office"}} {
		if bytes.HasPrefix(head, []byte(k.magic)) {
			return k.name
		}
	}
	return "control bytes"
}

// unpack is a command that takes one layer off a container.
func unpack(name string) string {
	file, _, _ := strings.Cut(name, "#")
	return "gzip -dc " + quoteArg(file) + " > unpacked"
}
