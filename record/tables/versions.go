package tables

import (
	"context"
	"database/sql"
	"fmt"
	"strings"

	"github.com/quoth-news/quoth"
	"github.com/quoth-news/quoth/record"
)

// version is a row of document as the linking of versions sees it.
type version struct {
	record.Version
	row, newer int64
}

const versionColumns = `id, name, url, outlet, title, published, updated, notice, prose, newer`

func scanVersion(rows *sql.Rows) (v version, err error) {
	var prose []byte
	err = rows.Scan(&v.row, &v.Document, &v.URL, &v.Outlet, &v.Title, &v.Published, &v.Updated, &v.Notice, &prose, &v.newer)
	v.Prose = unpackHashes(prose)
	return v, err
}

// linkVersions notes of a new document, and of the versions of it that are there,
// which later version each has: the latest of those it is linked to itself.
func (t *tx) linkVersions(row int64) error {
	own, err := t.versions(`id = ?`, row)
	if err != nil || len(own) == 0 {
		return err
	}
	v := own[0]
	var others []version
	if v.URL != "" {
		if others, err = t.versions(`url = ? AND url <> '' AND id <> ?`, v.URL, row); err != nil {
			return err
		}
	}
	if heading, _ := record.Heading(v.Title); heading != "" && v.Outlet != "" {
		from, to := record.VersionDays(v.Published)
		more, err := t.versions(`heading = ? AND outlet = ? AND published BETWEEN ? AND ? AND heading <> '' AND id <> ? AND (url = '' OR url <> ?)`,
			heading, v.Outlet, from, to, row, v.URL)
		if err != nil {
			return err
		}
		others = append(others, more...)
	}
	latest := &v
	for i := range others {
		o := &others[i]
		if !record.IsVersion(&o.Version, &v.Version) {
			continue
		}
		if record.Later(&o.Version, &latest.Version) {
			latest = o
		}
		if record.Later(&v.Version, &o.Version) {
			if err := t.noteNewer(o, &v); err != nil {
				return err
			}
		}
	}
	if latest == &v {
		return nil
	}
	return t.exec(`UPDATE document SET newer = ? WHERE id = ?`, latest.row, v.row)
}

// noteNewer notes that v is later than o, unless o has a later one still.
func (t *tx) noteNewer(o, v *version) error {
	if o.newer != 0 {
		known, err := t.versions(`id = ?`, o.newer)
		if err != nil || len(known) > 0 && record.Later(&known[0].Version, &v.Version) {
			return err
		}
	}
	return t.exec(`UPDATE document SET newer = ? WHERE id = ?`, v.row, o.row)
}

// noteVersion notes again what tells the versions of an old document, which an older
// program may not have known.
func (t *tx) noteVersion(row int64, doc *quoth.Document) error {
	heading, _ := record.Heading(doc.Title)
	notice := record.GravestNotice(doc.Notices)
	var had, noticed string
	if _, err := t.one(`SELECT heading, notice FROM document WHERE id = ?`, []any{row}, &had, &noticed); err != nil || had == heading && noticed == string(notice) {
		return err
	}
	if err := t.exec(`UPDATE document SET heading = ?, notice = ? WHERE id = ?`, heading, string(notice), row); err != nil {
		return err
	}
	return t.linkVersions(row)
}

func (t *tx) versions(where string, args ...any) (all []version, err error) {
	err = t.each(`SELECT `+versionColumns+` FROM document WHERE `+where+` ORDER BY name`, args, func(rows *sql.Rows) error {
		v, err := scanVersion(rows)
		all = append(all, v)
		return err
	})
	return all, err
}

// isRevised tells whether a document that carries the statement was corrected,
// withdrawn or followed by a later version.
func (v *view) isRevised(ctx context.Context, statement int64) (bool, error) {
	var n int
	err := v.one(ctx, `SELECT count(*) FROM quotation q JOIN document d ON d.id = q.document
		WHERE q.statement = ? AND (d.notice <> '' OR d.newer <> 0)`, []any{statement}, &n)
	return n > 0, err
}

// Revised are the documents of a statement, or the one document, that were corrected,
// withdrawn or followed by a later version, by publication.
func (s *Store) Revised(ctx context.Context, id string) (all []record.Revised, err error) {
	err = s.look(ctx, func(v *view) error {
		which, arg := `d.name = ?`, any(id)
		if !strings.HasPrefix(id, "d:") {
			row, err := v.statementRow(ctx, id)
			if err != nil {
				return err
			}
			which, arg = `d.id IN (SELECT document FROM quotation WHERE statement = ?)`, row
		}
		return v.each(ctx, `SELECT `+headColumns+`, t.text, t.layout, coalesce(n.name, '')
			FROM document d JOIN document_text t ON t.document = d.id LEFT JOIN document n ON n.id = d.newer
			WHERE `+which+` AND (d.notice <> '' OR d.newer <> 0) AND d.hidden = 0
			ORDER BY d.published, d.name`, []any{arg}, func(rows *sql.Rows) error {
			var r record.Revised
			var given []byte
			if err := rows.Scan(append(headFields(&r.Head), &r.Text, &given, &r.Newer)...); err != nil {
				return err
			}
			var doc quoth.Document
			if err := unpackLayout(given, &doc); err != nil {
				return fmt.Errorf("layout of %s: %w", r.Head.ID, err)
			}
			for _, n := range doc.Notices {
				if n.Kind != quoth.Update {
					r.Notices = append(r.Notices, n)
				}
			}
			all = append(all, r)
			return nil
		})
	})
	return all, err
}
