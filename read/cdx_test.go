package read

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// indexed writes an archive with records compressed one by one into folder, and
// gives the place of each.
func indexed(t *testing.T, folder, name string) (offsets, lengths []int) {
	t.Helper()
	var archive strings.Builder
	for i := range 3 {
		page := fmt.Sprintf("<html><p>The quay number %d is ours, said the mayor of the harbour town.</p></html>", i)
		record := gzipped(warcRecord("response", fmt.Sprintf("http://post.example/%d", i), "application/http; msgtype=response", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"+page))
		offsets, lengths = append(offsets, archive.Len()), append(lengths, len(record))
		archive.WriteString(record)
	}
	if err := os.MkdirAll(folder, 0o755); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(filepath.Join(folder, name), []byte(archive.String()), 0o644); err != nil {
		t.Fatal(err)
	}
	return offsets, lengths
}

func readPath(t *testing.T, path string) (texts []string) {
	t.Helper()
	err := Open(context.Background(), []string{path}, Options{}, func(i Item) error {
		checkItem(t, i)
		if i.Err != nil {
			texts = append(texts, i.Err.Error())
		} else {
			texts = append(texts, i.Doc.Origin.URL+" "+i.Doc.Text)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

func TestIndexOfArchives(t *testing.T) {
	dir := t.TempDir()
	at, size := indexed(t, filepath.Join(dir, "archive"), "data.warc.gz")
	indexed(t, dir, "secret.warc.gz") // not for an index elsewhere
	cdxj := fmt.Sprintf("example,post)/2 20200101000000 {\"url\": \"http://post.example/2\", \"mime\": \"text/html\", \"status\": \"200\", \"length\": \"%d\", \"offset\": \"%d\", \"filename\": \"data.warc.gz\"}\n", size[2], at[2]) +
		fmt.Sprintf("example,post)/logo 20200101000000 {\"mime\": \"image/png\", \"status\": 200, \"offset\": %d, \"filename\": \"data.warc.gz\"}\n", at[1]) +
		fmt.Sprintf("example,post)/0 20200101000000 {\"mime\": \"text/html\", \"status\": 200, \"offset\": %d, \"filename\": \"data.warc.gz\"}\n", at[0]) +
		"example,post)/9 20200101000000 {\"mime\": \"text/html\", \"status\": \"200\", \"offset\": \"99999\", \"filename\": \"data.warc.gz\"}\n" +
		"example,post)/8 20200101000000 {\"mime\": \"text/html\", \"status\": \"200\", \"offset\": \"0\", \"filename\": \"../secret.warc.gz\"}\n"
	cdx := fmt.Sprintf(" CDX N b a m s k r M S V g\nexample,post)/1 20200101000000 http://post.example/1 text/html 200 AAAA - - %d %d data.warc.gz\n", size[1], at[1]) +
		fmt.Sprintf("example,post)/0 20200101000000 http://post.example/0 warc/revisit - AAAA - - %d %d data.warc.gz\n", size[0], at[0])
	indexes := filepath.Join(dir, "indexes")
	if err := os.Mkdir(indexes, 0o755); err != nil {
		t.Fatal(err)
	}
	for name, content := range map[string]string{"index.cdxj": cdxj, "a.cdx": cdx, "b.cdxj.gz": gzipped(cdxj)} {
		if err := os.WriteFile(filepath.Join(indexes, name), []byte(content), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	for _, name := range []string{"index.cdxj", "b.cdxj.gz"} {
		got := readPath(t, filepath.Join(indexes, name))
		if len(got) != 4 || !strings.HasPrefix(got[0], "http://post.example/2 The quay number 2") || !strings.HasPrefix(got[1], "http://post.example/0 The quay number 0") ||
			!strings.Contains(got[2], "points at no whole record") || !strings.Contains(got[3], "not beside it") {
			t.Errorf("%s: %q", name, got)
		}
	}
	if got := readPath(t, filepath.Join(indexes, "a.cdx")); len(got) != 1 || !strings.HasPrefix(got[0], "http://post.example/1 The quay number 1") {
		t.Errorf("a.cdx: %q", got)
	}
	if items := readAll(t, "-", cdxj, Options{}); len(items) != 1 || items[0].Err == nil || !strings.Contains(items[0].Err.Error(), "comes alone") {
		t.Errorf("alone: %+v", items)
	}
}

func TestSitemapIsNoArticle(t *testing.T) {
	items := readAll(t, "s.xml", `<?xml version="1.0"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"><url><loc>https://post.example/1</loc></url></urlset>`, Options{})
	if len(items) != 1 || items[0].Err == nil || !strings.Contains(items[0].Err.Error(), "quoth fetch") {
		t.Errorf("%+v", items)
	}
}
