"""Writes varied.txt: bodies that use more of brotli and zstd than a trace does. Each line has a name, the content-encoding, the size and the CRC-32 of the
text, and the body in base64. Needs the Python packages brotli 1.2 and zstandard 0.25, and ../dictionary.deflate."""
import base64
import pathlib
import random
import zlib

import brotli
import zstandard

random.seed(7932)
dictionary = zlib.decompress(pathlib.Path("../dictionary.deflate").read_bytes(), -15)
BITS = {4: 10, 5: 10, 6: 11, 7: 11, 8: 10, 9: 10, 10: 10, 11: 10, 12: 10, 13: 9, 14: 9, 15: 8, 16: 7, 17: 7, 18: 8, 19: 7, 20: 7, 21: 6, 22: 6, 23: 5, 24: 5}


def word():
    length, at = random.choice(list(BITS)), 0
    for n in range(4, length):
        at += n << BITS[n]
    at += length * random.randrange(1 << BITS[length])
    return dictionary[at:at + length]


def capital(w):
    if w[0] < 0xC0:
        return w[:1].upper() + w[1:]
    if w[0] < 0xE0:
        return w[:1] + bytes([w[1] ^ 32]) + w[2:]
    return w[:2] + bytes([w[2] ^ 5]) + w[3:]


def words(n):
    out = b""
    for _ in range(n):
        w = word()
        w = random.choice([w, w, capital(w), w.upper() if w.isascii() else w, w[1:], w[:-1], w[3:], w[:-3]])
        out += random.choice([b"", b" ", b" the ", b".", b"e "]) + w + random.choice([b"", b" ", b", ", b" of the ", b"=\"", b"ing ", b"\n\t", b"."])
    return out


def repetitive(n, alphabet):
    """What compresses by matches: near and far, overlapping, at the last distances and at those less one."""
    out = bytes(random.choice(alphabet) for _ in range(8))
    distance = 4
    while len(out) < n:
        if random.random() < 0.3:
            out += bytes(random.choice(alphabet) for _ in range(random.choice([1, 1, 2, 3, 20])))
        distance = random.choice([distance, distance, distance - 1, distance + 1, distance - 3, random.randint(1, len(out))])
        distance = min(max(1, distance), len(out))
        for _ in range(random.choice([3, 4, 5, 6, 9, 17, 70])):
            out += out[-distance:][:1]
    return out


def bodies():
    for i in range(12):
        text = words(60) if i % 2 else words(20) + repetitive(800, b"abcdefgh 0123\n")
        mode = (brotli.MODE_GENERIC, brotli.MODE_TEXT, brotli.MODE_FONT)[i % 3]
        yield f"br {i}", "br", text, brotli.compress(text, quality=11 if i < 8 else i - 4, lgwin=10 + i, mode=mode)
    for i in range(12):
        text = repetitive(1200, b"ab" if i % 4 == 0 else bytes(range(40, 80)) if i % 4 == 1 else bytes(range(256)))
        options = zstandard.ZstdCompressionParameters.from_level(1 + 2 * i, window_log=10 + i % 3)
        yield f"zstd {i}", "zstd", text, zstandard.ZstdCompressor(compression_params=options).compress(text)
    mixed = b"".join(words(100) + repetitive(3000, b"0123456789") + bytes(random.randrange(256) for _ in range(700)) for _ in range(5))
    yield "br block types", "br", mixed, brotli.compress(mixed, quality=11)
    long = b"".join(words(30) + repetitive(3000, b"xyz .,") for _ in range(2)) * 40
    yield "br blocks", "br", long, brotli.compress(long, quality=9, lgwin=16)
    yield "zstd blocks", "zstd", long, zstandard.ZstdCompressor(level=19, write_checksum=True).compress(long)


with open("varied.txt", "w") as f:
    for name, encoding, text, body in bodies():
        f.write(f"{name}|{encoding}|{len(text)},{zlib.crc32(text)}|{base64.b64encode(body).decode()}\n")
