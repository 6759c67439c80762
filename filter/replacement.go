package filter

import (
	"errormask/filter/redact"
	"errormask/filter/response"
)

// genericBody is what a client gets in place of an error, unless configured otherwise.
const genericBody = `{"error": "Internal Server Error"}`

// replacement is what a policy puts in an error's place.
type replacement struct {
	options  response.Options
	response *response.Response
	// idInHeader says that the error's id is in the header idHeader.
	idInHeader bool
	headers    headerRules
	// guard finds secrets in what a client may see of an error where records are not redacted; nil where that is nothing.
	guard *redact.Redactor
}

// idHeader names the error, if it is to be named in a header.
const idHeader = "x-error-id"

func defaultReplacement() *replacement {
	r := &replacement{options: response.Options{Body: genericBody, ContentType: "application/json"}}
	r.response, _ = response.Compile(r.options)
	return r
}

// needsID reports whether the error's id has to be known before its record is written.
func (r *replacement) needsID() bool { return r.idInHeader || r.response.NamesError() }
