package filter

import (
	"strings"

	"errormask/filter/ascii"
	"errormask/filter/jsontext"
	"errormask/filter/redact"
	"errormask/filter/response"
)

// Bounds of what a configuration says about responses.
const (
	maxResponseBytes = 64 << 10
	maxKeepMembers   = 32
	maxMemberName    = 64
	maxHeaderValue   = 4096
)

// formats stand at the index of their response.Format, and idPlaces at that of their idPlace.
var (
	formats  = []string{response.Static: "static", response.Problem: "problem", response.Negotiate: "negotiate"}
	idPlaces = []string{"none", "header", "body", "both"}
)

// replacement reads what a policy says about responses; what it does not say stays.
func (r *reader) replacement(p *policy) error {
	own := *p.replacement
	p.replacement = &own
	o := &own.options
	start := r.Lexer
	err := r.object(replacementKeys, func(key string) error { return r.replacementKey(&own, key) })
	if err != nil {
		return err
	}
	if own.response, err = response.Compile(*o); err != nil {
		r.Lexer = start
		r.Next()
		return r.fail(r.where() + ": " + err.Error())
	}
	if len(o.Keep) > 0 {
		own.guard = redact.New(redact.Options{Key: digestKey})
	}
	return nil
}

var replacementKeys = []string{"body", "content_type", "format", "keep_members", "error_id", "remove_headers", "set_headers"}

func (r *reader) replacementKey(own *replacement, key string) error {
	o := &own.options
	switch key {
	case "body":
		return r.body(&o.Body)
	case "content_type":
		return r.mediaType(&o.ContentType)
	case "format":
		i, err := r.oneOf(formats)
		o.Format = response.Format(i)
		return err
	case "keep_members":
		return r.memberNames(&o.Keep)
	case "error_id":
		i, err := r.oneOf(idPlaces)
		own.idInHeader, o.ShowID = i&1 != 0, i&2 != 0
		return err
	case "remove_headers":
		return r.removeHeaders(&own.headers)
	}
	return r.setHeaders(&own.headers)
}

func (r *reader) body(body *string) error {
	allowed := "a string of at most " + ascii.Int(maxResponseBytes) + " bytes"
	t := r.Next()
	if t.Kind != jsontext.String {
		return r.refuse(t, allowed)
	}
	if len(t.Text) > maxResponseBytes {
		return r.refuse(jsontext.Token{Kind: jsontext.Literal, Text: ascii.Int(len(t.Text)) + " bytes"}, allowed)
	}
	*body = t.Text
	return nil
}

func (r *reader) mediaType(contentType *string) error {
	t := r.Next()
	if t.Kind != jsontext.String || !isMediaType(t.Text) {
		return r.refuse(t, `a media type such as "application/json" or "text/plain; charset=utf-8"`)
	}
	*contentType = t.Text
	return nil
}

func (r *reader) memberNames(names *[]string) error {
	allowed := "a list of at most " + ascii.Int(maxKeepMembers) + " names of members"
	*names = nil
	return r.list(allowed, 0, func(t jsontext.Token) error {
		switch {
		case t.Kind != jsontext.String || t.Text == "" || len(t.Text) > maxMemberName:
			return r.refuse(t, "the name of a member, of at most "+ascii.Int(maxMemberName)+` bytes, such as "code"`)
		case ascii.In(*names, t.Text):
			return r.refuse(t, "each name once")
		case len(*names) == maxKeepMembers:
			return r.refuse(t, allowed)
		}
		*names = withText(*names, t.Text)
		return nil
	})
}

func (r *reader) removeHeaders(rules *headerRules) error {
	allowed := "a list of at most " + ascii.Int(maxHeaders) + " names of response headers"
	rules.exact, rules.prefixes = nil, nil
	return r.list(allowed, 0, func(t jsontext.Token) error {
		name, isPrefix := strings.CutSuffix(ascii.Lower(t.Text), "*")
		switch {
		case t.Kind != jsontext.String || !isToken(name):
			return r.refuse(t, `the name of a response header, such as "x-app-version", or its beginning and "*"`)
		case isHopByHop(name):
			return r.refuse(t, "headers other than those of one connection (RFC 9110, section 7.6.1), which never pass")
		case len(rules.exact)+len(rules.prefixes) == maxHeaders:
			return r.refuse(t, allowed)
		case isPrefix:
			rules.prefixes = withText(rules.prefixes, name)
		default:
			rules.exact = withText(rules.exact, name)
		}
		return nil
	})
}

func (r *reader) setHeaders(rules *headerRules) error {
	rules.set = nil
	return r.entries("an object with a value for each name of a response header", func(given string) (func() error, error) {
		name := ascii.Lower(given)
		if refusal := refusedHeader(name); refusal != "" {
			return nil, r.fail(r.where(given) + " cannot be set: " + refusal)
		}
		if rules.sets(name) {
			return nil, r.fail(r.where(given) + " is given twice")
		}
		if len(rules.set) == maxHeaders {
			return nil, r.fail(r.where(given) + " is one header too many; allowed: " + ascii.Int(maxHeaders))
		}
		return func() error {
			t := r.Next()
			if t.Kind != jsontext.String || !isFieldValue(t.Text) {
				return r.refuse(t, "a string of at most "+ascii.Int(maxHeaderValue)+" printable ASCII characters")
			}
			rules.set = withHeader(rules.set, name, t.Text)
			return nil
		}, nil
	})
}

// refusedHeader says why a header cannot be set; "" if it can.
func refusedHeader(name string) string {
	switch {
	case strings.HasPrefix(name, ":"):
		return "pseudo headers are the proxy's; allowed: names of response headers"
	case !isToken(name):
		return `it is no name of a header; allowed: names such as "x-frame-options"`
	case isHopByHop(name):
		return "headers of one connection are the proxy's (RFC 9110, section 7.6.1); allowed: other names"
	case name == "content-type":
		return "it belongs to the body; allowed: response.content_type"
	case name == "content-length" || name == "content-encoding":
		return "it follows from the body; allowed: other names"
	}
	return ""
}

// isFieldValue reports whether a text can be the value of a header: printable ASCII with blanks inside (RFC 9110, section 5.5).
func isFieldValue(value string) bool {
	for i := range len(value) {
		if value[i] < ' ' || value[i] > '~' {
			return false
		}
	}
	return value != "" && len(value) <= maxHeaderValue && ascii.Trim(value, " ") == value
}
