package read

import (
	"fmt"
	"io"
	"os"
	"strconv"

	"github.com/quoth-news/quoth"
)

// DefaultMaxDocument is how many bytes of text a document may have.
const DefaultMaxDocument = 16 << 20

// Options fill what the input lacks and set limits. The zero value is useful.
type Options struct {
	Published string // a day, month or year: "2023-08-24", "2023-08", "2023"
	Publisher string
	URL       string
	Language  string // BCP 47

	// Only, if set, tells of a path whether it is wanted; others may be passed over
	// before they are read. Taken is told of the bytes read from files and streams.
	Only  func(path string) bool
	Taken func(bytes int)

	MaxDocument int       // bytes of text; 0 is DefaultMaxDocument
	Stdin       io.Reader // what "-" reads; nil is the process's standard input
}

// Item is one document or the reason why there is none. Path names it as
// Origin.Path does: the file as given, and the member or line after "#".
type Item struct {
	Doc  *quoth.Document
	Path string
	Err  error
}

// Skip is an Item's error where nothing failed: why the input is passed over.
type Skip string

func (s Skip) Error() string { return string(s) }

// Failure is why one input was not read. It wraps one of the root errors.
type Failure struct {
	Kind   error  // quoth.ErrInvalid, quoth.ErrTooLarge, quoth.ErrUnsupported, quoth.ErrNotFound
	Reason string // what was wrong
	Hint   string // what to type or do about it
}

func (f *Failure) Error() string {
	return f.Kind.Error() + ": " + f.Reason + "; " + f.Hint
}

func (f *Failure) Unwrap() error { return f.Kind }

func (o *Options) maxDocument() int {
	if o.MaxDocument > 0 {
		return o.MaxDocument
	}
	return DefaultMaxDocument
}

// maxRaw bounds the bytes of one document before its text is taken out of it:
// mark-up and escapes may take as much again as the largest text, and more is refused.
func (o *Options) maxRaw() int { return 2*o.maxDocument() + 1<<20 }

func (o *Options) stdin() io.Reader {
	if o.Stdin != nil {
		return o.Stdin
	}
	return os.Stdin
}

func (o *Options) check() error {
	if o.Published != "" && parseDay(o.Published) == "" {
		return &Failure{quoth.ErrInvalid, fmt.Sprintf("%q is no date", o.Published), "try: --published 2023-08-24"}
	}
	return nil
}

func (o *Options) tooLarge(what string) error {
	return &Failure{quoth.ErrTooLarge, what + " is over the limit of " + strconv.Itoa(o.maxDocument()) + " bytes of text",
		"try: --max-document " + strconv.Itoa(4*o.maxDocument())}
}
