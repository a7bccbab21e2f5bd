package quoth

// When says when something was, as an EDTF string (ISO 8601-2, levels 0 and 1):
// "2010", "2023-08-24", "2017~", "2016-03/2016-05", "../2023-08-24". An interval
// with a precision, so that "Tuesday" is a day and not midnight. "" is unknown.
type When string
