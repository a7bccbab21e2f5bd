package quoth_test

import (
	"os/exec"
	"slices"
	"strings"
	"testing"
)

const module = "github.com/quoth-news/quoth"

// mayImport says which packages of this module each may import; the root package,
// named quoth here, may be imported by all and imports none. Imports point one
// way: cmd → serve → ask → record → stages → materials → quoth, pipeline wires.
var mayImport = map[string][]string{
	"quoth": {},

	"tagger":  {},
	"lexicon": {},
	"wire":    {"record", "compare"}, // prints what they answer, calls neither
	"corpus":  {},
	"doc":     {},

	"wire/parquet": {"wire"},

	"read":      {"lexicon"},
	"segment":   {"tagger", "lexicon"},
	"resolve":   {"tagger", "lexicon"},
	"extract":   {"tagger", "lexicon"},
	"attribute": {"tagger", "lexicon"},
	"date":      {"lexicon"},
	"compare":   {"lexicon"},

	"compare/comparetest": {"compare"},

	"record":            {"lexicon", "compare"},
	"record/postings":   {},
	"record/tables":     {"record", "record/postings"}, // what the two stores have in common
	"record/sqlite":     {"record", "record/tables"},
	"record/postgres":   {"record", "record/tables"},
	"record/recordtest": {"record"},

	"export":   {"ask", "record", "wire", "wire/parquet"},
	"ask":      {"record", "compare", "wire", "read", "segment"},
	"pipeline": {"wire/parquet", "read", "segment", "resolve", "extract", "attribute", "date", "tagger", "lexicon", "corpus", "record", "wire"},
	"fetch":    {"read", "record"},
	"queue":    {"pipeline", "record", "read", "wire"}, // many machines, one record

	"serve":           {"serve/access", "serve/api", "serve/mcp", "serve/operation", "serve/pages", "serve/problem", "record", "read", "pipeline"},
	"serve/access":    {"record", "serve/problem"},
	"serve/api":       {"serve/access", "serve/operation", "serve/problem", "wire"},
	"serve/mcp":       {"serve/operation", "serve/problem", "wire"},
	"serve/operation": {"ask", "record", "wire", "read", "pipeline"},
	"serve/problem":   {"ask", "wire"},
	"serve/pages":     {"serve/access", "serve/problem", "doc", "ask", "record", "wire", "compare"},

	"internal/articles": {}, // for tests
	"internal/pgserver": {}, // for tests
}

// free are the packages above everything: they may import what they like.
var free = []string{"cmd/"}

// networked are the packages that may use the network.
var networked = []string{"serve", "serve/", "fetch", "record/postgres", "cmd/"}

func TestImportsPointOneWay(t *testing.T) {
	if testing.Short() {
		t.Skip("asks go list")
	}
	out, err := exec.Command("go", "list", "-f", `{{.ImportPath}} {{join .Imports " "}}`, "./...").CombinedOutput()
	if err != nil {
		t.Fatalf("go list: %v\n%s", err, out)
	}
	seen := 0
	for line := range strings.Lines(string(out)) {
		words := strings.Fields(line)
		name := shortName(words[0])
		if isFree(name, free) {
			continue
		}
		allowed, known := mayImport[name]
		if !known {
			t.Errorf("package %s is not in the table: say what it may import", name)
			continue
		}
		seen++
		for _, imported := range words[1:] {
			checkImport(t, name, imported, allowed)
		}
	}
	if seen < 5 {
		t.Errorf("only %d packages were seen", seen)
	}
}

func checkImport(t *testing.T, name, imported string, allowed []string) {
	t.Helper()
	ours := strings.HasPrefix(imported, module)
	switch {
	case imported == module || ours && slices.Contains(allowed, shortName(imported)):
	case ours:
		t.Errorf("%s imports %s, which it may not", name, shortName(imported))
	case name == "quoth" && strings.Contains(imported, "."):
		t.Errorf("the root package imports %s; it may import the standard library only", imported)
	case (imported == "net" || imported == "net/http") && !isFree(name, networked):
		t.Errorf("%s imports %s and may not use the network", name, imported)
	}
}

func shortName(path string) string {
	if path == module {
		return "quoth"
	}
	return strings.TrimPrefix(path, module+"/")
}

func isFree(name string, list []string) bool {
	for _, prefix := range list {
		if name == prefix || strings.HasSuffix(prefix, "/") && strings.HasPrefix(name, prefix) {
			return true
		}
	}
	return false
}
