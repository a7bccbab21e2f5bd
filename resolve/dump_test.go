package resolve

import (
	"fmt"
	"os"
	"strings"
	"testing"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/segment"
)

func TestDump(t *testing.T) {
	path := os.Getenv("DUMP")
	if path == "" {
		t.Skip("")
	}
	b, _ := os.ReadFile(path)
	s := &quoth.Sheet{Doc: &quoth.Document{Text: string(b)}}
	segment.Fill(s)
	p, err := segment.NewTagger()
	if err != nil {
		t.Fatal(err)
	}
	p.Tag(s)
	if err := Fill(s); err != nil {
		t.Fatal(err)
	}
	for i, e := range s.Entities {
		fmt.Printf("%d %s %q aliases %q roles %q\n", i, e.Kind, e.Name, e.Aliases, e.Roles)
	}
	kinds := "NDPH"
	for k := range s.Sentences {
		var sb strings.Builder
		for i := s.Sentences[k].First; i < s.Sentences[k].Last; i++ {
			for _, m := range s.Mentions {
				if m.First == i {
					fmt.Fprintf(&sb, "[%c%d ", kinds[m.Kind], m.Entity)
				}
			}
			sb.WriteString(s.Text(i))
			for _, m := range s.Mentions {
				if m.Last == i+1 {
					sb.WriteString("]")
				}
			}
			sb.WriteString(" ")
		}
		fmt.Println(sb.String())
	}
}
