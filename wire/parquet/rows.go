package parquet

// The rows of readings@1, as package doc describes them. Pointers are optional:
// null is what was not found.

type readingRow struct {
	Document   documentRow    `parquet:"document"`
	Segments   []segmentRow   `parquet:"segments,list"`
	Entities   []entityRow    `parquet:"entities,list"`
	Quotations []quotationRow `parquet:"quotations,list"`
	Rules      []string       `parquet:"rules,list"`
	Unread     *string        `parquet:"unread"`
}

type documentRow struct {
	ID        string       `parquet:"id"`
	Origin    originRow    `parquet:"origin"`
	Title     *string      `parquet:"title"`
	Publisher *string      `parquet:"publisher"`
	Authors   []string     `parquet:"authors,list"`
	Published *string      `parquet:"published"`
	Updated   *string      `parquet:"updated"`
	Language  *string      `parquet:"language"`
	Text      string       `parquet:"text"`
	Segments  []segmentRow `parquet:"segments,list"`
	Given     []givenRow   `parquet:"given,list"`
	Notices   []noticeRow  `parquet:"notices,list"`
}

type originRow struct {
	Path *string `parquet:"path"`
	URL  *string `parquet:"url"`
	ID   *string `parquet:"id"`
}

type spanRow struct {
	Start int32 `parquet:"start"`
	End   int32 `parquet:"end"`
}

type wordsRow struct {
	Start int32  `parquet:"start"`
	End   int32  `parquet:"end"`
	Text  string `parquet:"text"`
}

type segmentRow struct {
	Kind   string   `parquet:"kind,dict"`
	Start  int32    `parquet:"start"`
	End    int32    `parquet:"end"`
	Label  *spanRow `parquet:"label"`
	Handle *spanRow `parquet:"handle"`
	Dated  *spanRow `parquet:"dated"`
	Words  *spanRow `parquet:"words"`
	When   *string  `parquet:"when"`
	Repeat bool     `parquet:"repeat"`
}

type givenRow struct {
	Field string `parquet:"field,dict"`
	Value string `parquet:"value"`
	Rule  string `parquet:"rule,dict"`
	Start *int32 `parquet:"start"`
	End   *int32 `parquet:"end"`
}

type noticeRow struct {
	Kind  string  `parquet:"kind,dict"`
	When  *string `parquet:"when"`
	Rule  string  `parquet:"rule,dict"`
	Start *int32  `parquet:"start"`
	End   *int32  `parquet:"end"`
}

type entityRow struct {
	Kind     string    `parquet:"kind,dict"`
	Name     string    `parquet:"name"`
	Aliases  []string  `parquet:"aliases,list"`
	Roles    []string  `parquet:"roles,list"`
	Mentions []spanRow `parquet:"mentions,list"`
}

type quotationRow struct {
	ID         string      `parquet:"id"`
	Form       string      `parquet:"form,dict"`
	Act        string      `parquet:"act,dict"`
	Basis      string      `parquet:"basis,dict"`
	Parts      []spanRow   `parquet:"parts,list"`
	Text       string      `parquet:"text"`
	Confidence float64     `parquet:"confidence"`
	Rule       *string     `parquet:"rule,dict"`
	Cue        *wordsRow   `parquet:"cue"`
	Speaker    *speakerRow `parquet:"speaker"`
	Told       *partyRow   `parquet:"told"`
	Addressee  *partyRow   `parquet:"addressee"`
	Via        *partyRow   `parquet:"via"`
	Venue      *venueRow   `parquet:"venue"`
	Said       *saidRow    `parquet:"said"`
	About      []aboutRow  `parquet:"about,list"`
	Nested     []nestedRow `parquet:"nested,list"`
	Language   *string     `parquet:"language,dict"`
}

type speakerRow struct {
	Mention    wordsRow `parquet:"mention"`
	Entity     *int32   `parquet:"entity"`
	Name       *string  `parquet:"name"`
	Confidence float64  `parquet:"confidence"`
	Rule       *string  `parquet:"rule,dict"`
}

type partyRow struct {
	Name   string  `parquet:"name"`
	Entity *int32  `parquet:"entity"`
	Start  int32   `parquet:"start"`
	End    int32   `parquet:"end"`
	Rule   *string `parquet:"rule,dict"`
}

type venueRow struct {
	Kind  string  `parquet:"kind,dict"`
	Name  *string `parquet:"name"`
	Start int32   `parquet:"start"`
	End   int32   `parquet:"end"`
	Rule  *string `parquet:"rule,dict"`
}

type saidRow struct {
	EDTF       string  `parquet:"edtf"`
	Start      int32   `parquet:"start"`
	End        int32   `parquet:"end"`
	Text       string  `parquet:"text"`
	Rule       *string `parquet:"rule,dict"`
	Confidence float64 `parquet:"confidence"`
}

type aboutRow struct {
	Entity *int32 `parquet:"entity"`
	Start  int32  `parquet:"start"`
	End    int32  `parquet:"end"`
}

type nestedRow struct {
	Parts   []spanRow   `parquet:"parts,list"`
	Text    string      `parquet:"text"`
	Speaker *speakerRow `parquet:"speaker"`
}

// known is a pointer to what was found, nil for nothing.
func known[T comparable](value T) *T {
	var nothing T
	if value == nothing {
		return nil
	}
	return &value
}

// or is what a pointer points at, the zero value for nil.
func or[T any](p *T) (value T) {
	if p != nil {
		value = *p
	}
	return value
}
