"""The encoder and its heads: MiniLM with hints, a linear-chain CRF over words, a pointer from words to their cues.

In: a batch of windows. Out: label scores of words, their loss. Must not know: files, optimizers, the order of training.
"""

import math
from dataclasses import dataclass

import numpy
import torch
from torch import nn
from torch.nn import functional

LABELS = 7
# Tables of hints, as `HINT_VALUES` in crates/attribution/src/fast/hints.rs.
HINT_VALUES = [17, 37, 9, 33, 32, 8, 32, 32]
PLACES = 256
NEVER = -1e4
# How much a wrong arrow to a cue counts beside a wrong label.
POINTER_WEIGHT = 0.3
POINTER_WIDTH = 64


@dataclass
class Sizes:
    vocabulary: int
    layers: int = 6
    width: int = 384
    heads: int = 12
    inner: int = 1536


class Dropout(nn.Module):
    """Dropout whose chances are bytes: on a processor, drawing them as PyTorch does takes a quarter of a step."""

    def __init__(self, share: float):
        super().__init__()
        self.limit = round(share * 256)
        self.bytes = numpy.random.Generator(numpy.random.SFC64(0))

    def seed(self, seed: int):
        self.bytes = numpy.random.Generator(numpy.random.SFC64(seed))

    def forward(self, x):
        if not self.training or self.limit == 0:
            return x
        if x.is_cuda:
            return functional.dropout(x, self.limit / 256)
        drawn = torch.frombuffer(bytearray(self.bytes.bytes(x.numel())), dtype=torch.uint8).view(x.shape)
        return x * (drawn >= self.limit).to(x.dtype) * (256 / (256 - self.limit))


def may_follow(previous: int, label: int) -> bool:
    """Inside labels (2, 4, 6) follow the begin or the inside of their role; see `Label::may_follow`."""
    return label in (0, 1, 3, 5) or previous in (label - 1, label)


class Layer(nn.Module):
    def __init__(self, sizes: Sizes, dropout: float):
        super().__init__()
        self.heads = sizes.heads
        self.query = nn.Linear(sizes.width, sizes.width)
        self.key = nn.Linear(sizes.width, sizes.width)
        self.value = nn.Linear(sizes.width, sizes.width)
        self.out = nn.Linear(sizes.width, sizes.width)
        self.attention_norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.inner = nn.Linear(sizes.width, sizes.inner)
        self.outer = nn.Linear(sizes.inner, sizes.width)
        self.output_norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.dropout = Dropout(dropout)

    def forward(self, x, mask):
        batch, length, width = x.shape
        split = lambda y: y.view(batch, length, self.heads, width // self.heads).transpose(1, 2)
        q, k, v = split(self.query(x)), split(self.key(x)), split(self.value(x))
        scores = q @ k.transpose(2, 3) / math.sqrt(width // self.heads) + mask
        mixed = (self.dropout(scores.softmax(-1)) @ v).transpose(1, 2).reshape(batch, length, width)
        x = self.attention_norm(x + self.dropout(self.out(mixed)))
        return self.output_norm(x + self.dropout(self.outer(functional.gelu(self.inner(x)))))


class Encoder(nn.Module):
    def __init__(self, sizes: Sizes, dropout: float = 0.1):
        super().__init__()
        self.sizes = sizes
        self.word = nn.Embedding(sizes.vocabulary, sizes.width)
        # What is in the word table was learnt from far more text than ours.
        self.word.weight.requires_grad_(False)
        self.place = nn.Parameter(torch.zeros(PLACES, sizes.width))
        self.hints = nn.ModuleList(nn.Embedding(values, sizes.width) for values in HINT_VALUES)
        for table in self.hints:
            nn.init.normal_(table.weight, std=0.01)
        self.norm = nn.LayerNorm(sizes.width, eps=1e-12)
        self.layers = nn.ModuleList(Layer(sizes, dropout) for _ in range(sizes.layers))
        self.label = nn.Linear(sizes.width, LABELS)
        self.pointer_from = nn.Linear(sizes.width, POINTER_WIDTH)
        self.pointer_to = nn.Linear(sizes.width, POINTER_WIDTH)
        self.transitions = nn.Parameter(torch.zeros(LABELS, LABELS))
        self.starts = nn.Parameter(torch.zeros(LABELS))
        self.dropout = Dropout(dropout)
        allowed = [[may_follow(a, b) for b in range(LABELS)] for a in range(LABELS)]
        self.register_buffer("forbidden", torch.where(torch.tensor(allowed), 0.0, NEVER), persistent=False)

    def forward(self, pieces, hints, lengths):
        """The vectors of pieces: ids [batch, length], hints [batch, length, hints], lengths [batch]."""
        x = self.word(pieces) + self.place[: pieces.shape[1]]
        for at, table in enumerate(self.hints):
            x = x + table(hints[:, :, at])
        x = self.dropout(self.norm(x))
        outside = torch.arange(pieces.shape[1])[None, :] >= lengths[:, None]
        mask = torch.zeros(outside.shape).masked_fill(outside, NEVER)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def label_scores(self, x, rows, heads):
        """The scores of labels of the words whose first pieces these are."""
        return self.label(self.dropout(x[rows, heads])).float()

    def loss(self, x, batch, lesson=None, gold_share=1.0):
        """The losses of labels and of pointers; with what teachers expect, the labels' are theirs in part."""
        words = x[batch.rows, batch.heads]
        scores = self.label(self.dropout(words)).float()
        labels = self.chain_loss(scores, batch.labels, batch.chains)
        if lesson is not None:
            labels = gold_share * labels + (1 - gold_share) * self.taught_loss(scores, lesson, batch.chains)
        return labels, self.pointer_loss(words, batch)

    def chain_loss(self, scores, labels, chains):
        """The negative log-likelihood of all chains; `chains` [chains, longest] holds positions of words, -1 after the last."""
        inside, at = chains >= 0, chains.clamp(min=0)
        arcs, starts = self.transitions + self.forbidden, self.starts + self.forbidden[0]
        gold = labels[at]
        right = scores[at].gather(2, gold[:, :, None]).squeeze(2) + functional.pad(arcs[gold[:, :-1], gold[:, 1:]], (1, 0))
        right = right[inside].sum() + starts[gold[:, 0]].sum()
        return all_ways(scores, arcs, starts, chains) - right

    def taught_loss(self, scores, taught, chains):
        """Cross-entropy of whole chains against a teacher's, of which the expected counts suffice."""
        arcs, starts = self.transitions + self.forbidden, self.starts + self.forbidden[0]
        told = (taught.labels * scores).sum() + (taught.arcs * arcs).sum() + (taught.starts * starts).sum()
        return all_ways(scores, arcs, starts, chains) - told

    def pointer_loss(self, words, batch):
        """Cross-entropy of the arrow from each word of a content or a source to its cue, among the words of its window."""
        if batch.arrows.numel() == 0:
            return words.new_zeros(())
        source, target = batch.arrows
        scores = self.pointer_from(words[source]) @ self.pointer_to(words).T / math.sqrt(POINTER_WIDTH)
        other = batch.rows[source][:, None] != batch.rows[None, :]
        return functional.cross_entropy(scores.float().masked_fill(other, NEVER), target, reduction="sum")

    @torch.no_grad()
    def best_labels(self, scores, chains):
        """Viterbi: the labels of each chain."""
        arcs, found = self.transitions + self.forbidden, []
        for chain in chains:
            chain = chain[chain >= 0]
            total, back = self.starts + self.forbidden[0] + scores[chain[0]], []
            for word in chain[1:]:
                best, at = (total[:, None] + arcs).max(0)
                total = best + scores[word]
                back.append(at)
            label = int(total.argmax())
            labels = [label]
            for at in reversed(back):
                label = int(at[label])
                labels.append(label)
            found.append(labels[::-1])
        return found


def all_ways(scores, arcs, starts, chains):
    """The logarithm of the weight of all label sequences, summed over chains."""
    inside, at = chains >= 0, chains.clamp(min=0)
    scores = scores[at]
    total = starts + scores[:, 0]
    for step in range(1, chains.shape[1]):
        after = (total[:, :, None] + arcs).logsumexp(1) + scores[:, step]
        total = torch.where(inside[:, step, None], after, total)
    return total.logsumexp(1).sum()


@dataclass
class Taught:
    """What some encoders together expect: of each word its labels, of all chains their transitions and starts."""

    labels: torch.Tensor
    arcs: torch.Tensor
    starts: torch.Tensor


def taught(teachers, batch):
    """The expectations of the product of several encoders' chains."""
    with torch.no_grad(), torch.autocast(batch.pieces.device.type, dtype=torch.bfloat16):
        found = [t.label_scores(t(batch.pieces, batch.hints, batch.lengths), batch.rows, batch.heads) for t in teachers]
    mean = lambda some: torch.stack([value.detach().float() for value in some]).mean(0).requires_grad_()
    scores, arcs = mean(found), mean([t.transitions + t.forbidden for t in teachers])
    starts = mean([t.starts + t.forbidden[0] for t in teachers])
    # The derivatives of the weight of all sequences are the expected counts.
    return Taught(*torch.autograd.grad(all_ways(scores, arcs, starts, batch.chains), (scores, arcs, starts)))


def start_from(encoder: Encoder, tensors: dict, rows: list):
    """Fills an encoder from the weights of a BERT whose word table is cut to `rows`; token types are folded into places."""
    with torch.no_grad():
        tensor = lambda name: tensors[name].float()
        encoder.word.weight.copy_(tensor("embeddings.word_embeddings.weight")[rows])
        types = tensor("embeddings.token_type_embeddings.weight")[0]
        encoder.place.copy_(tensor("embeddings.position_embeddings.weight")[:PLACES] + types)
        names = {
            "query": "attention.self.query",
            "key": "attention.self.key",
            "value": "attention.self.value",
            "out": "attention.output.dense",
            "attention_norm": "attention.output.LayerNorm",
            "inner": "intermediate.dense",
            "outer": "output.dense",
            "output_norm": "output.LayerNorm",
        }
        modules = [("embeddings.LayerNorm", encoder.norm)]
        for number, layer in enumerate(encoder.layers):
            modules += [(f"encoder.layer.{number}.{theirs}", getattr(layer, ours)) for ours, theirs in names.items()]
        for name, module in modules:
            module.weight.copy_(tensor(f"{name}.weight"))
            module.bias.copy_(tensor(f"{name}.bias"))
