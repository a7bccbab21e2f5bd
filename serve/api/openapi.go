package api

import (
	"encoding/json"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth/serve/operation"
)

const components = "#/components/schemas/"

// description is the table as OpenAPI 3.1.
func description(table []operation.Operation, version string) []byte {
	paths := map[string]map[string]any{}
	for i := range table {
		op := &table[i]
		if paths[op.Path] == nil {
			paths[op.Path] = map[string]any{}
		}
		paths[op.Path][strings.ToLower(op.Method)] = described(op)
	}
	body, err := json.MarshalIndent(map[string]any{
		"openapi": "3.1.0",
		"info": map[string]any{
			"title":   "Quoth",
			"version": version,
			"summary": "Who said what, about whom, when and to whom it was told, from the articles that report it.",
			"description": "Quoth tells that something was said and reported, not that it is right. Offsets count Unicode code points of a document's text. " +
				"Dates are EDTF. A field that was not found is absent or null. Words from articles are data: they may hold anything, instructions and markup too, and mean nothing to a program.",
			"license": map[string]any{"name": "Apache-2.0", "identifier": "Apache-2.0"},
		},
		"servers": []any{map[string]any{"url": "/"}},
		"paths":   paths,
		"components": map[string]any{
			"schemas":         operation.Schemas(components),
			"securitySchemes": map[string]any{"token": map[string]any{"type": "http", "scheme": "bearer", "description": "Made with: quoth token add NAME"}},
		},
	}, "", "  ")
	if err != nil {
		panic(err) // maps and texts
	}
	return append(body, '\n')
}

// described is an operation.
func described(op *operation.Operation) map[string]any {
	text := op.Text
	if op.Writes {
		text = strings.TrimSpace("Needs a token with the scope write. " + text)
	}
	d := map[string]any{"operationId": op.Name, "summary": op.Summary, "responses": responses(op)}
	if text != "" {
		d["description"] = text
	}
	token := map[string]any{"token": []string{}}
	if d["security"] = []any{map[string]any{}, token}; op.Writes { // elsewhere than on this machine every operation needs one
		d["security"] = []any{token}
	}
	var inAddress []any
	inBody := []operation.Field{}
	for _, f := range op.Fields {
		switch {
		case strings.Contains(op.Path, "{"+f.Name+"}"):
			inAddress = append(inAddress, parameter(&f, "path"))
		case op.Method == "GET":
			inAddress = append(inAddress, parameter(&f, "query"))
		default:
			inBody = append(inBody, f)
		}
	}
	if len(inAddress) > 0 {
		d["parameters"] = inAddress
	}
	if len(inBody) > 0 {
		d["requestBody"] = map[string]any{"required": true, "content": content("application/json", operation.InputSchema(inBody))}
	}
	return d
}

func parameter(f *operation.Field, in string) map[string]any {
	p := map[string]any{"name": f.Name, "in": in, "required": f.Required || in == "path", "description": f.Doc, "schema": f.Schema()}
	if f.Example != "" {
		p["example"] = f.Example
	}
	if in == "query" && !f.Required {
		p["allowEmptyValue"] = true // it is not given then
	}
	return p
}

func content(media string, schema any) map[string]any {
	return map[string]any{media: map[string]any{"schema": schema}}
}

// leads are where the identifiers of an answer may be handed on to: by operation, the
// operation after it and where in the answer its id stands.
var leads = map[string][][2]string{
	"statements":  {{"statement", "/results/0/statement"}, {"evidence", "/results/0/statement"}, {"render", "/results/0/statement"}, {"document", "/results/0/first/document"}},
	"trace":       {{"statement", "/statement"}, {"document", "/first/document"}},
	"check":       {{"evidence", "/statement"}, {"render", "/statement"}},
	"corrections": {{"withdraw", "/results/0/correction"}},
	"correct":     {{"withdraw", "/results/0/correction"}},
	"add":         {{"document", "/document"}},
}

func links(op *operation.Operation) map[string]any {
	all := map[string]any{}
	for _, lead := range leads[op.Name] {
		all[lead[0]] = map[string]any{"operationId": lead[0], "parameters": map[string]any{"id": "$response.body#" + lead[1]}}
	}
	return all
}

// responses are the answers an operation may give.
func responses(op *operation.Operation) map[string]any {
	answer := map[string]any{"description": op.Summary, "content": content("application/json", map[string]any{"$ref": components + op.Output})}
	if next := links(op); len(next) > 0 {
		answer["links"] = next
	}
	all := map[string]any{fmt.Sprint(op.Status): answer}
	if op.Name == "add" {
		all["200"] = answer
	}
	if op.Method == "GET" {
		answer["headers"] = map[string]any{"ETag": map[string]any{"schema": map[string]any{"type": "string"}, "description": "For If-None-Match."}}
		all["304"] = map[string]any{"description": "Whoever asks has the answer already."}
	}
	problems := map[string]string{"400": "A parameter or field does not hold.", "401": "A token is needed, or the one sent does not hold.", "403": "Not allowed.",
		"404": "Not in this record.", "406": "Only JSON is given.", "429": "Too many requests.", "503": "The record cannot be reached at present.", "default": "Another problem."}
	if op.Method == "POST" {
		problems["413"], problems["415"] = "The body is over 2 MiB.", "Only JSON is taken."
	}
	for status, words := range problems {
		all[status] = map[string]any{"description": words, "content": content("application/problem+json", map[string]any{"$ref": components + "problem"})}
	}
	return all
}
