package quoth

// Statement is the act of saying: one entity, one occasion. Many quotations, in
// many documents and wordings, attest it.
type Statement struct {
	ID         string // "s:" and a hash
	Speaker    string // identifier of the entity in the record, "" if unattributed
	Quotations []string
}
