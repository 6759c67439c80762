package main

import (
	"cmp"
	"fmt"
	"io"
	"slices"
	"strconv"
	"strings"
	"time"

	"errormask/cmd/errormask/envoylog"
)

const (
	// maxGroups bounds the table of --top, in which each error takes about 1 KB, and maxRoutes what one says of its routes.
	maxGroups = 10_000
	maxRoutes = 5
)

// group is one error: the records with the same fingerprint.
type group struct {
	Count       int      `json:"count"`
	Fingerprint string   `json:"error.fingerprint,omitempty"`
	Class       string   `json:"error.type,omitempty"`
	Type        string   `json:"exception.type,omitempty"`
	Message     string   `json:"exception.message,omitempty"`
	Frame       string   `json:"exception.own_frame,omitempty"`
	First       string   `json:"first_seen,omitempty"`
	Last        string   `json:"last_seen,omitempty"`
	Routes      []string `json:"routes,omitempty"`
	// Missing is how many of Count only other records tell of.
	Missing int `json:"missing,omitempty"`

	first, last time.Time
	// short counts the short records, and told is how many of them there were according to the full ones.
	short, told int
}

// top counts records by fingerprint, in bounded memory.
type top struct {
	most   int
	json   bool
	zone   *time.Location
	out    *output
	stderr io.Writer
	// believe says that what full records tell of short ones is about records that are wanted.
	believe bool

	records int
	groups  map[string]*group
	// left is how many records found no room in the table.
	left int
}

func newTop(o logsOptions, out *output, stderr io.Writer) *top {
	return &top{most: int(o.top), json: o.json, zone: time.Local, out: out, stderr: stderr,
		believe: !o.selection.bySingleAnswer(), groups: map[string]*group{}}
}

func (t *top) add(r *envoylog.Record) error {
	t.records++
	fingerprint := r.Text("error.fingerprint")
	g := t.groups[string(fingerprint)]
	if g == nil {
		if len(t.groups) == maxGroups {
			t.left++
			return nil
		}
		g = newGroup(r, string(fingerprint))
		t.groups[g.Fingerprint] = g
	}
	g.add(r)
	return nil
}

func newGroup(r *envoylog.Record, fingerprint string) *group {
	text := func(key string) string { return shortened(string(r.Text(key))) }
	return &group{
		Fingerprint: fingerprint, Class: text("error.type"), Type: text("exception.type"), Message: text("exception.message"),
		Frame: strings.TrimSpace(text("exception.own_frame")),
	}
}

// shortened bounds what is kept of a text.
func shortened(text string) string {
	const most = 300
	if len(text) <= most {
		return text
	}
	return strings.ToValidUTF8(text[:most], "") + "…"
}

// add counts a record. Full and short ones count as one each. What a full one tells of short ones is about those since the full one before
// it, so that the first one seen tells of what was before; see end for what is made of it.
func (g *group) add(r *envoylog.Record) {
	if r.Text("error.repeat_of") != nil {
		g.short++
	} else if n, err := strconv.Atoi(string(r.Text("error.repeats"))); err == nil && n > 0 && g.Count > 0 {
		g.told += n
	}
	g.Count++
	if at, ok := timeOf(r); ok {
		if g.first.IsZero() || at.Before(g.first) {
			g.first = at
		}
		if at.After(g.last) {
			g.last = at
		}
	}
	route := string(r.Text("envoy.route"))
	if route != "" && len(g.Routes) <= maxRoutes && !slices.Contains(g.Routes, route) {
		g.Routes = append(g.Routes, shortened(route))
	}
}

// end writes the table. Where full records tell of more short ones than the log has, because somebody keeps only the full ones, the others
// are counted as well.
func (t *top) end() error {
	var groups []*group
	for _, g := range t.groups {
		if t.believe {
			g.Missing = max(0, g.told-g.short)
			g.Count += g.Missing
		}
		slices.Sort(g.Routes)
		groups = append(groups, g)
	}
	slices.SortFunc(groups, func(a, b *group) int {
		return cmp.Or(cmp.Compare(b.Count, a.Count), b.last.Compare(a.last), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	if t.left > 0 {
		fmt.Fprintf(t.stderr, "errormask logs: the table is full with %d fingerprints: %d records of others are not in it\n", maxGroups, t.left)
	}
	shown := groups[:min(t.most, len(groups))]
	if t.json {
		return t.writeJSON(shown)
	}
	t.print(shown, len(groups))
	return nil
}

func (t *top) writeJSON(groups []*group) error {
	for _, g := range groups {
		if !g.last.IsZero() {
			g.First, g.Last = g.first.Format(time.RFC3339Nano), g.last.Format(time.RFC3339Nano)
		}
		if err := writeJSONLine(t.out, g); err != nil {
			return err
		}
	}
	return nil
}

func (t *top) print(groups []*group, all int) {
	head := fmt.Sprintf("%s, %s", plural(t.records, "record"), plural(all, "fingerprint"))
	if len(groups) < all {
		head += fmt.Sprintf(", the %d most frequent:", len(groups))
	}
	fmt.Fprintln(t.out, t.out.paint(dim, head))
	for _, g := range groups {
		g.print(t.out.screen, t.zone)
	}
}

// print writes a group for a person: how often, what and where; when, and on which routes.
func (g *group) print(s screen, zone *time.Location) {
	const indent = 9
	r := record{{"error.type", g.Class}, {"exception.type", g.Type}, {"exception.message", g.Message}, {"exception.own_frame", g.Frame}}
	lines := r.story()
	if len(lines) == 0 {
		lines = []string{"(no text that tells)"}
	}
	fmt.Fprintln(s)
	margin := fmt.Sprintf("%7d  ", g.Count)
	write := func(line string, t tone) {
		for _, piece := range wrap(line, s.width-indent) {
			fmt.Fprintln(s, margin+s.paint(t, piece))
			margin = strings.Repeat(" ", indent)
		}
	}
	for _, line := range lines {
		write(line, bold)
	}
	for _, line := range g.details(zone) {
		write(line, dim)
	}
}

func (g *group) details(zone *time.Location) []string {
	words := []string{cmp.Or(g.Fingerprint, "no fingerprint")}
	if !g.last.IsZero() {
		words = append(words, "first "+g.first.In(zone).Format(time.DateTime), "last "+g.last.In(zone).Format(time.DateTime))
	}
	lines := []string{printable(strings.Join(words, "  "))}
	if len(g.Routes) > 0 {
		routes := strings.Join(g.Routes[:min(len(g.Routes), maxRoutes)], ", ")
		if len(g.Routes) > maxRoutes {
			routes += " and others"
		}
		lines = append(lines, printable("on "+routes))
	}
	if g.Missing > 0 {
		lines = append(lines, fmt.Sprintf("%d of them are not in this log, full records tell of them", g.Missing))
	}
	return lines
}

func plural(n int, word string) string {
	if n == 1 {
		return "1 " + word
	}
	return fmt.Sprintf("%d %ss", n, word)
}
