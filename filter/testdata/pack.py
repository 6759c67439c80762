"""Packs tables of words for the module: of each NAME.txt it writes NAME.deflate, the text without its comments as raw deflate. make tables
runs it with the package zopfli 0.4.3, which makes them 600 bytes smaller than zlib does."""
import pathlib
import sys

import zopfli.zlib

ZLIB_HEADER, ADLER32 = 2, 4
for name in sys.argv[1:]:
    lines = pathlib.Path(name + ".txt").read_bytes().splitlines(keepends=True)
    rows = b"".join(line for line in lines if not line.startswith((b"\n", b"#")))
    packed = zopfli.zlib.compress(rows, numiterations=300, blocksplittingmax=0)
    pathlib.Path(name + ".deflate").write_bytes(packed[ZLIB_HEADER:-ADLER32])
