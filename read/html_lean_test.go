package read

import (
	"io"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

func TestLeanSource(t *testing.T) {
	for in, want := range map[string]string{
		`<p>a<script>b("</p>")</script>c`:                     `<p>a<script></script>c`,
		`<p>a<!-- b --->c<!---->d<!-->e-->`:                   `<p>acde-->`,
		`<SCRIPT type="application/ld+json">{}</SCRIPT>`:      `<SCRIPT type="application/ld+json">{}</SCRIPT>`,
		`<p title="<script>">a</p><style>p{}</style >b`:       `<p title="<script>">a</p><style></style >b`,
		`<textarea><script></textarea>a<script>b</script>`:    `<textarea><script></textarea>a<script></script>`,
		`<script><!-- <script>a</script> --></script>b`:       `<script><!-- <script>a</script> --></script>b`,
		`<p>never closed<script>a`:                            `<p>never closed<script>a`,
		`<svg><path d="a>b"/></svg>b<svg/>c<svg><svg></svg>d`: `<svg></svg>b<svg/>c<svg><svg></svg>d`,
		`1 < 2 <3 <p/>a`: `1 < 2 <3 <p/>a`,
		`<scripted>a</scripted><script src=a></script>b<!--c`:   `<scripted>a</scripted><script src=a></script>b<!--c`,
		`<a href='x>"y'>b</a><style media="a>b">c</style><!--x`: `<a href='x>"y'>b</a><style media="a>b"></style><!--x`,
	} {
		if got, _ := io.ReadAll(lean(in)); string(got) != want {
			t.Errorf("%q: %q, want %q", in, got, want)
		}
	}
}

// textOfTree is what a parsed page shows, with its elements' names.
func textOfTree(n *html.Node) string {
	var b strings.Builder
	var walk func(n *html.Node)
	walk = func(n *html.Node) {
		switch {
		case n.Type == html.TextNode:
			b.WriteString(n.Data)
		case n.Type == html.ElementNode && n.Data != "script" && n.Data != "style" && n.Data != "svg":
			b.WriteString("<" + n.Data + ">")
			fallthrough
		case n.Type == html.DocumentNode:
			for c := n.FirstChild; c != nil; c = c.NextSibling {
				walk(c)
			}
		}
	}
	walk(n)
	return b.String()
}

// What is left out changes nothing that is read.
func TestLeanTreesOfRealPages(t *testing.T) {
	for i, page := range realPages(t) {
		source := decodeHTML(page, "")
		want, err1 := html.Parse(strings.NewReader(source))
		got, err2 := html.Parse(lean(source))
		if err1 != nil || err2 != nil || textOfTree(got) != textOfTree(want) {
			t.Errorf("page %d is another without its scripts: %v %v", i, err1, err2)
		}
	}
}

func FuzzLean(f *testing.F) {
	f.Add(`<p>a<script>b</script><!-- c --><style>d</style>e`)
	f.Add(`<textarea><script></textarea><svg><style><a>b</style></svg>`)
	f.Fuzz(func(t *testing.T, source string) {
		got, err := io.ReadAll(lean(source))
		if err != nil || len(got) > len(source) || !isSubsequence(got, source) {
			t.Errorf("%q became %q, %v", source, got, err)
		}
	})
}

// isSubsequence tells whether got is source with some of it left out.
func isSubsequence(got []byte, source string) bool {
	for len(got) > 0 {
		i := strings.IndexByte(source, got[0])
		if i < 0 {
			return false
		}
		source, got = source[i+1:], got[1:]
	}
	return true
}
