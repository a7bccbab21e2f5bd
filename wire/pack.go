package wire

import (
	"encoding/json"
	"fmt"

	"github.com/klauspost/compress/zstd"

	"github.com/quoth-news/quoth"
)

// longestPacked bounds what a packed value may unpack to, in bytes.
const longestPacked = 1 << 30

var (
	packer, _   = zstd.NewWriter(nil, zstd.WithEncoderConcurrency(1))
	unpacker, _ = zstd.NewReader(nil, zstd.WithDecoderConcurrency(0), zstd.WithDecoderMaxMemory(longestPacked))
)

// Pack makes a value on its way between two of our own processes small: JSON,
// compressed with Zstandard (RFC 8878). The same value gives the same bytes.
func Pack(value any) ([]byte, error) {
	body, err := json.Marshal(value)
	if err != nil {
		return nil, err
	}
	return packer.EncodeAll(body, nil), nil
}

// Unpack sets the value that a pointer points to to what Pack packed. It wraps
// quoth.ErrInvalid where the bytes are no such thing.
func Unpack(packed []byte, into any) error {
	plain, err := unpacker.DecodeAll(packed, nil)
	if err == nil {
		err = json.Unmarshal(plain, into)
	}
	if err != nil {
		return fmt.Errorf("%w: what was packed is damaged: %v", quoth.ErrInvalid, err)
	}
	return nil
}
