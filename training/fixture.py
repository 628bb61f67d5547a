#!/usr/bin/env python3
"""Writes the tiny models that the tests of the `accurate` engine read, and the scores that they must give.

Run it from anywhere: `python3 training/fixture.py`. Needs numpy alone; the same numbers come out each time. The scores are
computed here in double precision, apart from the program that is tested.
"""

import json
import math
from pathlib import Path

import numpy as np

from model_file import GROUP, write

LABELS = 7
HINTS = 8
FOLDER = Path(__file__).parents[1] / "crates/attribution/testdata/accurate"

WIDTH, HEADS, LAYERS, INNER, VOCABULARY, PLACES, HINT_VALUES = 64, 2, 2, 128, 50, 64, 4


def quantise(weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """4-bit weights, two columns a byte, and a half-precision scale for each 32 columns."""
    rows, columns = weights.shape
    groups = weights.reshape(rows, columns // GROUP, GROUP)
    scales = (np.abs(groups).max(axis=2) / 7).astype(np.float16)
    # A group of zeros has a scale of zero, and any nibble will do.
    steps = groups / np.maximum(scales.astype(np.float32), 1e-12)[:, :, None]
    nibbles = (np.clip(np.rint(steps), -8, 7) + 8).astype(np.uint8).reshape(rows, columns)
    return nibbles[:, 0::2] | nibbles[:, 1::2] << 4, scales


def dequantise(packed: np.ndarray, scales: np.ndarray) -> np.ndarray:
    """The weights that `quantise` left."""
    nibbles = np.empty((packed.shape[0], packed.shape[1] * 2), np.float32)
    nibbles[:, 0::2], nibbles[:, 1::2] = packed & 15, packed >> 4
    return (nibbles - 8) * np.repeat(scales.astype(np.float32), GROUP, axis=1)


def random_weights(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """The weights of a tiny model."""

    def normal(*shape: int, size: float) -> np.ndarray:
        return (rng.standard_normal(shape) * size).astype(np.float32)

    weights = {"word": normal(VOCABULARY, WIDTH, size=0.5), "place": normal(PLACES, WIDTH, size=0.2)}
    for hint in range(HINTS):
        weights[f"hint.{hint}"] = normal(HINT_VALUES, WIDTH, size=0.2)
    norms = ["norm"]
    for layer in range(LAYERS):
        for part, shape in {
            "query": (WIDTH, WIDTH),
            "key": (WIDTH, WIDTH),
            "value": (WIDTH, WIDTH),
            "out": (WIDTH, WIDTH),
            "inner": (INNER, WIDTH),
            "outer": (WIDTH, INNER),
        }.items():
            weights[f"layer.{layer}.{part}.weight"] = normal(*shape, size=1 / math.sqrt(shape[1]))
            weights[f"layer.{layer}.{part}.bias"] = normal(shape[0], size=0.1)
        norms += [f"layer.{layer}.attention.norm", f"layer.{layer}.output.norm"]
    for norm in norms:
        weights[f"{norm}.weight"] = 1 + normal(WIDTH, size=0.2)
        weights[f"{norm}.bias"] = normal(WIDTH, size=0.2)
    weights["label.weight"] = normal(LABELS, WIDTH, size=0.3)
    weights["label.bias"] = normal(LABELS, size=0.3)
    weights["transitions"] = normal(LABELS, LABELS, size=1)
    weights["starts"] = normal(LABELS, size=1)
    return weights


def is_quantised(name: str) -> bool:
    """Whether a tensor may be stored in 4 bits."""
    return name == "word" or (name.startswith("layer.") and name.endswith(".weight") and "norm" not in name)


def normalise(rows: np.ndarray, weights: dict[str, np.ndarray], name: str) -> np.ndarray:
    """Layer normalisation."""
    off = rows - rows.mean(axis=1, keepdims=True)
    return off / np.sqrt((off**2).mean(axis=1, keepdims=True) + 1e-12) * weights[f"{name}.weight"] + weights[f"{name}.bias"]


def score(weights: dict[str, np.ndarray], pieces: list[int], hints: list[list[int]], heads: list[int]) -> np.ndarray:
    """The scores of the labels of each word of a window."""
    weights = {name: tensor.astype(np.float64) for name, tensor in weights.items()}
    erf = np.vectorize(math.erf)

    def linear(rows: np.ndarray, name: str) -> np.ndarray:
        return rows @ weights[f"{name}.weight"].T + weights[f"{name}.bias"]

    rows = weights["word"][pieces] + weights["place"][: len(pieces)]
    for hint in range(HINTS):
        rows = rows + weights[f"hint.{hint}"][[values[hint] for values in hints]]
    rows = normalise(rows, weights, "norm")
    each = WIDTH // HEADS
    for layer in (f"layer.{at}" for at in range(LAYERS) if f"layer.{at}.query.bias" in weights):
        queries, keys, values = (linear(rows, f"{layer}.{part}") for part in ("query", "key", "value"))
        taken = []
        for part in (slice(head * each, (head + 1) * each) for head in range(HEADS)):
            shares = np.exp(queries[:, part] @ keys[:, part].T / math.sqrt(each))
            taken.append(shares / shares.sum(axis=1, keepdims=True) @ values[:, part])
        rows = normalise(rows + linear(np.hstack(taken), f"{layer}.out"), weights, f"{layer}.attention.norm")
        inner = linear(rows, f"{layer}.inner")
        inner = inner * (1 + erf(inner / math.sqrt(2))) / 2
        rows = normalise(rows + linear(inner, f"{layer}.outer"), weights, f"{layer}.output.norm")
    return linear(rows[heads], "label")


def main() -> None:
    """Writes both models and the windows with their scores."""
    rng = np.random.default_rng(7)
    plain = random_weights(rng)
    packed, left = {}, {}
    for name, tensor in plain.items():
        if is_quantised(name):
            nibbles, scales = quantise(tensor)
            packed |= {f"{name}.q4": nibbles, f"{name}.scale": scales}
            left[name] = dequantise(nibbles, scales)
        else:
            packed[name] = left[name] = tensor
    # One layer is enough in floats, and a small file.
    plain = {name: tensor for name, tensor in plain.items() if not name.startswith("layer.1.")}
    tokenizer = np.frombuffer(b'{"tiny":true}', np.uint8)
    windows = []
    for length in (1, 2, 7, 40, PLACES):
        pieces = rng.integers(VOCABULARY, size=length).tolist()
        hints = rng.integers(HINT_VALUES, size=(length, HINTS)).tolist()
        heads = [at for at in range(length) if at % 3 != 1][:24]
        windows.append({"pieces": pieces, "hints": hints, "heads": heads})
    FOLDER.mkdir(parents=True, exist_ok=True)
    for file, tensors, weights in (("tiny", plain, plain), ("tiny-q4", packed, left)):
        about = "Random numbers for tests; training/fixture.py writes them."
        write(FOLDER / f"{file}.safetensors", {**tensors, "tokenizer": tokenizer}, about, HEADS)
        scored = [
            {**window, "scores": [[round(value, 6) for value in row] for row in score(weights, **window).tolist()]}
            for window in windows
        ]
        expected = {
            "starts": plain["starts"].tolist(),
            "transitions": plain["transitions"].tolist(),
            "tokenizer": '{"tiny":true}',
            "windows": scored,
        }
        (FOLDER / f"{file}.json").write_text(json.dumps(expected, separators=(",", ":")) + "\n")


if __name__ == "__main__":
    main()
