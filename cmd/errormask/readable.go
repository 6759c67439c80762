package main

import (
	"html"
	"strings"
)

// readable lays out a body for a person's eyes, by its media type: the line breaks that HTML and the strings of JSON only describe
// become real ones. The log keeps what the application wrote, byte by byte.
func readable(contentType, body string) string {
	switch mediaType, _, _ := strings.Cut(strings.ToLower(contentType), ";"); {
	case strings.Contains(mediaType, "html"):
		text := html.UnescapeString(strings.ReplaceAll(body, "<br>", "<br>\n"))
		return strings.ReplaceAll(text, "\u00a0", " ")
	case strings.Contains(mediaType, "json"):
		return jsonBreaks.Replace(body)
	}
	return body
}

// jsonBreaks knows an escaped backslash, so that the n of a Windows path such as C:\\new stays.
var jsonBreaks = strings.NewReplacer(`\\`, `\\`, `\r\n`, "\n", `\n`, "\n", `\t`, "\t")
