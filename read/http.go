package read

import (
	"bytes"
	"io"
	"strconv"
	"strings"

	"github.com/andybalholm/brotli"
	"github.com/klauspost/compress/flate"
	"github.com/klauspost/compress/gzip"
	"github.com/klauspost/compress/zlib"
	"github.com/klauspost/compress/zstd"
	"github.com/quoth-news/quoth"
)

// answer is an HTTP answer as an archive keeps it.
type answer struct {
	status      int
	contentType string
	body        []byte
}

// parseAnswer reads the status line, the headers and the body, which it takes out
// of its chunks and its compression. Archives hold answers as they came, so that
// chunks may be missing where they are announced and lengths may be wrong: what
// cannot be undone was never done.
func parseAnswer(block []byte, limit int) (*answer, error) {
	head, body, ok := bytes.Cut(block, []byte("\r\n\r\n"))
	if !ok {
		head, body, _ = bytes.Cut(block, []byte("\n\n"))
	}
	lines := strings.Split(strings.ReplaceAll(string(head[:min(len(head), 256<<10)]), "\r\n", "\n"), "\n")
	fields := strings.Fields(lines[0])
	if len(fields) < 2 || !strings.HasPrefix(fields[0], "HTTP") {
		return nil, &Failure{quoth.ErrInvalid, "the record is no HTTP answer", "it should begin with a line such as HTTP/1.1 200 OK"}
	}
	a := &answer{body: body}
	a.status, _ = strconv.Atoi(fields[1])
	var encodings []string
	chunked := false
	for _, line := range lines[1:] {
		key, value, _ := strings.Cut(line, ":")
		value = strings.TrimSpace(value)
		switch strings.ToLower(strings.TrimSpace(key)) {
		case "content-type":
			a.contentType = value
		case "content-encoding":
			encodings = append(encodings, strings.Split(strings.ToLower(value), ",")...)
		case "transfer-encoding":
			chunked = strings.Contains(strings.ToLower(value), "chunked")
		}
	}
	if chunked {
		if whole, ok := unchunk(a.body); ok {
			a.body = whole
		}
	}
	for i := len(encodings) - 1; i >= 0; i-- {
		inner, err := decompress(a.body, strings.TrimSpace(encodings[i]), limit)
		if err != nil {
			return nil, err
		}
		a.body = inner
	}
	return a, nil
}

// unchunk joins the chunks of a body; false means that it is not in chunks. A
// body that ends early keeps what came.
func unchunk(body []byte) ([]byte, bool) {
	var out []byte
	for len(body) > 0 {
		line, rest, ok := bytes.Cut(body, []byte("\n"))
		size, _, _ := bytes.Cut(bytes.TrimSpace(line), []byte(";"))
		n, err := strconv.ParseUint(string(bytes.TrimSpace(size)), 16, 40)
		if !ok || err != nil {
			return out, len(out) > 0
		}
		if n == 0 {
			return out, true
		}
		if int(n) >= len(rest) {
			return append(out, rest...), true
		}
		out = append(out, rest[:n]...)
		body = bytes.TrimPrefix(bytes.TrimPrefix(rest[n:], []byte("\r")), []byte("\n"))
	}
	return out, true
}

// decompress undoes one content coding, up to limit bytes.
func decompress(body []byte, coding string, limit int) ([]byte, error) {
	var r io.Reader
	var err error
	switch coding {
	case "gzip", "x-gzip":
		if !bytes.HasPrefix(body, []byte{0x1f, 0x8b}) {
			return body, nil // undone before it was archived
		}
		r, err = gzip.NewReader(bytes.NewReader(body))
	case "deflate":
		if r, err = zlib.NewReader(bytes.NewReader(body)); err != nil {
			r, err = flate.NewReader(bytes.NewReader(body)), nil
		}
	case "br":
		if looksHTML(bytes.TrimLeft(body[:min(len(body), 512)], " \r\n\t\ufeff")) {
			return body, nil
		}
		r = brotli.NewReader(bytes.NewReader(body))
	case "zstd":
		var z *zstd.Decoder
		if z, err = zstd.NewReader(bytes.NewReader(body), zstd.WithDecoderConcurrency(1), zstd.WithDecoderMaxMemory(256<<20)); err == nil {
			defer z.Close()
			r = z
		}
	default:
		return body, nil
	}
	if err != nil {
		return nil, &Failure{quoth.ErrInvalid, "the page is said to be " + coding + " and is not", "fetch it again"}
	}
	out, err := io.ReadAll(io.LimitReader(r, int64(limit)+1))
	switch {
	case len(out) > limit:
		return nil, &Failure{quoth.ErrTooLarge, "the page is over " + strconv.Itoa(limit) + " bytes when unpacked", "try: --max-document " + strconv.Itoa(limit)}
	case err != nil && len(out) == 0:
		return nil, &Failure{quoth.ErrInvalid, "broken " + coding + " in the page: " + err.Error(), "fetch it again"}
	}
	return out, nil // an end that is cut off loses its last words only
}
