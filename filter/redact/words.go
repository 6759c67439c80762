package redact

import "errormask/filter/words"

// word is the end of a key that tells what its value is.
type word struct {
	_ [0]func() // none of these is compared
	// name is in lower case; "-" stands where one of - _ . or a space may be.
	name  string
	kind  string
	flags uint16
	// least is how many bytes a key has that ends with the word: its letters and digits.
	least uint8
}

const (
	// inside: also where no word begins in the key, as in dbpassword.
	inside = 1 << iota
	// equals: only before "=", as in a URL's query; in prose the word is an everyday one.
	equals
	// tail: may follow a word that tells more, as in password_hash.
	tail
	// names: the value is itself a key, whose value comes in a member of its own: name="password" value="x".
	names
	// valued: what has the value in such a case.
	valued
	// wholeLine: a header whose value goes to the end of the line, whatever it is made of.
	wholeLine
	// directory: a path is no secret, as in PWD=/srv.
	directory
	// mixed: the name is one of other things, too, so that the value must look like a secret: letters and digits, or signs.
	mixed
	// random: as mixed, but of so many things that the value must be as random as what a generator makes.
	random
)

// vocabulary has the words by their kind and flags.
var vocabulary = [...]struct {
	kind  string
	flags uint16
	names string
}{
	{"password", inside, "password passwd pasword passwort passord kennwort mot-de-passe salasana lösenord adgangskode hasło haslo пароль parola heslo jelszó 密码 密碼 パスワード 비밀번호 authtok pass-phrase pass-code passwrd pswd userpass dbpass"},
	{"password", 0, "pass-key dbpw geheimnis sifre şifre clave mdp motdepasse contraseña contrasena senha wachtwoord pass pass-word pw bindpw rootpw userpw keypass storepass requirepass masterauth psk"},
	{"password", directory, "pwd"},
	{"secret", inside, "secret secret-key seed-phrase recovery-phrase security-answer secret-answer memorable-word secure-string maiden-name community-string"},
	{"community", 0, "rocommunity rwcommunity"},
	{"community", mixed, "community"},
	{"secret", mixed, "secret-id salt pepper"},
	{"secret", 0, "mnemonic"},
	{"token", 0, "token id-token bearer csrf xsrf jwt auth-code x-auth sas"},
	{"token", inside, "passticket setcookie cf-token access-token auth-token refresh-token csrf-token xsrf-token middleware-token session-token code-verifier client-assertion saml-response saml-art samlart authorization-code device-code"},
	{"token", mixed, "pat assertion remember-me remember tok relay-state auth-user-hash session-hash oauth-verifier sso invite invite-code invitation-code seed"},
	{"credential", mixed, "auth authz auth-user-info auth-basic auth-config"},
	{"credential", 0, "credential creds cred"},
	{"api-key", inside, "api-key consumer-key license-key licence-key merchant-key product-key activation-key registration-key"},
	{"api-key", 0, "app-key write-key"},
	{"api-key", mixed, "ki share-key client-key server-key role-key ephemeral-key integration-key payment-key gateway-key partner-key crypto-key"},
	{"api-key", mixed | random | inside, "key"},
	{"api-key", mixed | random | equals, "app-id"},
	{"access-key", inside, "access-key account-key subscription-key functions-key storage-key shared-key auth-key service-key"},
	{"private-key", inside, "private-key encryption-key signing-key master-key hmac-key jwt-key validation-key decryption-key key-seed key-data crypt-key cipher-key fernet-key"},
	{"private-key", 0, "sign-key wpa-key wifi-key wlan-key network-key aes-key enc-key nonce-key logged-in-key cookie-key deploy-key ssh-key dek kek xprv"},
	{"authorization", wholeLine, "authorization"},
	{"cookie", wholeLine, "cookie"},
	{"session", 0, "session sid"},
	{"session", inside, "session-id sess-id session-key identity-application aspnetcore-cookies aspxauth"},
	{"session", mixed, "remember-web"},
	{"connection-string", inside, "connection-string conn-str connection-uri webhook-url"},
	{"connection-string", 0, "dsn"},
	{"connection-string", mixed, "slack-webhook teams-webhook discord-webhook"},
	{"otp", 0, "otp totp otp-code mfa mfa-code door-code card-code gate-code entry-code alarm-code locker-code safe-code pickup-code redeem-code voucher-code gift-code gift-card-code registration-code join-code verification-code sms-code 2fa-code login-code access-code puk"},
	{"otp", mixed, "otp-attempt"},
	{"otp", inside, "reset-code confirm-code confirmation-code activation-code pairing-code unlock-code verify-code email-code recovery-code backup-code two-factor-code one-time-code"},
	{"pin", 0, "pin mpin pin-block"},
	{"pin", inside, "pin-code"},
	{"cvv", 0, "cvv cvc csc cvn"},
	{"cvv", inside, "security-code"},
	{"card", inside, "card-number"},
	{"card", 0, "ccnum cc-number"},
	{"pan", mixed, "pan"},
	{"tan", mixed, "tan"},
	{"access-key", mixed, "access-key-id"},
	{"signature", mixed, "stripe-signature hub-signature hub-signature-256 x-signature hmac-signature webhook-signature"},
	{"ssn", 0, "ssn"},
	{"iban", 0, "iban"},
	{"ssn", inside, "social-security-number"},
	{"signature", equals, "signature sig"},
	{"signature", mixed, "hmac"},
	{"token", mixed | random, "ticket state nonce"},
	{"signature", inside, "shared-access-signature"},
	{"", tail, "confirmation confirm again repeat hash digest base plain text string raw encrypted old new provided supplied given default"},
	{"", tail | names, "header"},
	{"", tail | valued, "value received"},
	{"", valued, "val content input rejected-value invalid-value rejected data got entry args"},
	{"", names, "column parameter attribute variable label name type field param property path loc"},
}

// keyAlone is the word for a key that is "key" and no more: its value is a name.
var keyAlone = word{name: "key", flags: names}

// randomKey is the word for "key" where the value is no name, randomSign that for "signature" in prose and JSON, where it may be a method's, and randomCode that
// for "code", which mostly is an error's: what is random is none of those.
var (
	randomKey  = word{name: "key", kind: "api-key", flags: mixed | random}
	randomSign = word{name: "signature", kind: "signature", flags: mixed | random}
	randomCode = word{name: "code", kind: "token", flags: mixed | random}
)

// keyOfHeader is the word for headers such as x-device-key, and for variables of the environment such as GEO_KEY.
var keyOfHeader = word{name: "key", kind: "api-key", flags: mixed}

// harmlessKeys are what stands before "key" where what it opens is no lock.
var harmlessKeys = words.Set{List: "cache object public primary foreign partition routing sort idempotency bucket file image row document lookup group message hash"}

// bucket is where those words stand that end with the same two bytes.
type bucket struct {
	from, to uint16
	plural   bool
	_        [0]func() // no code to compare it is needed
}

// longestKey is how many bytes of a key are looked at.
const longestKey = 64

// learn sorts the words by their last bytes.
func (r *Redactor) learn(keys []string) {
	var all []word
	for _, key := range keys {
		if name := normalized(key); name != "" {
			all = append(all, word{name: name, kind: name})
		}
	}
	for _, v := range vocabulary {
		for name, list := "", v.names; list != ""; {
			name, list = cutWord(list)
			all = append(all, word{name: name, kind: v.kind, flags: v.flags})
		}
	}
	for i := range all {
		for _, c := range []byte(all[i].name) {
			if c != '-' {
				all[i].least++
			}
		}
		from, to := all[i].buckets()
		for b := from; b < to; b++ {
			r.byEnd[b].to++
		}
	}
	end := uint16(0)
	for i := range r.byEnd {
		b := &r.byEnd[i]
		b.from, b.to, end = end, end, end+b.to
	}
	r.words = make([]word, end)
	for i := range all {
		w := &all[i]
		from, to := w.buckets()
		for b := from; b < to; b++ {
			r.words[r.byEnd[b].to] = *w
			r.byEnd[b].to++
		}
		if w.kind != "" {
			r.byEnd[lastTwo(w.name[len(w.name)-1], 's')].plural = true
		}
	}
}

// buckets gives those that a word stands in: the one of its last two bytes, or all of its last one if any byte may stand before that.
func (w *word) buckets() (from, to int) {
	last := len(w.name) - 1
	from = int(w.name[last]&31) << 5
	if last == 0 || w.name[last-1] == '-' {
		return from, from + 32
	}
	from |= int(w.name[last-1] & 31)
	return from, from + 1
}

// normalized writes a key as a word's name, without what no key has.
func normalized(key string) string {
	var name []byte
	for i := range len(key) {
		c := key[i]
		switch {
		case class[c]&(alnum|foreign) == 0:
			c = '-'
		case i > 0 && class[c]&upper != 0 && class[key[i-1]]&(lower|digit) != 0:
			name = append(name, '-')
		}
		if c != '-' || len(name) > 0 && name[len(name)-1] != '-' {
			name = append(name, toLower(c))
		}
	}
	if len(name) > 0 && name[len(name)-1] == '-' {
		name = name[:len(name)-1]
	}
	return string(name[:min(len(name), longestKey)])
}
