package pattern

// What an instruction does. All but split and jump go on with the next one; behind the last, a match ends.
const (
	takeByte = iota // takes the ASCII character c
	takeSet         // takes a character of the set arg
	assert          // goes on where the assertion c holds
	split           // goes on with the next one, and arg away from here as well
	jump            // goes on arg away from here
)

type instruction struct {
	op, c uint8
	// arg is the number of a set, or a distance: those inside of a fragment stay the same wherever it stands.
	arg int16
}

// fragment is a part of a program. Empty says that it may match the empty text.
type fragment struct {
	code  []instruction
	empty bool
}

// then is f, and g after it.
func (f fragment) then(g fragment) fragment {
	return fragment{append(f.code, g.code...), f.empty && g.empty}
}

// or is f or g.
func (f fragment) or(g fragment) fragment {
	code := make([]instruction, 0, len(f.code)+len(g.code)+2)
	code = append(code, instruction{op: split, arg: int16(len(f.code) + 2)})
	code = append(code, f.code...)
	code = append(code, instruction{op: jump, arg: int16(len(g.code) + 1)})
	return fragment{append(code, g.code...), f.empty || g.empty}
}

// unlimited is the upper bound of a repeat that has none.
const unlimited = -1

// repeatedSize is how many instructions f takes least to most times.
func (f fragment) repeatedSize(least, most int) int {
	n := len(f.code)
	switch {
	case n == 0:
		return 0
	case most == unlimited:
		return max(least, 1)*n + 2
	}
	return least*n + (most-least)*(n+1)
}

// repeated is f least to most times.
func (f fragment) repeated(least, most int) fragment {
	result := fragment{make([]instruction, 0, f.repeatedSize(least, most)), f.empty || least == 0}
	if len(f.code) == 0 {
		return result
	}
	for range least {
		result.code = append(result.code, f.code...)
	}
	n := int16(len(f.code))
	if most == unlimited && least > 0 { // once more, from where the last of them began
		result.code = append(result.code, instruction{op: split, arg: 2}, instruction{op: jump, arg: -n - 1})
		return result
	}
	if most == unlimited {
		result.code = append(append(result.code, instruction{op: split, arg: n + 2}), f.code...)
		result.code = append(result.code, instruction{op: jump, arg: -n - 1})
		return result
	}
	for range most - least { // each of the others may be left out
		result.code = append(append(result.code, instruction{op: split, arg: n + 1}), f.code...)
	}
	return result
}
