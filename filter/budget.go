package filter

// budget bounds what the captures of all open streams hold together. Clients that take their answers slowly, or never, keep streams open, and a
// WebAssembly VM that runs out of memory fails every stream of its worker.
type budget struct {
	left int
}

// captureBudget is for each configuration in each VM; V8 lets a VM have 1 GiB, which some dozens of configurations may share.
const captureBudget = 16 << 20

// take reserves n bytes, or none if there are fewer left.
func (b *budget) take(n int) bool {
	if n > b.left {
		return false
	}
	b.left -= n
	return true
}

// Inlined where it is called it would make the module 2 KB larger.
//
//go:noinline
func (b *budget) giveBack(n int) { b.left += n }
