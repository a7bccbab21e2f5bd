package pipeline

import (
	"context"
	"fmt"
	"hash/fnv"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
)

// Shard is one of several parts of the inputs, by a hash of their paths: every
// input belongs to exactly one, wherever and in whatever order they are read. The
// zero Shard is all.
type Shard struct {
	Number int // from 1
	Of     int
}

// ParseShard reads "2/5", the second of five. "" is all.
func ParseShard(s string) (Shard, error) {
	if s == "" {
		return Shard{}, nil
	}
	number, of, ok := strings.Cut(s, "/")
	i, err := strconv.Atoi(number)
	n, err2 := strconv.Atoi(of)
	if !ok || err != nil || err2 != nil || i < 1 || i > n {
		return Shard{}, fmt.Errorf("%w: --shard %s is no part of a whole; the second of five is 2/5", quoth.ErrInvalid, s)
	}
	return Shard{i, n}, nil
}

// Has tells whether what goes by a name belongs to the shard.
func (s Shard) Has(name string) bool {
	if s.Of <= 1 {
		return true
	}
	h := fnv.New64a()
	_, _ = h.Write([]byte(name))
	sum := h.Sum64()
	return (sum^sum>>32)%uint64(s.Of) == uint64(s.Number-1)
}

// Sharded are the inputs that belong to the run's shard.
func (r *Run) Sharded(inputs Inputs) Inputs {
	if r.Shard.Of <= 1 {
		return inputs
	}
	return func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
		opt.Only = r.Shard.Has
		return inputs(ctx, opt, func(item read.Item) error {
			if !r.Shard.Has(item.Path) {
				return nil
			}
			return yield(item)
		})
	}
}

// Size is how many bytes the files under paths have; what cannot be looked at
// counts for nothing. Standard input has no size: known is false.
func Size(paths []string) (bytes int64, known bool) {
	for _, p := range paths {
		if p == "-" {
			return 0, false
		}
		_ = filepath.WalkDir(p, func(path string, d fs.DirEntry, err error) error {
			if err != nil || d.IsDir() {
				return nil
			}
			if info, err := os.Stat(path); err == nil && info.Mode().IsRegular() {
				bytes += info.Size()
			}
			return nil
		})
	}
	return bytes, true
}
