package filter

// repeats remembers, for each fingerprint, when its last full record was written, so that those that follow can be short. It is bounded: the
// fingerprint that was seen the longest ago makes room for a new one, and is recorded in full when it comes again. The zero value is empty.
type repeats struct {
	slots []slot
	// newest is the slot that was used last.
	newest uint16
}

// slot is what is known of one fingerprint.
type slot struct {
	_           [0]func() // none of these is compared
	fingerprint uint64
	// full is when the last full record was written, in nanoseconds, id is that record's, and short is how many short ones followed.
	full         int64
	id           errorID
	short        int
	newer, older uint16
}

// maxSlots bounds a table to some 80 KB.
const maxSlots = 1024

// see notes that an error occurred. It gives the id of the full record that this one repeats, if it may be short; else how many short ones
// there were since the last full one.
func (r *repeats) see(fingerprint uint64, now int64, id errorID, rules *recording) (of errorID, isShort bool, since int) {
	if rules.repeatWindow == 0 || fingerprint == 0 {
		return of, false, 0
	}
	s := r.find(fingerprint ^ rules.salt)
	// A clock that was set back must not keep records short for long.
	if age := now - s.full; s.id != (errorID{}) && age >= 0 && age < rules.repeatWindow {
		s.short++
		return s.id, true, 0
	}
	since = s.short
	s.full, s.id, s.short = now, id, 0
	return of, false, since
}

// find gives the slot of a fingerprint as the newest one. It looks at the newest ones first, since what repeats was there not long ago: a map would be
// the only one of its kind, and 8 KB of the module.
func (r *repeats) find(fingerprint uint64) *slot {
	i, seen := r.newest, 0
	for seen < len(r.slots) && r.slots[i].fingerprint != fingerprint {
		i = r.slots[i].older
		seen++
	}
	switch {
	case seen < len(r.slots):
		r.unlink(i)
	case seen < maxSlots:
		i = uint16(seen)
		r.slots = append(r.slots, slot{fingerprint: fingerprint})
	default:
		i = r.slots[r.newest].newer
		r.unlink(i)
		r.slots[i] = slot{fingerprint: fingerprint}
	}
	r.link(i)
	return &r.slots[i]
}

// The slots are a ring, in which the newest one's newer neighbour is the oldest one.

func (r *repeats) unlink(i uint16) {
	s := r.slots[i]
	r.slots[s.newer].older, r.slots[s.older].newer = s.older, s.newer
	if i == r.newest {
		r.newest = s.older
	}
}

func (r *repeats) link(i uint16) {
	oldest := r.slots[r.newest].newer
	r.slots[i].older, r.slots[i].newer = r.newest, oldest
	r.slots[r.newest].newer, r.slots[oldest].older = i, i
	r.newest = i
}
