"""Writes the trained encoder as dixit reads it: safetensors, body and words in 4 bits.

In: `weights.pt` of a run, the vocabulary's tokenizer.json. Out: the model file; its form is told in crates/attribution/src/accurate/file.rs.
"""

import argparse
import pathlib

import numpy
import torch

from model import Sizes
from model_file import GROUP, write


def four_bits(weight):
    """Groups of 32 along a row, each with the scale among several that rounds it best: nibbles [rows, columns / 2], scales [rows, columns / 32]."""
    rows, columns = weight.shape
    groups = weight.reshape(rows, columns // GROUP, GROUP).astype(numpy.float32)
    extreme = numpy.take_along_axis(groups, numpy.abs(groups).argmax(-1)[..., None], -1)[..., 0]
    best, best_error = None, None
    # The extreme value may be -8 steps: its sign is the scale's.
    for steps in (-8.0, -7.5, -7.0, 7.0, 6.5, 6.0, -6.5, -6.0):
        scale = (extreme / steps).astype(numpy.float16)
        safe = numpy.where(scale == 0, 1, scale).astype(numpy.float32)[..., None]
        whole = numpy.clip(numpy.rint(groups / safe), -8, 7)
        error = ((whole * scale[..., None].astype(numpy.float32) - groups) ** 2).sum(-1)
        if best is None:
            best, best_error = (whole, scale), error
        else:
            better = error < best_error
            best = (numpy.where(better[..., None], whole, best[0]), numpy.where(better, scale, best[1]))
            best_error = numpy.minimum(error, best_error)
    whole, scale = best
    nibbles = (whole.reshape(rows, columns) + 8).astype(numpy.uint8)
    return nibbles[:, 0::2] | nibbles[:, 1::2] << 4, scale


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("weights", type=pathlib.Path, nargs="+", help="weights.pt; of several runs from one start, the mean")
    parser.add_argument("--vocabulary", type=pathlib.Path, required=True, help="folder of vocabulary.py")
    parser.add_argument("--about", required=True, help="data and licences, for the file to remember")
    parser.add_argument("--confidence", help="weights that `dixit train GOLD --calibrate MODEL` printed")
    parser.add_argument("--plain", action="store_true", help="no rounding: for comparisons")
    parser.add_argument("--out", type=pathlib.Path, required=True)
    args = parser.parse_args()

    runs = [torch.load(path, map_location="cpu") for path in args.weights]
    sizes = Sizes(**runs[0]["sizes"])
    state = {
        name: sum(run["encoder"][name].float() for run in runs).numpy() / len(runs) for name in runs[0]["encoder"]
    }
    tensors = {}

    def put(name, values, small=True):
        if small and not args.plain:
            tensors[f"{name}.q4"], tensors[f"{name}.scale"] = four_bits(values)
        else:
            tensors[name] = values.astype(numpy.float32)

    put("word", state["word.weight"])
    for layer in range(sizes.layers):
        for part in ("query", "key", "value", "out", "inner", "outer"):
            put(f"layer.{layer}.{part}.weight", state[f"layers.{layer}.{part}.weight"])
            put(f"layer.{layer}.{part}.bias", state[f"layers.{layer}.{part}.bias"], small=False)
        for ours, theirs in (("attention.norm", "attention_norm"), ("output.norm", "output_norm")):
            for kind in ("weight", "bias"):
                put(f"layer.{layer}.{ours}.{kind}", state[f"layers.{layer}.{theirs}.{kind}"], small=False)
    for kind in ("weight", "bias"):
        put(f"norm.{kind}", state[f"norm.{kind}"], small=False)
        put(f"label.{kind}", state[f"label.{kind}"], small=False)
    put("place", state["place"])
    for at in range(sum(name.startswith("hints.") for name in state)):
        put(f"hint.{at}", state[f"hints.{at}.weight"], small=False)
    put("transitions", state["transitions"], small=False)
    put("starts", state["starts"], small=False)
    tokenizer = (args.vocabulary / "tokenizer.json").read_bytes()
    tensors["tokenizer"] = numpy.frombuffer(tokenizer, dtype=numpy.uint8)
    confidence = {"confidence": args.confidence.strip()} if args.confidence else {}
    write(args.out, tensors, args.about, sizes.heads, **confidence)
    print(f"{args.out}: {args.out.stat().st_size} bytes")


if __name__ == "__main__":
    main()
