package corpus

// Disputed are the fields, each by its case's name and its own, where the filter judges otherwise than the person did, and what it says.
var Disputed = map[string]string{
	// Optional.get() of an empty Optional is what unwrap() of a None is.
	"plain-java-in-prose error.type": "null_reference",
	// The page has the file in the list of frames and the line somewhere else.
	"ruby-sinatra-html frame.own": "/srv/faehre/lib/faehre/tide.rb in fetch",
}
