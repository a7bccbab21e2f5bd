package read

import (
	"bufio"
	"io"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// arc reads ARC, the format before WARC: a record is a line "URL address date
// type length" and as many bytes of HTTP answer; the first, "filedesc://…",
// describes the file.
func (s *source) arc(r *bufio.Reader, name string) error {
	a := &archive{source: s, r: r, name: name, passed: map[string]int{}}
	for {
		line, err := a.headerLine()
		if err == nil && line == "" {
			continue
		}
		if err == io.EOF {
			break
		}
		a.number++
		if err == nil {
			err = a.arcRecord(line)
		}
		if st, ok := err.(*stop); ok {
			return st.err
		}
		if err != nil {
			return a.failed(err)
		}
	}
	if a.gave {
		return nil
	}
	return s.fail(name, &Failure{quoth.ErrUnsupported, "the archive holds no pages" + a.summary(), "look at it: " + zcat(name) + " | head -c 400"})
}

func (a *archive) arcRecord(line string) error {
	fields := strings.Fields(line)
	bad := &Failure{quoth.ErrInvalid, "no record where one should begin: the length before it is wrong", "look at it: " + zcat(a.name) + " | grep -a -n ^http"}
	if len(fields) < 5 {
		return bad
	}
	n, err := strconv.ParseInt(fields[len(fields)-1], 10, 64)
	if err != nil || n < 0 {
		return bad
	}
	rec := &record{number: a.number, kind: "response", target: fields[0], contentType: "application/http", length: n}
	if strings.HasPrefix(rec.target, "filedesc:") || strings.HasPrefix(rec.target, "dns:") {
		return a.skip(n)
	}
	return a.record(rec)
}
