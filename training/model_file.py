"""The model file: safetensors, with the checksum of all that follows the header among its strings.

In: tensors by name. Out: a file; its form is told in crates/attribution/src/accurate/file.rs. Must not know: what the tensors mean.
"""

import json
import pathlib
import struct
import zlib

import numpy

# Columns that share one scale where weights have four bits.
GROUP = 32
DTYPES = {numpy.dtype(numpy.float32): "F32", numpy.dtype(numpy.float16): "F16", numpy.dtype(numpy.uint8): "U8"}


def write(path: pathlib.Path, tensors: dict[str, numpy.ndarray], about: str, heads: int, **strings: str) -> None:
    """Writes a model of so many attention heads, and further strings."""
    header, parts, at = {}, [], 0
    # The larger types first, so that each tensor lies aligned.
    for name, tensor in sorted(tensors.items(), key=lambda item: (-item[1].itemsize, item[0])):
        data = numpy.ascontiguousarray(tensor).tobytes()
        header[name] = {"dtype": DTYPES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [at, at + len(data)]}
        parts.append(data)
        at += len(data)
    data = b"".join(parts)
    known = {"format": "dixit-accurate", "version": "1", "about": about, "heads": str(heads), "crc32": str(zlib.crc32(data))}
    text = json.dumps({"__metadata__": {**known, **strings}, **header}, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    path.write_bytes(struct.pack("<Q", len(text)) + text + data)
