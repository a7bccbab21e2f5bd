package read

import (
	"bufio"
	"bytes"
	"errors"
	"fmt"
	"io"
	"sort"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// A web archive (WARC, ISO 28500) is a row of records: a version line, header
// lines up to an empty one, as many bytes as Content-Length says, two line ends.
// Pages are in records of type response (a whole HTTP answer), resource (the
// page alone) and conversion (its plain text, in the files called WET). A
// revisit repeats an earlier answer and holds no page.

// record is the header of one record.
type record struct {
	number                    int
	kind, target, contentType string
	length                    int64
}

// archive is the reading of one web archive.
type archive struct {
	*source
	r      *bufio.Reader
	name   string
	gz     *members // where records are compressed one by one
	number int
	gave   bool           // a page or a failure was handed on
	passed map[string]int // what was passed over, for an archive without pages
	block  []byte         // of the record at hand; documents keep nothing of it
}

func (s *source) warc(r *bufio.Reader, name string, gz *members) error {
	a := &archive{source: s, r: r, name: name, gz: gz, passed: map[string]int{}}
	for {
		rec, err := a.header()
		if err == io.EOF {
			break
		}
		if err == nil {
			err = a.record(rec)
		}
		if err != nil {
			if errors.Is(err, errStop) {
				return err.(*stop).err
			}
			if err := a.failed(err); err != nil {
				return err
			}
			if !a.resume(err) {
				break
			}
		}
	}
	if a.gave {
		return nil
	}
	return s.fail(name, &Failure{quoth.ErrUnsupported, "the archive holds no pages" + a.summary(), "look at it: " + zcat(name) + " | grep -a ^WARC-Type"})
}

// stop carries an error of yield or the context past the handling of broken records.
type stop struct{ err error }

var errStop = errors.New("stop")

func (s *stop) Error() string        { return s.err.Error() }
func (s *stop) Is(target error) bool { return target == errStop }

func (a *archive) path() string { return a.name + "#" + strconv.Itoa(a.number) }

func (a *archive) failed(err error) error {
	a.gave = true
	if errors.Is(err, io.ErrUnexpectedEOF) {
		err = &Failure{quoth.ErrInvalid, "the archive ends inside this record", "fetch it again, or see what is left: " + zcat(a.name) + " | tail -c 400"}
	}
	return a.fail(a.path(), err)
}

// resume looks for the next record after a broken one: the next member where
// records are compressed, the next version line where they are not.
func (a *archive) resume(err error) bool {
	if errors.Is(err, io.ErrUnexpectedEOF) && a.gz == nil {
		return false
	}
	if a.gz != nil && a.gz.err != nil && a.gz.err != io.EOF && a.r.Buffered() == 0 {
		if !a.gz.recover() {
			return false
		}
		a.r.Reset(a.gz)
		return true
	}
	for {
		if head, _ := a.r.Peek(5); string(head) == "WARC/" {
			return true
		}
		if _, err := a.r.ReadSlice('\n'); err != nil && err != bufio.ErrBufferFull {
			return a.gz != nil && a.gz.err != nil && a.gz.err != io.EOF && a.resume(err)
		}
	}
}

// header reads a record's header; io.EOF is the regular end of the archive.
func (a *archive) header() (*record, error) {
	line, err := a.headerLine()
	for err == nil && line == "" {
		line, err = a.headerLine()
	}
	if err != nil {
		return nil, err
	}
	a.number++
	if !strings.HasPrefix(line, "WARC/") {
		return nil, &Failure{quoth.ErrInvalid, fmt.Sprintf("no record where one should begin (%.40q): the length before it is wrong", line), "look at it: " + zcat(a.name) + " | grep -a -n ^WARC/"}
	}
	rec := &record{number: a.number, length: -1}
	for lines := 0; ; lines++ {
		line, err := a.headerLine()
		if err == io.EOF || lines > 1000 {
			err = io.ErrUnexpectedEOF
		}
		if err != nil {
			return nil, err
		}
		if line == "" {
			break
		}
		key, value, _ := strings.Cut(line, ":")
		rec.set(strings.ToLower(strings.TrimSpace(key)), strings.TrimSpace(value))
	}
	if rec.length < 0 {
		return nil, &Failure{quoth.ErrInvalid, "the record has no length", "look at it: " + zcat(a.name) + " | grep -a -n Content-Length"}
	}
	return rec, nil
}

func (rec *record) set(key, value string) {
	switch key {
	case "warc-type":
		rec.kind = strings.ToLower(value)
	case "warc-target-uri": // some crawlers put it in angle brackets
		rec.target = strings.TrimSuffix(strings.TrimPrefix(value, "<"), ">")
	case "content-type":
		rec.contentType = strings.ToLower(value)
	case "content-length":
		if n, err := strconv.ParseInt(value, 10, 64); err == nil && n >= 0 {
			rec.length = n
		}
	}
}

// headerLine reads a line without its end, of no more than the buffer.
func (a *archive) headerLine() (string, error) {
	line, err := a.r.ReadSlice('\n')
	if err == bufio.ErrBufferFull {
		return "", &Failure{quoth.ErrInvalid, "a header line is over 64 KiB", "look at it: " + zcat(a.name) + " | head -c 400"}
	}
	if err != nil && (err != io.EOF || len(line) == 0) {
		return "", err
	}
	return string(bytes.TrimRight(line, "\r\n")), nil
}

// record reads one record's block and hands on the page in it.
func (a *archive) record(rec *record) error {
	if !rec.page() {
		a.passed[rec.kind]++
		return a.skip(rec.length)
	}
	if rec.length > int64(a.opt.maxRaw()) {
		if err := a.skip(rec.length); err != nil {
			return err
		}
		return a.opt.tooLarge("the record")
	}
	if int64(cap(a.block)) < rec.length {
		a.block = make([]byte, rec.length+rec.length/2)
	}
	block := a.block[:rec.length]
	if _, err := io.ReadFull(a.r, block); err != nil {
		return ended(err)
	}
	contentType := rec.contentType
	if rec.kind == "response" {
		answer, err := parseAnswer(block, a.opt.maxRaw())
		if err != nil {
			return err
		}
		if answer.status != 200 {
			a.passed["response with status "+strconv.Itoa(answer.status)]++
			return nil
		}
		block, contentType = answer.body, answer.contentType
	}
	return a.page(rec, block, contentType)
}

// page reads the document of a record and hands it on.
func (a *archive) page(rec *record, body []byte, contentType string) error {
	d, err := pageDocument(body, contentType, rec.target, &a.opt)
	if d == nil && err == nil {
		kind, _, _ := strings.Cut(contentType, ";")
		a.passed["page of type "+kind]++
		return nil
	}
	a.gave = true
	if err == nil {
		d.Origin.Path = a.path()
		if d.Origin.URL == "" && strings.HasPrefix(rec.target, "http") {
			d.Origin.URL = rec.target
			d.Given = append(d.Given, quoth.Metadata{Field: "url", Value: rec.target, Rule: "read/warc@1"})
		}
		err = a.give(d)
	} else {
		err = a.fail(a.path(), err)
	}
	if err != nil {
		return &stop{err}
	}
	return nil
}

// pageDocument reads a body by its content, as a browser would; nil is something
// that is no page: a picture, a script, an answer of an API.
func pageDocument(body []byte, contentType, target string, opt *Options) (*quoth.Document, error) {
	kind, _, _ := strings.Cut(contentType, ";")
	kind = strings.TrimSpace(strings.ToLower(kind))
	if kind != "" && !strings.HasPrefix(kind, "text/") && !strings.Contains(kind, "html") && !strings.Contains(kind, "pdf") && kind != "application/octet-stream" {
		return nil, nil
	}
	if strings.HasSuffix(target, "/robots.txt") || kind == "text/css" || kind == "text/javascript" {
		return nil, nil
	}
	switch f := sniff(body[:min(len(body), sniffLength)], ""); {
	case f == formatHTML || f == formatText && strings.Contains(kind, "html"):
		return htmlText(decodeHTML(body, contentType), opt)
	case f == formatPDF:
		return pdfDocument(body, target, opt)
	case f == formatText && (kind == "text/plain" || kind == "text/markdown"):
		return textDocument(body, "", opt)
	}
	return nil, nil
}

// page tells a record that may hold one.
func (rec *record) page() bool {
	switch rec.kind {
	case "response":
		return strings.HasPrefix(rec.contentType, "application/http") || rec.contentType == ""
	case "resource", "conversion":
		scheme, _, _ := strings.Cut(rec.target, ":")
		return scheme != "metadata" && scheme != "dns" && scheme != "urn"
	}
	return false
}

func (a *archive) skip(n int64) error {
	if _, err := io.CopyN(io.Discard, a.r, n); err != nil {
		return ended(err)
	}
	return nil
}

// ended makes an end inside a record of the end of the stream.
func ended(err error) error {
	if err == io.EOF {
		return io.ErrUnexpectedEOF
	}
	return err
}

// summary counts what was passed over.
func (a *archive) summary() string {
	var parts []string
	for kind, n := range a.passed {
		parts = append(parts, fmt.Sprintf("%d %s", n, kind))
	}
	if len(parts) == 0 {
		return ""
	}
	sort.Strings(parts)
	return " (" + strings.Join(parts, ", ") + ")"
}

// zcat is a command that prints a file, compressed or not.
func zcat(name string) string { return "gzip -dcf " + quoteArg(fileOf(name)) }
