package filter

import (
	"errormask/filter/ascii"
	"errormask/filter/response"
)

// warnings tells what was taken, but should not go unseen.
func (p *policies) warnings() []string {
	var all, open []string
	for _, each := range p.all {
		if each.mode == development {
			open = withText(open, each.name)
		}
		if each != p.top() && each.replacement == p.top().replacement {
			continue
		}
		if warning := response.Warning(each.replacement.options); warning != "" {
			all = withText(all, "errormask: policy "+each.name+": "+warning)
		}
	}
	if len(open) > 0 {
		all = withText(all, "errormask: mode development: clients see the details of errors; policies: "+ascii.Join(open, ", "))
	}
	return all
}
