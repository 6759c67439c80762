package response

const (
	jsonType    = "application/json"
	problemType = "application/problem+json"
	htmlType    = "text/html; charset=utf-8"
	textType    = "text/plain; charset=utf-8"
)

const (
	jsonBody = `{"error": "{{status_text}}"}`
	// problemBody names the error by a URN (RFC 9562, section 4), as an instance is a URI (RFC 9457, section 3.1.5).
	problemBody = `{"type": "about:blank", "title": "{{status_text}}", "status": {{status}}, "instance": "urn:uuid:{{error_id}}"}`
	textBody    = "{{status}} {{status_text}}\n"
	textID      = "Error ID: {{error_id}}\n"

	htmlBegin = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<title>{{status}} {{status_text}}</title>
<style>
:root { color-scheme: light dark }
body { margin: 15vh auto 0; max-width: 36rem; padding: 0 1.5rem; font: 1rem/1.5 system-ui, sans-serif }
code { overflow-wrap: anywhere }
</style>
</head>
<body>
<main>
<h1>{{status_text}}</h1>
<p>This request could not be answered. Please try again later.</p>
`
	htmlID  = "<p>Error ID: <code>{{error_id}}</code></p>\n"
	htmlEnd = "</main>\n</body>\n</html>\n"
)

// builtIn are the answers that need no configuration, the most preferred one first.
func builtIn(showID bool) []Answer {
	json, html, text := jsonBody, htmlBegin, textBody
	if showID {
		json, html, text = withMember(json), html+htmlID, text+textID
	}
	return []Answer{known(jsonType, json), known(problemType, problemBody), known(htmlType, html+htmlEnd), known(textType, text)}
}

func known(contentType, body string) Answer {
	a := Answer{ContentType: contentType, essence: essence(contentType)}
	a.body, _ = parseTemplate(body, escapeFor(a.essence)) // no unknown placeholder: a test looks at each
	return a
}
