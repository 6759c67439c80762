"""Writes codes.txt: a brotli body of 9 KB that defines 768 prefix codes, each as large as it can be, and has no text (RFC 7932, section 9.2)."""
import base64

ORDER = [1, 2, 3, 4, 0, 5, 17, 6, 16, 7, 8, 9, 10, 11, 12, 13, 14, 15]
LENGTH_BITS = {0: (0, 2), 1: (7, 4), 2: (3, 3), 3: (2, 2), 4: (1, 2), 5: (15, 4)}
REPEAT, MANY = 16, 256
bits = []


def put(value, n):
    bits.extend(value >> i & 1 for i in range(n))


def canonical(lengths):
    code, codes = 0, {}
    for n in range(1, 16):
        for symbol in sorted(s for s in lengths if lengths[s] == n):
            codes[symbol] = int(f"{code:0{n}b}"[::-1], 2), n
            code += 1
        code <<= 1
    return codes


def complex_code(lengths, sequence, repeat):
    put(0, 2)
    room = 32
    for symbol in ORDER:
        n = lengths.get(symbol, 0)
        put(*LENGTH_BITS[n])
        room -= 32 >> n if n else 0
        if room == 0:
            break
    codes = canonical(lengths)
    for n in sequence:
        put(*codes[n])
    digits = []
    while repeat > 6:
        digits.append((repeat - 3) % 4)
        repeat = (repeat - 3 - digits[-1]) // 4 + 2
    for digit in [repeat - 3] + digits[::-1]:
        put(*codes[REPEAT])
        put(digit, 2)


def simple_code(symbol, n):
    put(1, 2)
    put(0, 2)
    put(symbol, n)


def many():
    put(1, 1)
    put(7, 3)
    put(127, 7)


def context_map():
    many()
    put(0, 1)
    simple_code(0, 8)
    put(0, 1)


put(0b001, 3)  # a window of 64 KiB; the last meta-block, which is not empty
put(0, 2)
put(999, 16)
for kind in range(3):
    many()
    simple_code(0, 9)
    simple_code(0, 5)
    put(0, 2)
put(3, 2)
put(15, 4)
put(0, 2 * MANY)
context_map()
context_map()
for code in range(MANY):
    complex_code({1: 4, 2: 4, 7: 4, 8: 4, 11: 4, 12: 4, 10: 3, 13: 3, 14: 3, 15: 3, 16: 3}, [1, 2, 7, 8, 15, 15, 14, 13, 12, 11, 10], 242)
for code in range(2 * MANY):
    complex_code({n: 3 for n in (1, 10, 11, 12, 13, 14, 15, 16)}, [1, 15, 15, 14, 13, 12, 11, 10], 510)
bits.extend([0] * (-len(bits) % 8))
body = bytes(sum(bit << i for i, bit in enumerate(bits[at:at + 8])) for at in range(0, len(bits), 8))
with open("codes.txt", "w") as f:
    f.write(f"codes|br|-1|{base64.b64encode(body).decode()}\n")
