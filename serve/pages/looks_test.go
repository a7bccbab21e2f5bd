package pages_test

import (
	"bytes"
	_ "embed"
	"encoding/json"
	"fmt"
	"image"
	"image/png"
	"slices"
	"testing"

	"github.com/chromedp/cdproto/accessibility"
	"github.com/chromedp/cdproto/emulation"

	"github.com/quoth-news/quoth/serve/access"
)

//go:embed testdata/audit.js
var audit string

// TestLooks opens every page in a browser, wide and light, narrow and dark, and on
// paper: there is something on it, nothing sticks out or lies over something else,
// letters stand out, and whoever hears it read out finds their way.
func TestLooks(t *testing.T) {
	store := demoStore(t)
	b := newTab(t, store, access.Gate{Open: true, Loopback: true})
	for name, target := range everyPage(t, store) {
		b.looks(name, target)
	}
}

// looks looks at one page in every way.
func (b *tab) looks(name, target string) {
	b.Helper()
	b.screen(1280, "light")
	b.open(target)
	b.heard(name)
	for _, way := range []struct {
		width  int
		scheme string
	}{{1280, "light"}, {1280, "dark"}, {390, "dark"}, {390, "light"}, {320, "light"}} {
		b.screen(way.width, way.scheme)
		b.sound(fmt.Sprintf("%s at %d, %s", name, way.width, way.scheme))
		if way.scheme == "light" && way.width != 320 {
			filled(b.T, name, b.shot(fmt.Sprintf("%s-%d-light", name, way.width)))
		}
	}
	b.screen(700, "light")
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: "print"})
	b.sound(name + " on paper")
	call(b, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Media: ""})
}

// sound runs the audit on the page as it is shown.
func (b *tab) sound(how string) {
	b.Helper()
	faults := eval[[]string](b, audit)
	for _, fault := range faults[:min(len(faults), 8)] {
		b.Errorf("%s: %s", how, fault)
	}
}

// filled tells a page from a blank one, and from one that is all of a colour.
func filled(t *testing.T, name string, picture []byte) {
	t.Helper()
	img, err := png.Decode(bytes.NewReader(picture))
	if err != nil {
		t.Fatal(err)
	}
	bounds := img.Bounds()
	written, looked := 0, 0
	ground := img.At(bounds.Min.X+2, bounds.Min.Y+2)
	for y := bounds.Min.Y; y < bounds.Max.Y; y += 2 {
		for x := bounds.Min.X; x < bounds.Max.X; x += 2 {
			looked++
			if img.At(x, y) != ground {
				written++
			}
		}
	}
	share := float64(written) / float64(looked)
	if share < .005 || share > .7 || !lettered(img) {
		t.Errorf("%s: %.3f of the picture (%v) is not ground", name, share, bounds)
	}
}

// lettered tells whether a picture has the edges that letters have: many changes of
// brightness along a line.
func lettered(img image.Image) bool {
	bounds := img.Bounds()
	most := 0
	for y := bounds.Min.Y; y < bounds.Max.Y; y++ {
		changes := 0
		last, _, _, _ := img.At(bounds.Min.X, y).RGBA()
		for x := bounds.Min.X + 1; x < bounds.Max.X; x++ {
			r, _, _, _ := img.At(x, y).RGBA()
			if max(r, last)-min(r, last) > 0x4000 {
				changes++
			}
			last = r
		}
		most = max(most, changes)
	}
	return most > 30
}

// heard goes through the tree that a screen reader reads from.
func (b *tab) heard(name string) {
	b.Helper()
	tree := call(b, accessibility.GetFullAXTree, accessibility.GetFullAXTreeParams{})
	roles := map[string]int{}
	landmarks := map[string][]string{}
	for _, n := range tree.Nodes {
		if n.Ignored {
			continue
		}
		role, words := textOf(n.Role), textOf(n.Name)
		roles[role]++
		switch role {
		case "link", "button", "textbox", "searchbox", "combobox", "heading", "image", "img", "form", "region", "table":
			if words == "" && role != "table" {
				b.Errorf("%s: a %s has no name", name, role)
			}
		}
		switch role {
		case "navigation", "search", "complementary", "region", "form":
			if slices.Contains(landmarks[role], words) {
				b.Errorf("%s: two landmarks %s are called %q", name, role, words)
			}
			landmarks[role] = append(landmarks[role], words)
		}
	}
	for role, want := range map[string]int{"main": 1, "banner": 1, "contentinfo": 1} {
		if roles[role] != want {
			b.Errorf("%s: %d landmarks %s", name, roles[role], role)
		}
	}
	for _, role := range []string{"navigation", "search", "heading", "link"} {
		if roles[role] == 0 {
			b.Errorf("%s: no %s", name, role)
		}
	}
}

func textOf(v *accessibility.Value) string {
	if v == nil {
		return ""
	}
	var s string
	if json.Unmarshal(v.Value, &s) != nil {
		return ""
	}
	return s
}
