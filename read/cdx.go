package read

import (
	"bufio"
	"bytes"
	"encoding/json"
	"errors"
	"io"
	"os"
	"path/filepath"
	"regexp"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// An index of web archives has a line for each record: where it begins, in which
// file, and what it is. There are two kinds. CDX begins with " CDX " and a letter
// for each column (a address, m type, s status, S length, V offset, g file); CDXJ
// has a key, a time and a JSON object (pywb, WACZ). Given an index, the pages are
// read that it lists, and nothing else of the archives, which stand beside it or
// in ../archive. Lines for pictures, redirects and repeats are passed over.

// pointer is one line of an index.
type pointer struct {
	file, address, kind, status string
	offset, length              int64 // length is 0 where it is not said
}

var cdxjLine = regexp.MustCompile(`^\S+ \d{4,17} \{`)

// looksCDX tells an index by its first line.
func looksCDX(head []byte) bool {
	line, _, _ := bytes.Cut(head, []byte("\n"))
	return bytes.HasPrefix(line, []byte(" CDX ")) || len(line) < 16<<10 && cdxjLine.Match(line)
}

func (s *source) cdx(r *bufio.Reader, name string) error {
	if s.file == nil || strings.Contains(name, "#") {
		return s.fail(name, &Failure{quoth.ErrUnsupported, "an index of web archives is read beside them, and this one comes alone", "read the archives themselves: quoth extract *.warc.gz"})
	}
	index := &index{source: s, name: name, folder: filepath.Dir(s.file.Name())}
	defer index.close()
	for number := 1; ; number++ {
		line, long, err := s.line(r)
		if err != nil && err != io.EOF {
			return s.fail(name, err)
		}
		if !long {
			if err := index.line(number, strings.TrimRight(string(line), "\r\n")); err != nil {
				return err
			}
		}
		if err == io.EOF {
			break
		}
	}
	if !index.found {
		return s.fail(name, &Failure{quoth.ErrUnsupported, "the index lists no pages", "look at it: " + lookAt(name)})
	}
	return nil
}

// index is the reading of one index.
type index struct {
	*source
	name, folder string
	columns      string   // of a CDX, a letter each
	open         *os.File // the archive read last
	file         string   // as the index calls it
	found        bool
}

func (x *index) line(number int, line string) error {
	if columns, ok := strings.CutPrefix(line, " CDX "); ok {
		x.columns = strings.ReplaceAll(columns, " ", "")
		return nil
	}
	p, ok := x.parse(line)
	if !ok || !p.page() {
		return nil
	}
	x.found = true
	path := x.name + "#" + strconv.Itoa(number)
	if err := x.use(p.file); err != nil {
		return x.fail(path, err)
	}
	length := p.length
	if info, err := x.open.Stat(); err == nil && (length <= 0 || p.offset+length > info.Size()) {
		length = max(0, info.Size()-p.offset)
	}
	err := x.record(number, io.NewSectionReader(x.open, p.offset, length))
	var st *stop
	switch {
	case err == nil:
		return nil
	case errors.As(err, &st):
		return st.err
	case errors.Is(err, io.EOF), errors.Is(err, io.ErrUnexpectedEOF):
		err = &Failure{quoth.ErrInvalid, "the index points at no whole record of " + p.file, "make the index anew, or read the archive itself: quoth extract " + quoteArg(p.file)}
	}
	return x.fail(path, err)
}

// record reads the record that stands at the beginning of r.
func (x *index) record(number int, r io.Reader) error {
	b := bufio.NewReaderSize(r, sniffLength)
	if head, _ := b.Peek(2); bytes.Equal(head, []byte{0x1f, 0x8b}) {
		m, err := newMembers(b, x.name)
		if err != nil {
			return err
		}
		b = bufio.NewReaderSize(m, sniffLength)
	}
	inner := *x.source
	inner.file, inner.in = nil, nil
	a := &archive{source: &inner, r: b, name: x.name, number: number - 1, passed: map[string]int{}}
	rec, err := a.header()
	if err != nil {
		return err
	}
	return a.record(rec)
}

// parse reads a line of either kind.
func (x *index) parse(line string) (p pointer, ok bool) {
	var offset, length string
	if x.columns == "" {
		_, object, found := strings.Cut(line, " {")
		var fields struct {
			URL, Mime, Filename    string
			Status, Length, Offset json.RawMessage // strings or numbers
		}
		if !found || json.Unmarshal([]byte("{"+object), &fields) != nil {
			return p, false
		}
		bare := func(raw json.RawMessage) string { return strings.Trim(string(raw), `"`) }
		p = pointer{file: fields.Filename, address: fields.URL, kind: fields.Mime, status: bare(fields.Status)}
		offset, length = bare(fields.Offset), bare(fields.Length)
	} else {
		fields := strings.Fields(line)
		for i := 0; i < len(fields) && i < len(x.columns); i++ {
			switch x.columns[i] {
			case 'a':
				p.address = fields[i]
			case 'm':
				p.kind = fields[i]
			case 's':
				p.status = fields[i]
			case 'S':
				length = fields[i]
			case 'V':
				offset = fields[i]
			case 'g':
				p.file = fields[i]
			}
		}
	}
	var err error
	if p.offset, err = strconv.ParseInt(offset, 10, 64); err != nil || p.offset < 0 || p.file == "" {
		return p, false
	}
	p.length, _ = strconv.ParseInt(length, 10, 64)
	return p, true
}

// page tells a line that may point at a page.
func (p *pointer) page() bool {
	if p.status != "" && p.status != "-" && p.status != "200" {
		return false
	}
	kind, _, _ := strings.Cut(strings.ToLower(p.kind), ";")
	return kind == "" || kind == "-" || kind == "unk" || kind == "application/octet-stream" || strings.Contains(kind, "html") || strings.Contains(kind, "pdf") || strings.HasPrefix(kind, "text/plain")
}

// use opens the archive that the index names. An index is data: it may name files
// in its own folder and in ../archive, and no others.
func (x *index) use(file string) error {
	if x.open != nil && x.file == file {
		return nil
	}
	x.close()
	base := filepath.Base(filepath.FromSlash(file))
	for _, folder := range []string{filepath.Join(x.folder, filepath.Dir(filepath.Join("/", filepath.FromSlash(file)))), x.folder, filepath.Join(x.folder, "..", "archive")} {
		path := filepath.Join(folder, base)
		if info, err := os.Stat(path); err != nil || !info.Mode().IsRegular() {
			continue
		}
		f, err := os.Open(path)
		if err != nil {
			return cannotOpen(path, err)
		}
		x.open, x.file = f, file
		return nil
	}
	return &Failure{quoth.ErrNotFound, "the index names an archive that is not beside it: " + base, "put it there: ls " + quoteArg(x.folder)}
}

func (x *index) close() {
	if x.open != nil {
		x.open.Close()
		x.open = nil
	}
}
