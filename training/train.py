"""Train the attribution encoder: corpus folder in, model folder out.

    python training/train.py --corpus POLNEAR/train --base MODEL --out OUT [--seconds 4500] [--epochs 8]

In:  a corpus folder (see corpus.py) and a BERT model folder (config.json, model.safetensors, tokenizer.json).
Out: OUT/checkpoint.pt and the files of the shipped model (see README.md here).
"""

import argparse
import hashlib
import os
from collections.abc import Sequence
from pathlib import Path

import torch
from tokenizers import Tokenizer

import product  # noqa: F401  (first: makes the product's modules importable)
from corpus import Annotated, read_corpus, read_texts, split
from counterclaim.reading.attribution.encoding import FEATURE_SIZES
from examples import examples
from export import export
from fit import ENCODER_RATE, HEAD_RATE, WINDOW, Articles, Plan, fit
from network import Network, from_base
from teaching import load_teachers, teach
from tune import tune

HIDDEN_DROPOUT = 0.1  # none on attention: PyTorch then uses its fast kernel (1.45 -> 1.0 s a step)


def load_tokenizer(path: Path) -> Tokenizer:
    """Load a tokenizer and switch off the truncation and padding that its file may ask for."""
    tokenizer = Tokenizer.from_file(str(path))
    tokenizer.no_truncation()
    tokenizer.no_padding()
    return tokenizer


def train(args: argparse.Namespace) -> Network:
    """Run the recipe's first part: encode the corpus and fit the network, or take the one fitted before."""
    args.out.mkdir(parents=True, exist_ok=True)
    tokenizer = load_tokenizer(args.base / "tokenizer.json")
    if args.resume:
        network = from_base(args.base, FEATURE_SIZES, HIDDEN_DROPOUT)
        network.load_state_dict(torch.load(args.out / "checkpoint.pt", map_location="cpu"))
        return network
    corpora = [split(read_corpus(folder)) for folder in args.corpus]
    to_train, to_hold = [a for part, _ in corpora for a in part], held_out(corpora)
    print(f"{len(to_train)} articles to train on, {len(to_hold)} held out", flush=True)
    special = (tokenizer.token_to_id("[CLS]"), tokenizer.token_to_id("[SEP]"))
    torch.manual_seed(args.seed)
    network = from_base(args.base, FEATURE_SIZES, HIDDEN_DROPOUT)
    if args.start:
        network.load_state_dict(mean_weights([torch.load(path, map_location="cpu") for path in args.start]))
    plan = Plan(
        args.seconds,
        args.epochs,
        encoder_rate=ENCODER_RATE * args.rate,
        head_rate=HEAD_RATE * args.rate,
        seed=args.seed,
        device=args.device,
        max_steps=args.steps,
        half=args.half,
    )
    encoded = [[examples(a, tokenizer) for a in part] for part in (to_train, to_hold)]
    if args.teacher:
        known = len(corpora[0][0])
        encoded[0] = taught(args, to_train[:known], encoded[0][:known]) + encoded[0][known:]
    steps = fit(network, encoded[0], encoded[1], special, plan, args.out)
    print(f"{steps} steps", flush=True)
    return network


def held_out(corpora: Sequence[tuple[list[Annotated], list[Annotated]]]) -> list[Annotated]:
    """The articles held out of all (to train on, held out), in order; of a corpus given twice once."""
    return list({a.name: a for _, away in corpora for a in away}.values())


def mean_weights(checkpoints: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """The mean of networks fitted from one base (model soups, Wortsman et al. 2022); their heads need steps then."""
    return {name: torch.stack([one[name] for one in checkpoints]).mean(0) for name in checkpoints[0]}


def taught(args: argparse.Namespace, articles: list[Annotated], encoded: Articles) -> Articles:
    """Add what the teachers say of the first corpus, which they know, and the texts that only they have read.

    Of the other corpora they are not asked: those are there for what the teachers miss.
    """
    teachers = load_teachers(args.teacher, args.threads)
    out = [teach(teachers, a.text, options) for a, options in zip(articles, encoded, strict=True)]
    texts = [text for folder in args.texts for text in read_texts(folder)]
    out += [teach(teachers, text, []) for text in texts]
    print(f"{len(teachers)} teachers read {len(out)} texts, {len(texts)} of them without annotation", flush=True)
    return out


def identity(args: argparse.Namespace) -> dict[str, object]:
    """What model.json says of where the model comes from."""
    weights = (args.base / "model.safetensors").read_bytes()
    return {
        "name": "minilm-l6-polnear",
        "version": args.version,
        "window": WINDOW,
        "base": {"name": "all-MiniLM-L6-v2", "licence": "Apache-2.0", "sha256": hashlib.sha256(weights).hexdigest()},
        "trained_on": f"PolNeAR train{' and training/war' if len(args.corpus) > 1 else ''}; "
        "one article in twelve held out for thresholds and confidence",
    }


def main() -> None:
    """Run from the command line."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument(
        "--corpus", type=Path, action="append", required=True, help="folder with text/ and attributions/; or several"
    )
    parser.add_argument("--base", type=Path, required=True, help="folder of the base model")
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--seconds", type=float, default=4500.0, help="wall time to train for  [default: 4500]")
    parser.add_argument("--epochs", type=float, default=8.0, help="passes at most  [default: 8]")
    parser.add_argument("--steps", type=int, default=10**9, help="stop after this many steps (to try the recipe)")
    parser.add_argument("--version", default="1", help="version to stand in model.json  [default: 1]")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--start", type=Path, action="append", default=[], help="checkpoint to go on from; or several")
    parser.add_argument("--teacher", type=Path, action="append", default=[], help="model folder to learn from as well")
    parser.add_argument(
        "--texts", type=Path, action="append", default=[], help="folder of .txt for the teachers to read"
    )
    parser.add_argument("--rate", type=float, default=1.0, help="factor on both learning rates  [default: 1]")
    parser.add_argument("--device", default="cpu")
    parser.add_argument("--half", action=argparse.BooleanOptionalAction, default=True, help="bfloat16 arithmetic")
    parser.add_argument("--resume", action="store_true", help="take OUT/checkpoint.pt as trained; export and tune it")
    parser.add_argument("--threads", type=int, default=os.cpu_count())
    args = parser.parse_args()
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)
    network = train(args)
    tokenizer = load_tokenizer(args.base / "tokenizer.json")
    export(network, tokenizer, args.out)
    tune(args.out, held_out([split(read_corpus(folder)) for folder in args.corpus]), **identity(args))


if __name__ == "__main__":
    main()
