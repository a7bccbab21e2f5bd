package quoth

import (
	"crypto/sha256"
	"encoding/base32"
	"strings"
)

// Document is one article, transcript or post as immutable text, with its
// origin, publisher and date. Text is valid UTF-8 with "\n" line ends.
type Document struct {
	ID        string // "d:" and a hash; see Identify
	Origin    Origin
	Title     string
	Publisher string
	Authors   []string
	Published When   // the day (or coarser) of publication; "" if unknown
	Updated   When   // the day of the last change, where stated
	Language  string // BCP 47, "" if unknown
	Text      string
	Segments  []Segment  // what the reader knew of the layout; the segment stage completes it
	Given     []Metadata // the passages of the input that title, publisher, authors and dates rest on
	Notices   []Notice   // where the outlet says that it changed or withdrew the article, in order
}

// Origin says where a document came from.
type Origin struct {
	Path string // as given on the command line, slashes; members of a container after "#"
	URL  string // the canonical address, where known
	ID   string // the identifier the input gave (JSON lines, feeds)
}

// Metadata is the evidence for one field of a document's head: the words of the
// input and the rule that took them.
type Metadata struct {
	Field string // "title", "publisher", "author", "published", "updated", "language", "url"
	Value string // as it stood in the input
	Rule  string // such as "read/json-ld@1"
	Span  Span   // in Text, where the words stand there
}

// NoticeKind says what an outlet did to an article after it went out.
type NoticeKind string

// The kinds of notices. What was corrected was wrong before; an update adds.
const (
	Correction    NoticeKind = "correction"
	Clarification NoticeKind = "clarification"
	Update        NoticeKind = "update"
	Withdrawal    NoticeKind = "withdrawal"
)

// Notice is a passage in which the outlet itself says that the article was
// changed after it went out, or withdrawn: "This article was amended on 3 May
// 2020 because …". A reader of the record must see it beside the words.
type Notice struct {
	Span // in Text; empty where the format's head says it ("pubstatus": "canceled")
	Kind NoticeKind
	When When   // the day it names, "" if none
	Rule string // such as "read/notice@1"
}

// Identify sets the document's ID from what makes it that document: its URL
// (else its id, else its path), publisher, date and text. The same text in two
// outlets is two documents.
func (d *Document) Identify() {
	name := d.Origin.URL
	if name == "" {
		name = d.Origin.ID
	}
	if name == "" {
		name = d.Origin.Path
	}
	d.ID = "d:" + Hash(name, d.Publisher, string(d.Published), d.Text)
}

// Hash is the short printable hash that identifiers are made of: the first 80
// bits of SHA-256 over the parts, each closed by a zero byte, as 16 letters and digits.
func Hash(parts ...string) string {
	h := sha256.New()
	for _, p := range parts {
		h.Write([]byte(p))
		h.Write([]byte{0})
	}
	return strings.ToLower(base32.StdEncoding.EncodeToString(h.Sum(nil)[:10]))
}

// SegmentKind says what a stretch of a document is.
type SegmentKind string

// The kinds of segments.
const (
	Headline  SegmentKind = "headline"
	Byline    SegmentKind = "byline"
	Paragraph SegmentKind = "paragraph"
	Heading   SegmentKind = "heading"
	List      SegmentKind = "list"
	Quote     SegmentKind = "quote" // a block or pulled quotation
	Table     SegmentKind = "table"
	Caption   SegmentKind = "caption"
	Post      SegmentKind = "post"
	Speech    SegmentKind = "speech" // a turn of a transcript
	Related   SegmentKind = "related"
	Promo     SegmentKind = "promo"
)

// Segment is a stretch of a document and what it is. Segments are ordered and do
// not overlap; text between them (blank lines, Markdown signs) belongs to none.
//
// A post and a speech know whose words they are: Label is the name as printed
// ("SheKnows", "THE CHAIR"), Handle the account ("@SheKnows"), Dated the date as
// printed, When that date. Words is the stretch that was posted or spoken. All
// are empty for other kinds.
type Segment struct {
	Span
	Kind                 SegmentKind
	Label, Handle, Dated Span
	Words                Span
	When                 When
	Repeat               bool // a pulled quotation: its words stand elsewhere in the document
}

// SegmentCode is a segment kind as a small number, for features.
type SegmentCode uint8

// Code gives the code of a kind; an unknown kind has 0.
func Code(k SegmentKind) SegmentCode {
	for i, kind := range segmentKinds {
		if kind == k {
			return SegmentCode(i + 1)
		}
	}
	return 0
}

var segmentKinds = [...]SegmentKind{Headline, Byline, Paragraph, Heading, List, Quote, Table, Caption, Post, Speech, Related, Promo}
