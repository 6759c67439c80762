package redact

// cardEnd gives where the number of a payment card that begins at i ends (ISO/IEC 7812: up to 19 digits, perhaps in groups), 0 if there is
// none. To be one, a number must stand by itself, begin as an issuer's do, have one of their lengths and a correct last digit.
func (s *scan) cardEnd(i int) int {
	if !s.standsAlone(i) {
		return 0
	}
	var digits [19]byte
	n, group, end := 0, 0, 0
	var between byte
	for j := i; ; j++ {
		s.saw(1)
		c := s.byteAt(j)
		if class[c]&digit != 0 {
			if n == len(digits) {
				return end
			}
			digits[n] = c - '0'
			n++
			group++
			continue
		}
		if s.endsNumber(j) && isCard(digits[:n], n == 16 && (between != 0 && group == 4 || s.isCardNumber(i))) {
			end = j
		}
		if c != ' ' && c != '-' || between != 0 && c != between || group < 4 || n > 16 {
			return end
		}
		between, group = c, 0
	}
}

// isCardNumber reports whether what begins at i is a member "number", as that of a card is named. Those that are made up for tests may have a wrong last digit.
func (s *scan) isCardNumber(i int) bool {
	key := s.behind(s.behind(i, 0)-1, 0)
	return s.after(key, "number") && class[s.byteAt(key-len("number")-1)]&alnum == 0
}

// standsAlone reports whether what begins at i is no part of a longer number or name.
func (s *scan) standsAlone(i int) bool {
	before := s.byteAt(i - 1)
	if class[before]&(alnum|underscore|dot) != 0 && !s.afterEscape(i) || before == '+' {
		return false
	}
	return before != '-' || class[s.byteAt(i-2)]&(alnum|joint) == 0
}

// afterEscape reports whether \n, \u0022, %20 or the like stands before i.
func (s *scan) afterEscape(i int) bool {
	return i > 1 && s.text[i-2] == '\\' && isEscape(s.text[i-1]) || i > 2 && s.text[i-3] == '%' || i > 5 && s.text[i-6] == '\\' && s.text[i-5] == 'u'
}

// endsNumber reports whether a number that ends at i is no part of a longer one or of a name.
func (s *scan) endsNumber(i int) bool {
	c, next := s.byteAt(i), s.byteAt(i+1)
	if class[c]&joint != 0 {
		return class[next]&alnum == 0
	}
	return class[c]&alnum == 0
}

// isCard knows the numbers of the large issuers by their beginnings and lengths, and checks the last digit (Luhn) unless the number is in groups as on
// a card: nothing else is written so.
func isCard(d []byte, grouped bool) bool {
	if len(d) < 14 {
		return false
	}
	two, four := int(d[0])*10+int(d[1]), int(d[0])*1000+int(d[1])*100+int(d[2])*10+int(d[3])
	n := len(d)
	switch {
	case d[0] == 4 && (n == 16 || n == 19): // Visa; those of 13 digits are no longer issued, and look like telephone numbers
	case two >= 51 && two <= 55 && n == 16, four >= 2221 && four <= 2720 && n == 16: // Mastercard
	case (two == 34 || two == 37) && n == 15: // American Express
	case (two == 36 || two == 38 || four >= 3000 && four <= 3059) && n >= 14 && n <= 19: // Diners Club
	case (four == 6011 || two == 64 || two == 65 || two == 62) && n >= 16: // Discover, UnionPay
	case two == 35 && n >= 16: // JCB
	case (two == 50 || two == 56 || two == 57 || two == 58 || two == 63 || two == 67) && n == 16: // Maestro
	default:
		return false
	}
	return grouped || luhn(d)
}

func luhn(d []byte) bool {
	sum := 0
	for i := range d {
		v := int(d[len(d)-1-i])
		if i%2 == 1 {
			if v *= 2; v > 9 {
				v -= 9
			}
		}
		sum += v
	}
	return sum%10 == 0
}
