package response

import (
	"strings"

	"errormask/filter/ascii"
)

// maxAccept bounds how much of an Accept header is read, in bytes, and maxRanges how many ranges of it.
const (
	maxAccept = 2048
	maxRanges = 64
)

// preferred gives the index of the answer that an Accept header prefers (RFC 9110, section 12.5.1). Of equally good ones the first is taken, and if
// none is acceptable too, since an error in another format is better than none (section 15.5.7).
func preferred(accept string, answers []Answer) int {
	var room [8]mediaRange
	ranges := parseAccept(room[:0], accept)
	best, bestQuality := 0, 0
	for i := range answers {
		if q := quality(ranges, answers[i].essence); q > bestQuality {
			best, bestQuality = i, q
		}
	}
	return best
}

// mediaRange is an element of an Accept header.
type mediaRange struct {
	_ [0]func() // none of these is compared
	// media is in lower case; "*/*" and "type/*" are wildcards.
	media string
	// quality is from 0 to 1000.
	quality int
}

func parseAccept(ranges []mediaRange, accept string) []mediaRange {
	if len(accept) > maxAccept {
		accept = accept[:strings.LastIndexByte(accept[:maxAccept], ',')+1] // what is cut in two could mean something else
	}
	for element := range strings.SplitSeq(accept, ",") {
		media, parameters, _ := strings.Cut(element, ";")
		media = ascii.Lower(ascii.Trim(media, " \t"))
		if q, ok := parseQuality(parameters); ok && media != "" && len(ranges) < maxRanges {
			ranges = append(ranges, mediaRange{media: media, quality: q})
		}
	}
	return ranges
}

// parseQuality gives the weight among the parameters of a range in thousandths, 1000 if there is none (RFC 9110, section 12.4.2). Other parameters do
// not matter, as no answer has any but a charset.
func parseQuality(parameters string) (q int, ok bool) {
	for parameter := range strings.SplitSeq(parameters, ";") {
		name, value, _ := strings.Cut(parameter, "=")
		if name = ascii.Trim(name, " \t"); name != "q" && name != "Q" {
			continue
		}
		return parseWeight(ascii.Trim(value, " \t"))
	}
	return 1000, true
}

// parseWeight reads "0", "1" and either with up to three decimals.
func parseWeight(value string) (q int, ok bool) {
	whole, decimals, _ := strings.Cut(value, ".")
	if whole != "0" && whole != "1" || len(decimals) > 3 {
		return 0, false
	}
	for i := range 3 {
		digit := byte('0')
		if i < len(decimals) {
			digit = decimals[i]
		}
		if digit < '0' || digit > '9' {
			return 0, false
		}
		q = q*10 + int(digit-'0')
	}
	if whole == "1" {
		return 1000, q == 0
	}
	return q, true
}

// quality is the weight of the most specific range that a media type falls into, 0 if it falls into none. Who accepts anything if nothing is said.
func quality(ranges []mediaRange, media string) int {
	if len(ranges) == 0 {
		return 1
	}
	kind, _, _ := strings.Cut(media, "/")
	q, specific := 0, 0
	for _, r := range ranges {
		s := 0
		switch {
		case r.media == media:
			s = 3
		case strings.HasSuffix(r.media, "/*") && r.media[:len(r.media)-2] == kind:
			s = 2
		case r.media == "*/*":
			s = 1
		}
		if s > specific || s == specific && s > 0 && r.quality > q {
			q, specific = r.quality, s
		}
	}
	return q
}
