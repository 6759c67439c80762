package pattern

// Piece is the part of a text that is searched: Text[From:To], and what it ends at on either side. Nothing beyond is looked at.
type Piece struct {
	Text          []byte
	From, To      int
	Before, After Edge
}

// Edge is what a piece ends at.
type Edge uint8

const (
	// Open: there the text begins or ends.
	Open Edge = iota
	// Wall: something that is none of the text stands there. No assertion holds at it, as what it stands for is not known, so that a
	// piece of a piece has no match that the whole had not.
	Wall
	// Cut: there the text goes on, but is missing. What may be the end or the beginning of a match there counts as one, and any
	// assertion may hold.
	Cut
)

// Assertions, as bits.
const (
	lineStart = 1 << iota
	lineEnd
	wordEdge
	noWordEdge
	everything = lineStart | lineEnd | wordEdge | noWordEdge
)

// holds gives the assertions that hold before the byte at i.
func (t *Piece) holds(i int) uint8 {
	atStart, atEnd := i == t.From, i == t.To
	switch {
	case atStart && t.Before == Cut, atEnd && t.After == Cut:
		return everything
	case atStart && t.Before == Wall, atEnd && t.After == Wall:
		return 0
	}
	var held uint8
	if atStart || t.Text[i-1] == '\n' {
		held |= lineStart
	}
	if atEnd || t.Text[i] == '\n' || t.Text[i] == '\r' && i+1 < t.To && t.Text[i+1] == '\n' {
		held |= lineEnd
	}
	if (!atStart && inWord(t.Text[i-1])) != (!atEnd && inWord(t.Text[i])) {
		return held | wordEdge
	}
	return held | noWordEdge
}

// inWord reports whether \w has a byte.
func inWord(c byte) bool {
	lower := c | 0x20
	return lower >= 'a' && lower <= 'z' || c >= '0' && c <= '9' || c == '_'
}
