"""From trained networks to the files that reading loads: two networks (int8), link.npz, tokenizer.json."""

import tempfile
import warnings
from pathlib import Path
from typing import Any

import numpy as np
import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.transformers import optimizer
from onnxruntime.transformers.fusion_options import FusionOptions
from torch import nn

from counterclaim.reading.attribution.encoder import BRANCH, LINKS, NETWORK, TOKENIZER
from network import BRANCH_DEPTH, Branch, Layer, Network

OUTPUTS = ("tags", "cues", "words", "shared")
FLOAT = 1  # onnx's number for float32


class OneWindow(nn.Module):
    """The network as reading calls it: one window, no padding, so no mask."""

    def __init__(self, network: Network, depth: int) -> None:
        super().__init__()
        self.network, self.depth = network, depth

    def forward(self, pieces: torch.Tensor, features: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Shapes as in Network.forward, with b = 1; last what the first `depth` layers make of it, for a branch."""
        shared = self.network.lower(pieces, features, None, self.depth)
        return (*self.network.upper(shared, None, self.depth), shared)


class OneBranch(nn.Module):
    """The branch as reading calls it, on what the network's lower layers made of one window."""

    def __init__(self, branch: Branch) -> None:
        super().__init__()
        self.branch = branch

    def forward(self, shared: torch.Tensor) -> tuple[torch.Tensor, ...]:
        """Shapes as in Branch.forward, with b = 1, in the order of its heads."""
        return tuple(self.branch(shared).values())


def export(network: Network, tokenizer: Any, folder: Path) -> float:
    """Write the model's files. Returns the float model's size over the int8 model's."""
    folder.mkdir(parents=True, exist_ok=True)
    pieces = torch.randint(1000, 20000, (1, 64))
    features = torch.zeros(1, 64, len(network.features), dtype=torch.long)
    window = OneWindow(network.cpu().eval(), BRANCH_DEPTH)
    ratio = _written(window, {"pieces": pieces, "features": features}, OUTPUTS, network.layers[0], folder / NETWORK)
    weight, bias = network.link_weight.detach().numpy(), network.link_bias.detach().numpy()
    np.savez(folder / LINKS, weight=weight.astype(np.float16), bias=bias)
    tokenizer.save(str(folder / TOKENIZER), pretty=False)
    return ratio


def export_branch(branch: Branch, folder: Path) -> float:
    """Write the branch's file beside the model's. Returns as `export`."""
    names = tuple(name.removeprefix("head_") for name in branch.heads)
    layer = branch.layers[0]
    given = {"shared": torch.zeros(1, 64, layer.query.in_features)}
    return _written(OneBranch(branch.cpu().eval()), given, names, layer, folder / BRANCH)


def _written(
    module: nn.Module, given: dict[str, torch.Tensor], outputs: tuple[str, ...], layer: Layer, target: Path
) -> float:
    """Export, fuse and quantise. Returns the float model's size over the int8 model's.

    Weights are int8 for each output channel, in seven bits (`reduce_range`): processors without VNNI instructions
    add pairs of products in 16 bits, which eight bits would overflow.
    """
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        _to_onnx(module, given, outputs, plain)
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False  # knows nothing of feature embeddings
        optimized = optimizer.optimize_model(
            str(plain),
            model_type="bert",
            num_heads=layer.heads,
            hidden_size=layer.query.in_features,
            optimization_options=options,
            opt_level=0,
        )
        print(optimized.get_fused_operator_statistics(), flush=True)
        optimized.save_model_to_file(str(fused))
        quantize_dynamic(
            str(fused),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": FLOAT},
        )
        return fused.stat().st_size / target.stat().st_size


def _to_onnx(module: nn.Module, given: dict[str, torch.Tensor], outputs: tuple[str, ...], path: Path) -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of every shape that it takes as a number
        torch.onnx.export(
            module.eval(),
            tuple(given.values()),
            str(path),
            input_names=list(given),
            output_names=list(outputs),
            dynamic_axes={name: {1: "length"} for name in (*given, *outputs)},
            opset_version=17,
            dynamo=False,
        )
