"""From a trained network to the files that reading loads: attribution.onnx (int8), link.npz, tokenizer.json."""

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

from network import Network

OUTPUTS = ("tags", "cues", "words")
FLOAT = 1  # onnx's number for float32


class OneWindow(nn.Module):
    """The network as reading calls it: one window, no padding, so no mask."""

    def __init__(self, network: Network) -> None:
        super().__init__()
        self.network = network

    def forward(self, pieces: torch.Tensor, features: torch.Tensor) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """Shapes as in Network.forward, with b = 1."""
        return self.network(pieces, features)


def export(network: Network, tokenizer: Any, folder: Path) -> float:
    """Write the model's files. Returns the float model's size over the int8 model's.

    Weights are int8 for each output channel, in seven bits (`reduce_range`): processors without VNNI instructions
    add pairs of products in 16 bits, which eight bits would overflow.
    """
    folder.mkdir(parents=True, exist_ok=True)
    network = network.cpu().eval()
    with tempfile.TemporaryDirectory() as scratch:
        plain, fused = Path(scratch) / "plain.onnx", Path(scratch) / "fused.onnx"
        _to_onnx(network, plain)
        options = FusionOptions("bert")
        options.enable_embed_layer_norm = False  # knows nothing of feature embeddings
        layer = network.layers[0]
        optimized = optimizer.optimize_model(
            str(plain),
            model_type="bert",
            num_heads=layer.heads,
            hidden_size=network.kind.shape[0],
            optimization_options=options,
            opt_level=0,
        )
        print(optimized.get_fused_operator_statistics(), flush=True)
        optimized.save_model_to_file(str(fused))
        target = folder / "attribution.onnx"
        quantize_dynamic(
            str(fused),
            str(target),
            weight_type=QuantType.QInt8,
            per_channel=True,
            reduce_range=True,
            extra_options={"DefaultTensorType": FLOAT},
        )
        ratio = fused.stat().st_size / target.stat().st_size
    weight, bias = network.link_weight.detach().numpy(), network.link_bias.detach().numpy()
    np.savez(folder / "link.npz", weight=weight.astype(np.float16), bias=bias)
    tokenizer.save(str(folder / "tokenizer.json"), pretty=False)
    return ratio


def _to_onnx(network: Network, path: Path) -> None:
    pieces = torch.randint(1000, 20000, (1, 64))
    features = torch.zeros(1, 64, len(network.features), dtype=torch.long)
    names = ("pieces", "features", *OUTPUTS)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # the tracer warns of every shape that it takes as a number
        torch.onnx.export(
            OneWindow(network).eval(),
            (pieces, features),
            str(path),
            input_names=["pieces", "features"],
            output_names=list(OUTPUTS),
            dynamic_axes={name: {1: "length"} for name in names},
            opset_version=17,
            dynamo=False,
        )
