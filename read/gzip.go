package read

import (
	"bufio"
	"bytes"
	"io"

	"github.com/klauspost/compress/gzip"
	"github.com/quoth-news/quoth"
)

// gunzip reads what is inside. What is broken is a failure of its own after what
// could be read before it.
func (s *source) gunzip(r *bufio.Reader, name string, depth int) error {
	m, err := newMembers(r, name)
	if err != nil {
		return s.fail(name, err)
	}
	if depth == 0 {
		m.in = s.in
	}
	inner := bufio.NewReaderSize(m, sniffLength)
	if head, _ := inner.Peek(5); string(head) == "WARC/" {
		return s.warc(inner, name, m)
	}
	return s.read(inner, name, depth+1)
}

// members reads a gzip file member by member as one stream. Web archives have a
// member for each record, so that after a broken one the next can be found.
type members struct {
	raw   *bufio.Reader
	z     *gzip.Reader
	name  string
	err   error
	in    *input // under raw, where a broken member can be gone through again
	start int64  // where the open member begins in it
	lost  int    // how often the next member was looked for
}

// maxLost bounds the search in a file that is broken all over.
const maxLost = 1000

func newMembers(r *bufio.Reader, name string) (*members, error) {
	m := &members{raw: r, name: name}
	var err error
	if m.z, err = gzip.NewReader(r); err != nil {
		return nil, m.broken(err)
	}
	m.z.Multistream(false)
	return m, nil
}

func (m *members) Read(p []byte) (int, error) {
	for m.err == nil {
		n, err := m.z.Read(p)
		if err == io.EOF {
			err = m.next()
		} else if err != nil {
			err = m.broken(err)
		}
		m.err = err
		if n > 0 {
			return n, nil
		}
	}
	return 0, m.err
}

// next opens the member after the one that ended; zero bytes may pad the file.
func (m *members) next() error {
	for {
		head, err := m.raw.Peek(1)
		if err != nil || head[0] != 0 {
			break
		}
		m.raw.Discard(1)
	}
	if _, err := m.raw.Peek(1); err != nil {
		return err
	}
	return m.open()
}

// open begins the member that stands next.
func (m *members) open() error {
	if m.in != nil {
		m.start = m.in.at - int64(m.raw.Buffered())
	}
	if err := m.z.Reset(m.raw); err != nil {
		return m.broken(err)
	}
	m.z.Multistream(false)
	return nil
}

// recover looks for the next member after a broken one, and tells whether there
// is one. A broken member may have swallowed those after it before that showed,
// so the search begins at its own start where the stream can go back.
func (m *members) recover() bool {
	if m.lost++; m.err == io.EOF || m.lost > maxLost {
		return false
	}
	if m.in != nil && m.in.back(m.start) {
		m.raw.Reset(m.in)
	}
	m.raw.Discard(1)
	for {
		head, err := m.raw.Peek(4096)
		at := bytes.Index(head, []byte{0x1f, 0x8b, 0x08})
		switch {
		case at >= 0:
			m.raw.Discard(at)
			if m.err = m.open(); m.err == nil {
				return true
			}
			m.raw.Discard(1)
		case err != nil:
			m.err = io.EOF
			return false
		default:
			m.raw.Discard(len(head) - 2)
		}
	}
}

// broken says what is wrong with the file and how to see it.
func (m *members) broken(err error) error {
	if _, ok := err.(*Failure); ok || err == io.EOF {
		return err
	}
	return &Failure{quoth.ErrInvalid, "broken gzip: " + err.Error(), "test it: gzip -t " + quoteArg(fileOf(m.name))}
}
