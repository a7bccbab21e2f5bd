package ask

import (
	"bytes"
	"encoding/json"
	"testing"

	"github.com/quoth-news/quoth/wire"
	"github.com/santhosh-tekuri/jsonschema/v6"
)

// keepsSchema holds a value, as it is printed, against a published schema.
func keepsSchema(t *testing.T, name string, value any) {
	t.Helper()
	schema, err := wire.Schema(name)
	if err != nil {
		t.Fatal(err)
	}
	object, err := jsonschema.UnmarshalJSON(bytes.NewReader(schema))
	if err != nil {
		t.Fatal(err)
	}
	c := jsonschema.NewCompiler()
	if err := c.AddResource("urn:test:"+name, object); err != nil {
		t.Fatal(err)
	}
	compiled, err := c.Compile("urn:test:" + name)
	if err != nil {
		t.Fatal(err)
	}
	line, err := json.Marshal(value)
	if err != nil {
		t.Fatal(err)
	}
	decoded, err := jsonschema.UnmarshalJSON(bytes.NewReader(line))
	if err != nil {
		t.Fatal(err)
	}
	if err := compiled.Validate(decoded); err != nil {
		t.Errorf("%v\n%s", err, line)
	}
}

func TestCheckKeepsItsSchema(t *testing.T) {
	s := store(t, harbour...)
	for _, quote := range []string{"We will close the mill unless the union signs the lease.", "We will not close the mill unless the union signs the lease.",
		"Cats are better company than most ministers.", "the river takes back what it gave us", "Somebody in this building is stealing the coal every night."} {
		got, err := Check(t.Context(), s, CheckQuery{Quote: quote, By: "Ana Ruiz", Ref: "1"})
		if err != nil {
			t.Fatal(err)
		}
		keepsSchema(t, "check", got)
		keepsSchema(t, "lint", wire.Finding{Draft: "d", Rule: "A01", Severity: "error", Line: 1, Column: 1, Message: "m", Check: got})
	}
}
