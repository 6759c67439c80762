package redact

// shape is what a kind of secret looks like wherever it stands: a prefix, then bytes of certain classes.
type shape struct {
	prefix string
	kind   string
	// classes are those of the bytes after the prefix, and least and most how many of them there are. Where there are more, it is
	// something else.
	classes     uint16
	least, most int
	// dense: there must be 16 letters and digits in a row among them, and digits among these.
	dense bool
}

const many = 1 << 20

// shapes stand in the order of their first bytes.
var shapes = [...]shape{
	{"AC", "twilio", digit | hexLetter, 32, 32, false},
	{"AGE-SECRET-KEY-1", "age-key", upper | digit, 50, 70, false},
	{"AIza", "google-key", urlBase64, 35, 35, false},
	{"AKIA", "aws-key-id", upper | digit, 16, 16, false},
	{"ASIA", "aws-key-id", upper | digit, 16, 16, false},
	{"EAACEdEose0cBA", "facebook", alnum, 16, many, false},
	{"GOCSPX-", "google-key", urlBase64, 20, 40, false},
	{"NRAK-", "newrelic", upper | digit, 27, 27, false},
	{"PMAK-", "postman", alnum | hyphen, 50, 64, false},
	{"SG.", "sendgrid", urlBase64 | dot, 40, 80, true},
	{"SK", "twilio", digit | hexLetter, 32, 32, false},
	{"dapi", "databricks", digit | hexLetter | hyphen, 32, 34, false},
	{"discord.com/api/webhooks/", "webhook", urlBase64 | slash, 16, many, false},
	{"dop_v1_", "digitalocean", digit | hexLetter, 64, 64, false},
	{"dp.pt.", "doppler", alnum, 40, 48, false},
	{"ghp_", "github", alnum, 30, 255, false},
	{"gho_", "github", alnum, 30, 255, false},
	{"ghu_", "github", alnum, 30, 255, false},
	{"ghs_", "github", urlBase64 | dot, 30, many, false},
	{"ghr_", "github", alnum, 30, 255, false},
	{"github_pat_", "github", alnum | underscore, 22, 255, false},
	{"glpat-", "gitlab", urlBase64 | dot, 20, 300, false},
	{"gldt-", "gitlab", urlBase64, 20, 64, false},
	{"glrt-", "gitlab", urlBase64 | dot, 20, 300, false},
	{"glptt-", "gitlab", urlBase64, 20, 64, false},
	{"glcbt-", "gitlab", urlBase64, 20, 64, false},
	{"glsa_", "grafana", alnum | underscore, 40, 48, false},
	{"hf_", "huggingface", alnum, 30, 40, false},
	{"hooks.slack.com/services/", "webhook", alnum | slash, 10, many, false},
	{"hvs.", "vault", urlBase64, 24, many, false},
	{"lin_api_", "linear", alnum, 40, 48, false},
	{"npm_", "npm", alnum, 36, 36, false},
	{"pypi-", "pypi", urlBase64, 50, many, false},
	{"rk_live_", "stripe", alnum, 10, 255, false},
	{"rk_test_", "stripe", alnum, 10, 255, false},
	{"sk_live_", "stripe", alnum, 10, 255, false},
	{"sk_test_", "stripe", alnum, 10, 255, false},
	{"sk-", "api-key", urlBase64, 20, 255, true},
	{"shpat_", "shopify", alnum, 32, 32, false},
	{"shpss_", "shopify", alnum, 32, 32, false},
	{"whsec_", "stripe", alnum | slash | base64Sign, 16, 255, false},
	{"xapp-", "slack", alnum | hyphen, 10, 255, false},
	{"xoxa-", "slack", alnum | hyphen, 10, 255, false},
	{"xoxb-", "slack", alnum | hyphen, 10, 255, false},
	{"xoxc-", "slack", alnum | hyphen, 10, 255, false},
	{"xoxd-", "slack", alnum | hyphen, 10, 255, false},
	{"xoxe-", "slack", alnum | hyphen, 10, 255, false},
	{"xoxe.", "slack", alnum | hyphen | dot, 10, 255, false},
	{"xoxp-", "slack", alnum | hyphen, 10, 255, false},
	{"xoxr-", "slack", alnum | hyphen, 10, 255, false},
	{"xoxs-", "slack", alnum | hyphen, 10, 255, false},
	{"ya29.", "google-token", urlBase64, 20, many, false},
}

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

// begins has, for each byte that a secret may begin with, a bit for the low five of each byte that may follow.
var begins = func() (begins [256]uint32) {
	for i := range shapes {
		begins[shapes[i].prefix[0]] |= 1 << (shapes[i].prefix[1] & 31)
	}
	begins['e'] |= 1 << ('y' & 31) // JSON Web Tokens
	for _, c := range []byte("bB") {
		begins[c] |= 1<<('a'&31) | 1<<('e'&31) // Basic, Bearer
	}
	for c := '2'; c <= '6'; c++ {
		for next := '0'; next <= '9'; next++ { // cards
			begins[c] |= 1 << (next & 31)
		}
	}
	return begins
}()

// word looks at the word that begins at i, and gives where to go on.
func (s *scan) word(i int) int {
	c := s.text[i]
	if of := shapesOf[c]; of.to > 0 {
		for n := of.from; n < of.to; n++ {
			if end := s.shape(&shapes[n], i); end > 0 {
				return s.replace(i, end, shapes[n].kind)
			}
		}
	}
	switch {
	case c == 'e' && s.hasPrefix(i, "eyJ"):
		if end := s.jwtEnd(i); end > 0 {
			return s.replace(i, end, "jwt")
		}
	case c|0x20 == 'b' && i+len("basic") < len(s.text):
		if from, end := s.credentials(i); end > 0 {
			return s.replace(from, end, "authorization")
		}
	case c >= '2' && c <= '6':
		if end := s.cardEnd(i); end > 0 {
			return s.replace(i, end, "card")
		}
	}
	for i < len(s.text) && role[s.text[i]] == wordByte {
		i++
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
	s.looked += n
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
