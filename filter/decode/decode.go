// Package decode turns the beginning of an error body back into text: content-encodings are undone, charsets become UTF-8.
//
// A body that is cut off, broken or declared wrongly gives what could be decoded of it, and the reason why that is not all. What a body
// can cost is bounded whatever it holds: see InputLimit for the bytes taken in and outputLimit for the bytes decoded.
package decode

// Body is an error body as it was captured.
type Body struct {
	// Encoding is the value of content-encoding, ContentType that of content-type; both may be empty.
	Encoding, ContentType string
	// Bytes is the beginning of the body without a gap, and Complete says that it is all of it.
	Bytes    []byte
	Complete bool
}

// Result is what could be decoded of a body.
type Result struct {
	// Text is UTF-8, as far as the body's charset is known. It is empty when nothing could be decoded.
	Text []byte
	// Gap is where in Text its middle is missing and Missing how many decoded bytes of it; both matter only where Missing > 0.
	Gap, Missing int
	// Size is the number of bytes that were decoded, before the charset is changed. Whole says that it is the size of all the body.
	Size  int
	Whole bool
	// Reason says why the body was not decoded, or not as it should; it is empty when all went well.
	Reason string
}

const (
	minInput, maxInput   = 32 << 10, 256 << 10
	minOutput, maxOutput = 64 << 10, 512 << 10
)

// InputLimit gives how many bytes of an encoded body are worth being captured for a text of at most limit bytes: four times as many,
// between 32 and 256 KiB, and never less than the limit. Text seldom shrinks to less than a twentieth, so as a rule it is the whole body, and its end is seen too.
func InputLimit(limit int) int { return max(limit, min(max(minInput, 4*limit), maxInput)) }

// outputLimit bounds what each coding of a body may give: eight times the limit, between 64 and 512 KiB, and never less than the limit.
func outputLimit(limit int) int { return max(limit, min(max(minOutput, 8*limit), maxOutput)) }

// Decoder undoes content-encodings. Its zero value is ready; it keeps its memory from one body to the next, at most some 610 KiB. It must not
// be used by two goroutines at once.
type Decoder struct {
	// work is what one coding after the other writes to, in turns.
	work    [2][]byte
	deflate inflater
	brotli  brotliReader
	zstd    zstdReader
}

// maxIdle bounds each buffer that is kept between two bodies.
const maxIdle = minOutput + minOutput/2

// Decode appends the text of a body to dst. Of more than limit decoded bytes the first and the last half stay.
func (d *Decoder) Decode(dst []byte, body Body, limit int) Result {
	defer d.release()
	var room [maxCodings]coding
	codings, reason := parseCodings(room[:0], body.Encoding)
	if reason != "" {
		return Result{Text: dst, Reason: reason}
	}
	decoded, reason, whole := d.undo(codings, body, outputLimit(limit))
	r := Result{Size: len(decoded), Whole: whole, Reason: reason}
	head, tail := decoded, decoded[len(decoded):]
	if len(decoded) > limit {
		head, tail = decoded[:limit-limit/2], decoded[len(decoded)-limit/2:]
		r.Missing = len(decoded) - limit
	}
	charset := CharsetOf(body.ContentType, head)
	r.Text = charset.Append(dst, head, 0)
	r.Gap = len(r.Text) - len(dst)
	r.Text = charset.Append(r.Text, tail, len(decoded)-len(tail))
	return r
}

// undo undoes the codings from the last one to the first. The first reason on the way is the one that counts: others follow from it.
func (d *Decoder) undo(codings []coding, body Body, bound int) (decoded []byte, reason string, whole bool) {
	decoded, whole = body.Bytes, body.Complete
	for i := len(codings) - 1; i >= 0; i-- {
		name, src := codings[i].name(), decoded
		out, err := d.apply(codings[i], d.work[i&1][:0], src, bound)
		d.work[i&1] = out
		if err == nil && !whole {
			err = errTruncated
		}
		if err == nil {
			decoded = out
			continue
		}
		if err != errBound && isForeign(src, err) {
			return src, first(reason, name+": not "+name+" data, shown as it came"), whole
		}
		reason = first(reason, name+": "+explain(err, src, len(out), whole))
		decoded, whole = out, whole && (err == errTrailing || err == errChecksum)
	}
	return decoded, reason, whole
}

func first(reason, other string) string {
	if reason != "" {
		return reason
	}
	return other
}

// release lets go of the body and of buffers that an unusually large one made grow.
func (d *Decoder) release() {
	d.deflate.in = forwardBits{}
	for i, b := range d.work {
		if cap(b) > maxIdle {
			d.work[i] = nil
		}
	}
	d.zstd.release()
	d.brotli.release()
}
