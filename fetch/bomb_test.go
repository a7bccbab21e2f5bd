package fetch

import (
	"bytes"
	"compress/gzip"
)

// bomb is a page of 40 MB in a hundredth of that.
var bomb = func() []byte {
	var b bytes.Buffer
	z, _ := gzip.NewWriterLevel(&b, gzip.BestSpeed)
	zeros := bytes.Repeat([]byte("<p>a</p>"), 1<<17)
	for range 40 {
		_, _ = z.Write(zeros)
	}
	_ = z.Close()
	return b.Bytes()
}()
