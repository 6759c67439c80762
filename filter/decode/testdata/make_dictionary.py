"""Writes ../dictionary.deflate: the dictionary of RFC 7932, appendix A, as raw deflate. It is taken out of the Python package brotli and
checked by the CRC-32 that the RFC gives."""
import pathlib
import zlib

import _brotli

SIZE, CRC = 122784, 0x5136CB04
library = pathlib.Path(_brotli.__file__).read_bytes()
start = library.index(b"timedownlifeleft")
words = library[start:start + SIZE]
assert zlib.crc32(words) == CRC
deflate = zlib.compressobj(9, zlib.DEFLATED, -15, 9)
pathlib.Path("../dictionary.deflate").write_bytes(deflate.compress(words) + deflate.flush())
