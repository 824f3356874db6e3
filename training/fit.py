"""The training loop: AdamW, warm-up and linear decay tied to the wall clock, checkpoints as it goes."""

import math
import random
import time
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

from examples import IGNORED, LINKS, Batch, Example, collate, epoch
from network import Network

Articles = list[list[list[Example]]]

# Longest window in pieces, without [CLS] and [SEP]. 384 cost a sixth of the speed, in training and in reading.
WINDOW = 254
ENCODER_RATE, HEAD_RATE = 2e-4, 1e-3  # heads and features start from nothing


@dataclass(frozen=True, slots=True)
class Plan:
    """How to train. Times in seconds, sizes in word pieces."""

    seconds: float  # wall time of the whole run; the learning rate reaches zero here
    epochs: float  # ... or here, whichever comes first
    window: int = WINDOW
    batch_pieces: int = 2048
    encoder_rate: float = ENCODER_RATE
    head_rate: float = HEAD_RATE
    warm_up_steps: int = 150
    weight_decay: float = 0.01
    clip: float = 1.0
    link_weight: float = 5.0  # links are a mean over many easy zeros, so their loss is small by nature
    seed: int = 1
    device: str = "cpu"
    half: bool = True  # bfloat16 arithmetic with float32 weights: 1.6 times as fast on CPUs that have it
    checkpoint_seconds: float = 300.0
    max_steps: int = 10**9


def fit(
    network: Network,
    train: Articles,
    held: Articles,
    special: tuple[int, int],
    plan: Plan,
    folder: Path,
) -> int:
    """Train in place; write `folder/checkpoint.pt` now and then and at the end. Returns the number of steps."""
    rng = random.Random(plan.seed)
    torch.manual_seed(plan.seed)
    network.to(plan.device).train()
    network.words.weight.requires_grad_(False)  # 12 M of the 23 M weights, most of them for words unseen in training
    optimizer = _optimizer(network, plan)
    per_epoch = sum(1 for _ in epoch(train, plan.window, plan.batch_pieces, random.Random(plan.seed)))
    total = math.ceil(per_epoch * plan.epochs)
    began = saved = time.monotonic()
    step, sums = 0, [0.0, 0.0]
    print(f"{per_epoch} steps an epoch, at most {total}", flush=True)
    while True:
        for windows in epoch(train, plan.window, plan.batch_pieces, rng):
            done = max(step / total, (time.monotonic() - began) / plan.seconds)
            if done >= 1 or step >= plan.max_steps:
                _save(network, folder)
                print(f"held out: {_held_out_loss(network, held, special, plan)}", flush=True)
                return step
            factor = min((step + 1) / plan.warm_up_steps, 1.0) * (1 - done)
            for group in optimizer.param_groups:
                group["lr"] = group["rate"] * factor
            tag, link = _losses(network, collate(windows, special), plan)
            optimizer.zero_grad()
            (tag + plan.link_weight * link).backward()
            torch.nn.utils.clip_grad_norm_(network.parameters(), plan.clip)
            optimizer.step()
            step += 1
            sums = [sums[0] + tag.item(), sums[1] + link.item()]
            if step % 50 == 0:
                spent = time.monotonic() - began
                print(f"step {step} tag {sums[0] / 50:.4f} link {sums[1] / 50:.4f} {spent:.0f} s", flush=True)
                sums = [0.0, 0.0]
            if time.monotonic() - saved > plan.checkpoint_seconds:
                _save(network, folder)
                saved = time.monotonic()
        print(f"epoch ends at step {step}; held out: {_held_out_loss(network, held, special, plan)}", flush=True)


def _optimizer(network: Network, plan: Plan) -> torch.optim.AdamW:
    own = ("layers.", "norm.", "positions.", "kind")
    encoder = [p for n, p in network.named_parameters() if p.requires_grad and n.startswith(own)]
    heads = [p for n, p in network.named_parameters() if p.requires_grad and not n.startswith(own)]
    groups = [{"params": encoder, "rate": plan.encoder_rate}, {"params": heads, "rate": plan.head_rate}]
    return torch.optim.AdamW(groups, lr=plan.encoder_rate, weight_decay=plan.weight_decay)


def _losses(network: Network, batch: Batch, plan: Plan) -> tuple[torch.Tensor, torch.Tensor]:
    """Loss of the tags and of the links, each a mean over the words asked about.

    Where teachers speak, half of it is against them, half against the annotators; a text that nobody annotated has
    the teachers' half only.
    """
    tags, links = _ask(network, batch, plan)
    targets, taught = batch.targets.to(plan.device), batch.taught.to(plan.device)
    hard, soft = targets != IGNORED, ~taught[..., 0].isnan()
    log_tags = tags.log_softmax(-1)
    tag_loss = _halves(
        functional.nll_loss(log_tags[hard], targets[hard], reduction="sum"),
        -(taught[soft] * log_tags[soft]).sum(),
        hard,
        soft,
    )
    wanted, hard = _wanted_links(batch, targets, links.shape)
    taught = batch.taught_links.to(plan.device)
    soft = ~taught.isnan()
    return tag_loss, _halves(_link_loss(links[hard], wanted[hard]), _link_loss(links[soft], taught[soft]), hard, soft)


def _halves(annotators: torch.Tensor, teachers: torch.Tensor, hard: torch.Tensor, soft: torch.Tensor) -> torch.Tensor:
    """Mean of two summed losses over what either counts; where nothing is taught, the annotators' alone."""
    total = annotators if not soft.any() else (annotators + teachers) / 2
    return total / (hard | soft).sum().clamp(min=1)


def _ask(network: Network, batch: Batch, plan: Plan) -> tuple[torch.Tensor, torch.Tensor]:
    """Tag scores [b, l, 7] and link scores [n, LINKS, l], one row for each of the batch's links."""
    device = plan.device
    with torch.autocast(device, torch.bfloat16, enabled=plan.half):
        mask = batch.mask.to(device)[:, None, None, :]
        tags, cues, words = network(batch.pieces.to(device), batch.features.to(device), mask)
    tags, cues, words = tags.float(), cues.float(), words.float()
    rows = torch.tensor([row for row, _, _ in batch.links], dtype=torch.long, device=device)
    firsts = torch.tensor([link.first + shift for _, link, shift in batch.links], dtype=torch.long, device=device)
    return tags, network.links(cues[rows, firsts], words[rows])


def _wanted_links(batch: Batch, targets: torch.Tensor, shape: tuple[int, ...]) -> tuple[torch.Tensor, torch.Tensor]:
    """What the annotators' links should be, 0 or 1, and where that counts. Both [n, LINKS, l]."""
    wanted = torch.zeros(shape, device=targets.device)
    size = targets.shape[1]
    for n, (_, link, shift) in enumerate(batch.links):
        for channel, role in enumerate((link.source, link.content)):
            inside = [p + shift for p in role if 0 < p + shift < size - 1]
            wanted[n, channel, inside] = 1.0
        wanted[n, 0, 0] = float(link.sourceless)  # [CLS] stands for "no source"
    rows = torch.tensor([row for row, _, _ in batch.links], dtype=torch.long, device=targets.device)
    annotated = torch.tensor([link.annotated for _, link, _ in batch.links], dtype=torch.bool, device=targets.device)
    counted = (targets[rows] != IGNORED)[:, None, :].repeat(1, LINKS, 1)
    counted[:, 0, 0] = True
    return wanted, counted & annotated[:, None, None]


def _link_loss(scores: torch.Tensor, wanted: torch.Tensor) -> torch.Tensor:
    return functional.binary_cross_entropy_with_logits(scores, wanted, reduction="sum")


@torch.no_grad()
def _held_out_loss(network: Network, held: Articles, special: tuple[int, int], plan: Plan) -> str:
    network.eval()
    first_only = [options[:1] for options in held]
    losses = [
        [value.item() for value in _losses(network, collate(windows, special), plan)]
        for windows in epoch(first_only, plan.window, plan.batch_pieces, random.Random(0))
    ]
    network.train()
    if not losses:
        return "none"
    return "tag {:.4f} link {:.4f}".format(*(sum(column) / len(losses) for column in zip(*losses, strict=True)))


def _save(network: Network, folder: Path) -> None:
    """Write beside and rename, so that a checkpoint is whole whenever it is looked at."""
    part = folder / "checkpoint.part"
    torch.save(network.state_dict(), part)
    part.replace(folder / "checkpoint.pt")
