"""Writes encoded.txt and bombs.txt: bodies encoded by the codings' own libraries. Needs the Python packages brotli 1.2 and zstandard 0.25.

Each line has a name, the content-encoding, the number of lines of the trace that was encoded (-1: nothing; see trace in helpers_test.go), and
the body in base64.
"""
import base64
import gzip
import io
import zlib

import brotli
import zstandard


def trace(lines):
    text = "java.lang.IllegalStateException: order 4711 is lost\n"
    for i in range(lines):
        text += f"\tat com.example.shop.Service{i * 7919 % 97}.call{i * i % 89}(Service.java:{i})\n"
    return (text + "Caused by: java.sql.SQLException: connection refused\n").encode()


def named_gzip(data):
    out = io.BytesIO()
    with gzip.GzipFile("trace.txt", "wb", mtime=1, fileobj=out) as f:
        f.write(data)
    return out.getvalue()


def raw_deflate(data, level=9):
    c = zlib.compressobj(level, zlib.DEFLATED, -15)
    return c.compress(data) + c.flush()


def zstd(data, level, **options):
    return zstandard.ZstdCompressor(level=level, **options).compress(data)


def zstd_stream(data, level, piece):
    c = zstandard.ZstdCompressor(level=level, write_checksum=True, write_content_size=False).compressobj()
    out = b""
    for i in range(0, len(data), piece):
        out += c.compress(data[i:i + piece]) + c.flush(zstandard.COMPRESSOBJ_FLUSH_BLOCK)
    return out + c.flush()


def stored_zstd_skippable(data):
    return b"\x5a\x2a\x4d\x18\x03\x00\x00\x00abc" + zstd(data, 3)


def fixtures():
    small, page, long = trace(10), trace(130), trace(4000)
    g = lambda d, level=6: gzip.compress(d, level, mtime=0)
    yield "gzip", "gzip", 130, g(page)
    yield "gzip stored", "gzip", 10, g(small, 0)
    yield "gzip with a name", "x-gzip", 130, named_gzip(page)
    yield "gzip in two members", "GZIP", 10, g(small[:100]) + g(small[100:])
    yield "gzip with padding", "gzip", 10, g(small) + bytes(100)
    yield "gzip long", "gzip", 4000, g(long)
    yield "zlib", "deflate", 130, zlib.compress(page)
    yield "zlib fast", "deflate", 10, zlib.compress(small, 1)
    yield "raw deflate", "deflate", 130, raw_deflate(page)
    yield "raw deflate stored", "deflate", 10, raw_deflate(small, 0)
    yield "br", "br", 130, brotli.compress(page)
    yield "br fast", "br", 10, brotli.compress(small, quality=1)
    yield "br text mode", "br", 130, brotli.compress(page, mode=brotli.MODE_TEXT, lgwin=12)
    yield "br long", "br", 4000, brotli.compress(long, quality=5)
    yield "zstd", "zstd", 130, zstd(page, 3)
    yield "zstd best", "zstd", 130, zstd(page, 22, write_checksum=True)
    yield "zstd fast", "zstd", 10, zstd(small, -5, write_checksum=True)
    yield "zstd in blocks", "zstd", 130, zstd_stream(page, 3, 700)
    yield "zstd behind a skippable frame", "zstd", 10, stored_zstd_skippable(small)
    yield "zstd in two frames", "zstd", 10, zstd(small[:200], 1) + zstd(small[200:], 1, write_checksum=True)
    yield "zstd long", "zstd", 4000, zstd(long, 9)
    yield "gzip in br", "gzip, br", 130, brotli.compress(g(page))
    yield "br in gzip", "br , , identity, gzip", 130, g(brotli.compress(page))
    yield "four", "deflate,gzip,br,zstd", 130, zstd(brotli.compress(g(zlib.compress(page))), 3)
    yield "nothing in gzip", "gzip", -1, g(b"")
    yield "nothing in zlib", "deflate", -1, zlib.compress(b"")
    yield "nothing in br", "br", -1, brotli.compress(b"")
    yield "nothing in zstd", "zstd", -1, zstd(b"", 3)


def bombs():
    zeros = bytes(64 << 20)
    yield "gzip", "gzip, gzip", 0, gzip.compress(gzip.compress(zeros, mtime=0), mtime=0)
    yield "br", "br", 0, brotli.compress(zeros)
    yield "zstd", "zstd", 0, zstd(zeros, 3)


for file, bodies in ("encoded.txt", fixtures()), ("bombs.txt", bombs()):
    with open(file, "w") as f:
        for name, encoding, lines, data in bodies:
            f.write(f"{name}|{encoding}|{lines}|{base64.b64encode(data).decode()}\n")
