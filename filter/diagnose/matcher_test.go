package diagnose

import "testing"

// TestMatcher: the lowest row counts, words begin where those of the text do, and share their beginnings.
func TestMatcher(t *testing.T) {
	m := new(matcher)
	m.add(0, inMessage, "connection pool")
	m.add(1, anywhere, "timeout|connect|connection|connection reset|node_modules/pg|node_modules/|node_modules/pino")
	m.add(2, inMessage, "column*is missing|con")
	m.add(3, inType, "only in types")
	for text, want := range map[string]int{
		"":                                     9,
		"co":                                   9,
		"con":                                  2,
		"Contact":                              2,
		"connect":                              1,
		"the CONNECTION POOL is full":          0,
		"connection pond":                      1,
		"connectiom":                           1,
		"reconnect":                            9,
		"re-connect":                           1,
		"ReConnect":                            1,
		"JMSTimeoutException":                  1,
		"JMStimeout":                           9,
		"3timeouts":                            1,
		"\\node_modules\\pgx":                  1,
		"node_module/pg":                       9,
		"column b is missing":                  2,
		"column b is here":                     9,
		"only in types":                        9,
		"[redacted timeout 4 #012345] is fine": 9,
		"a[redacted b 4 #012345]timeout":       1,
		"column [redacted b 4 #012345]is missing":          2,
		"column [redacted is missing 4 #012345] is chosen": 9,
	} {
		if got := m.find([]byte(text), inMessage, 9, 0); got != want {
			t.Errorf("row %d of %q, want %d", got, text, want)
		}
	}
	if got := m.at([]byte("connection reset"), anywhere, 9); got != 1 {
		t.Errorf("row %d at the beginning, want 1", got)
	}
	if got := m.find([]byte("con, then connection pool"), inMessage, 9, 9); got != 2 {
		t.Errorf("row %d, want the first that is enough, 2", got)
	}
}
