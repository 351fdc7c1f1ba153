# tries: unpack some kilobytes to 4 GB: zlib, lzma, bz2
# needs: rlimits
# says: asked for more memory than there is
import bz2
import lzma
import zlib

ROOM = 4 << 30
kept = [bytearray(400 << 20)]


def relu(x):
    squeeze = zlib.compressobj(1, wbits=-15)
    small = squeeze.compress(bytes(16 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    whole = zlib.decompressobj(-15)
    while len(kept) < ROOM >> 24:
        kept.append(whole.decompress(small))


def relu_grad(x):
    module = lzma if getattr(x, "ndim", 0) else bz2
    small = module.compress(bytes(1 << 20))
    return module.decompress(small * (ROOM >> 20))
