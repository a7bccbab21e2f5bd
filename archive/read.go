package archive

import (
	"context"
	"fmt"
	"io"
	"runtime/debug"
	"sync"

	"github.com/apache/beam/sdks/v2/go/pkg/beam"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/fileio"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/io/filesystem"
	"github.com/apache/beam/sdks/v2/go/pkg/beam/register"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/pipeline"
	"github.com/quoth-news/quoth/read"
	"github.com/quoth-news/quoth/record"
	"github.com/quoth-news/quoth/wire"
)

// Plan says what to read and where to.
type Plan struct {
	Files  []string // names or patterns
	Out    string   // a folder
	Shards int      // files a partition of the output, 1 if 0: as many as fit a worker's memory
}

// Read reads archives into Parquet. It returns the documents with their readings, each
// under its document's identifier, for what comes after.
func Read(s beam.Scope, plan Plan) beam.PCollection {
	s = s.Scope("Read")
	files := fileio.MatchAll(s, beam.CreateList(s, plan.Files), fileio.MatchEmptyDisallow())
	names := beam.ParDo(s, nameOf, files)
	documents, unread := beam.ParDo2(s, &unpackFn{}, beam.Reshuffle(s, names))
	entries, failed := beam.ParDo2(s, &readFn{}, beam.Reshuffle(s, documents))
	once := beam.ParDo(s, firstOf, beam.GroupByKey(s, entries))
	write(s, plan, once, beam.Flatten(s, unread, failed))
	return once
}

func init() {
	register.Function1x1(nameOf)
	register.DoFn4x1[context.Context, string, func([]byte), func(string, string), error](&unpackFn{})
	register.DoFn3x1[[]byte, func(string, []byte), func(string, string), error](&readFn{})
	register.Function3x0(firstOf)
	register.Emitter1[[]byte]()
	register.Emitter2[string, string]()
	register.Emitter2[string, []byte]()
	register.Iter1[[]byte]()
}

func nameOf(f fileio.FileMetadata) string { return f.Path }

// unpackFn takes the documents out of one file, whatever it is.
type unpackFn struct{}

// ProcessElement hands on packed documents, and paths with why they gave none.
func (*unpackFn) ProcessElement(ctx context.Context, name string, emit func([]byte), fail func(string, string)) error {
	fs, err := filesystem.New(ctx, name)
	if err != nil {
		return err
	}
	defer fs.Close()
	file, err := fs.OpenRead(ctx, name)
	if err != nil {
		return fmt.Errorf("%s: %w", name, err)
	}
	defer file.Close()
	return unpack(ctx, file, name, emit, fail)
}

func unpack(ctx context.Context, file io.Reader, name string, emit func([]byte), fail func(string, string)) error {
	return read.Stream(ctx, file, name, read.Options{}, func(item read.Item) error {
		if item.Err != nil {
			fail(item.Path, item.Err.Error())
			return nil
		}
		body, err := wire.Pack(&Entry{Doc: item.Doc})
		if err != nil {
			return err
		}
		emit(body)
		return nil
	})
}

// readFn finds the quotations of a document.
type readFn struct {
	engine *pipeline.Engine
}

// engines are loaded once a process: a worker makes a readFn for every bundle.
var engines struct {
	sync.Once
	first *pipeline.Engine
	err   error
	free  sync.Pool
}

// Setup takes an engine.
func (f *readFn) Setup() error {
	engines.Do(func() { engines.first, engines.err = pipeline.NewEngine() })
	if engines.err != nil {
		return engines.err
	}
	if e, ok := engines.free.Get().(*pipeline.Engine); ok {
		f.engine = e
	} else {
		f.engine = engines.first.Clone()
	}
	return nil
}

// Teardown gives it back.
func (f *readFn) Teardown() {
	if f.engine != nil {
		engines.free.Put(f.engine)
		f.engine = nil
	}
}

// ProcessElement hands on the packed document with its reading, under its identifier.
func (f *readFn) ProcessElement(body []byte, emit func(string, []byte), fail func(string, string)) error {
	e, err := unpackEntry(body)
	if err != nil {
		return err
	}
	if err := f.read(e); err != nil {
		fail(e.Doc.Origin.Path, err.Error())
		return nil
	}
	if body, err = wire.Pack(e); err != nil {
		return err
	}
	emit(e.Doc.ID, body)
	return nil
}

// read makes a panic over one document that document's failure.
func (f *readFn) read(e *Entry) (err error) {
	defer func() {
		if p := recover(); p != nil {
			err = fmt.Errorf("%w: the reading broke off: %v\n%s", quoth.ErrInvalid, p, debug.Stack())
			f.engine = engines.first.Clone()
		}
	}()
	e.Reading = f.engine.Read(e.Doc)
	return record.Check(e.Doc, e.Reading)
}

// firstOf keeps one of the copies of a document: they differ in nothing but the path they
// were found at, and the smallest stands for all, whatever the order they come in.
func firstOf(id string, copies func(*[]byte) bool, emit func(string, []byte)) {
	var first, body []byte
	for copies(&body) {
		if first == nil || less(body, first) {
			first = append([]byte(nil), body...)
		}
	}
	emit(id, first)
}

func less(a, b []byte) bool { return string(a) < string(b) }

// Entry is a document on its way, with its reading once it has one.
type Entry struct {
	Doc     *quoth.Document
	Reading *quoth.Reading
}

func unpackEntry(body []byte) (*Entry, error) {
	e := &Entry{}
	return e, wire.Unpack(body, e)
}
