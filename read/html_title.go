package read

import "strings"

// titles are all the titles the page states.
func (m *metadata) titles() []string {
	var out []string
	for _, t := range m.title {
		out = append(out, t.value)
	}
	return out
}

// chooseTitle takes the first stated title that is not the site's name; the title
// element, which is for browsers' tabs, only where the page shows no headline.
func (m *metadata) chooseTitle(p *page) (string, stated) {
	shown := ""
	if p.headline >= 0 {
		shown = strings.ReplaceAll(p.blocks[p.headline].text, "\n", " ")
	}
	for _, t := range m.title {
		title := m.withoutSite(t)
		switch {
		case title == "":
		case t.rule == "read/title@1" && shown != "":
			return shown, stated{shown, "read/headline@1"}
		default:
			return title, t
		}
	}
	return shown, stated{shown, "read/headline@1"}
}

// withoutSite takes the site's name off a title, "Mara Returns | The Daily
// Ledger", and gives "" for one that is only that.
func (m *metadata) withoutSite(t stated) string {
	title := t.value
	if m.isSite(title) {
		return ""
	}
	for _, divider := range []string{" | ", " - ", " – ", " — ", " :: ", " » ", " « ", " / "} {
		i := strings.LastIndex(title, divider)
		if i <= 0 {
			continue
		}
		many := len(strings.Fields(title[:i])) >= 4
		if m.isSite(title[i+len(divider):]) || t.rule == "read/title@1" && many && (divider == " | " || divider == " :: " || divider == " » ") {
			return strings.TrimSpace(title[:i])
		}
	}
	return title
}

// isSite tells whether the words are the name of the site, or hold it or are held by it.
func (m *metadata) isSite(words string) bool {
	site := strings.TrimSpace(fold(words))
	for _, p := range m.publisher {
		name := strings.TrimSpace(fold(p.value))
		if name == site || name != "" && site != "" && len(strings.Fields(site)) < 4 && (strings.Contains(name, site) || strings.Contains(site, name)) {
			return true
		}
	}
	return false
}
