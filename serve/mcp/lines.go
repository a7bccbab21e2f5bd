package mcp

import (
	"bufio"
	"encoding/json"
	"fmt"
	"io"
	"sync"
)

// longestLine is how many bytes a message may have.
const longestLine = 4 << 20

// lines hands on the lines of a stream that are messages of JSON-RPC 2.0, and answers the
// others with the error that the standard has for them, so that one broken line does not
// end the conversation.
type lines struct {
	in   *bufio.Reader
	out  *writer
	rest []byte // of a line handed on
}

func (l *lines) Read(p []byte) (int, error) {
	for len(l.rest) == 0 {
		line, long, err := l.line()
		switch {
		case long:
			l.out.refuse(-32700, "the line is too long")
		case len(line) == 0:
		default:
			if code, why := fault(line); code != 0 {
				l.out.refuse(code, why)
			} else {
				l.rest = append(line, '\n')
				continue
			}
		}
		if err != nil {
			return 0, err
		}
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// line is the next line without its end; of one that is too long nothing is kept. The
// last one may end with the stream, whose end the next call tells again.
func (l *lines) line() (line []byte, long bool, err error) {
	for {
		part, err := l.in.ReadSlice('\n')
		if !long && len(line)+len(part) > longestLine {
			line, long = nil, true
		}
		if !long {
			line = append(line, part...)
		}
		if err != bufio.ErrBufferFull {
			for len(line) > 0 && (line[len(line)-1] == '\n' || line[len(line)-1] == '\r' || line[len(line)-1] == ' ') {
				line = line[:len(line)-1]
			}
			return line, long, err
		}
	}
}

// fault is what is wrong with a line, 0 where it is a message.
func fault(line []byte) (code int, why string) {
	var m struct {
		Version string          `json:"jsonrpc"`
		Method  *string         `json:"method"`
		Result  json.RawMessage `json:"result"`
		Error   json.RawMessage `json:"error"`
		ID      any             `json:"id"`
	}
	if !json.Valid(line) {
		return -32700, "the line is not JSON"
	}
	err := json.Unmarshal(line, &m)
	_, isText := m.ID.(string)
	_, isNumber := m.ID.(float64)
	if err != nil || m.Version != "2.0" || m.Method == nil && m.Result == nil && m.Error == nil || m.ID != nil && !isText && !isNumber {
		return -32600, "the line is no message of JSON-RPC 2.0"
	}
	return 0, ""
}

// writer writes one message at a time.
type writer struct {
	mu  sync.Mutex
	out io.Writer
}

func (w *writer) Write(b []byte) (int, error) {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.out.Write(b)
}

func (w *writer) Close() error { return nil }

func (w *writer) refuse(code int, why string) {
	fmt.Fprintf(w, `{"jsonrpc":"2.0","id":null,"error":{"code":%d,"message":%q}}`+"\n", code, why)
}
