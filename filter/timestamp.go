package filter

// timestamp appends a time, given in nanoseconds since 1970-01-01 UTC, to the microsecond (RFC 3339). It takes the time apart by itself:
// package time would add 90 KB to the module.
func (e *encoder) timestamp(name string, nanos int64) {
	micros := nanos / 1000
	seconds := int(micros / 1e6)
	year, month, day := civil(seconds / 86400)
	e.name(name)
	const form = `"0000-00-00T00:00:00.000000Z"`
	e.put(form)
	text := (*[len(form) - 1]byte)(e.line[len(e.line)-len(form)+1:]) // behind the first quote
	putDigits(text[:4], year)
	putDigits(text[5:7], month)
	putDigits(text[8:10], day)
	putDigits(text[11:13], seconds/3600%24)
	putDigits(text[14:16], seconds/60%60)
	putDigits(text[17:19], seconds%60)
	putDigits(text[20:26], int(micros%1e6))
}

// civil gives the date that many days after 1970-01-01, which is not before it, in the Gregorian calendar.
func civil(days int) (year, month, day int) {
	// Years are counted from the first of March, so that the leap day ends one; 400 of them have a fixed number of days.
	const daysPerEra = 400*365 + 97
	days += 719468 // from 0000-03-01 to 1970-01-01
	era, d := days/daysPerEra, days%daysPerEra
	y := (d - d/1460 + d/36524 - d/146096) / 365
	d -= 365*y + y/4 - y/100
	m := (5*d + 2) / 153
	year, month, day = era*400+y, m+3, d-(153*m+2)/5+1
	if month > 12 {
		year, month = year+1, month-12
	}
	return year, month, day
}

// putDigits overwrites digits with those of n, which is not negative: the lowest ones, with leading zeros.
//
//go:noinline
func putDigits(digits []byte, n int) {
	for i := len(digits) - 1; i >= 0; i-- {
		digits[i] = byte('0' + n%10)
		n /= 10
	}
}
