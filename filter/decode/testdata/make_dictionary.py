"""Writes ../dictionary.deflate: the dictionary of RFC 7932, appendix A, as raw deflate. It is taken out of the Python package brotli and
checked by the CRC-32 that the RFC gives. The package zopfli 0.4.3 makes it 5 KB smaller than zlib does."""
import pathlib
import zlib

import _brotli
import zopfli.zlib

SIZE, CRC = 122784, 0x5136CB04
library = pathlib.Path(_brotli.__file__).read_bytes()
start = library.index(b"timedownlifeleft")
words = library[start:start + SIZE]
assert zlib.crc32(words) == CRC
zlib_header, adler32 = 2, 4
deflate = zopfli.zlib.compress(words, numiterations=300, blocksplittingmax=0)[zlib_header:-adler32]
pathlib.Path("../dictionary.deflate").write_bytes(deflate)
