package ask

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"github.com/quoth-news/quoth"
)

// A batch of quotations to check is JSON lines or CSV; which of them, the first
// character tells.
//
// JSON lines: one object a line with "quote", and "by" and "ref" if wanted.
// CSV (RFC 4180): the first row names the columns, in any order, other columns are
// passed over. A row whose first line holds no column "quote" is an error, so that
// a list without a head is not checked one line short.

// ReadBatch reads queries one by one and hands them to yield, with the line each
// stands on. An error of yield ends the reading and is returned.
func ReadBatch(r io.Reader, yield func(line int, q CheckQuery) error) error {
	in := bufio.NewReaderSize(r, 64<<10)
	if mark, err := in.Peek(3); err == nil && bytes.Equal(mark, []byte("\xef\xbb\xbf")) {
		_, _ = in.Discard(3)
	}
	for n := 1; ; n++ {
		first, err := in.Peek(n)
		if errors.Is(err, io.EOF) {
			return fmt.Errorf("%w: the batch is empty", quoth.ErrInvalid)
		}
		if err != nil && !errors.Is(err, bufio.ErrBufferFull) {
			return err
		}
		if errors.Is(err, bufio.ErrBufferFull) {
			return fmt.Errorf("%w: the batch begins with %d blank characters", quoth.ErrInvalid, n-1)
		}
		switch c := first[n-1]; {
		case c == ' ' || c == '\n' || c == '\r' || c == '\t':
		case c == '{':
			return readJSONBatch(in, yield)
		default:
			return readCSVBatch(in, yield)
		}
	}
}

func readJSONBatch(in io.Reader, yield func(int, CheckQuery) error) error {
	lines := bufio.NewScanner(in)
	lines.Buffer(nil, 2<<20)
	for n := 1; lines.Scan(); n++ {
		if len(bytes.TrimSpace(lines.Bytes())) == 0 {
			continue
		}
		var q struct{ Quote, By, Ref string }
		if err := json.Unmarshal(lines.Bytes(), &q); err != nil {
			return fmt.Errorf("%w: line %d of the batch: %w", quoth.ErrInvalid, n, err)
		}
		if err := yield(n, CheckQuery(q)); err != nil {
			return err
		}
	}
	return lines.Err()
}

func readCSVBatch(in io.Reader, yield func(int, CheckQuery) error) error {
	rows := csv.NewReader(in)
	rows.FieldsPerRecord = -1
	rows.TrimLeadingSpace = true
	rows.ReuseRecord = true
	head, err := rows.Read()
	if err != nil {
		return fmt.Errorf("%w: the batch's first row: %w", quoth.ErrInvalid, err)
	}
	columns := make([]string, len(head))
	for i, name := range head {
		columns[i] = strings.ToLower(strings.TrimSpace(name))
	}
	if !slices.Contains(columns, "quote") {
		return fmt.Errorf("%w: the batch's first row names no column \"quote\"", quoth.ErrInvalid)
	}
	for {
		row, err := rows.Read()
		if errors.Is(err, io.EOF) {
			return nil
		}
		if err != nil {
			return fmt.Errorf("%w: the batch: %w", quoth.ErrInvalid, err)
		}
		var q CheckQuery
		for i, value := range row {
			if i >= len(columns) {
				break
			}
			switch columns[i] {
			case "quote":
				q.Quote = value
			case "by":
				q.By = value
			case "ref":
				q.Ref = value
			}
		}
		line, _ := rows.FieldPos(0)
		if err := yield(line, q); err != nil {
			return err
		}
	}
}
