package operation

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth/wire"
)

// Schemas are the JSON Schemas of all answers by name, as one flat set in which every
// reference is prefix and a name: "#/components/schemas/" in OpenAPI, "#/$defs/" in a
// tool's own schema. What they say is what the published schemas say.
func Schemas(prefix string) map[string]any {
	all := map[string]any{}
	for _, name := range []string{"statement", "trace", "check", "who", "why", "coverage", "lint", "extract", "correction", "evidence", "rendered"} {
		raw, err := wire.Schema(name)
		if err != nil {
			panic(err) // they are in the program
		}
		var schema map[string]any
		if err := json.Unmarshal(raw, &schema); err != nil {
			panic(err)
		}
		flatten(all, name, schema, prefix)
	}
	ref := func(name string) map[string]any { return map[string]any{"$ref": prefix + name} }
	for name, item := range map[string]string{"statements": "statement", "people": "who", "findings": "lint", "corrections": "correction"} {
		all[name] = object(map[string]any{
			"results":  map[string]any{"type": "array", "items": ref(item)},
			"total":    count("How many there are in all."),
			"next":     map[string]any{"type": []string{"string", "null"}, "description": "The cursor of the results that follow, null on the last page."},
			"coverage": ref("check.coverage"),
		}, "results", "total", "next")
	}
	all["added"] = object(map[string]any{
		"document":   map[string]any{"type": "string", "pattern": "^d:[a-z2-7]{16}$"},
		"added":      map[string]any{"type": "boolean", "description": "false where the record has it already."},
		"quotations": count("How many were found in it now."),
	}, "document", "added", "quotations")
	all["problem"] = object(map[string]any{
		"type":     map[string]any{"type": "string", "description": "urn:quoth:problem: and a word."},
		"title":    map[string]any{"type": "string"},
		"status":   map[string]any{"type": "integer", "minimum": 400, "maximum": 599},
		"detail":   map[string]any{"type": "string"},
		"people":   map[string]any{"type": "array", "items": ref("who"), "description": "Whom a name may mean."},
		"coverage": ref("check.coverage"),
	}, "type", "title", "status", "detail")
	return all
}

func object(properties map[string]any, required ...string) map[string]any {
	return map[string]any{"type": "object", "properties": properties, "required": required, "additionalProperties": false}
}

func count(words string) map[string]any {
	return map[string]any{"type": "integer", "minimum": 0, "description": words}
}

// flatten puts a schema under its name and each of its definitions under "name.definition".
func flatten(all map[string]any, name string, schema map[string]any, prefix string) {
	definitions, _ := schema["$defs"].(map[string]any)
	for _, key := range []string{"$defs", "$schema", "$id"} {
		delete(schema, key)
	}
	all[name] = redirected(schema, name, prefix)
	for key, definition := range definitions {
		if bundled, ok := definition.(map[string]any); ok && bundled["$id"] == nil {
			all[name+"."+key] = redirected(definition, name, prefix)
		}
	}
}

// redirected points the references of a schema to the flat set.
func redirected(node any, name, prefix string) any {
	switch n := node.(type) {
	case map[string]any:
		if ref, ok := n["$ref"].(string); ok {
			n["$ref"] = prefix + flatName(ref, name)
		}
		for key, value := range n {
			n[key] = redirected(value, name, prefix)
		}
	case []any:
		for i := range n {
			n[i] = redirected(n[i], name, prefix)
		}
	}
	return node
}

// flatName is the name in the flat set of "#/$defs/x", "urn:quoth:schema:check:1" or
// "urn:quoth:schema:check:1#/$defs/x".
func flatName(ref, name string) string {
	document, definition, _ := strings.Cut(ref, "#/$defs/")
	if document != "" {
		parts := strings.Split(document, ":")
		if len(parts) < 4 {
			panic(fmt.Sprintf("%s is no reference to a schema", ref))
		}
		name = parts[3]
	}
	if definition == "" {
		return name
	}
	return name + "." + definition
}
