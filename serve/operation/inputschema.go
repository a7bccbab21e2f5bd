package operation

import (
	"encoding/json"
	"slices"
)

// Schema is the JSON Schema of a field.
func (f *Field) Schema() map[string]any {
	s := map[string]any{"type": f.Type}
	switch f.Type {
	case "integer":
		s["minimum"], s["maximum"], s["default"] = f.Min, f.Max, f.Default
	case "array":
		s["items"], s["maxItems"] = map[string]any{"type": "string", "maxLength": longestText}, f.Max
	default:
		s["maxLength"] = f.Max
		if f.Required || f.Min > 0 {
			s["minLength"] = 1
		}
		if len(f.Enum) > 0 {
			s = map[string]any{"type": "string", "enum": f.Enum}
		}
	}
	return s
}

// InputSchema is the JSON Schema of an input of these fields.
func InputSchema(fields []Field) map[string]any {
	properties, required := map[string]any{}, []string{}
	either := false
	for i := range fields {
		f := &fields[i]
		s := f.Schema()
		s["description"] = f.Doc
		if f.Example != "" {
			s["examples"] = []string{f.Example}
		}
		properties[f.Name] = s
		if f.Required {
			required = append(required, f.Name)
		}
		either = either || f.Name == "html"
	}
	s := object(properties, required...)
	if either {
		s["oneOf"] = []any{map[string]any{"required": []string{"text"}}, map[string]any{"required": []string{"html"}}}
	}
	return s
}

// ToolSchemas are the JSON Schemas of an operation's input and of its answer as a tool
// gives it: the answer's object with total and truncated at its top.
func (op *Operation) ToolSchemas() (input, output json.RawMessage) {
	all := Schemas("#/$defs/")
	top := all[op.Output].(map[string]any)
	properties := top["properties"].(map[string]any)
	properties["total"] = count("How much there is in all.")
	properties["truncated"] = map[string]any{"type": "boolean", "description": "More follows than this answer holds: do not take it for the whole."}
	required, _ := top["required"].([]any)
	if list, ok := top["required"].([]string); ok {
		for _, name := range list {
			required = append(required, name)
		}
	}
	for _, name := range []any{"total", "truncated"} {
		if !slices.Contains(required, name) {
			required = append(required, name)
		}
	}
	top["required"] = required
	top["type"] = "object"
	definitions := map[string]any{}
	reach(all, top, definitions)
	top["$defs"] = definitions
	return marshal(InputSchema(op.Fields)), marshal(top)
}

// reach gathers the definitions that a schema refers to, however far.
func reach(all map[string]any, node any, into map[string]any) {
	switch n := node.(type) {
	case map[string]any:
		if ref, ok := n["$ref"].(string); ok {
			name := ref[len("#/$defs/"):]
			if into[name] == nil {
				into[name] = all[name]
				reach(all, all[name], into)
			}
		}
		for _, value := range n {
			reach(all, value, into)
		}
	case []any:
		for _, value := range n {
			reach(all, value, into)
		}
	}
}

func marshal(v any) json.RawMessage {
	b, err := json.Marshal(v)
	if err != nil {
		panic(err) // maps and texts
	}
	return b
}
