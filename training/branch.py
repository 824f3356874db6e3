"""Train the branch that marks events and forecasts, on the lower layers of a finished attribution network.

    python training/branch.py --marked MARKED.jsonl --start OUT/war/checkpoint.pt --base MODEL --model OUT/war --out OUT

In:  marked texts (marked.py), the network's checkpoint, the folder of its model. The network is not changed.
Out: OUT/branch.pt and a model folder like the one given, whose network answers for both.
"""

import argparse
import hashlib
import json
import math
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

import product  # noqa: F401  (first: makes the product's modules importable)
from corpus import is_held_out
from counterclaim.reading.attribution.encoder import BRANCH, DESCRIPTION, LINKS, NETWORK, TOKENIZER
from counterclaim.reading.attribution.encoding import FEATURE_SIZES, Passage, blocks, encode
from counterclaim.reading.hints import EVENT_TYPES, OUTPUTS
from examples import IGNORED, words_of
from export import export, export_branch
from fit import WINDOW
from marked import Marked, read_marked
from network import BRANCH_DEPTH, Branch, Network, from_base

BATCH_PIECES = 2048
LAYER_RATE, HEAD_RATE = 2e-4, 1e-3
WARM_UP_STEPS, WEIGHT_DECAY, CLIP = 60, 0.01, 1.0
# Triggers are three words in a hundred, so their loss is small by nature.
WEIGHTS = {"events": 1.5, "types": 0.6, "foreseen": 0.7}


@dataclass(frozen=True, slots=True, eq=False)
class Lesson:
    """One passage with the class wanted at each word's first piece, for each output; IGNORED where none is."""

    passage: Passage
    wanted: dict[str, np.ndarray]  # output -> [m]


Cut = tuple[Lesson, int, int]  # a window: pieces [start, end) of a lesson


def lessons(text: Marked, tokenizer: Any) -> list[Lesson]:
    """Encode a text and lay its marks on the words that they cover."""
    passages = [encode(text.text, a, b, tokenizer) for a, b in blocks(text.text)]
    return [Lesson(p, _wanted(p, text)) for p in passages if len(p)]


def _wanted(passage: Passage, text: Marked) -> dict[str, np.ndarray]:
    out = {name: np.full(len(passage.pieces), IGNORED) for name in OUTPUTS}
    first = passage.first[:-1]
    out["events"][first] = out["foreseen"][first] = 0
    for start, end, kind in text.events:
        at = first[words_of(passage, ((start, end),))]
        out["events"][at], out["types"][at] = 1, EVENT_TYPES.index(kind)
    for start, end in text.forecasts:
        out["foreseen"][first[words_of(passage, ((start, end),))]] = 1
    return out


def epoch(texts: Sequence[list[Lesson]], rng: random.Random) -> list[list[Cut]]:
    """Batches of windows that together cover every text once, begun at random places, of like length together."""
    cut = [window for text in texts for lesson in text for window in _cut(lesson, rng)]
    rng.shuffle(cut)
    batches: list[list[Cut]] = []
    for i in range(0, len(cut), 256):
        batch: list[Cut] = []
        for window in sorted(cut[i : i + 256], key=lambda w: w[2] - w[1]):
            if batch and (window[2] - window[1] + 2) * (len(batch) + 1) > BATCH_PIECES:
                batches.append(batch)
                batch = []
            batch.append(window)
        batches.append(batch)
    rng.shuffle(batches)
    return batches


def _cut(lesson: Lesson, rng: random.Random) -> Iterator[Cut]:
    total = len(lesson.passage.pieces)
    start, end = 0, total if total <= WINDOW else rng.randint(64, WINDOW)
    while start < total:
        yield lesson, start, end
        start, end = end, min(total, end + WINDOW)


def collate(batch: Sequence[Cut], special: tuple[int, int]) -> tuple[Tensor, Tensor, Tensor, dict[str, Tensor]]:
    """Pad windows to one length: pieces [b, l], features [b, l, 3], mask [b, 1, 1, l], wanted classes [b, l]."""
    size = max(end - start for _, start, end in batch) + 2
    pieces = torch.zeros(len(batch), size, dtype=torch.long)
    features = torch.zeros(len(batch), size, len(FEATURE_SIZES), dtype=torch.long)
    mask = torch.zeros(len(batch), 1, 1, size, dtype=torch.bool)
    wanted = {name: torch.full((len(batch), size), IGNORED) for name in OUTPUTS}
    for row, (lesson, start, end) in enumerate(batch):
        inner = slice(1, end - start + 1)
        pieces[row, 0], pieces[row, end - start + 1] = special
        pieces[row, inner] = torch.from_numpy(lesson.passage.pieces[start:end])
        features[row, inner] = torch.from_numpy(lesson.passage.features[start:end])
        mask[row, ..., : end - start + 2] = True
        for name, classes in lesson.wanted.items():
            wanted[name][row, inner] = torch.from_numpy(classes[start:end])
    return pieces, features, mask, wanted


def fit(
    network: Network, branch: Branch, texts: Sequence[list[Lesson]], special: tuple[int, int], epochs: float, seed: int
) -> None:
    """Train the branch in place: AdamW, warm-up, linear decay."""
    torch.manual_seed(seed)
    rng = random.Random(seed)
    groups = [
        {"params": list(branch.layers.parameters()), "rate": LAYER_RATE},
        {"params": list(branch.heads.parameters()), "rate": HEAD_RATE},
    ]
    optimizer = torch.optim.AdamW(groups, lr=LAYER_RATE, weight_decay=WEIGHT_DECAY)
    total = math.ceil(len(epoch(texts, random.Random(seed))) * epochs)
    step, spent, began = 0, 0.0, time.monotonic()
    network.eval()
    branch.train()
    while step < total:
        for batch in epoch(texts, rng)[: total - step]:
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * min((step + 1) / WARM_UP_STEPS, 1.0) * (1 - step / total)
            loss = _loss(*_ask(network, branch, batch, special))
            optimizer.zero_grad()
            loss.backward()
            torch.nn.utils.clip_grad_norm_(branch.parameters(), CLIP)
            optimizer.step()
            step, spent = step + 1, spent + loss.item()
            if step % 100 == 0:
                print(f"step {step} of {total} loss {spent / 100:.4f} {time.monotonic() - began:.0f} s", flush=True)
                spent = 0.0


def _ask(
    network: Network, branch: Branch, batch: Sequence[Cut], special: tuple[int, int]
) -> tuple[dict[str, Tensor], dict[str, Tensor]]:
    pieces, features, mask, wanted = collate(batch, special)
    with torch.autocast("cpu", torch.bfloat16):
        with torch.no_grad():
            shared = network.lower(pieces, features, mask, BRANCH_DEPTH)
        given = branch(shared, mask)
    return {name: scores.float() for name, scores in given.items()}, wanted


def _loss(given: dict[str, Tensor], wanted: dict[str, Tensor]) -> Tensor:
    total = torch.zeros(())
    for name, weight in WEIGHTS.items():
        counted = wanted[name] != IGNORED
        if counted.any():
            total = total + weight * functional.cross_entropy(given[name][counted], wanted[name][counted])
    return total


@torch.no_grad()
def measured(network: Network, branch: Branch, texts: Sequence[list[Lesson]], special: tuple[int, int]) -> str:
    """Accuracy of the classes at marked words, F1 of the words marked at a probability of one third."""
    branch.eval()
    right: dict[str, list[Tensor]] = {name: [] for name in OUTPUTS}
    for batch in epoch(texts, random.Random(0)):
        given, wanted = _ask(network, branch, batch, special)
        for name in OUTPUTS:
            counted = wanted[name] != IGNORED
            right[name].append(torch.stack([_chosen(name, given[name][counted]), wanted[name][counted]]))
    out = []
    for name in OUTPUTS:
        chosen, true = torch.cat(right[name], 1)
        if OUTPUTS[name] == 2:
            hit = ((chosen == 1) & (true == 1)).sum().item()
            out.append(f"{name} F1 {2 * hit / max(1, (chosen == 1).sum().item() + (true == 1).sum().item()):.3f}")
        else:
            out.append(f"{name} {(chosen == true).float().mean().item():.3f} of {len(true)}")
    return ", ".join(out)


def _chosen(name: str, scores: Tensor) -> Tensor:
    if OUTPUTS[name] == 2:
        return (scores.softmax(-1)[:, 1] > 1 / 3).long()
    return scores.argmax(-1)


def describe(model: Path, out: Path, **identity: object) -> None:
    """Write model.json: thresholds as the given model's, hashes of the new files."""
    described = {**json.loads((model / DESCRIPTION).read_text(encoding="utf-8")), **identity}
    described["sha256"] = {
        name: hashlib.sha256((out / name).read_bytes()).hexdigest() for name in (NETWORK, BRANCH, LINKS, TOKENIZER)
    }
    (out / DESCRIPTION).write_text(json.dumps(described, indent=1) + "\n", encoding="utf-8")


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--marked", type=Path, required=True, help="marked texts, as marked.py makes them")
    parser.add_argument("--start", type=Path, required=True, help="checkpoint of the attribution network")
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--model", type=Path, required=True, help="folder of the attribution model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--epochs", type=float, default=20.0, help="passes  [default: 20]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--version", default="4", help="version to stand in model.json  [default: 4]")
    parser.add_argument("--resume", action="store_true", help="take OUT/branch.pt as trained")
    parser.add_argument("--threads", type=int, default=2)
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    args.out.mkdir(parents=True, exist_ok=True)
    from train import load_tokenizer

    tokenizer = load_tokenizer(args.base / "tokenizer.json")
    special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    network = from_base(args.base, FEATURE_SIZES, 0.1)
    network.load_state_dict(torch.load(args.start, map_location="cpu"))
    network.requires_grad_(False)
    branch = Branch(network, OUTPUTS).requires_grad_(True)
    texts = read_marked(args.marked)
    held = [lessons(t, tokenizer) for t in texts if is_held_out(t.name)]
    if args.resume:
        branch.load_state_dict(torch.load(args.out / "branch.pt", map_location="cpu"))
    else:
        known = [lessons(t, tokenizer) for t in texts if not is_held_out(t.name)]
        print(f"{len(known)} texts to train on, {len(held)} held out", flush=True)
        fit(network, branch, known, special, args.epochs, args.seed)
        torch.save(branch.state_dict(), args.out / "branch.pt")
    print(f"held out: {measured(network, branch, held, special)}", flush=True)
    export(network, tokenizer, args.out)
    export_branch(branch, args.out)
    describe(args.model, args.out, version=args.version)


if __name__ == "__main__":
    main()
