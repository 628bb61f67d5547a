"""Trains the encoder of the `accurate` engine. README.md says how to get what it reads.

In: the encoder to start from, exported documents. Out: weights (`weights.pt`), a line in a log of runs. Goes on where it was cut off.
"""

import argparse
import json

import pathlib
import random
import time

import torch
from safetensors.torch import load_file

import data
from model import POINTER_WEIGHT, Dropout, Encoder, Sizes, start_from, taught

BODY_RATE = 3e-4
# What begins at nothing learns this much faster than what has learnt before.
HEAD_FACTOR = 5
WARM_UP = 0.06
WEIGHT_DECAY = 0.01
CLIP = 1.0
# The mean of the weights so far, each step counting this much less than the next.
MEAN = 0.998
# Every so many documents, one is left out for measuring.
HELD_OUT = 14


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--start", type=pathlib.Path, required=True, help="folder of the encoder: model.safetensors")
    parser.add_argument("--vocabulary", type=pathlib.Path, required=True, help="folder of vocabulary.py: tokenizer.json, rows.json")
    parser.add_argument("--gold", type=pathlib.Path, nargs="+", required=True, help="exported documents")
    parser.add_argument("--more", type=pathlib.Path, nargs="*", default=[], help="further ones, none of them held out")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder of this run")
    parser.add_argument("--epochs", type=int, default=4)
    parser.add_argument("--layers", type=int, default=6)
    parser.add_argument("--batch", type=int, default=8, help="windows a step")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--dropout", type=float, default=0.1)
    parser.add_argument("--hide", type=float, default=0.15, help="share of windows that are not told what the rules found")
    parser.add_argument("--mask", type=float, default=0.05, help="share of words that are hidden")
    parser.add_argument("--rate", type=float, default=BODY_RATE, help="how fast the body learns; what is new, five times as fast")
    parser.add_argument("--go-on", type=pathlib.Path, help="weights.pt of another run to begin with")
    parser.add_argument("--teachers", type=pathlib.Path, nargs="*", default=[], help="weights.pt of runs to learn from besides the gold")
    parser.add_argument("--gold-share", type=float, default=0.5, help="how much the gold counts where there are teachers")
    parser.add_argument("--all", action="store_true", help="hold nothing out")
    parser.add_argument("--threads", type=int, default=1)
    args = parser.parse_args()

    torch.set_num_threads(args.threads)
    torch.manual_seed(args.seed)
    device = "cuda" if torch.cuda.is_available() else "cpu"
    torch.set_default_device(device)
    rows = json.loads((args.vocabulary / "rows.json").read_text())
    entries = json.loads((args.vocabulary / "tokenizer.json").read_text(encoding="utf-8"))["model"]["vocab"]
    special = data.Special(entries["[CLS]"], entries["[SEP]"], entries["[MASK]"])
    gold = list(data.read(args.gold).items())
    held_out = {} if args.all else dict(gold[::HELD_OUT])
    # Further annotations are called `article#annotator`.
    offered = gold + list(data.read(args.more).items())
    learnt = [document for name, document in offered if name.split("#")[0] not in held_out]

    encoder = Encoder(Sizes(len(rows), layers=args.layers), args.dropout)
    if args.go_on:
        encoder.load_state_dict(torch.load(args.go_on, map_location=device)["encoder"])
    else:
        start_from(encoder, load_file(args.start / "model.safetensors", device=device), rows)
    teachers = [teacher(path, device) for path in args.teachers]
    mean = {name: value.clone() for name, value in encoder.state_dict().items()}
    optimizer = torch.optim.AdamW(groups(encoder, args.rate), betas=(0.9, 0.98), fused=True)

    # How long an epoch is depends on how windows fall; the schedule needs it beforehand.
    steps_each = [len(epoch_batches(learnt, args, epoch)) for epoch in range(args.epochs)]
    total = sum(steps_each)
    rate = lambda step: min((step + 1) / (WARM_UP * total), max(0.0, (total - step) / ((1 - WARM_UP) * total)))
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, rate)
    args.out.mkdir(parents=True, exist_ok=True)
    point, first = args.out / "point.pt", 0
    if point.exists():
        saved = torch.load(point, map_location=device)
        encoder.load_state_dict(saved["encoder"])
        optimizer.load_state_dict(saved["optimizer"])
        schedule.load_state_dict(saved["schedule"])
        mean, first = saved["mean"], saved["epoch"]
        print(f"goes on after epoch {first}", flush=True)

    started, figures = time.time(), None
    for epoch in range(first, args.epochs):
        torch.manual_seed(args.seed * 1000 + epoch)
        for at, module in enumerate(part for part in encoder.modules() if isinstance(part, Dropout)):
            module.seed([args.seed, epoch, at])
        encoder.train()
        chance = random.Random(args.seed * 1000 + epoch)
        label_loss = pointer_loss = words = 0.0
        for at, some in enumerate(epoch_batches(learnt, args, epoch)):
            batch = data.batch(some, special, args.hide, args.mask, chance)
            lesson = taught(teachers, batch) if teachers else None
            with torch.autocast(device, dtype=torch.bfloat16):
                vectors = encoder(batch.pieces, batch.hints, batch.lengths)
                labels, pointers = encoder.loss(vectors, batch, lesson, args.gold_share)
            count = batch.labels.numel()
            loss = (labels + POINTER_WEIGHT * pointers * count / max(2 * batch.arrows.shape[1], 1)) / count
            optimizer.zero_grad(set_to_none=True)
            loss.backward()
            torch.nn.utils.clip_grad_norm_(encoder.parameters(), CLIP)
            optimizer.step()
            schedule.step()
            with torch.no_grad():
                for name, value in encoder.state_dict().items():
                    mean[name].lerp_(value, 1 - MEAN)
            label_loss, pointer_loss, words = label_loss + float(labels.detach()), pointer_loss + float(pointers.detach()), words + count
            if at % 50 == 0:
                print(
                    f"epoch {epoch + 1} step {at}/{steps_each[epoch]}: loss {label_loss / words:.4f},"
                    f" pointer {pointer_loss / words:.4f}, {time.time() - started:.0f} s",
                    flush=True,
                )
                label_loss = pointer_loss = words = 0.0
        saved = {"encoder": encoder.state_dict(), "optimizer": optimizer.state_dict(), "schedule": schedule.state_dict()}
        torch.save(saved | {"mean": mean, "epoch": epoch + 1}, point)
        torch.save({"encoder": mean, "sizes": vars(encoder.sizes)}, args.out / "weights.pt")
        if held_out:
            figures = measure(encoder, mean, list(held_out.values()), special)
            print(f"epoch {epoch + 1}: {figures}", flush=True)
    arguments = {name: str(value) for name, value in vars(args).items()}
    with open(args.out / "run.json", "w", encoding="utf-8") as out:
        json.dump({"arguments": arguments, "figures": figures, "seconds": time.time() - started}, out, indent=1)


def teacher(path, device):
    """An encoder that learns no more."""
    saved = torch.load(path, map_location=device)
    encoder = Encoder(Sizes(**saved["sizes"]), 0.0).eval().requires_grad_(False)
    encoder.load_state_dict(saved["encoder"])
    return encoder


def groups(encoder, rate):
    """Parameters by rate: what is new learns faster; norms and biases are not drawn to zero."""
    new = ("label", "pointer", "transitions", "starts", "hints")
    found = {}
    for name, parameter in encoder.named_parameters():
        if parameter.requires_grad:
            decays = parameter.dim() > 1 and not name.startswith(("transitions", "hints", "place"))
            found.setdefault((name.startswith(new), decays), []).append(parameter)
    return [
        {"params": parameters, "lr": rate * (HEAD_FACTOR if is_new else 1), "weight_decay": WEIGHT_DECAY if decays else 0.0}
        for (is_new, decays), parameters in found.items()
    ]


def epoch_batches(documents, args, epoch):
    """The batches of an epoch: windows of a length of their own, like lengths together, in random order."""
    chance = random.Random(f"{args.seed} {epoch}")
    windows = []
    for document in documents:
        windows += data.windows(document, chance.randint(data.SHORTEST, data.LONGEST))
    chance.shuffle(windows)
    bucket, batches = args.batch * 24, []
    for start in range(0, len(windows), bucket):
        some = sorted(windows[start : start + bucket], key=data.Window.pieces)
        batches += [some[at : at + args.batch] for at in range(0, len(some), args.batch)]
    chance.shuffle(batches)
    return batches


def spans(labels):
    """(role, first, end) of labels."""
    found, start = set(), None
    for at, label in enumerate(list(labels) + [0]):
        if start is not None and label != labels[start] + 1:
            found.add((labels[start], start, at))
            start = None
        if label in (1, 3, 5):
            start = at
    return found


def measure(encoder, mean, documents, special):
    """Exact F of source, cue and content spans, by the mean weights."""
    kept = {name: value.clone() for name, value in encoder.state_dict().items()}
    encoder.load_state_dict(mean)
    encoder.eval()
    right, found, gold = [0] * 3, [0] * 3, [0] * 3
    every = [window for document in documents for window in data.windows(document, data.LONGEST)]
    every.sort(key=data.Window.pieces)
    for at in range(0, len(every), 8):
        batch = data.batch(every[at : at + 8], special)
        with torch.no_grad(), torch.autocast(batch.pieces.device.type, dtype=torch.bfloat16):
            scores = encoder.label_scores(encoder(batch.pieces, batch.hints, batch.lengths), batch.rows, batch.heads)
        for chain, labels in zip(batch.chains, encoder.best_labels(scores, batch.chains)):
            ours, theirs = spans(labels), spans(batch.labels[chain[chain >= 0]].tolist())
            for role in range(3):
                of = lambda some: {span for span in some if span[0] == 2 * role + 1}
                right[role] += len(of(ours) & of(theirs))
                found[role] += len(of(ours))
                gold[role] += len(of(theirs))
    encoder.load_state_dict(kept)
    names = ["source", "cue", "content"]
    return {name: round(200 * r / max(f + g, 1), 1) for name, r, f, g in zip(names, right, found, gold)}


if __name__ == "__main__":
    main()
