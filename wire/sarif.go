package wire

import (
	"encoding/json"
	"fmt"
	"net/url"
	"slices"
	"strings"
)

// SARIF 2.1.0 (Static Analysis Results Interchange Format, OASIS), as far as a
// linter of drafts needs it: one run, its tool with the rules, one result a
// finding with its place. Columns count code points ("unicodeCodePoints"), as every
// offset does here.

type sarifLog struct {
	Schema  string     `json:"$schema"`
	Version string     `json:"version"`
	Runs    []sarifRun `json:"runs"`
}

type sarifRun struct {
	Tool       sarifTool     `json:"tool"`
	ColumnKind string        `json:"columnKind"`
	Results    []sarifResult `json:"results"`
}

type sarifTool struct {
	Driver sarifDriver `json:"driver"`
}

type sarifDriver struct {
	Name    string      `json:"name"`
	Version string      `json:"version,omitempty"`
	URI     string      `json:"informationUri,omitempty"`
	Rules   []sarifRule `json:"rules"`
}

type sarifRule struct {
	ID    string    `json:"id"`
	Name  string    `json:"name"`
	Short sarifText `json:"shortDescription"`
}

type sarifText struct {
	Text string `json:"text"`
}

type sarifResult struct {
	RuleID     string          `json:"ruleId"`
	RuleIndex  int             `json:"ruleIndex"`
	Level      string          `json:"level"`
	Message    sarifText       `json:"message"`
	Locations  []sarifLocation `json:"locations"`
	Properties *sarifProperty  `json:"properties,omitempty"`
}

type sarifProperty struct {
	Check *Check `json:"check"`
}

type sarifLocation struct {
	Physical sarifPhysical `json:"physicalLocation"`
}

type sarifPhysical struct {
	Artifact sarifArtifact `json:"artifactLocation"`
	Region   sarifRegion   `json:"region"`
}

type sarifArtifact struct {
	URI string `json:"uri"`
}

type sarifRegion struct {
	StartLine   int `json:"startLine"`
	StartColumn int `json:"startColumn"`
	CharOffset  int `json:"charOffset"`
	CharLength  int `json:"charLength"`
}

// SARIF prints findings as one SARIF 2.1.0 log. Severities are SARIF's levels.
func SARIF(findings []Finding, rules []Rule, version string) ([]byte, error) {
	driver := sarifDriver{Name: "quoth lint", Version: version, URI: "https://github.com/quoth-news/quoth", Rules: make([]sarifRule, len(rules))}
	for i, r := range rules {
		driver.Rules[i] = sarifRule{ID: r.ID, Name: r.Name, Short: sarifText{r.Text}}
	}
	run := sarifRun{Tool: sarifTool{driver}, ColumnKind: "unicodeCodePoints", Results: []sarifResult{}}
	for _, f := range findings {
		index := slices.IndexFunc(rules, func(r Rule) bool { return r.ID == f.Rule })
		if index < 0 {
			return nil, fmt.Errorf("finding of a rule %q that is not among the rules", f.Rule)
		}
		result := sarifResult{RuleID: f.Rule, RuleIndex: index, Level: f.Severity, Message: sarifText{f.Message},
			Locations: []sarifLocation{{sarifPhysical{sarifArtifact{fileURI(f.Draft)},
				sarifRegion{f.Line, f.Column, f.Start, f.End - f.Start}}}}}
		if f.Check != nil {
			result.Properties = &sarifProperty{f.Check}
		}
		run.Results = append(run.Results, result)
	}
	return json.MarshalIndent(sarifLog{"https://json.schemastore.org/sarif-2.1.0.json", "2.1.0", []sarifRun{run}}, "", "  ")
}

// fileURI is a path as a URI reference: what a URI keeps for itself is escaped.
func fileURI(path string) string {
	path = strings.ReplaceAll(path, "\\", "/")
	return (&url.URL{Path: path}).String()
}

// Text is a finding as one line for people: draft:line:column: severity rule: message.
func (f *Finding) Text() string {
	return fmt.Sprintf("%s:%d:%d: %s %s: %s", f.Draft, f.Line, f.Column, f.Severity, f.Rule, f.Message)
}
