package redact

import "errormask/filter/pattern"

// own are the patterns of the configuration, and memory for a search that the next one uses again.
type own struct {
	patterns []*pattern.Pattern
	// spans are where their matches are, more those of one of them in a piece, and spare room to join both.
	spans, more, spare []pattern.Span
	found              []finding
	finds              finds
	text               []byte
}

// finding is a secret that the scan found, or a match of a pattern.
type finding struct {
	_        [0]func() // none of these is compared
	from, to int
	kind     string
}

// maxIdle is how many bytes a text with marks may have for its memory to be kept, and how many spans, for theirs.
const (
	maxIdle      = 1 << 16
	maxIdleSpans = 1 << 10
)

// hideMatches gives the text with marks in the place of the patterns' matches. It may be overwritten at the next call.
//
// A match may be a part of a secret, so that with only the match replaced, the rest of the secret would no longer be known for what it
// is. So the scan looks at the text first, as it is, and a secret and the matches in it get one mark.
func (r *Redactor) hideMatches(text []byte, f form) []byte {
	o := r.own
	o.search(text, f)
	if len(o.spans) == 0 {
		return text
	}
	o.found, o.finds.n = o.found[:0], 0
	r.scan(nil, text, f, o)
	o.text = r.again(r.appendMarked(o.text[:0], text), 0, text, &o.finds)
	hidden := o.text
	o.release()
	return hidden
}

// release lets go of memory that an unusually long text made grow.
func (o *own) release() {
	if cap(o.text) > maxIdle {
		o.text = nil
	}
	if max(cap(o.spans), cap(o.more), cap(o.spare), cap(o.found)) > maxIdleSpans {
		o.spans, o.more, o.spare, o.found = nil, nil, nil, nil
	}
}

// search finds the matches in a text. None of them reaches into or over a mark or the marker of a cut, which no part of the text are.
func (o *own) search(text []byte, f form) {
	o.spans = o.spans[:0]
	piece := pattern.Piece{Text: text}
	if f == tailOfText {
		piece.Before = pattern.Cut
	}
	for i := 0; i < len(text); {
		n, edge := barrier(text[i:])
		if n == 0 {
			i++
			continue
		}
		piece.To, piece.After = i, edge
		if edge == pattern.Cut && i > piece.From && text[i-1] == ' ' { // the marker's
			piece.To--
		}
		o.searchPiece(piece)
		i += n
		piece.From, piece.Before = i, edge
	}
	piece.To, piece.After = len(text), pattern.Open
	if f == headOfText {
		piece.After = pattern.Cut
	}
	o.searchPiece(piece)
}

// barrier gives the length of the mark or the marker of a cut that text begins with, 0 if there is none, and what it is to a match.
func barrier(text []byte) (int, pattern.Edge) {
	switch text[0] {
	case '[':
		return mark(text), pattern.Wall
	case ellipsisByte:
		return cutMarker(text), pattern.Cut
	}
	return 0, pattern.Open
}

func (o *own) searchPiece(piece pattern.Piece) {
	first := len(o.spans)
	for _, p := range o.patterns {
		o.more = p.AppendPiece(o.more[:0], piece)
		o.join(first)
	}
}

// join merges more into the spans from first on. Both are in order, and so is the result.
func (o *own) join(first int) {
	if len(o.more) == 0 {
		return
	}
	a, b := append(o.spare[:0], o.spans[first:]...), o.more
	o.spare, o.spans = a, o.spans[:first]
	for len(a) > 0 || len(b) > 0 {
		var s pattern.Span
		if len(b) == 0 || len(a) > 0 && a[0].Start <= b[0].Start {
			s, a = a[0], a[1:]
		} else {
			s, b = b[0], b[1:]
		}
		if last := len(o.spans) - 1; last >= first && s.Start <= o.spans[last].End {
			o.spans[last].End = max(o.spans[last].End, s.End)
			continue
		}
		o.spans = append(o.spans, s)
	}
}

// appendMarked appends text with marks for what was found in it.
func (r *Redactor) appendMarked(dst, text []byte) []byte {
	spans, found, done := r.own.spans, r.own.found, 0
	for len(spans) > 0 || len(found) > 0 {
		var g finding
		g, spans, found = group(spans, found)
		dst = put(dst, text[done:g.from])
		dst = r.appendMark(dst, g.kind, text[g.from:g.to])
		done = g.to
	}
	return put(dst, text[done:])
}

// group takes what overlaps at the beginning of both lists. It is of the kind of the secret in it, unless a match covers all of that.
func group(spans []pattern.Span, found []finding) (finding, []pattern.Span, []finding) {
	var g finding
	if len(found) == 0 || len(spans) > 0 && (spans[0].Start < found[0].from || spans[0].Start == found[0].from && spans[0].End >= found[0].to) {
		g, spans = finding{from: spans[0].Start, to: spans[0].End, kind: "pattern"}, spans[1:]
	} else {
		g, found = found[0], found[1:]
	}
	for {
		switch {
		case len(spans) > 0 && spans[0].Start < g.to:
			g.to, spans = max(g.to, spans[0].End), spans[1:]
		case len(found) > 0 && found[0].from < g.to:
			if found[0].to > g.to {
				g.to, g.kind = found[0].to, found[0].kind
			}
			found = found[1:]
		default:
			return g, spans, found
		}
	}
}
