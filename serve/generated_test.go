package serve

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"net/url"
	"slices"
	"strings"
	"testing"
)

// TestGeneratedRequests sends what the API's own description allows, and what it does
// not: no answer is an error of the server, none has a status that is not described, and
// every error is a problem.
func TestGeneratedRequests(t *testing.T) {
	d := newDesk(t)
	paths := d.want(200, "GET", "/openapi.json", "")["paths"].(map[string]any)
	g := &generator{rand.New(rand.NewPCG(11, 6))}
	statuses := map[int]int{}
	for round := range 60 {
		for _, path := range sortedKeys(paths) {
			for _, method := range sortedKeys(paths[path].(map[string]any)) {
				op := paths[path].(map[string]any)[method].(map[string]any)
				target, body := g.request(path, op)
				var headers []string
				if round%2 == 0 {
					headers = append(headers, "Authorization: Bearer "+d.token)
				}
				w := d.send(strings.ToUpper(method), target, body, headers...)
				statuses[w.Code]++
				_, described := op["responses"].(map[string]any)[fmt.Sprint(w.Code)]
				if w.Code >= 500 || !described {
					t.Fatalf("%s %s %s: status %d: %s", method, target, body, w.Code, w.Body)
				}
				if w.Code >= 400 && (w.Header().Get("Content-Type") != "application/problem+json" || !json.Valid(w.Body.Bytes())) {
					t.Errorf("%s %s: %v %s", method, target, w.Header(), w.Body)
				}
			}
		}
	}
	for _, status := range []int{200, 201, 400, 401, 404} {
		if statuses[status] == 0 {
			t.Errorf("no answer had the status %d: %v", status, statuses)
		}
	}
}

func sortedKeys(m map[string]any) []string {
	keys := make([]string, 0, len(m))
	for k := range m {
		keys = append(keys, k)
	}
	slices.Sort(keys)
	return keys
}

// generator makes values of schemas, mostly such as hold.
type generator struct{ *rand.Rand }

func (g *generator) request(path string, op map[string]any) (target, body string) {
	query := url.Values{}
	parameters, _ := op["parameters"].([]any)
	for _, p := range parameters {
		p := p.(map[string]any)
		value := g.value(p["schema"].(map[string]any), p["example"])
		text, isText := value.(string)
		if !isText {
			b, _ := json.Marshal(value)
			text = string(b)
		}
		switch {
		case p["in"] == "path":
			path = strings.Replace(path, "{"+p["name"].(string)+"}", url.PathEscape(text), 1)
		case p["required"] == true || g.IntN(3) == 0:
			query.Add(p["name"].(string), text)
		}
	}
	if len(query) > 0 {
		path += "?" + query.Encode()
	}
	request, ok := op["requestBody"].(map[string]any)
	if !ok {
		return path, ""
	}
	schema := request["content"].(map[string]any)["application/json"].(map[string]any)["schema"].(map[string]any)
	object := map[string]any{}
	required, _ := schema["required"].([]any)
	for name, property := range schema["properties"].(map[string]any) {
		property := property.(map[string]any)
		examples, _ := property["examples"].([]any)
		if slices.Contains(required, any(name)) || name == "text" || g.IntN(3) == 0 {
			object[name] = g.value(property, append(examples, nil)[0])
		}
	}
	if g.IntN(20) == 0 {
		object["surplus"] = 1
	}
	if g.IntN(20) == 0 {
		return path, g.text(40)
	}
	b, _ := json.Marshal(object)
	return path, string(b)
}

func (g *generator) value(schema map[string]any, example any) any {
	enum, _ := schema["enum"].([]any)
	switch {
	case g.IntN(25) == 0:
		return []any{nil, true, -1, 1e300, []any{}, map[string]any{}}[g.IntN(6)]
	case len(enum) > 0 && g.IntN(5) > 0:
		return enum[g.IntN(len(enum))]
	case example != nil && g.IntN(2) == 0:
		return example
	case schema["type"] == "integer":
		return g.IntN(700) - 50
	case schema["type"] == "array":
		return []any{g.text(10), g.text(3)}
	}
	return g.text(g.IntN(60))
}

// letters are those that break things.
var letters = []rune("abc ABC 012.,;:'\"“”‘’«»\\/<>{}[]()%&?#=+*-_~|\x00\x01\x1f\x7f\u00a0\u200b\u202e\ufeff\ufffdéßاह中🙂\u0301\n\t")

func (g *generator) text(n int) string {
	words := []string{"Tarrant", "Okoro", "“There is no quarrel”", "said", "s:bjcbxlvlziuojtet", "d:jpwy6fgdqe7jxbhu", "2010-02", "../2010", "' OR 1=1 --", "NOT", "NEAR(a b)", "*"}
	var b strings.Builder
	for b.Len() < n {
		if g.IntN(4) == 0 {
			b.WriteString(words[g.IntN(len(words))] + " ")
		} else {
			b.WriteRune(letters[g.IntN(len(letters))])
		}
	}
	return b.String()
}
