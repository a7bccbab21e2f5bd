package pages

import (
	"math"
	"regexp"
	"strconv"
	"strings"
	"testing"
)

// TestContrast: in light and in dark, every colour of letters stands out from every
// ground it is set on, as WCAG 2 (AA) asks of small text.
func TestContrast(t *testing.T) {
	light, dark, ok := strings.Cut(style(t), "prefers-color-scheme: dark")
	if !ok {
		t.Fatal("the style has no dark scheme")
	}
	dark, _, _ = strings.Cut(dark, "* {")
	for scheme, css := range map[string]string{"light": light, "dark": dark} {
		colours := map[string]float64{}
		for _, m := range regexp.MustCompile(`--([a-z-]+): #([0-9a-f]{6})`).FindAllStringSubmatch(css, -1) {
			colours[m[1]] = luminance(t, m[2])
		}
		for _, pair := range []string{"ink paper", "ink sheet", "ink mark", "faint paper", "faint sheet", "accent paper", "accent sheet",
			"accent mark", "fine paper", "off paper", "paper ink"} {
			letters, ground, _ := strings.Cut(pair, " ")
			a, known := colours[letters]
			b, also := colours[ground]
			if !known || !also {
				t.Fatalf("%s: no colours %s", scheme, pair)
			}
			if ratio := (math.Max(a, b) + .05) / (math.Min(a, b) + .05); ratio < 4.5 {
				t.Errorf("%s: %s on %s has a contrast of %.2f", scheme, letters, ground, ratio)
			}
		}
	}
}

// luminance is how bright WCAG 2 takes a colour to be.
func luminance(t *testing.T, hex string) (sum float64) {
	t.Helper()
	for i, weight := range []float64{.2126, .7152, .0722} {
		n, err := strconv.ParseUint(hex[2*i:2*i+2], 16, 8)
		if err != nil {
			t.Fatal(err)
		}
		c := float64(n) / 255
		if c <= .04045 {
			c /= 12.92
		} else {
			c = math.Pow((c+.055)/1.055, 2.4)
		}
		sum += weight * c
	}
	return sum
}

// TestStyleIsItsOwn: the style sheet loads nothing and names no other place.
func TestStyleIsItsOwn(t *testing.T) {
	for _, word := range []string{"@import", "url(", "http:", "https:", "expression"} {
		if strings.Contains(style(t), word) {
			t.Errorf("the style sheet has %s", word)
		}
	}
	for _, word := range []string{"@media print", "focus-visible", "max-width: 48rem", "prefers-reduced-motion"} {
		if !strings.Contains(style(t), word) {
			t.Errorf("the style sheet lacks %s", word)
		}
	}
}

func style(t *testing.T) string {
	t.Helper()
	content, err := assets.ReadFile("style.css")
	if err != nil {
		t.Fatal(err)
	}
	return string(content)
}
