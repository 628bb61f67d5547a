"""Prunes the vocabulary of the encoder that training starts from to what news needs.

In: the encoder's tokenizer.json and documents exported with it (`dixit train GOLD --export`). Out: a smaller tokenizer.json, and
which rows of the word table stay. Every single character stays, so that nothing that could be spelt before is unknown now.
"""

import argparse
import collections
import json
import pathlib

SPECIAL = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
# A vocabulary is ordered by how often its entries were seen; this many occurrences are shared out by rank (Zipf), so that a common word
# that our documents happen to lack stays.
PRIOR = 20_000.0


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("tokenizer", type=pathlib.Path, help="the tokenizer.json of the encoder")
    parser.add_argument("exported", type=pathlib.Path, nargs="+", help="documents exported with it")
    parser.add_argument("--size", type=int, default=14_000, help="entries to keep")
    parser.add_argument("--out", type=pathlib.Path, required=True, help="folder for tokenizer.json and rows.json")
    args = parser.parse_args()

    tokenizer = json.loads(args.tokenizer.read_text(encoding="utf-8"))
    vocabulary = tokenizer["model"]["vocab"]
    entries = sorted(vocabulary, key=vocabulary.get)
    counts = collections.Counter()
    for path in args.exported:
        with path.open(encoding="utf-8") as lines:
            for line in lines:
                for paragraph in json.loads(line)["paragraphs"]:
                    counts.update(paragraph["pieces"])

    whole = [entry for entry in entries if not entry.startswith("[unused") and entry not in SPECIAL]
    rank = {entry: at for at, entry in enumerate(entry for entry in whole if len(entry) > 1)}
    kept = set(SPECIAL) | {entry for entry in whole if len(entry.removeprefix("##")) == 1}
    others = [entry for entry in whole if entry not in kept]
    others.sort(key=lambda entry: (-(counts[vocabulary[entry]] + PRIOR / (1 + rank[entry])), vocabulary[entry]))
    kept |= set(others[: args.size - len(kept)])

    rows = [vocabulary[entry] for entry in entries if entry in kept]
    tokenizer["model"]["vocab"] = {entries[row]: at for at, row in enumerate(rows)}
    for added in tokenizer["added_tokens"]:
        added["id"] = tokenizer["model"]["vocab"][added["content"]]
    # Words come one by one, and dixit adds the special entries itself.
    for part in ["truncation", "padding", "post_processor", "decoder"]:
        tokenizer[part] = None
    args.out.mkdir(parents=True, exist_ok=True)
    (args.out / "tokenizer.json").write_text(
        json.dumps(tokenizer, ensure_ascii=False, separators=(",", ":")), encoding="utf-8"
    )
    (args.out / "rows.json").write_text(json.dumps(rows), encoding="utf-8")
    seen = sum(counts.values())
    lost = sum(count for row, count in counts.items() if row not in set(rows))
    print(f"{len(rows)} of {len(entries)} entries; {100 * lost / max(seen, 1):.2f} % of pieces seen are cut smaller")


if __name__ == "__main__":
    main()
