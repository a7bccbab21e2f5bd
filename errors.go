package quoth

import "errors"

// The root errors. Everything else wraps one of them, and one table maps them to
// exit status, HTTP status and tool errors.
var (
	ErrNotFound    = errors.New("not found")
	ErrInvalid     = errors.New("invalid")
	ErrUnsupported = errors.New("unsupported")
	ErrTooLarge    = errors.New("too_large")
	ErrAmbiguous   = errors.New("ambiguous")   // a name that fits several people
	ErrUnavailable = errors.New("unavailable") // the record cannot be reached at present; trying again later may help
)
