// Package doc carries documents of this folder that the program itself shows.
//
// What goes out is their text, as it stands in the file, so that a figure stands in
// one place only:
//
//	doc.Models // the model card
//
// It reads nothing and sets nothing.
package doc

import _ "embed"

// Models is the model card, in Markdown: what the models learned from, how well they
// read, and where they fail.
//
//go:embed models.md
var Models string
