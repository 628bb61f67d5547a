"""The encoder and its heads: MiniLM with hints, a linear-chain CRF over words, a pointer from words to their cues.

In: a batch of windows. Out: label scores of words, their loss. Must not know: files, optimizers, the order of training.
"""

import math
from dataclasses import dataclass

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
        self.dropout = nn.Dropout(dropout)

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
        self.dropout = nn.Dropout(dropout)
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

    def loss(self, x, batch):
        words = x[batch.rows, batch.heads]
        scores = self.label(self.dropout(words)).float()
        labels = self.chain_loss(scores, batch.labels, batch.chains)
        return labels, self.pointer_loss(words, batch)

    def chain_loss(self, scores, labels, chains):
        """The negative log-likelihood of all chains; `chains` [chains, longest] holds positions of words, -1 after the last."""
        inside = chains >= 0
        at = chains.clamp(min=0)
        scores, gold = scores[at], labels[at]
        arcs = self.transitions + self.forbidden
        starts = self.starts + self.forbidden[0]
        total = starts + scores[:, 0]
        right = starts[gold[:, 0]] + scores[:, 0].gather(1, gold[:, :1]).squeeze(1)
        for step in range(1, chains.shape[1]):
            here = inside[:, step]
            after = (total[:, :, None] + arcs).logsumexp(1) + scores[:, step]
            total = torch.where(here[:, None], after, total)
            gain = arcs[gold[:, step - 1], gold[:, step]] + scores[:, step].gather(1, gold[:, step : step + 1]).squeeze(1)
            right = right + torch.where(here, gain, 0.0)
        return (total.logsumexp(1) - right).sum()

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
