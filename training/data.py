"""Exported documents as batches of windows.

In: files of `dixit train GOLD --export FILE`. Out: windows of whole paragraphs, batches of windows. Must not know: the model.
"""

import json
import random
from dataclasses import dataclass

import torch

from model import HINT_VALUES

# A window holds this many pieces and its [CLS] and [SEP]; see `MOST_PIECES` in crates/attribution/src/accurate/windows.rs.
LONGEST = 254
SHORTEST = 100
# The hints that are the rules' findings: sometimes hidden, so that the encoder does not lean on rules that were written on its own texts.
RULES = [3, 4, 5]


@dataclass
class Special:
    start: int
    end: int
    mask: int


@dataclass
class Paragraph:
    pieces: list
    heads: list
    hints: list
    labels: list
    cues: list


@dataclass
class Window:
    paragraphs: list

    def pieces(self):
        return sum(len(paragraph.pieces) + 1 for paragraph in self.paragraphs) + 1


@dataclass
class Batch:
    pieces: torch.Tensor
    hints: torch.Tensor
    lengths: torch.Tensor
    rows: torch.Tensor
    heads: torch.Tensor
    labels: torch.Tensor
    chains: torch.Tensor
    arrows: torch.Tensor


def read(paths):
    """Documents as lists of paragraphs, by id."""
    documents = {}
    for path in paths:
        with open(path, encoding="utf-8") as lines:
            for line in lines:
                document = json.loads(line)
                documents[document["id"]] = [Paragraph(**paragraph) for paragraph in document["paragraphs"]]
    return documents


def parts(paragraph, limit):
    """A paragraph in pieces of at most `limit`: cut before a sentence where that is possible."""
    ends = paragraph.heads[1:] + [len(paragraph.pieces)]
    first, found = 0, []
    while ends[-1] - paragraph.heads[first] > limit:
        start = paragraph.heads[first]
        last = max(at for at in range(first, len(ends)) if ends[at] - start <= limit)
        # Hint 2 is the place in the sentence; 1 and 5 are its first word.
        sentences = [at for at in range(first + 1, last + 1) if paragraph.hints[at][2] in (1, 5)]
        cut = sentences[-1] if sentences else last + 1
        found.append((first, cut))
        first = cut
    found.append((first, len(ends)))
    return [
        Paragraph(
            paragraph.pieces[paragraph.heads[a] : ends[b - 1]],
            [head - paragraph.heads[a] for head in paragraph.heads[a:b]],
            paragraph.hints[a:b],
            begun_anew(paragraph.labels[a:b]),
            paragraph.cues[a:b],
        )
        for a, b in found
    ]


def begun_anew(labels):
    """Labels of a chain of its own: it cannot begin inside of a span."""
    first = labels[0]
    return [first - 1 if first in (2, 4, 6) else first] + labels[1:]


def windows(document, limit):
    """Whole paragraphs, packed in order."""
    packed, room = [], 0
    for paragraph in document:
        for part in parts(paragraph, limit):
            if not part.labels:
                continue
            if not packed or len(part.pieces) + 1 > room:
                packed.append(Window([]))
                room = limit
            packed[-1].paragraphs.append(part)
            room -= len(part.pieces) + 1
    return packed


def batch(some, special, hide=0.0, mask=0.0, chance=random):
    """Windows side by side. With `hide`, the share of windows that are not told what the rules found; with `mask`, that of words unseen."""
    longest = max(window.pieces() for window in some)
    pieces = torch.zeros(len(some), longest, dtype=torch.long)
    hints = torch.zeros(len(some), longest, len(HINT_VALUES), dtype=torch.long)
    lengths, rows, heads, labels, chains, arrows = [], [], [], [], [], []
    for row, window in enumerate(some):
        hidden = chance.random() < hide
        ids, told, first_word = [special.start], [[0] * len(HINT_VALUES)], len(labels)
        words = sum(len(paragraph.labels) for paragraph in window.paragraphs)
        for paragraph in window.paragraphs:
            chains.append(range(len(labels), len(labels) + len(paragraph.labels)))
            ends = paragraph.heads[1:] + [len(paragraph.pieces)]
            for head, end, hint, label, cue in zip(
                paragraph.heads, ends, paragraph.hints, paragraph.labels, paragraph.cues
            ):
                if hidden:
                    hint = [1 if at in RULES else value for at, value in enumerate(hint)]
                word = paragraph.pieces[head:end]
                if mask and chance.random() < mask:
                    word = [special.mask] * len(word)
                at = len(labels)
                if cue != 0 and first_word <= at + cue < first_word + words:
                    arrows.append((at, at + cue))
                rows.append(row)
                heads.append(len(ids))
                labels.append(label)
                ids += word
                told += [hint] * len(word)
            ids.append(special.end)
            told.append([0] * len(HINT_VALUES))
        pieces[row, : len(ids)] = torch.tensor(ids)
        hints[row, : len(ids)] = torch.tensor(told)
        lengths.append(len(ids))
    table = torch.full((len(chains), max(len(chain) for chain in chains)), -1, dtype=torch.long)
    for row, chain in enumerate(chains):
        table[row, : len(chain)] = torch.tensor(chain)
    tensor = lambda values: torch.tensor(values, dtype=torch.long)
    return Batch(
        pieces, hints, tensor(lengths), tensor(rows), tensor(heads), tensor(labels), table,
        tensor(arrows).reshape(-1, 2).T,
    )
