package read

import (
	"archive/tar"
	"archive/zip"
	"bufio"
	"bytes"
	"errors"
	"io"
	"os"
	"path"
	"sort"
	"strings"

	"github.com/quoth-news/quoth"
)

// tar reads the files of a tar archive in its order.
func (s *source) tar(r *bufio.Reader, name string, depth int) error {
	t := tar.NewReader(r)
	found := false
	for {
		h, err := t.Next()
		if err == io.EOF {
			break
		}
		if err != nil {
			return s.fail(name, &Failure{quoth.ErrInvalid, "broken tar: " + err.Error(), "test it: tar -tf " + quoteArg(fileOf(name))})
		}
		if h.Typeflag != tar.TypeReg || isHidden(h.Name) {
			continue
		}
		found = true
		if err := s.member(t, name, h.Name, depth); err != nil {
			return err
		}
	}
	if !found {
		return s.fail(name, &Failure{quoth.ErrInvalid, "the archive holds no files", "look into it: tar -tf " + quoteArg(fileOf(name))})
	}
	return nil
}

// zip reads the files of a zip archive by name. A WACZ is one whose pages are in
// the web archives of its folder archive/; the rest of it only indexes them. The
// directory of a zip stands at its end, so one that comes as a stream is held in
// memory up to a limit.
func (s *source) zip(r *bufio.Reader, name string, depth int) error {
	at, size, err := s.random(r, name, depth)
	if err != nil {
		return s.fail(name, err)
	}
	z, err := zip.NewReader(at, size)
	if err != nil {
		return s.fail(name, &Failure{quoth.ErrInvalid, "broken zip: " + err.Error(), "test it: unzip -t " + quoteArg(fileOf(name))})
	}
	var files []*zip.File
	wacz, office := false, ""
	for _, f := range z.File {
		wacz = wacz || f.Name == "datapackage.json"
		switch f.Name {
		case "word/document.xml":
			return s.docx(f, name)
		case "xl/workbook.xml", "ppt/presentation.xml", "content.xml":
			office = "an office document"
		}
		if !f.FileInfo().IsDir() && !isHidden(f.Name) {
			files = append(files, f)
		}
	}
	if office != "" {
		return s.fail(name, &Failure{quoth.ErrUnsupported, office + " is not read", "save it as text or HTML: soffice --headless --convert-to html " + quoteArg(fileOf(name))})
	}
	sort.SliceStable(files, func(i, j int) bool { return files[i].Name < files[j].Name })
	found := false
	for _, f := range files {
		if wacz && !strings.HasPrefix(f.Name, "archive/") {
			continue
		}
		found = true
		if err := s.zipMember(f, name, depth); err != nil {
			return err
		}
	}
	if !found {
		return s.fail(name, &Failure{quoth.ErrInvalid, "the archive holds no files", "look into it: unzip -l " + quoteArg(fileOf(name))})
	}
	return nil
}

func (s *source) zipMember(f *zip.File, name string, depth int) error {
	r, err := f.Open()
	if err != nil {
		return s.fail(memberPath(name, f.Name), &Failure{quoth.ErrInvalid, "broken zip: " + err.Error(), "test it: unzip -t " + quoteArg(fileOf(name))})
	}
	defer r.Close()
	return s.member(r, name, f.Name, depth)
}

// member reads one file of a container.
func (s *source) member(r io.Reader, name, inside string, depth int) error {
	inner := *s
	inner.file, inner.in = nil, nil
	return inner.read(bufio.NewReaderSize(r, sniffLength), memberPath(name, inside), depth+1)
}

func memberPath(name, inside string) string {
	sign := "#"
	if strings.Contains(name, "#") {
		sign = "/"
	}
	return name + sign + strings.TrimPrefix(path.Clean("/"+inside), "/")
}

// random gives access to any place of a stream: the file itself where it is one,
// else its bytes, of which no more are held than a document may have.
func (s *source) random(r *bufio.Reader, name string, depth int) (io.ReaderAt, int64, error) {
	if s.file != nil && depth == 0 {
		if info, err := s.file.Stat(); err == nil && info.Mode().IsRegular() {
			return s.file, info.Size(), nil
		}
	}
	raw, err := s.bytes(r)
	if errors.Is(err, quoth.ErrTooLarge) {
		return nil, 0, &Failure{quoth.ErrTooLarge, "a zip inside a stream is held in memory, and this one is too large for that", "save it as a file of its own and read that: quoth extract FILE.zip"}
	}
	return bytes.NewReader(raw), int64(len(raw)), err
}

// isHidden tells files that systems leave in archives: ".DS_Store", "__MACOSX/…".
func isHidden(name string) bool {
	for part := range strings.SplitSeq(name, "/") {
		if strings.HasPrefix(part, ".") && part != "." && part != ".." || part == "__MACOSX" {
			return true
		}
	}
	return false
}

// openedFile is the file under a reader, if it is one.
func openedFile(r io.Reader) *os.File {
	f, _ := r.(*os.File)
	return f
}
