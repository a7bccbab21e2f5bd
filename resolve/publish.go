package resolve

import (
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/lexicon"
)

// publish writes the entities of the sheet: the fullest name as printed, the other
// names and handles in order of appearance, the roles the text ties to them.
func (r *Resolver) publish(s *quoth.Sheet) {
	s.Entities = make([]quoth.Entity, len(r.entities))
	counts := make([]int32, len(r.entities))
	for i := range s.Mentions {
		if e := s.Mentions[i].Entity; e >= 0 {
			counts[e]++
		}
	}
	for i := range r.entities {
		en := &r.entities[i]
		e := &s.Entities[i]
		e.Kind, e.Name = en.kind, onOneLine(s.Mentions[en.name].Of(s.Doc.Text))
		if e.Kind == quoth.Group && r.info[en.name].class.Has(lexicon.Unnamed) {
			e.Kind = quoth.UnnamedSource // officials, sources
		}
		e.Mentions = make([]quoth.Span, 0, counts[i])
		for _, role := range en.roles {
			e.Roles = append(e.Roles, onOneLine(role.Of(s.Doc.Text)))
		}
	}
	for i := range s.Mentions {
		m := &s.Mentions[i]
		if m.Entity < 0 {
			continue
		}
		e := &s.Entities[m.Entity]
		e.Mentions = append(e.Mentions, m.Span)
		if (m.Kind == quoth.NameMention || m.Kind == quoth.HandleMention) && len(e.Aliases) < 16 {
			alias(e, onOneLine(m.Of(s.Doc.Text)))
		}
	}
}

// onOneLine is a name that the text breaks between lines.
func onOneLine(name string) string {
	if !strings.ContainsAny(name, "\n\r\t") {
		return name
	}
	return strings.Join(strings.Fields(name), " ")
}

func alias(e *quoth.Entity, name string) {
	if name == e.Name {
		return
	}
	for _, a := range e.Aliases {
		if a == name {
			return
		}
	}
	e.Aliases = append(e.Aliases, name)
}
