package ask

import (
	"embed"
	"fmt"
	"io/fs"
	"os"
	"slices"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

//go:embed profiles/*.yaml
var profileFiles embed.FS

//go:embed sayings.txt
var sayingsText string

// Profile says how severe each rule of the linter is and how the house writes. It
// is read from a plain file of lines "key: value" (flat YAML); "#" begins a
// comment, "based_on" names the profile that the rest is taken from. Keys are rules
// (A01 … S15, with error, warning, note or off) and the settings below; any other
// key is an error, so that a slip of the pen does not switch a rule off.
type Profile struct {
	Name          string
	Severities    map[string]string // by rule; "" and "off" are silent
	BeforeQuote   string            // comma, colon or any
	Ellipsis      string            // spaced, closed or any
	HeadlineMarks string            // single, double or any
	MaxOmitted    int               // words one ellipsis may leave out
	OldAfterDays  int               // words older than this want their date
	Verbs         []string          // verbs of saying that judge
	Dialect       []string          // spellings of dialect
}

// ProfileNames are the profiles that come with Quoth.
func ProfileNames() []string {
	files, _ := fs.Glob(profileFiles, "profiles/*.yaml")
	for i, f := range files {
		files[i] = strings.TrimSuffix(strings.TrimPrefix(f, "profiles/"), ".yaml")
	}
	return files
}

// LoadProfile reads the profile of a name, or a desk's own file; "" is the house's.
func LoadProfile(name string) (*Profile, error) {
	if name == "" {
		name = "house"
	}
	return loadProfile(name, 0)
}

// NamedProfile reads one of the profiles that come with Quoth and never a file: for
// names that come from elsewhere.
func NamedProfile(name string) (*Profile, error) {
	if name != "" && !slices.Contains(ProfileNames(), name) {
		return nil, fmt.Errorf("%w: no profile %q; there are %s", quoth.ErrInvalid, name, strings.Join(ProfileNames(), ", "))
	}
	return LoadProfile(name)
}

func loadProfile(name string, depth int) (*Profile, error) {
	if depth > 4 {
		return nil, fmt.Errorf("%w: profile %s is based on itself", quoth.ErrInvalid, name)
	}
	var data []byte
	var err error
	if slices.Contains(ProfileNames(), name) {
		data, err = profileFiles.ReadFile("profiles/" + name + ".yaml")
	} else {
		data, err = os.ReadFile(name)
		if err != nil {
			err = fmt.Errorf("%w: no profile %q: it is neither a file nor one of %s", quoth.ErrNotFound, name, strings.Join(ProfileNames(), ", "))
		}
	}
	if err != nil {
		return nil, err
	}
	return parseProfile(name, string(data), depth)
}

func parseProfile(name, text string, depth int) (*Profile, error) {
	p := &Profile{Severities: map[string]string{}}
	n := 0
	for line := range strings.Lines(text) {
		n++
		line, _, _ = strings.Cut(line, "#")
		line = strings.TrimSpace(line)
		if line == "" {
			continue
		}
		key, value, ok := strings.Cut(line, ":")
		if !ok {
			return nil, fmt.Errorf("%w: %s:%d: not \"key: value\"", quoth.ErrInvalid, name, n)
		}
		if err := p.set(strings.TrimSpace(key), strings.TrimSpace(value), depth); err != nil {
			return nil, fmt.Errorf("%s:%d: %w", name, n, err)
		}
	}
	p.Name = name
	return p, nil
}

// set takes one line of a profile.
func (p *Profile) set(key, value string, depth int) error {
	oneOf := func(to *string, allowed ...string) error {
		if !slices.Contains(allowed, value) {
			return fmt.Errorf("%w: %s is one of %s, not %q", quoth.ErrInvalid, key, strings.Join(allowed, ", "), value)
		}
		*to = value
		return nil
	}
	number := func(to *int) error {
		v, err := strconv.Atoi(value)
		if err != nil || v < 0 {
			return fmt.Errorf("%w: %s is a number, not %q", quoth.ErrInvalid, key, value)
		}
		*to = v
		return nil
	}
	switch key {
	case "based_on":
		base, err := loadProfile(value, depth+1)
		if err != nil {
			return err
		}
		*p = *base
		return nil
	case "before_quote":
		return oneOf(&p.BeforeQuote, "comma", "colon", "any")
	case "ellipsis":
		return oneOf(&p.Ellipsis, "spaced", "closed", "any")
	case "headline_marks":
		return oneOf(&p.HeadlineMarks, "single", "double", "any")
	case "max_omitted":
		return number(&p.MaxOmitted)
	case "old_after_days":
		return number(&p.OldAfterDays)
	case "verbs":
		p.Verbs = list(value)
		return nil
	case "dialect":
		p.Dialect = list(value)
		return nil
	}
	if _, ok := ruleByID(key); !ok {
		return fmt.Errorf("%w: %q is no rule and no setting", quoth.ErrInvalid, key)
	}
	severity := ""
	if err := oneOf(&severity, "error", "warning", "note", "off"); err != nil {
		return err
	}
	p.Severities[key] = severity
	return nil
}

func list(value string) []string {
	var out []string
	for item := range strings.SplitSeq(value, ",") {
		if item = strings.TrimSpace(item); item != "" {
			out = append(out, item)
		}
	}
	return out
}
