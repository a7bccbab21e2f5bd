package operation

import (
	"bytes"
	"encoding/json"
	"fmt"
	"io"
	"reflect"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"github.com/quoth-news/quoth"
)

// Field is a field of an input, as the tags of its struct describe it:
//
//	Form string `json:"form" enum:"direct,mixed,indirect" doc:"Only this form."`
//
// Text is bounded by max code points (and with a min is not empty), a number lies from min to max.
type Field struct {
	Name     string
	Type     string // "string", "integer" or "array" (of strings)
	Doc      string
	Required bool
	Enum     []string
	Format   string // "edtf" for a date
	Min, Max int
	Default  int
	Example  string
	index    int
}

// The bound on a text that says no other.
const longestText = 500

func fieldsOf[In any]() (fields []Field) {
	t := reflect.TypeFor[In]()
	for i := range t.NumField() {
		tag := t.Field(i).Tag
		number := func(name string, without int) int {
			n, err := strconv.Atoi(tag.Get(name))
			if err != nil {
				return without
			}
			return n
		}
		f := Field{Name: tag.Get("json"), Doc: tag.Get("doc"), Required: tag.Get("required") != "", Format: tag.Get("format"), Example: tag.Get("example"),
			Min: number("min", 0), Max: number("max", longestText), Default: number("default", 0), index: i}
		switch t.Field(i).Type.Kind() {
		case reflect.Int:
			f.Type = "integer"
		case reflect.Slice:
			f.Type = "array"
		default:
			f.Type = "string"
		}
		if enum := tag.Get("enum"); enum != "" {
			f.Enum = strings.Split(enum, ",")
		}
		fields = append(fields, f)
	}
	return fields
}

// decode reads an input strictly into a struct.
func decode(input []byte, fields []Field, into any) error {
	if !utf8.Valid(input) {
		return fmt.Errorf("%w: the input is not UTF-8", quoth.ErrInvalid)
	}
	given := map[string]json.RawMessage{}
	d := json.NewDecoder(bytes.NewReader(input))
	if err := d.Decode(&given); err != nil {
		return fmt.Errorf("%w: the input is no JSON object: %v", quoth.ErrInvalid, err)
	}
	if _, err := d.Token(); err != io.EOF {
		return fmt.Errorf("%w: something follows the JSON object", quoth.ErrInvalid)
	}
	if given == nil {
		return fmt.Errorf("%w: the input is no JSON object", quoth.ErrInvalid)
	}
	v := reflect.ValueOf(into).Elem()
	for i := range fields {
		f := &fields[i]
		if f.Type == "integer" {
			v.Field(f.index).SetInt(int64(f.Default))
		}
		raw, there := given[f.Name]
		delete(given, f.Name)
		if there {
			if err := f.set(v.Field(f.index), raw); err != nil {
				return fmt.Errorf("%w: %s: %v", quoth.ErrInvalid, f.Name, err)
			}
		}
		if f.Required && v.Field(f.index).IsZero() {
			return fmt.Errorf("%w: %s is missing", quoth.ErrInvalid, f.Name)
		}
	}
	for name := range given {
		return fmt.Errorf("%w: there is no field %q; there are %s", quoth.ErrInvalid, name, names(fields))
	}
	return nil
}

func names(fields []Field) string {
	var all []string
	for i := range fields {
		all = append(all, fields[i].Name)
	}
	if len(all) == 0 {
		return "none"
	}
	return strings.Join(all, ", ")
}

// set checks one value and puts it in its place.
func (f *Field) set(to reflect.Value, raw json.RawMessage) error {
	switch f.Type {
	case "integer":
		var n int
		if string(raw) == "null" || json.Unmarshal(raw, &n) != nil || n < f.Min || n > f.Max {
			return fmt.Errorf("it is a whole number from %d to %d", f.Min, f.Max)
		}
		to.SetInt(int64(n))
	case "array":
		var list []*string
		if string(raw) == "null" || json.Unmarshal(raw, &list) != nil || len(list) > f.Max || slices.Contains(list, nil) {
			return fmt.Errorf("it is a list of at most %d texts", f.Max)
		}
		texts := make([]string, len(list))
		for i, s := range list {
			if err := (&Field{Max: longestText}).text(*s); err != nil {
				return err
			}
			texts[i] = *s
		}
		to.Set(reflect.ValueOf(texts))
	default:
		var s string
		if string(raw) == "null" || json.Unmarshal(raw, &s) != nil {
			return fmt.Errorf("it is a text")
		}
		if err := f.text(s); err != nil {
			return err
		}
		to.SetString(s)
	}
	return nil
}

// text checks a text.
func (f *Field) text(s string) error {
	switch {
	case strings.ContainsRune(s, 0):
		return fmt.Errorf("it holds a zero byte")
	case utf8.RuneCountInString(s) > f.Max:
		return fmt.Errorf("it is longer than %d characters", f.Max)
	case (f.Required || f.Min > 0) && strings.TrimSpace(s) == "":
		return fmt.Errorf("it is empty")
	case s == "":
		return nil
	}
	if len(f.Enum) > 0 {
		for _, e := range f.Enum {
			if s == e {
				return nil
			}
		}
		return fmt.Errorf("it is one of %s, not %q", strings.Join(f.Enum, ", "), s)
	}
	if f.Format == "edtf" && !quoth.When(s).Valid() {
		return fmt.Errorf("%q is no date; write 2010, 2010-03 or 2010-03-02 (EDTF)", s)
	}
	return nil
}
