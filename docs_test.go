package quoth_test

import (
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"
)

var (
	codeFile  = regexp.MustCompile("`([a-z0-9_/-]+\\.(?:go|md|txt))`")
	codeName  = regexp.MustCompile("`(?:[a-z]+)\\.([A-Z][A-Za-z]*)(?:\\.([A-Z][A-Za-z]*))?`")
	declared  = regexp.MustCompile(`(?m)^(?:func (?:\([^)]*\) )?|type |\t)([A-Z]\w*)`)
	localLink = regexp.MustCompile(`\]\(([A-Za-z0-9_./-]+)\)`)
)

// What the documents point at is there: files, functions and types by name, links.
func TestDocumentsPointAtWhatIsThere(t *testing.T) {
	names := declaredNames(t)
	for _, document := range []string{"README.md", "ARCHITECTURE.md", "CONTRIBUTING.md"} {
		data, err := os.ReadFile(document)
		if err != nil {
			t.Fatal(err)
		}
		text := string(data)
		for _, m := range append(codeFile.FindAllStringSubmatch(text, -1), localLink.FindAllStringSubmatch(text, -1)...) {
			if _, err := os.Stat(m[1]); err != nil && m[1] != "story.txt" && !strings.HasPrefix(m[1], "speaker-after") {
				t.Errorf("%s points at %s, which is not there", document, m[1])
			}
		}
		for _, m := range codeName.FindAllStringSubmatch(text, -1) {
			for _, name := range m[1:] {
				if name != "" && !names[name] {
					t.Errorf("%s names %s, which no file defines", document, m[0])
				}
			}
		}
	}
}

// Every module we chose has its reason in doc/dependencies.md.
func TestDependenciesHaveReasons(t *testing.T) {
	mod, err := os.ReadFile("go.mod")
	if err != nil {
		t.Fatal(err)
	}
	reasons, err := os.ReadFile("doc/dependencies.md")
	if err != nil {
		t.Fatal(err)
	}
	chosen := 0
	for line := range strings.Lines(string(mod)) {
		words := strings.Fields(strings.TrimPrefix(line, "require "))
		if len(words) != 2 || !strings.HasPrefix(words[1], "v") {
			continue // not a module, or an indirect one
		}
		chosen++
		if !strings.Contains(string(reasons), "| "+words[0]+" |") {
			t.Errorf("doc/dependencies.md gives no reason for %s", words[0])
		}
	}
	if chosen > 25 {
		t.Errorf("%d modules are too many; 25 is the limit", chosen)
	}
}

// declaredNames are the exported functions, methods, types and fields of the module.
func declaredNames(t *testing.T) map[string]bool {
	t.Helper()
	names := map[string]bool{}
	err := filepath.WalkDir(".", func(path string, d os.DirEntry, err error) error {
		if err != nil || d.IsDir() || !strings.HasSuffix(path, ".go") || strings.HasSuffix(path, "_test.go") {
			return err
		}
		data, err := os.ReadFile(path)
		for _, m := range declared.FindAllSubmatch(data, -1) {
			names[string(m[1])] = true
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return names
}
