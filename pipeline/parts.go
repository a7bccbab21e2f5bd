package pipeline

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/wire/parquet"
)

// Parts is a folder of Parquet files that a run fills: the first holds what the
// first Size inputs gave, the next the next. A file appears under its name only
// once it is whole and on disk, so that a run that was killed at any moment goes
// on after the last whole file, and the folder ends up the same, byte for byte,
// as if nothing had happened. A file named _SUCCESS ends it.
type Parts struct {
	Dir  string
	Name string // what the files are called before their number; "" is "part"
	Size int    // inputs a file, those that failed counted; 0 is DefaultPart
	Of   string // what was asked for: a folder is never filled by two different runs
}

// DefaultPart is how many inputs a file of Parts is made of.
const DefaultPart = 5000

// AlreadyInParts is why an input is passed over when a run goes on.
const AlreadyInParts = "already in a file of the folder"

// The keys of a part's metadata: the run it belongs to and its inputs.
const (
	partRunKey    = "quoth.run"
	partInputsKey = "quoth.inputs"
)

// ExtractParts reads the inputs without a record and fills the folder. told, if
// not nil, hears of every result, in order, before its file is whole.
func (r *Run) ExtractParts(ctx context.Context, inputs Inputs, parts Parts, told func(*Result)) error {
	inputs = r.Sharded(inputs)
	f, err := r.openParts(parts)
	if err != nil {
		return err
	}
	counter := r.counter()
	defer counter.end()
	if f.ended {
		counter.Skipped[AlreadyInParts] = f.inputs
		return nil
	}
	done := f.inputs
	seen := 0
	going := func(ctx context.Context, opt read.Options, yield func(read.Item) error) error {
		return inputs(ctx, opt, func(item read.Item) error {
			if seen++; seen <= done {
				item.Doc, item.Err = nil, errSkip
			}
			return yield(item)
		})
	}
	err = r.each(ctx, going, func(engine *Engine, result *Result) {
		result.Reading = engine.Read(result.Doc)
	}, func(result *Result) error {
		if errors.Is(result.Err, errSkip) {
			result.Err, result.Skipped = nil, AlreadyInParts
			counter.count(result)
			return nil
		}
		if result.Err != nil && errors.Is(result.Err, context.Canceled) {
			return result.Err
		}
		counter.count(result)
		if told != nil {
			told(result)
		}
		return f.add(result)
	})
	if err != nil {
		f.drop()
		return err
	}
	return f.end()
}

var errSkip = errors.New("skip")

// partFiles is a folder being filled.
type partFiles struct {
	Parts
	run    string
	number int  // of the open file
	inputs int  // in whole files
	ended  bool // nothing is left to do

	to   *os.File // nil between files
	rows *parquet.Readings
	held int // inputs of the open file
}

// openParts looks at what the folder holds.
func (r *Run) openParts(parts Parts) (*partFiles, error) {
	if parts.Size <= 0 {
		parts.Size = DefaultPart
	}
	if parts.Name == "" {
		parts.Name = "part"
	}
	f := &partFiles{Parts: parts, run: quoth.Hash(append([]string{parts.Name, strconv.Itoa(parts.Size), parts.Of}, r.Engine.Rules()...)...)}
	if err := os.MkdirAll(parts.Dir, 0o755); err != nil {
		return nil, err
	}
	for ; ; f.number++ {
		n, err := f.inputsOf(f.path(f.number))
		if errors.Is(err, fs.ErrNotExist) {
			break
		}
		if err != nil {
			return nil, err
		}
		f.inputs += n
	}
	success, err := os.ReadFile(f.success())
	f.ended = err == nil && strings.TrimSpace(string(success)) == f.run
	return f, nil
}

func (f *partFiles) path(number int) string {
	return filepath.Join(f.Dir, fmt.Sprintf("%s-%05d.parquet", f.Name, number))
}

func (f *partFiles) success() string {
	if f.Name == "part" {
		return filepath.Join(f.Dir, "_SUCCESS")
	}
	return filepath.Join(f.Dir, "_SUCCESS."+f.Name)
}

// inputsOf is how many inputs a whole file stands for, if this run made it.
func (f *partFiles) inputsOf(path string) (int, error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, err
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return 0, err
	}
	values, err := parquet.Metadata(file, info.Size(), partRunKey, partInputsKey)
	if err != nil {
		return 0, fmt.Errorf("%s: %w", path, err)
	}
	n, err := strconv.Atoi(values[1])
	if err != nil || values[0] != f.run {
		return 0, fmt.Errorf("%w: %s is of another run: other inputs, flags or rules", quoth.ErrInvalid, path)
	}
	return n, nil
}

// add takes the next result; every Size of them end a file.
func (f *partFiles) add(result *Result) error {
	if f.to == nil {
		to, err := os.Create(f.path(f.number) + ".tmp")
		if err != nil {
			return err
		}
		f.to, f.rows = to, parquet.NewReadings(to)
	}
	if result.Reading != nil {
		if err := f.rows.Write(result.Doc, result.Reading); err != nil {
			return err
		}
	}
	if f.held++; f.held < f.Size {
		return nil
	}
	return f.finish()
}

// finish makes the open file whole, puts it on disk and gives it its name.
func (f *partFiles) finish() error {
	if f.to == nil {
		return nil
	}
	f.rows.Note(partRunKey, f.run)
	f.rows.Note(partInputsKey, strconv.Itoa(f.held))
	path := f.path(f.number)
	if err := errors.Join(f.rows.Close(), f.to.Sync(), f.to.Close()); err != nil {
		return err
	}
	if err := os.Rename(path+".tmp", path); err != nil {
		return err
	}
	f.inputs += f.held
	f.number++
	f.to, f.held = nil, 0
	return syncFolder(f.Dir)
}

// drop leaves the open file unfinished: it is begun anew by the next run.
func (f *partFiles) drop() {
	if f.to != nil {
		f.to.Close()
		os.Remove(f.to.Name())
	}
}

// end finishes the last file and says that nothing is left.
func (f *partFiles) end() error {
	if err := f.finish(); err != nil {
		return err
	}
	if err := os.WriteFile(f.success(), []byte(f.run+"\n"), 0o644); err != nil {
		return err
	}
	return syncFolder(f.Dir)
}

// syncFolder puts the names in a folder on disk, where the system can.
func syncFolder(dir string) error {
	d, err := os.Open(dir)
	if err != nil {
		return err
	}
	defer d.Close()
	_ = d.Sync() // not every file system knows it for folders
	return nil
}
