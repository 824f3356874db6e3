"""The network: a small BERT with feature embeddings, a tag for each word, and links from cues to words.

Written out plainly, so that the exported graph has the shapes that onnxruntime's optimiser fuses.
"""

import copy
import json
import math
from collections.abc import Mapping
from pathlib import Path

import torch
from safetensors.torch import load_file
from torch import Tensor, nn
from torch.nn import functional

from examples import LINKS, TAGS

LINK_SIZE = 128
# Layers that the branch shares with the attribution network, and layers of its own that it adds to them.
BRANCH_DEPTH, BRANCH_LAYERS = 3, 2


class Layer(nn.Module):
    """One encoder layer, in BERT's arrangement (normalisation after each half)."""

    def __init__(self, size: int, heads: int, inner: int, dropout: float) -> None:
        super().__init__()
        self.heads, self.dropout = heads, nn.Dropout(dropout)
        self.query, self.key, self.value = (nn.Linear(size, size) for _ in range(3))
        self.attended, self.attended_norm = nn.Linear(size, size), nn.LayerNorm(size, eps=1e-12)
        self.wide, self.narrow = nn.Linear(size, inner), nn.Linear(inner, size)
        self.norm = nn.LayerNorm(size, eps=1e-12)

    def forward(self, x: Tensor, mask: Tensor | None) -> Tensor:
        batch, length, size = x.shape
        width = size // self.heads
        q, k, v = (
            part(x).view(batch, length, self.heads, width).permute(0, 2, 1, 3)
            for part in (self.query, self.key, self.value)
        )
        if mask is not None:
            y = functional.scaled_dot_product_attention(q, k, v, attn_mask=mask)
        else:  # one window without padding, as in reading: the form that onnxruntime's optimiser knows
            y = torch.softmax(q @ k.transpose(-1, -2) / math.sqrt(width), -1) @ v
        y = y.permute(0, 2, 1, 3).contiguous().view(batch, length, size)
        x = self.attended_norm(self.dropout(self.attended(y)) + x)
        return self.norm(self.dropout(self.narrow(functional.gelu(self.wide(x)))) + x)


class Network(nn.Module):
    """Pieces and features in, tag scores and link vectors out."""

    def __init__(self, config: dict[str, int], feature_sizes: tuple[int, ...], dropout: float = 0.0) -> None:
        super().__init__()
        size = config["hidden_size"]
        self.words = nn.Embedding(config["vocab_size"], size)
        self.positions = nn.Embedding(config["max_position_embeddings"], size)
        self.kind = nn.Parameter(torch.zeros(size))  # BERT's embedding of "first text", a constant here
        self.features = nn.ModuleList(nn.Embedding(n, size) for n in feature_sizes)
        for table in self.features:
            nn.init.zeros_(table.weight)  # a new feature changes nothing until it has learned something
        self.norm, self.dropout = nn.LayerNorm(size, eps=1e-12), nn.Dropout(dropout)
        self.layers = nn.ModuleList(
            Layer(size, config["num_attention_heads"], config["intermediate_size"], dropout)
            for _ in range(config["num_hidden_layers"])
        )
        self.head_dropout = nn.Dropout(0.1)
        self.tag = nn.Linear(size, TAGS)
        self.link_cue, self.link_word = nn.Linear(size, LINK_SIZE), nn.Linear(size, LINK_SIZE)
        self.link_weight = nn.Parameter(torch.randn(LINKS, LINK_SIZE + 1, LINK_SIZE) * 0.02)
        self.link_bias = nn.Parameter(torch.full((LINKS,), -2.0))

    def forward(self, pieces: Tensor, features: Tensor, mask: Tensor | None = None) -> tuple[Tensor, Tensor, Tensor]:
        """pieces [b, l], features [b, l, 3], mask bool [b, 1, 1, l] or None for windows without padding.
        Returns tag scores [b, l, 7], cue vectors [b, l, 128], word vectors [b, l, 128]."""
        return self.upper(self.lower(pieces, features, mask, 0), mask, 0)

    def lower(self, pieces: Tensor, features: Tensor, mask: Tensor | None, depth: int) -> Tensor:
        """What the first `depth` layers make of a window: [b, l, size]."""
        x = self.words(pieces) + self.positions.weight[: pieces.shape[1]].unsqueeze(0) + self.kind
        for i, table in enumerate(self.features):
            x = x + table(features[:, :, i])
        x = self.dropout(self.norm(x))
        for layer in self.layers[:depth]:
            x = layer(x, mask)
        return x

    def upper(self, x: Tensor, mask: Tensor | None, depth: int) -> tuple[Tensor, Tensor, Tensor]:
        """The layers from `depth` on and the heads; returns as forward."""
        for layer in self.layers[depth:]:
            x = layer(x, mask)
        x = self.head_dropout(x)
        return self.tag(x), functional.gelu(self.link_cue(x)), functional.gelu(self.link_word(x))

    def links(self, cues: Tensor, words: Tensor) -> Tensor:
        """Link scores [n, LINKS, l] from cue vectors [n, 128] to word vectors [n, l, 128]."""
        ones = torch.ones_like(cues[:, :1])
        asked = torch.einsum("nd,kde->nke", torch.cat([cues, ones], 1), self.link_weight)
        return torch.einsum("nke,nle->nkl", asked, words) + self.link_bias[None, :, None]


class Branch(nn.Module):
    """The hints' own upper layers, on the first layers of a trained network, which stays as it is."""

    def __init__(self, network: Network, outputs: Mapping[str, int]) -> None:
        super().__init__()
        self.layers = nn.ModuleList(copy.deepcopy(layer) for layer in network.layers[BRANCH_DEPTH:][:BRANCH_LAYERS])
        self.head_dropout = nn.Dropout(0.1)
        self.heads = nn.ModuleDict({f"head_{name}": nn.Linear(len(network.kind), n) for name, n in outputs.items()})

    def forward(self, x: Tensor, mask: Tensor | None = None) -> dict[str, Tensor]:
        """x [b, l, size] from Network.lower. Returns scores [b, l, classes] for each output, by its name."""
        for layer in self.layers:
            x = layer(x, mask)
        x = self.head_dropout(x)
        return {name.removeprefix("head_"): head(x) for name, head in self.heads.items()}


def from_base(folder: Path, feature_sizes: tuple[int, ...], dropout: float) -> Network:
    """Build the network on the weights of a BERT model folder (config.json, model.safetensors)."""
    network = Network(json.loads((folder / "config.json").read_text()), feature_sizes, dropout)
    given = {name.removeprefix("bert."): value for name, value in load_file(folder / "model.safetensors").items()}
    with torch.no_grad():
        network.words.weight.copy_(given["embeddings.word_embeddings.weight"])
        network.positions.weight.copy_(given["embeddings.position_embeddings.weight"])
        network.kind.copy_(given["embeddings.token_type_embeddings.weight"][0])
        _copy(network.norm, given, "embeddings.LayerNorm")
        for i, layer in enumerate(network.layers):
            for part, name in LAYER_NAMES.items():
                _copy(getattr(layer, part), given, f"encoder.layer.{i}.{name}")
    return network


LAYER_NAMES = {
    "query": "attention.self.query",
    "key": "attention.self.key",
    "value": "attention.self.value",
    "attended": "attention.output.dense",
    "attended_norm": "attention.output.LayerNorm",
    "wide": "intermediate.dense",
    "narrow": "output.dense",
    "norm": "output.LayerNorm",
}


def _copy(module: nn.Module, given: dict[str, Tensor], name: str) -> None:
    module.weight.copy_(given[f"{name}.weight"])
    module.bias.copy_(given[f"{name}.bias"])
