"""The training loop: AdamW, warm-up and linear decay tied to the wall clock, checkpoints as it goes."""

import math
import random
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import torch
from torch.nn import functional

from examples import IGNORED, Batch, Example, collate, epoch
from network import LINKS, Network

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
    teachers: Sequence[Network] = (),
) -> int:
    """Train in place; write `folder/checkpoint.pt` now and then and at the end. Returns the number of steps.

    Args:
        teachers: Networks whose mean scores are half of what is learned (knowledge distillation, Hinton et al. 2015).
    """
    for teacher in teachers:
        teacher.to(plan.device).eval()
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
            tag, link = _losses(network, collate(windows, special), plan, teachers)
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


def _losses(
    network: Network, batch: Batch, plan: Plan, teachers: Sequence[Network] = ()
) -> tuple[torch.Tensor, torch.Tensor]:
    """Loss of the tags and of the links: against the annotators, and half of it against what the teachers say."""
    tags, links = _ask(network, batch, plan)
    targets = batch.targets.to(plan.device)
    tag_loss = functional.cross_entropy(tags.view(-1, tags.shape[-1]), targets.view(-1), ignore_index=IGNORED)
    wanted, counted = _wanted_links(batch, targets, links.shape)
    link_loss = _link_loss(links, wanted.to(plan.device), counted)
    if not teachers:
        return tag_loss, link_loss
    with torch.no_grad():
        said = [_ask(teacher, batch, plan) for teacher in teachers]
        soft_tags = torch.stack([one for one, _ in said]).mean(0).softmax(-1)
        soft_links = torch.stack([one for _, one in said]).mean(0).sigmoid()
    words = targets != IGNORED
    soft_loss = -(soft_tags[words] * tags[words].log_softmax(-1)).sum(-1).mean()
    return (tag_loss + soft_loss) / 2, (link_loss + _link_loss(links, soft_links, counted)) / 2


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
    """What the links should be, 0 or 1, and where that counts. Both [n, LINKS, l]."""
    wanted = torch.zeros(shape)
    size = targets.shape[1]
    for n, (_, link, shift) in enumerate(batch.links):
        for channel, role in enumerate((link.source, link.content)):
            inside = [p + shift for p in role if 0 < p + shift < size - 1]
            wanted[n, channel, inside] = 1.0
        wanted[n, 0, 0] = float(link.sourceless)  # [CLS] stands for "no source"
    rows = torch.tensor([row for row, _, _ in batch.links], dtype=torch.long, device=targets.device)
    counted = (targets[rows] != IGNORED)[:, None, :].repeat(1, LINKS, 1)
    counted[:, 0, 0] = True
    return wanted, counted


def _link_loss(scores: torch.Tensor, wanted: torch.Tensor, counted: torch.Tensor) -> torch.Tensor:
    if not counted.any():
        return scores.new_zeros(())
    return functional.binary_cross_entropy_with_logits(scores[counted], wanted[counted])


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
