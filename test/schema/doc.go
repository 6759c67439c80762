// Package schema holds configuration.schema.json, which editors use, against the filter, which decides.
package schema
