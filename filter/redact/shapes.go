package redact

// shape is what a kind of secret looks like wherever it stands: a prefix, then bytes of certain classes.
type shape struct {
	prefix string
	kind   string
	// classes are those of the bytes after the prefix, and least and most how many of them there are. Where there are more, it is
	// something else.
	classes     uint32
	least, most int
	// dense: there must be 16 letters and digits in a row among them, and digits among these.
	dense bool
	// shown: the prefix is no part of the secret.
	shown bool
	_     [0]func() // no code to compare it is needed
}

const many = 1 << 20

var known = [...]shape{
	{prefix: "AC SK", kind: "twilio", classes: digit | hexLetter, least: 32, most: 32},
	{prefix: "AGE-SECRET-KEY-1", kind: "age-key", classes: upper | digit, least: 50, most: 70},
	{prefix: "AIza", kind: "google-key", classes: urlBase64, least: 20, most: 45},
	{prefix: "AKIA ASIA", kind: "aws-key-id", classes: upper | digit, least: 12, most: 20},
	{prefix: "CfDJ8", kind: "token", classes: urlBase64, least: 3, most: many},
	{prefix: "EAACEdEose0cBA", kind: "facebook", classes: alnum, least: 16, most: many},
	{prefix: "GOCSPX-", kind: "google-key", classes: urlBase64, least: 10, most: 40},
	{prefix: "NRAK-", kind: "newrelic", classes: alnum, least: 16, most: 40},
	{prefix: "HRKU-", kind: "api-key", classes: urlBase64, least: 16, most: 60},
	{prefix: "LTAI", kind: "api-key", classes: alnum, least: 16, most: 24, dense: true},
	{prefix: "PMAK-", kind: "postman", classes: alnum | hyphen, least: 20, most: 64},
	{prefix: "SFMyNTY.", kind: "token", classes: urlBase64 | dot, least: 16, most: many},
	{prefix: "SG.", kind: "sendgrid", classes: urlBase64 | dot, least: 16, most: 80},
	{prefix: "dapi", kind: "databricks", classes: digit | hexLetter | hyphen, least: 32, most: 34},
	{prefix: "discord.com/api/webhooks/ discordapp.com/api/webhooks/", kind: "webhook", classes: urlBase64 | slash, least: 16, most: many},
	{prefix: "dop_v1_", kind: "digitalocean", classes: alnum, least: 16, most: 64},
	{prefix: "ghp_ gho_ ghu_ ghr_", kind: "github", classes: alnum, least: 14, most: 255},
	{prefix: "ghs_", kind: "github", classes: urlBase64 | dot, least: 14, most: many},
	{prefix: "github_pat_", kind: "github", classes: alnum | underscore, least: 22, most: 255},
	{prefix: "glpat-", kind: "gitlab", classes: urlBase64 | dot, least: 10, most: 300},
	{prefix: "glsa_", kind: "grafana", classes: alnum | underscore, least: 16, most: 48},
	{prefix: "hf_", kind: "huggingface", classes: alnum, least: 16, most: 40},
	{prefix: "hooks.slack.com/services/", kind: "webhook", classes: alnum | slash, least: 10, most: many},
	{prefix: "hvs. hvb.", kind: "vault", classes: urlBase64, least: 12, most: many},
	{prefix: "key-", kind: "api-key", classes: digit | lower, least: 32, most: 32, dense: true},
	{prefix: "lin_api_", kind: "linear", classes: alnum, least: 16, most: 48},
	{prefix: "npm_", kind: "npm", classes: alnum, least: 20, most: 40},
	{prefix: "pypi-", kind: "pypi", classes: urlBase64, least: 20, most: many},
	{prefix: "rk_live_ rk_test_ sk_live_ sk_test_", kind: "stripe", classes: alnum, least: 10, most: 255},
	{prefix: "sk-", kind: "api-key", classes: urlBase64, least: 20, most: 255, dense: true},
	{prefix: "sess_ sess: sessions/", kind: "session", classes: alnum, least: 16, most: 64, dense: true, shown: true},
	{prefix: "reset/ reset-password/ verify/ confirm/ activate/ invite/ invitation/ invitations/ magic/ magic-link/ unsubscribe/ token/ tokens/", kind: "token",
		classes: urlBase64 | dot, least: 20, most: many, dense: true, shown: true},
	{prefix: "shpat_ shpss_", kind: "shopify", classes: alnum, least: 16, most: 40},
	{prefix: "v1= sha256=", kind: "signature", classes: digit | hexLetter, least: 64, most: 64, shown: true},
	{prefix: "whsec_", kind: "stripe", classes: alnum | slash | base64Sign, least: 12, most: 255},
	{prefix: "xapp- xoxa- xoxb- xoxc- xoxd- xoxe- xoxp- xoxr- xoxs-", kind: "slack", classes: alnum | hyphen, least: 10, most: 255},
	{prefix: "xoxe.", kind: "slack", classes: alnum | hyphen | dot, least: 10, most: 255},
	{prefix: "ya29.", kind: "google-token", classes: urlBase64, least: 10, most: many},
	{classes: urlBase64 | dot | slash, least: 20, most: many, dense: true, kind: "api-key", prefix: "1//0 AKCp ATATT3 ATBB ATCTT3 AVNS_ CCIPAT_ CFPAT- CLOJARS_ EAAA EZAK EZTK FLWSECK FwoGZXIvYXdz IQoJb3JpZ2lu NRII- " +
		"NRJS- amzn.mws. bkua_ cmVmdGtu dckr_oat_ dckr_pat_ dp.ct. dp.pt. dp.sa. dp.scim. dp.st. dt0c01. figd_ fm2_ fo1_ " +
		"glagent- glc_ glcbt- gldt- glffct- glft- glimt- gloas- glptt- glrt- glsoat- gsk_ hooks.slack.com/triggers/ " +
		"hooks.slack.com/workflows/ hooks.zapier.com/hooks/ hvr. lsv2_ nfp_ ntn_ ops_eyJ pnu_ pplx- pscale_oauth_ pscale_pw_ " +
		"pscale_tkn_ pul- r8_ rdme_ re_ rubygems_ rzp_live_ sb_secret_ sbp_ sgp_ shippo_live_ shpca_ shppa_ sk. sk_ sl. sntrys_ " +
		"sntryu_ sq0atp- sq0csp- sqa_ sqp_ squ_ tfp_ tskey- xai- xkeysib- xsmtpsib- y0_"},
}

// shapes stand in the order of their first bytes.
var shapes = func() (shapes []shape) {
	for c := range 'z' {
		for _, sh := range known {
			for list := sh.prefix; list != ""; {
				if sh.prefix, list = cutWord(list); rune(sh.prefix[0]) == c {
					shapes = append(shapes, sh)
				}
			}
		}
	}
	return shapes
}()

// shapesOf has where in shapes those stand that begin with a byte.
var shapesOf = func() (of [256]struct{ from, to uint8 }) {
	for i := range shapes {
		c := shapes[i].prefix[0]
		if of[c].to == 0 {
			of[c].from = uint8(i)
		}
		of[c].to = uint8(i + 1)
	}
	return of
}()

// openings tells by their first three bytes, roughly and quickly, which words may be worth a look.
type openings struct {
	// second has, for each first byte, a bit for the low five of each byte that may follow, and third, for each third byte, one for the low five
	// of the first.
	second, third [256]uint32
}

// Inlined where it is called it would make the module larger.
//
//go:noinline
func (o *openings) add(prefix string) {
	o.second[prefix[0]] |= 1 << (prefix[1] & 31)
	for c := range o.third {
		if len(prefix) == 2 && class[c]&(digit|hexLetter|upper) != 0 || len(prefix) > 2 && byte(c)|0x20 == prefix[2]|0x20 {
			o.third[c] |= 1 << (prefix[0] & 31)
		}
	}
}

// has reports whether the word at i, behind which there are two bytes at least, may be one of them.
func (o *openings) has(text []byte, i int) bool {
	return o.second[text[i]]>>(text[i+1]&31)&1 != 0 && o.third[text[i+2]]>>(text[i]&31)&1 != 0
}

// named are openings of names of secrets in sentences, in letters of either case.
var named = func() (o openings) {
	for name, list := "", "pas pwd tok sec ses key pin otp cod cre ide aut cvv cvc iba api ssn"; list != ""; {
		name, list = cutWord(list)
		o.add(name)
		o.second[name[0]^0x20] |= 1 << (name[1] & 31)
	}
	return o
}()

// opened are openings of all words that are worth a look.
var opened = func() openings {
	o := named
	for i := range shapes {
		o.add(shapes[i].prefix)
	}
	// JSON Web Tokens, Telegram's, bcrypt's, Basic, Bearer.
	for prefix, list := "", "eyJ AA 2a$ 2b$ 2y$ bas bea Bas Bea"; list != ""; {
		prefix, list = cutWord(list)
		o.add(prefix)
	}
	for c := '0'; c <= '9'; c++ { // cards, one-time codes
		o.second[c] = ^uint32(0)
		o.third[c] |= 1023 << ('0' & 31)
	}
	return o
}()

// word looks at the word that begins at i, and gives where to go on.
func (s *scan) word(i int) int {
	c := s.text[i]
	if of := shapesOf[c]; of.to > 0 {
		second, third := s.byteAt(i+1), s.byteAt(i+2)
		for n := of.from; n < of.to; n++ {
			if prefix := shapes[n].prefix; prefix[1] != second || len(prefix) > 2 && prefix[2] != third {
				continue
			}
			if end := s.shape(&shapes[n], i); end > 0 {
				if shapes[n].shown {
					i += len(shapes[n].prefix)
				}
				return s.replace(i, end, shapes[n].kind)
			}
		}
	}
	switch {
	case c == 'e' && s.hasPrefix(i, "eyJ"):
		if end := s.jwtEnd(i); end > 0 {
			return s.replace(i, end, "jwt")
		}
	case c == 'A' && s.byteAt(i-1) == ':':
		if n := s.run(i, urlBase64, 36); n >= 33 && n < 36 && class[s.byteAt(i-2)]&digit != 0 && dense(s.text[i:i+n]) {
			return s.replace(i, i+n, "telegram")
		}
	case c|0x20 == 'b' && i+len("basic") < len(s.text):
		if from, end := s.credentials(i); end > 0 {
			return s.replace(from, end, "authorization")
		}
	case c == '2' && s.byteAt(i-1) == '$' && s.byteAt(i+2) == '$':
		if end := s.bcryptEnd(i); end > 0 {
			return s.replace(i, end, "hash")
		}
	case c >= '0' && c <= '9':
		n := s.run(i, digit, 4)
		if after := s.byteAt(i + n); n < 4 && after != ' ' && after != '-' {
			break // a line's number, mostly: codes and the first groups of cards are longer
		}
		if end := s.cardEnd(i); end > 0 {
			return s.replace(i, end, "card")
		}
		if end := s.oneTimeCode(i); end > 0 {
			return s.replace(i, end, "otp")
		}
	}
	if named.has(s.text, i) {
		if end := s.sentence(i); end > 0 {
			return end
		}
	}
	from := i
	for i < len(s.text) && role[s.text[i]] == wordByte {
		i++
	}
	if i-from >= leastGenerated {
		return s.generated(from, i)
	}
	return i
}

// shape gives where the shape at i ends, 0 if it is none. One that the text's end cuts off may be shorter.
func (s *scan) shape(sh *shape, i int) int {
	from := i + len(sh.prefix)
	if !s.hasPrefix(i, sh.prefix) {
		return 0
	}
	rest := s.text[from:]
	n := run(rest, sh.classes, sh.most+1)
	s.saw(n)
	for n > 0 && n == len(rest) && rest[n-1] == '.' {
		n--
	}
	cutOff := n == len(rest) && n >= 6
	if n > sh.most || n < sh.least && !cutOff || n < len(rest) && class[rest[n]]&alnum != 0 || sh.dense && !dense(rest[:n]) {
		return 0
	}
	for rest[n-1] == '.' && n > sh.least {
		n--
	}
	return from + n
}

// bcryptEnd gives where a password's hash ends that begins at i, behind its first sign: 2b$12$ and 53 characters. One that was cut may be shorter.
func (s *scan) bcryptEnd(i int) int {
	const cost, least = len("2b$12$"), 22
	if n := s.run(i+cost, alnum|dot|slash, 64); n >= least && class[s.byteAt(i+3)]&digit != 0 && s.byteAt(i+cost-1) == '$' {
		return i + cost + n
	}
	return 0
}

// tangled tells a key from names and versions: letters and digits take turns in it, and it is no UUID.
func tangled(text []byte) bool {
	turns := 0
	for i := 1; i < len(text); i++ {
		if a, b := class[text[i-1]]&alnum, class[text[i]]&alnum; a != 0 && b != 0 && (a == digit) != (b == digit) {
			turns++
		}
	}
	return turns > 2 && len(text) >= 8 && !(len(text) == 36 && text[8] == '-' && text[13] == '-')
}

// dense tells a key from words with hyphens between them, such as the names of classes in a style sheet.
func dense(text []byte) bool {
	letters, digits := 0, 0
	for _, c := range text {
		if class[c]&alnum == 0 {
			letters, digits = 0, 0
			continue
		}
		letters++
		if class[c]&digit != 0 {
			digits++
		}
		if letters >= 16 && digits > 0 {
			return true
		}
	}
	return false
}
