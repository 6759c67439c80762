// Package compose holds examples/compose: its compose.yaml as compose itself reads it, and what runs in its containers, run here without them. It is a
// module of its own, so that compose's library is no dependency of errormask.
package compose
