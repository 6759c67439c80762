package main

import (
	"fmt"
	"time"

	"errormask/cmd/errormask/envoylog"
)

// printer shows records to a person, with a line between those of different days.
type printer struct {
	screen screen
	zone   *time.Location
	day    string
}

func (p *printer) add(found *envoylog.Record) error {
	if t, ok := timeOf(found); ok {
		if day := t.In(p.zone).Format(time.DateOnly); day != p.day {
			p.day = day
			fmt.Fprintf(p.screen, "%s\n\n", p.screen.paint(dim, day))
		}
	}
	var r record
	for _, m := range found.Members {
		r = append(r, member{string(m.Key), string(m.Text())})
	}
	r.print(p.screen, p.zone)
	return nil
}

func (p *printer) end() error { return nil }

// jsonLines writes each record as it is.
type jsonLines struct{ out *output }

func (j jsonLines) add(found *envoylog.Record) error {
	j.out.Write(found.JSON)
	return j.out.buffer.WriteByte('\n')
}

func (j jsonLines) end() error { return nil }
