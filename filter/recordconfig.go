package filter

import (
	"strings"

	"errormask/filter/ascii"
	"errormask/filter/jsontext"
	"errormask/filter/pattern"
	"errormask/filter/redact"
)

// redaction says what is hidden in records.
type redaction struct {
	enabled  bool
	email    bool
	keys     []string
	patterns []*pattern.Pattern
}

// digestKey is what the digests of redacted values depend on: one for each VM, so that they tell equal values from others in all records of it,
// and nothing to anyone else.
var digestKey = randomKey()

// redactor gives nil if nothing is to be redacted.
func (r redaction) redactor() *redact.Redactor {
	if !r.enabled {
		return nil
	}
	return redact.New(redact.Options{Keys: r.keys, Patterns: r.patterns, Email: r.email, Key: digestKey})
}

// recording is what a policy says about records.
type recording struct {
	level        Level
	maxBodyBytes int
	// decode says that content-encodings are undone.
	decode bool
	// contentTypes says that content-type is recorded, and headers are the names of the other response headers that are.
	contentTypes bool
	headers      []string
	redact       redaction
	// redactor is nil if nothing is to be redacted.
	redactor *redact.Redactor
	// repeatWindow is for how long one full record stands for those with its fingerprint, in nanoseconds; 0: all are full.
	repeatWindow int64
	// salt tells the fingerprints of policies apart whose records differ: a short record must not stand for a full one of another kind.
	salt uint64
}

func defaultRecording() *recording {
	r := &recording{level: Error, maxBodyBytes: defaultBodyBytes, decode: true, contentTypes: true, redact: redaction{enabled: true}}
	r.redactor = r.redact.redactor()
	return r
}

// Bounds of what a configuration says about records.
const (
	// defaultBodyBytes lets a record of plain text stay below the 16 KiB at which container runtimes split a log line.
	defaultBodyBytes = 8 << 10
	maxBodyBytes     = 1 << 20
	maxRepeatSeconds = 7 * 24 * 60 * 60
	maxSecretKeys    = 256
	maxSecretKeySize = 64
	maxPatterns      = 64
)

// recording reads what a policy says about records; what it does not say stays.
func (r *reader) recording(p *policy) error {
	s := *p.recording
	p.recording = &s
	if p.name != topName {
		r.recordings++
	}
	s.salt = r.recordings * 0x9e3779b97f4a7c15 // 2^64 divided by the golden ratio, which sets the products far apart
	return r.object(recordingKeys, func(key string) error { return r.recordingKey(&s, key) })
}

var (
	recordingKeys = []string{"level", "max_body_bytes", "decode", "headers", "redact", "repeat"}
	redactionKeys = []string{"enabled", "keys", "patterns", "email"}
	repeatKeys    = []string{"full_every_seconds"}
)

func (r *reader) recordingKey(s *recording, key string) (err error) {
	switch key {
	case "level":
		return r.level(&s.level)
	case "max_body_bytes":
		s.maxBodyBytes, err = r.integer(maxBodyBytes)
		return err
	case "decode":
		return r.boolean(&s.decode)
	case "headers":
		return r.headers(s)
	case "redact":
		err = r.object(redactionKeys, func(key string) error { return r.redactionKey(&s.redact, key) })
		s.redactor = s.redact.redactor()
		return err
	}
	return r.object(repeatKeys, func(string) error {
		seconds, err := r.integer(maxRepeatSeconds)
		s.repeatWindow = int64(seconds) * 1e9
		return err
	})
}

func (r *reader) redactionKey(s *redaction, key string) error {
	switch key {
	case "enabled":
		return r.boolean(&s.enabled)
	case "keys":
		return r.secretKeys(&s.keys)
	case "patterns":
		return r.patterns(&s.patterns)
	}
	return r.boolean(&s.email)
}

// levels stand at the index of their Level.
var levels = []string{Trace: "trace", Debug: "debug", Info: "info", Warn: "warn", Error: "error", Critical: "critical"}

func (r *reader) level(level *Level) error {
	i, err := r.oneOf(levels)
	*level = Level(i)
	return err
}

// never are headers that only ever hold secrets.
var never = []string{"authorization", "cookie", "proxy-authorization", "set-cookie"}

func (r *reader) headers(s *recording) error {
	allowed := "a list of at most " + ascii.Int(maxHeaders) + " names of response headers"
	s.contentTypes, s.headers = false, nil
	return r.list(allowed, 0, func(t jsontext.Token) error {
		name := ascii.Lower(t.Text)
		switch {
		case t.Kind != jsontext.String || !isToken(name):
			return r.refuse(t, `the name of a response header, such as "retry-after"`)
		case ascii.In(never, name):
			return r.refuse(t, `headers that may be logged; never `+ascii.Join(never, ", "))
		case name == "content-type":
			s.contentTypes = true
		case len(s.headers) == maxHeaders:
			return r.refuse(t, allowed)
		default:
			s.headers = withText(s.headers, name)
		}
		return nil
	})
}

func (r *reader) secretKeys(keys *[]string) error {
	allowed := "a list of at most " + ascii.Int(maxSecretKeys) + " names of secrets"
	*keys = nil
	return r.list(allowed, 0, func(t jsontext.Token) error {
		if t.Kind != jsontext.String || len(t.Text) > maxSecretKeySize || !strings.ContainsFunc(t.Text, isLetterOrDigit) {
			return r.refuse(t, "a name of at most "+ascii.Int(maxSecretKeySize)+` bytes with a letter or digit, such as "customer_number"`)
		}
		if len(*keys) == maxSecretKeys {
			return r.refuse(t, allowed)
		}
		*keys = withText(*keys, t.Text)
		return nil
	})
}

func (r *reader) patterns(patterns *[]*pattern.Pattern) error {
	allowed := "a list of at most " + ascii.Int(maxPatterns) + " regular expressions"
	*patterns = nil
	return r.list(allowed, 0, func(t jsontext.Token) error {
		if t.Kind != jsontext.String || len(*patterns) == maxPatterns {
			return r.refuse(t, allowed)
		}
		p, err := pattern.Compile(t.Text)
		if err != nil {
			return r.fail(r.where() + ": " + err.Error())
		}
		*patterns = append(*patterns, p)
		return nil
	})
}

func isLetterOrDigit(r rune) bool {
	return r >= '0' && r <= '9' || r >= 'a' && r <= 'z' || r >= 'A' && r <= 'Z' || r >= 0x80
}
