package filter

import (
	"testing"
	"time"
)

// TestTimestampsAgreeWithTheLibrary goes through every day of 500 years, at another time of the day each.
func TestTimestampsAgreeWithTheLibrary(t *testing.T) {
	for at := time.Unix(0, 0).UTC(); at.Year() < 2262; at = at.Add(24*time.Hour + 1234567891*time.Nanosecond) {
		var e encoder
		e.begin(nil)
		e.timestamp("t", at.UnixNano())
		if got, want := string(e.line), `{"t":"`+at.Format("2006-01-02T15:04:05.000000Z")+`"`; got != want {
			t.Fatalf("got %s, want %s", got, want)
		}
	}
}

func TestMilliseconds(t *testing.T) {
	for nanos, expected := range map[int64]string{0: "0.000", 999: "0.000", 1000: "0.001", 1234567: "1.234", 61_005_000_000: "61005.000"} {
		var e encoder
		e.begin(nil)
		e.milliseconds("d", nanos)
		want(t, "milliseconds", string(e.line), `{"d":`+expected)
	}
}
