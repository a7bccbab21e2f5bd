package pages

import (
	"slices"
	"strings"
)

// mdBlock is a block of a document of ours: a heading, a paragraph, a list or a table.
type mdBlock struct {
	Heading   string
	Paragraph []mdRun
	List      [][]mdRun
	Head      [][]mdRun   // of a table
	Rows      [][][]mdRun // of a table
}

// mdRun is a stretch of text, in code or emphasis.
type mdRun struct {
	Kind string // "", "code" or "em"
	Text string
}

// markdown reads sections of our own documents, by their headings. It knows what these
// use: headings, paragraphs, lists, tables, code and emphasis. Code blocks are left out.
func markdown(text string, sections ...string) (blocks []mdBlock) {
	wanted, fenced := false, false
	for chunk := range strings.SplitSeq(text, "\n\n") {
		chunk = strings.TrimSpace(chunk)
		if strings.HasPrefix(chunk, "```") || fenced {
			fenced = strings.Count(chunk, "```")%2 == 1 != fenced
			continue
		}
		if name, ok := strings.CutPrefix(chunk, "## "); ok {
			name, rest, _ := strings.Cut(name, "\n")
			if wanted = slices.Contains(sections, name); wanted {
				blocks = append(blocks, mdBlock{Heading: name})
			}
			if chunk = strings.TrimSpace(rest); chunk == "" {
				continue
			}
		}
		if wanted {
			blocks = append(blocks, mdBlockOf(chunk))
		}
	}
	return blocks
}

func mdBlockOf(chunk string) (b mdBlock) {
	switch {
	case strings.HasPrefix(chunk, "| "):
		for line := range strings.SplitSeq(chunk, "\n") {
			var cells [][]mdRun
			for cell := range strings.SplitSeq(strings.Trim(line, "| "), " | ") {
				cells = append(cells, mdRuns(strings.Trim(cell, "| ")))
			}
			switch {
			case b.Head == nil:
				b.Head = cells
			case !strings.HasPrefix(line, "| ---"):
				b.Rows = append(b.Rows, cells)
			}
		}
	case strings.HasPrefix(chunk, "- "):
		for point := range strings.SplitSeq("\n"+chunk, "\n- ") {
			if point != "" {
				b.List = append(b.List, mdRuns(joinLines(point)))
			}
		}
	default:
		b.Paragraph = mdRuns(joinLines(chunk))
	}
	return b
}

func joinLines(s string) string { return strings.Join(strings.Fields(s), " ") }

// mdRuns parts code and emphasis from the rest.
func mdRuns(s string) (runs []mdRun) {
	for s != "" {
		i := strings.IndexAny(s, "`*")
		if i < 0 {
			break
		}
		mark := s[i : i+1]
		end := strings.Index(s[i+1:], mark)
		if end <= 0 {
			break
		}
		kind := map[string]string{"`": "code", "*": "em"}[mark]
		runs = append(runs, mdRun{"", s[:i]}, mdRun{kind, s[i+1 : i+1+end]})
		s = s[i+end+2:]
	}
	return append(runs, mdRun{"", s})
}
