package read

import (
	"bytes"
	"regexp"
	"strconv"
	"strings"

	"github.com/quoth-news/quoth"
)

// Subtitles (WebVTT and SubRip) are cues: an optional number or name, a line
// "00:01:02.500 --> 00:01:05.000", lines of text, an empty line. Who speaks is
// given by WebVTT's voice tag "<v Mara Ellison>", by ">>" or a dash for a change
// of speaker, or by "MARA ELLISON:" in the text. Cues are joined into turns: one
// paragraph a turn, "Mara Ellison: words".

var cueTiming = regexp.MustCompile(`^\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})\s*-->\s*(?:(\d{1,3}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})`)

// looksSubRip tells a file that begins with a number and a line of times.
func looksSubRip(first []byte) bool {
	line, rest, _ := bytes.Cut(first, []byte("\n"))
	if _, err := strconv.Atoi(string(bytes.TrimSpace(line))); err == nil {
		line, _, _ = bytes.Cut(rest, []byte("\n"))
	}
	return cueTiming.Match(line)
}

// subtitleDocument reads a file of subtitles.
func subtitleDocument(raw []byte, name string, _ *Options) (*quoth.Document, error) {
	t := &turns{}
	lines := strings.Split(lineEnds(decodeText(raw, "")), "\n")
	inCue := false
	for i, line := range lines {
		if m := cueTiming.FindStringSubmatch(line); m != nil {
			t.cue(seconds(m[1:5]), seconds(m[5:9]))
			inCue = true
			continue
		}
		switch {
		case strings.TrimSpace(line) == "":
			inCue = false
		case !inCue: // the file's head, a note, a cue's number
		case i+1 < len(lines) && cueTiming.MatchString(lines[i+1]): // a number with no empty line before it
		default:
			t.line(line)
		}
	}
	t.end()
	if t.b.Len() == 0 {
		return nil, &Failure{quoth.ErrInvalid, "the subtitles hold no words", "look at it: " + lookAt(name)}
	}
	return &quoth.Document{Text: t.b.String(), Segments: t.segments}, nil
}

func seconds(parts []string) float64 {
	h, _ := strconv.Atoi(parts[0])
	m, _ := strconv.Atoi(parts[1])
	s, _ := strconv.Atoi(parts[2])
	ms, _ := strconv.Atoi((parts[3] + "00")[:3])
	return float64(h*3600+m*60+s) + float64(ms)/1000
}

// turns joins cues to paragraphs.
type turns struct {
	b        strings.Builder
	segments []quoth.Segment
	speaker  string
	words    []string // of the open turn
	last     string   // the last line, which rolling captions repeat
	until    float64
}

// cue begins a cue; a long silence ends the turn.
func (t *turns) cue(from, until float64) {
	if from-t.until > 4 && t.until > 0 {
		t.end()
		t.speaker = ""
	}
	t.until = until
}

var (
	cueTag    = regexp.MustCompile(`<[^<>\n]*>|\{\\[^{}\n]*\}`)
	voiceTag  = regexp.MustCompile(`<v(?:\.[^\s<>]*)?\s+([^<>\n]+)>`)
	nameColon = regexp.MustCompile(`^(?:-|–|>>+)?\s*((?:[\p{Lu}][\p{L}.'’\-]*|\d{1,2})(?: (?:[\p{Lu}][\p{L}.'’\-]*|\d{1,2})){0,3}):\s+(\S.*)$`)
	allCaps   = regexp.MustCompile(`^[\p{Lu}\d .'’\-]+$`)
)

// line adds a line of text; a voice tag, a dash or a name begins a turn.
func (t *turns) line(line string) {
	for at := voiceTag.FindStringSubmatchIndex(line); at != nil; at = voiceTag.FindStringSubmatchIndex(line) {
		t.say(line[:at[0]])
		t.turn(strings.TrimSpace(line[at[2]:at[3]]))
		line = line[at[1]:]
	}
	t.say(line)
}

// say adds words without their tags.
func (t *turns) say(line string) {
	line = strings.TrimSpace(plainEntities(cueTag.ReplaceAllString(line, "")))
	if line == "" || line == t.last {
		return
	}
	t.last = line
	if m := nameColon.FindStringSubmatch(line); m != nil && (allCaps.MatchString(m[1]) || strings.HasPrefix(line, ">>") || len(strings.Fields(m[1])) > 1) {
		t.turn(m[1])
		line = m[2]
	} else if rest := strings.TrimLeft(line, ">"); len(line)-len(rest) >= 2 {
		t.end()
		t.speaker = ""
		line = strings.TrimSpace(rest)
	} else if rest, ok := strings.CutPrefix(line, "- "); ok {
		t.end()
		t.speaker = ""
		line = rest
	}
	if line == "" { // a change of speaker alone
		return
	}
	t.words = append(t.words, line)
	if t.speaker == "" && len(t.words) > 8 && strings.ContainsAny(line[len(line)-1:], ".?!") {
		t.end()
	}
}

// turn begins a turn, unless the same person goes on.
func (t *turns) turn(speaker string) {
	if speaker != t.speaker {
		t.end()
		t.speaker = speaker
	}
}

// end closes the open turn.
func (t *turns) end() {
	if len(t.words) == 0 {
		return
	}
	if t.b.Len() > 0 {
		t.b.WriteString("\n\n")
	}
	s := quoth.Segment{Span: quoth.Span{Start: t.b.Len()}, Kind: quoth.Paragraph}
	if t.speaker != "" {
		s.Kind = quoth.Speech
		s.Label = quoth.Span{Start: t.b.Len(), End: t.b.Len() + len(t.speaker)}
		t.b.WriteString(t.speaker + ": ")
		s.Words.Start = t.b.Len()
	}
	t.b.WriteString(strings.Join(t.words, " "))
	s.End = t.b.Len()
	if s.Kind == quoth.Speech {
		s.Words.End = s.End
	}
	t.segments = append(t.segments, s)
	t.words = t.words[:0]
}
