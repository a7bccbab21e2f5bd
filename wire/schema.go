package wire

import (
	"embed"
	"encoding/json"
	"fmt"
	"io/fs"
	"strings"

	"github.com/quoth-news/quoth"
)

// schemas holds the published JSON Schemas (draft 2020-12), one a file, each with
// a versioned $id. Where one uses another it refers to that other's $id.
//
//go:embed schema/*.json
var schemas embed.FS

const schemaID = "urn:quoth:schema:"

// SchemaNames are the names that Schema knows, in order.
func SchemaNames() []string {
	files, err := fs.Glob(schemas, "schema/*.json")
	if err != nil {
		panic(err) // the pattern is a constant
	}
	for i, f := range files {
		files[i] = strings.TrimSuffix(strings.TrimPrefix(f, "schema/"), ".json")
	}
	return files
}

// Schema is the JSON Schema of an output, complete in itself: the schemas it
// refers to are bundled under $defs, where their $id finds them.
func Schema(name string) ([]byte, error) {
	schema, err := fs.ReadFile(schemas, "schema/"+name+".json")
	if err != nil || strings.Contains(name, "/") {
		return nil, fmt.Errorf("%w: no schema is called %q; there are %s", quoth.ErrNotFound, name, strings.Join(SchemaNames(), ", "))
	}
	used := map[string]json.RawMessage{}
	if err := collectSchemas(schema, used); err != nil {
		return nil, err
	}
	if len(used) == 0 {
		return schema, nil
	}
	return bundleSchemas(schema, used)
}

// collectSchemas adds to used every schema that this one refers to, however far.
func collectSchemas(schema []byte, used map[string]json.RawMessage) error {
	for rest := string(schema); ; {
		_, after, found := strings.Cut(rest, `"$ref": "`+schemaID)
		if !found {
			return nil
		}
		name, _, _ := strings.Cut(after, ":")
		rest = after
		if used[name] != nil {
			continue
		}
		other, err := fs.ReadFile(schemas, "schema/"+name+".json")
		if err != nil {
			return fmt.Errorf("a schema refers to one that is not there: %w", err)
		}
		used[name] = other
		if err := collectSchemas(other, used); err != nil {
			return err
		}
	}
}

func bundleSchemas(schema []byte, used map[string]json.RawMessage) ([]byte, error) {
	var object map[string]any
	if err := json.Unmarshal(schema, &object); err != nil {
		return nil, err
	}
	defs, _ := object["$defs"].(map[string]any)
	if defs == nil {
		defs = map[string]any{}
		object["$defs"] = defs
	}
	for name, other := range used {
		defs[name+".json"] = other
	}
	out, err := json.MarshalIndent(object, "", "  ")
	return append(out, '\n'), err
}
