package diagnose

// library gives the row of libraries for a frame, and len(libraries) for one of the application's own. Only if exact, the row is the first one.
func (f *frame) library(exact bool) int {
	enough := len(libraries)
	if exact {
		enough = 0
	}
	row := libraryNames.at(f.name, f.lang, len(libraries))
	if row < enough {
		return row
	}
	return libraryPaths.find(f.place[:min(len(f.place), maxText)], inMessage, row, enough)
}
