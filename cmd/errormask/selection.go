package main

import (
	"bytes"
	"errors"
	"flag"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"

	"errormask/cmd/errormask/envoylog"
	"errormask/filter/diagnose"
	"errormask/filter/nearest"
)

// selection says which records are wanted: those that meet each condition that is given.
type selection struct {
	classes, fingerprints, routes, policies listFlag
	statuses                                statusFlag
	path                                    string
	since, until                            timeFlag
}

func (s *selection) define(flags *flag.FlagSet, now time.Time) {
	s.since.now, s.until.now = now, now
	flags.Func("class", "only errors of this `class`, such as database (error.type); several with commas", s.addClass)
	flags.Var(&s.fingerprints, "fingerprint", "only errors with this `fingerprint` (error.fingerprint)")
	flags.Var(&s.routes, "route", "only errors on this `route` (envoy.route)")
	flags.Var(&s.policies, "policy", "only errors under this `policy`")
	flags.Var(&s.statuses, "status", "only errors with this `status`: 500, 5xx or 500-504")
	flags.StringVar(&s.path, "path", "", "only errors whose path begins with this `prefix` (url.path)")
	flags.Var(&s.since, "since", "only errors since a `time` such as 2026-11-24T03:00:00Z, or since a while ago: 90s, 15m, 2h, 7d")
	flags.Var(&s.until, "until", "only errors before such a `time`")
}

func (s *selection) addClass(text string) error {
	var known []string
	for class := diagnose.Unknown; class <= diagnose.Syntax; class++ {
		known = append(known, class.String())
	}
	var classes listFlag
	classes.Set(text)
	for _, class := range classes {
		if slices.Contains(known, class) {
			continue
		}
		if name := nearest.Word(class, known); name != "" {
			return fmt.Errorf("did you mean %s?", name)
		}
		return fmt.Errorf("want one of %s", strings.Join(known, ", "))
	}
	s.classes = append(s.classes, classes...)
	return nil
}

// has reports whether a record is wanted. One that does not say when it was written is not left out for that.
func (s *selection) has(r *envoylog.Record) bool {
	return oneOf(s.classes, r, "error.type") && oneOf(s.fingerprints, r, "error.fingerprint") && oneOf(s.routes, r, "envoy.route") &&
		oneOf(s.policies, r, "policy") && s.statuses.has(r) && s.hasPath(r) && s.hasTime(r)
}

// bySingleAnswer reports whether records with the same fingerprint may be told apart.
func (s *selection) bySingleAnswer() bool {
	return s.routes != nil || s.policies != nil || s.statuses != nil || s.path != ""
}

func oneOf(wanted []string, r *envoylog.Record, key string) bool {
	if len(wanted) == 0 {
		return true
	}
	text := r.Text(key)
	return slices.ContainsFunc(wanted, func(w string) bool { return w == string(text) })
}

func (s *selection) hasPath(r *envoylog.Record) bool {
	return s.path == "" || bytes.HasPrefix(r.Text("url.path"), []byte(s.path))
}

func (s *selection) hasTime(r *envoylog.Record) bool {
	if s.since.IsZero() && s.until.IsZero() {
		return true
	}
	t, ok := timeOf(r)
	return !ok || !t.Before(s.since.Time) && (s.until.IsZero() || t.Before(s.until.Time))
}

func timeOf(r *envoylog.Record) (time.Time, bool) {
	t, err := time.Parse(time.RFC3339, string(r.Text("timestamp")))
	return t, err == nil
}

// timeFlag is a point in time, or how long ago it was.
type timeFlag struct {
	time.Time
	now time.Time
}

func (f *timeFlag) String() string { return "" }

func (f *timeFlag) Set(text string) error {
	if t, err := time.Parse(time.RFC3339, text); err == nil {
		f.Time = t
		return nil
	}
	if days, ok := strings.CutSuffix(text, "d"); ok {
		if n, err := strconv.Atoi(days); err == nil && n >= 0 && n < 100_000 {
			f.Time = f.now.AddDate(0, 0, -n)
			return nil
		}
	}
	ago, err := time.ParseDuration(text)
	if err != nil || ago < 0 {
		return errors.New("want a time such as 2026-11-24T03:00:00Z or a duration such as 15m, 2h or 7d")
	}
	f.Time = f.now.Add(-ago)
	return nil
}

// statusFlag holds ranges of statuses, both ends included.
type statusFlag [][2]int

func (f *statusFlag) String() string { return "" }

func (f *statusFlag) Set(text string) error {
	var words listFlag
	words.Set(text)
	for _, word := range words {
		from, to, isRange := strings.Cut(word, "-")
		if !isRange {
			from, to = strings.ReplaceAll(word, "x", "0"), strings.ReplaceAll(word, "x", "9")
		}
		first, err1 := strconv.Atoi(from)
		last, err2 := strconv.Atoi(to)
		if err1 != nil || err2 != nil || first < 100 || last > 599 || first > last {
			return errors.New("want a status such as 500, a class such as 5xx or a range such as 500-504")
		}
		*f = append(*f, [2]int{first, last})
	}
	return nil
}

func (f statusFlag) has(r *envoylog.Record) bool {
	if len(f) == 0 {
		return true
	}
	status, err := strconv.Atoi(string(r.Text("http.response.status_code")))
	return err == nil && slices.ContainsFunc(f, func(s [2]int) bool { return s[0] <= status && status <= s[1] })
}
