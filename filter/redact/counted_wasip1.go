package redact

// saw does nothing where errormask runs. Elsewhere it counts for the test that time is linear.
func (s *scan) saw(int) {}
