package filter

import (
	"bytes"
	"unicode/utf8"

	"errormask/filter/decode"
	"errormask/filter/jsontext"
	"errormask/filter/lanes"
)

// decode gives a body as text; an empty one if it cannot be shown as such.
func (a *analyser) decode(m *masking, raw excerpt, s *recording, result *analysis) excerpt {
	text := raw
	switch {
	case !m.isCoded():
		text = a.toUTF8(m.contentType, text)
	case s.decode:
		text = a.undo(m, raw, s, result)
	default:
		result.reason = "content-encoding " + jsontext.Shorten(m.contentEncoding)
		return excerpt{}
	}
	if !isPlainText(text.text) && isBinary(text.text) {
		result.reason = "binary"
		return excerpt{}
	}
	if text.missing > 0 {
		size := text.size()
		text.gap = len(cutEnd(text.head()))
		text.resume = len(text.text) - len(cutStart(text.tail()))
		text.missing = size - len(text.head()) - len(text.tail())
	}
	return text
}

// toUTF8 changes a body's charset. Most bodies need no change, and are not copied.
func (a *analyser) toUTF8(contentType string, raw excerpt) excerpt {
	if isPlainText(raw.text) {
		return raw
	}
	charset := decode.CharsetOf(contentType, raw.head())
	if charset == decode.UTF8 && !bytes.HasPrefix(raw.head(), []byte("\ufeff")) {
		return raw
	}
	a.decoded = charset.Append(a.decoded[:0], raw.head(), 0)
	gap := len(a.decoded)
	a.decoded = charset.Append(a.decoded, raw.tail(), raw.size()-len(raw.tail()))
	return excerpt{text: a.decoded, gap: gap, resume: gap, missing: raw.missing}
}

// undo undoes a body's content-encodings.
func (a *analyser) undo(m *masking, raw excerpt, s *recording, result *analysis) excerpt {
	decoded := a.decoder.Decode(a.decoded[:0], m.coded(raw), s.maxBodyBytes)
	a.decoded = decoded.Text
	result.reason = decoded.Reason
	if decoded.Whole {
		result.decodedSize = decoded.Size
	}
	if decoded.Missing == 0 {
		return whole(decoded.Text)
	}
	return excerpt{text: decoded.Text, gap: decoded.Gap, resume: decoded.Gap, missing: decoded.Missing}
}

// coded is a body that has a content-encoding.
func (m *masking) coded(raw excerpt) decode.Body {
	return decode.Body{
		Encoding:    m.contentEncoding,
		ContentType: m.contentType,
		Bytes:       raw.head(),
		Complete:    (m.ended || m.awaits > 0 && !m.isWaiting()) && raw.missing == 0,
	}
}

// isPlainText reports whether a text is ASCII without control characters other than those that end lines and indent them, as most are.
func isPlainText(text []byte) bool {
	for i := 0; i < len(text); i++ {
		if i+8 <= len(text) {
			if n := lanes.First(lanes.Unprintable(lanes.Load(text[i:]))); n > 0 {
				i += n - 1
				continue
			}
		}
		if c := text[i]; c < ' ' && c != '\n' && c != '\r' && c != '\t' || c >= 0x7f {
			return false
		}
	}
	return true
}

// isBinary reports whether more than an eighth of the bytes are no text: neither UTF-8 nor any control that text uses.
func isBinary(body []byte) bool {
	strange := 0
	for i := 0; i < len(body); {
		if n := jsontext.PlainRun(body[i:]); n > 0 {
			i += n
			continue
		}
		r, width := utf8.DecodeRune(body[i:])
		if r == utf8.RuneError && width == 1 || r < ' ' && r != '\n' && r != '\r' && r != '\t' && r != 0x1b {
			strange++
		}
		i += width
	}
	return strange > len(body)/8
}
