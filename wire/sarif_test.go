package wire

import (
	"bytes"
	"os"
	"strings"
	"testing"

	"github.com/santhosh-tekuri/jsonschema/v6"
)

func TestSARIF(t *testing.T) {
	rules := []Rule{{"A01", "WordingDiffers", "The words differ."}, {"S06", "UnpairedMarks", "A mark is not closed."}}
	findings := []Finding{
		{Draft: "my draft 10%.txt", Rule: "S06", Severity: "warning", Start: 4, End: 5, Line: 1, Column: 5, Message: "not closed"},
		{Draft: "b.txt", Rule: "A01", Severity: "error", Start: 9, End: 30, Line: 2, Column: 1, Message: "differs",
			Check: &Check{Quote: "x", Wording: "altered", Attribution: "unchecked"}},
	}
	for name, list := range map[string][]Finding{"two": findings, "none": nil} {
		out, err := SARIF(list, rules, "1.0")
		if err != nil {
			t.Fatal(err)
		}
		validatePart(t, "testdata/sarif-2.1.0-part.json", out)
		if name == "two" && (!strings.Contains(string(out), `"my%20draft%2010%25.txt"`) || !strings.Contains(string(out), `"ruleIndex": 1`)) {
			t.Errorf("%s", out)
		}
		if name == "none" && !strings.Contains(string(out), `"results": []`) {
			t.Errorf("a run without results must say so: %s", out)
		}
	}
	if _, err := SARIF([]Finding{{Rule: "X99"}}, rules, ""); err == nil {
		t.Error("a finding of an unknown rule passed")
	}
}

func validatePart(t *testing.T, schemaPath string, data []byte) {
	t.Helper()
	schema, err := os.ReadFile(schemaPath)
	if err != nil {
		t.Fatal(err)
	}
	object, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	c.AssertFormat()
	if err := c.AddResource("schema.json", object); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("schema.json")
	if err != nil {
		t.Fatal(err)
	}
	value, err := jsonschema.UnmarshalJSON(bytes.NewReader(data))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(value); err != nil {
		t.Errorf("%v\n%s", err, data)
	}
}

func TestFindingText(t *testing.T) {
	f := Finding{Draft: "d.txt", Rule: "A02", Severity: "error", Line: 3, Column: 7, Message: "number"}
	if got, want := f.Text(), "d.txt:3:7: error A02: number"; got != want {
		t.Errorf("%q, want %q", got, want)
	}
}

// TestSARIFOfficial validates against the schema of OASIS, which is not ours to keep:
// QUOTH_SARIF_SCHEMA names the file, as the npm package @microsoft/sarif-multitool-linux
// carries it (sarif-2.1.0.json).
func TestSARIFOfficial(t *testing.T) {
	path := os.Getenv("QUOTH_SARIF_SCHEMA")
	if path == "" {
		t.Skip("QUOTH_SARIF_SCHEMA names no file")
	}
	rules := []Rule{{"A01", "WordingDiffers", "The words differ."}}
	for _, list := range [][]Finding{nil, {{Draft: "b.txt", Rule: "A01", Severity: "error", Start: 9, End: 30, Line: 2, Column: 1, Message: "differs",
		Check: &Check{Quote: "x", Wording: "altered", Attribution: "unchecked"}}}} {
		out, err := SARIF(list, rules, "1.0")
		if err != nil {
			t.Fatal(err)
		}
		validatePart(t, path, out)
	}
}
