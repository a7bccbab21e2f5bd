package read

import (
	"bufio"
	"bytes"
	"encoding/xml"
	"errors"
	"io"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// newsML reads NewsML-G2, the agencies' XML: a newsItem, or a newsMessage with
// several. The head is in itemMeta and contentMeta, the words are XHTML or NITF
// in contentSet. Items that carry pictures or lists only have no words and are
// passed over.
func (s *source) newsML(r *bufio.Reader, name string) error {
	raw, err := s.bytes(r)
	if err != nil {
		return s.fail(name, err)
	}
	x := xml.NewDecoder(bytes.NewReader(raw))
	x.Strict = false
	x.CharsetReader = func(label string, in io.Reader) (io.Reader, error) {
		b, err := io.ReadAll(in)
		return strings.NewReader(decodeText(b, label)), err
	}
	for number := 0; ; {
		t, err := x.Token()
		if err == io.EOF {
			if number == 0 {
				return s.fail(name, &Failure{quoth.ErrInvalid, "no news item in it holds any words", "look at it: " + lookAt(name)})
			}
			return nil
		}
		if err != nil {
			return s.fail(name, &Failure{quoth.ErrInvalid, "broken XML: " + err.Error(), "look at it: xmllint --noout " + quoteArg(fileOf(name))})
		}
		start, ok := t.(xml.StartElement)
		if !ok || start.Name.Local != "newsItem" {
			continue
		}
		var item newsItem
		if err := x.DecodeElement(&item, &start); err != nil {
			return s.fail(name, &Failure{quoth.ErrInvalid, "broken XML: " + err.Error(), "look at it: xmllint --noout " + quoteArg(fileOf(name))})
		}
		d, err := item.document(&s.opt)
		if errors.Is(err, errNoWords) {
			continue
		}
		number++
		path := name + "#" + strconv.Itoa(number)
		if err != nil {
			err = s.fail(path, err)
		} else {
			d.Origin.Path = path
			err = s.give(d)
		}
		if err != nil {
			return err
		}
	}
}

var errNoWords = errors.New("no words")

// newsItem is the part of a NewsML-G2 item that is read.
type newsItem struct {
	GUID string `xml:"guid,attr"`
	Lang string `xml:"http://www.w3.org/XML/1998/namespace lang,attr"`
	Meta struct {
		Provider     named  `xml:"provider"`
		FirstCreated string `xml:"firstCreated"`
		Version      string `xml:"versionCreated"`
		Status       struct {
			Code string `xml:"qcode,attr"`
		} `xml:"pubStatus"`
	} `xml:"itemMeta"`
	Content struct {
		Created   string   `xml:"contentCreated"`
		Modified  string   `xml:"contentModified"`
		Headlines []string `xml:"headline"`
		Bylines   []string `xml:"by"`
		Creators  []named  `xml:"creator"`
		Languages []struct {
			Tag string `xml:"tag,attr"`
		} `xml:"language"`
	} `xml:"contentMeta"`
	Set struct {
		XML  []inlineContent `xml:"inlineXML"`
		Data []inlineContent `xml:"inlineData"`
	} `xml:"contentSet"`
}

type named struct {
	Literal string `xml:"literal,attr"`
	Name    string `xml:"name"`
}

type inlineContent struct {
	Type  string `xml:"contenttype,attr"`
	Inner string `xml:",innerxml"`
}

// document makes a document of the item.
func (item *newsItem) document(opt *Options) (*quoth.Document, error) {
	var d *quoth.Document
	var err error
	switch {
	case len(item.Set.XML) > 0:
		d, err = fragment(nitfBody(item.Set.XML[0].Inner), opt)
	case len(item.Set.Data) > 0 && strings.HasPrefix(item.Set.Data[0].Type, "text/"):
		d = &quoth.Document{Text: lineEnds(strings.TrimSpace(plainEntities(item.Set.Data[0].Inner)))}
	default:
		return nil, errNoWords
	}
	if err != nil {
		return nil, err
	}
	h := head{rule: "read/newsml@1", id: item.GUID, publisher: item.Meta.Provider.Name, language: item.Lang, title: first(item.Content.Headlines)}
	if len(item.Content.Languages) > 0 {
		h.language = item.Content.Languages[0].Tag
	}
	h.published = firstOf(item.Content.Created, item.Meta.FirstCreated, item.Meta.Version)
	h.updated = firstOf(item.Content.Modified, item.Meta.Version)
	for _, by := range item.Content.Bylines {
		h.authors = append(h.authors, authorNames(by)...)
	}
	for _, c := range item.Content.Creators {
		if len(item.Content.Bylines) == 0 {
			h.authors = append(h.authors, authorNames(c.Name)...)
		}
	}
	h.title = strings.Join(strings.Fields(h.title), " ")
	h.fill(d)
	noteStatus(d, item.Meta.Status.Code, h.rule)
	return d, nil
}

// nitfBody is the content of a NITF document's body, else the whole: NITF has its
// headline and byline in elements that HTML does not know.
func nitfBody(inner string) string {
	if _, rest, ok := strings.Cut(inner, "<body.content"); ok {
		if _, rest, ok = strings.Cut(rest, ">"); ok {
			body, _, _ := strings.Cut(rest, "</body.content")
			return body
		}
	}
	return inner
}

func firstOf(values ...string) string {
	for _, v := range values {
		if v != "" {
			return v
		}
	}
	return ""
}
