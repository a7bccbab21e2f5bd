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
	inner := bufio.NewReaderSize(m, sniffLength)
	if head, _ := inner.Peek(5); string(head) == "WARC/" {
		return s.warc(inner, name, m)
	}
	return s.read(inner, name, depth+1)
}

// members reads a gzip file member by member as one stream. Web archives have a
// member for each record, so that after a broken one the next can be found.
type members struct {
	raw  *bufio.Reader
	z    *gzip.Reader
	name string
	err  error
}

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
	if err := m.z.Reset(m.raw); err != nil {
		return m.broken(err)
	}
	m.z.Multistream(false)
	return nil
}

// recover looks for the next member after a broken one, and tells whether there is one.
func (m *members) recover() bool {
	for m.err != nil && m.err != io.EOF {
		head, err := m.raw.Peek(4096)
		if len(head) < 18 {
			m.err = io.EOF
			return false
		}
		at := bytes.Index(head, []byte{0x1f, 0x8b, 0x08})
		if at < 0 {
			m.raw.Discard(max(1, len(head)-2))
			if err != nil && len(head) < 20 {
				m.err = io.EOF
			}
			continue
		}
		m.raw.Discard(at)
		if m.z.Reset(m.raw) == nil {
			m.z.Multistream(false)
			m.err = nil
		}
	}
	return m.err == nil
}

// broken says what is wrong with the file and how to see it.
func (m *members) broken(err error) error {
	if _, ok := err.(*Failure); ok || err == io.EOF {
		return err
	}
	return &Failure{quoth.ErrInvalid, "broken gzip: " + err.Error(), "test it: gzip -t " + quoteArg(fileOf(m.name))}
}
