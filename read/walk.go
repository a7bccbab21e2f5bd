package read

import (
	"bufio"
	"context"
	"errors"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"github.com/quoth-news/quoth"
)

// Open reads the documents of files and folders, in the order given and folders
// by name, and hands each to yield. "-" is standard input. What cannot be read is
// handed on with its reason and the rest is read. Open returns an error only where
// the options are wrong, the context ends or yield says so.
func Open(ctx context.Context, paths []string, opt Options, yield func(Item) error) error {
	if err := opt.check(); err != nil {
		return err
	}
	for _, p := range paths {
		if err := openPath(ctx, p, opt, yield); err != nil {
			return err
		}
	}
	return nil
}

func openPath(ctx context.Context, path string, opt Options, yield func(Item) error) error {
	if path == "-" {
		return Stream(ctx, opt.stdin(), "-", opt, yield)
	}
	name := filepath.ToSlash(filepath.Clean(path))
	info, err := os.Stat(path)
	if err != nil {
		return yield(Item{Path: name, Err: cannotOpen(path, err)})
	}
	if !info.IsDir() {
		return openFile(ctx, path, name, opt, yield)
	}
	found := false
	err = filepath.WalkDir(path, func(p string, d fs.DirEntry, err error) error {
		name := filepath.ToSlash(filepath.Clean(p))
		switch {
		case err != nil:
			found = true
			return yield(Item{Path: name, Err: cannotOpen(p, err)})
		case p != path && strings.HasPrefix(d.Name(), "."):
			if d.IsDir() {
				return filepath.SkipDir
			}
			return nil
		case d.IsDir():
			return nil
		}
		found = true
		info, err := os.Stat(p) // follows a link to a file
		switch {
		case err != nil:
			return yield(Item{Path: name, Err: cannotOpen(p, err)})
		case info.IsDir():
			return nil // a link to a folder: following it may never end
		case !info.Mode().IsRegular():
			return yield(Item{Path: name, Err: &Failure{quoth.ErrUnsupported, "not a regular file", "to read it all the same: cat " + quoteArg(p) + " | quoth extract -"}})
		}
		return openFile(ctx, p, name, opt, yield)
	})
	if err == nil && !found {
		return yield(Item{Path: name, Err: &Failure{quoth.ErrNotFound, "the folder holds no files", "look into it: ls -A " + quoteArg(path)}})
	}
	return err
}

func openFile(ctx context.Context, path, name string, opt Options, yield func(Item) error) error {
	f, err := os.Open(path)
	if err != nil {
		return yield(Item{Path: name, Err: cannotOpen(path, err)})
	}
	defer f.Close()
	return Stream(ctx, f, name, opt, yield)
}

// Stream reads the documents of one stream, which is called name.
func Stream(ctx context.Context, r io.Reader, name string, opt Options, yield func(Item) error) error {
	if err := opt.check(); err != nil {
		return err
	}
	in := &input{ctx: ctx, r: r, taken: opt.Taken}
	s := &source{ctx: ctx, opt: opt, yield: yield, file: openedFile(r), in: in}
	return s.read(bufio.NewReaderSize(in, sniffLength), name, 0)
}

// input is the stream itself. It stops a long read when the context ends and
// knows how far it has been read, so that a broken archive can be gone through
// again where the stream allows it.
type input struct {
	ctx context.Context
	r   io.Reader
	at  int64

	taken func(bytes int)
}

func (in *input) Read(p []byte) (int, error) {
	if err := in.ctx.Err(); err != nil {
		return 0, err
	}
	n, err := in.r.Read(p)
	in.at += int64(n)
	if in.taken != nil {
		in.taken(n)
	}
	return n, err
}

// back goes to an earlier place, and tells whether the stream could.
func (in *input) back(at int64) bool {
	s, ok := in.r.(io.Seeker)
	if !ok {
		return false
	}
	if _, err := s.Seek(at-in.at, io.SeekCurrent); err != nil {
		return false
	}
	in.at = at
	return true
}

// source is the reading of one stream: what every format's reader needs.
type source struct {
	ctx   context.Context
	opt   Options
	yield func(Item) error
	file  *os.File // the stream itself, where it is a file
	in    *input   // the stream itself; nil inside a container
}

// fail hands on a reason; only the end of the context stops the reading.
func (s *source) fail(path string, err error) error {
	if ctxErr := s.ctx.Err(); ctxErr != nil {
		return ctxErr
	}
	var f *Failure
	if !errors.As(err, &f) {
		err = &Failure{quoth.ErrInvalid, err.Error(), "look at it: " + lookAt(path)}
	}
	return s.yield(Item{Path: path, Err: err})
}

// give completes a document with what the options say and hands it on.
func (s *source) give(d *quoth.Document) error {
	if err := s.ctx.Err(); err != nil {
		return err
	}
	// A character reference may still have made a carriage return; one byte for one, so that spans hold.
	d.Text = strings.ReplaceAll(d.Text, "\r", "\n")
	if len(d.Text) > s.opt.maxDocument() {
		return s.fail(d.Origin.Path, s.opt.tooLarge("the text"))
	}
	if strings.TrimSpace(d.Text) == "" {
		return s.fail(d.Origin.Path, &Failure{quoth.ErrInvalid, "there is no text in it", "look at it: " + lookAt(d.Origin.Path)})
	}
	complete(d, &s.opt)
	return s.yield(Item{Doc: d, Path: d.Origin.Path})
}

// complete fills what the input lacks and names the document.
func complete(d *quoth.Document, opt *Options) {
	fill := func(field *string, name, value string) {
		if *field == "" && value != "" {
			*field = value
			d.Given = append(d.Given, quoth.Metadata{Field: name, Value: value, Rule: "read/given@1"})
		}
	}
	statedDays(d)
	noteNotices(d)
	fill((*string)(&d.Published), "published", string(parseDay(opt.Published)))
	fill(&d.Publisher, "publisher", opt.Publisher)
	fill(&d.Origin.URL, "url", opt.URL)
	dayOfAddress(d)
	setLanguage(d, opt.Language)
	d.Identify()
}

func cannotOpen(path string, err error) error {
	kind := quoth.ErrInvalid
	reason := err.Error()
	var p *fs.PathError
	if errors.As(err, &p) {
		reason = p.Err.Error()
	}
	if errors.Is(err, fs.ErrNotExist) {
		kind, reason = quoth.ErrNotFound, "no such file or folder"
	}
	return &Failure{kind, reason, "look for it: ls -la " + quoteArg(filepath.Dir(path))}
}

// lookAt is a command that shows the beginning of a file, or of the one that holds the member.
func lookAt(path string) string {
	file, member, _ := strings.Cut(path, "#")
	if file == "-" {
		return "quoth extract - < FILE"
	}
	if line := strings.Trim(member, "0123456789"); member != "" && line == "" && strings.Contains(file, "json") {
		return "sed -n " + member + "p " + quoteArg(file) + " | head -c 400"
	}
	return "head -c 400 " + quoteArg(file)
}

// fileOf is the file that a path or a member of it stands for.
func fileOf(path string) string {
	file, _, _ := strings.Cut(path, "#")
	return file
}

// quoteArg writes a path so that a shell takes it as one word.
func quoteArg(s string) string {
	if s != "" && strings.Trim(s, "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789./_-+=:@%") == "" {
		return s
	}
	return "'" + strings.ReplaceAll(s, "'", `'\''`) + "'"
}
