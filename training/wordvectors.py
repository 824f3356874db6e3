"""Words as short vectors, for comparing statements without a network: made once, shipped with `comparison`.

Each whole word of the base model's vocabulary goes through all-MiniLM-L6-v2 (Apache-2.0) alone, between [CLS] and
[SEP]; the mean of its hidden states is its vector. Principal components keep 64 of 384 dimensions, and what the first
ones hold in common is lessened by the square root of their variance (Model2Vec's recipe: Tulkens and van Dongen, 2024).
The vocabulary is in order of frequency, so a word's place in it says how common it is (Zipf).

    ENV/bin/python training/wordvectors.py --base "$BASE" --out src/counterclaim/comparison/data/wordvectors.npz
"""

import argparse
import json
import math
from pathlib import Path

import numpy as np
import torch
from safetensors.torch import load_file
from torch.nn import functional

DIMENSIONS = 64
BATCH = 512


def main() -> None:
    """Write the table."""
    parser = argparse.ArgumentParser(description=__doc__.split("\n", maxsplit=1)[0])
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args()
    vocabulary = (given.base / "vocab.txt").read_text(encoding="utf-8").split("\n")
    kept = [(at, word) for at, word in enumerate(vocabulary) if word.isalpha() and word.isascii() and len(word) > 1]
    vectors = _reduced(_through_model(given.base, [at for at, _ in kept], vocabulary))
    scale = np.abs(vectors).max() / 127
    np.savez_compressed(
        given.out,
        words=np.frombuffer("\n".join(word for _, word in kept).encode("ascii"), dtype=np.uint8),
        vectors=np.round(vectors / scale).astype(np.int8),
        scale=np.float32(scale),
    )
    print(f"{len(kept)} words, {given.out.stat().st_size / 1e6:.2f} MB")


def _through_model(base: Path, ids: list[int], vocabulary: list[str]) -> np.ndarray:
    weights = load_file(str(base / "model.safetensors"))
    config = json.loads((base / "config.json").read_text(encoding="utf-8"))
    first, last = vocabulary.index("[CLS]"), vocabulary.index("[SEP]")
    found = []
    with torch.no_grad():
        for start in range(0, len(ids), BATCH):
            pieces = torch.tensor([[first, at, last] for at in ids[start : start + BATCH]])
            found.append(_hidden(pieces, weights, config).mean(1))
    return torch.cat(found).numpy()


def _hidden(pieces: torch.Tensor, weights: dict[str, torch.Tensor], config: dict[str, int]) -> torch.Tensor:
    """BERT's last hidden states for sequences of one length."""
    size, heads = config["hidden_size"], config["num_attention_heads"]

    def linear(x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.linear(x, weights[f"{name}.weight"], weights[f"{name}.bias"])

    def norm(x: torch.Tensor, name: str) -> torch.Tensor:
        return functional.layer_norm(x, (size,), weights[f"{name}.weight"], weights[f"{name}.bias"], 1e-12)

    x = weights["embeddings.word_embeddings.weight"][pieces]
    x = x + weights["embeddings.position_embeddings.weight"][: pieces.shape[1]]
    x = norm(x + weights["embeddings.token_type_embeddings.weight"][0], "embeddings.LayerNorm")
    for at in range(config["num_hidden_layers"]):
        here = f"encoder.layer.{at}"
        q, k, v = (
            linear(x, f"{here}.attention.self.{part}").view(*pieces.shape, heads, size // heads).transpose(1, 2)
            for part in ("query", "key", "value")
        )
        y = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(size // heads), -1) @ v
        y = linear(y.transpose(1, 2).reshape(x.shape), f"{here}.attention.output.dense")
        x = norm(x + y, f"{here}.attention.output.LayerNorm")
        y = linear(functional.gelu(linear(x, f"{here}.intermediate.dense")), f"{here}.output.dense")
        x = norm(x + y, f"{here}.output.LayerNorm")
    return x


def _reduced(vectors: np.ndarray) -> np.ndarray:
    centred = vectors - vectors.mean(0)
    _, values, axes = np.linalg.svd(centred.astype(np.float64), full_matrices=False)
    along = centred @ axes[:DIMENSIONS].T
    spread = values[:DIMENSIONS] / math.sqrt(len(vectors))
    return along / np.sqrt(spread)  # half-whitened


if __name__ == "__main__":
    main()
