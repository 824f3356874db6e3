"""The encoder: the shipped model, loaded once, and reading a text with it.

In:  a text and stretches to leave out.   Out: Encoded: its RawAttributions, in text order, and its Hints.
The hints come from a branch of the attribution network: on its lower layers, with upper layers of its own.
The only module that knows onnxruntime. Reads one text at a time; the same text and model give the same answer,
whatever was read before (windows are shown one by one: dynamic quantisation would otherwise depend on the batch).
"""

import hashlib
import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Self

import numpy as np

from counterclaim.errors import ModelError
from counterclaim.reading.attribution.decoding import Answer, DecodingRules, Floats, LinkWeights, RawAttribution, decode
from counterclaim.reading.attribution.encoding import (
    ENCODING_VERSION,
    Passage,
    Window,
    blocks,
    encode,
    window_arrays,
    windows,
)
from counterclaim.reading.hints import OUTPUTS, Hints, Scores, joined

# Pieces beside those that a window answers for that the branch is shown.
BRANCH_CONTEXT_PIECES = 16

SHIPPED_MODEL = Path(__file__).parent / "model"
DESCRIPTION = "model.json"
NETWORK, BRANCH, LINKS, TOKENIZER = "attribution.onnx", "hints.onnx", "link.npz", "tokenizer.json"


@dataclass(frozen=True, slots=True, eq=False)
class Encoded:
    """What the network says of one text."""

    attributions: list[RawAttribution]
    hints: Hints


@dataclass(frozen=True, slots=True, eq=False)
class AttributionEncoder:
    """A loaded model. Not changed by reading; make one with `load`."""

    name: str
    version: str
    threshold: float  # confidence from which on 85 in 100 are right in source and content, on held-out articles
    rules: DecodingRules
    window: int  # longest window, in pieces, without [CLS] and [SEP]
    overlap: int  # pieces that neighbouring windows share
    link: LinkWeights = field(repr=False)
    _tokenizer: Any = field(repr=False)
    _session: Any = field(repr=False)
    _special: tuple[int, int] = field(repr=False)
    _with_features: bool = field(repr=False)
    _branch: Any | None = field(repr=False)  # None in a model that finds attributions alone

    @classmethod
    def load(cls, folder: Path = SHIPPED_MODEL, *, threads: int = 1) -> Self:
        """Load a model folder.

        Args:
            folder: Holds model.json and the files that it names; the shipped model by default.
            threads: Threads for one window. Reading many articles is faster with processes than with threads.
        Raises:
            ModelError: a file is missing, is not the one that model.json names (sha256), or the model was made for
                another version of encoding.py.
        """
        import onnxruntime
        from tokenizers import Tokenizer

        description = _description(folder)
        tokenizer = Tokenizer.from_file(str(folder / TOKENIZER))
        tokenizer.no_truncation()
        tokenizer.no_padding()
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        # Waiting threads would spin, which costs the other processes on the machine more than it saves here.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")

        def network(name: str) -> Any:
            return onnxruntime.InferenceSession(str(folder / name), options, providers=["CPUExecutionProvider"])

        session = network(NETWORK)
        with np.load(folder / LINKS) as arrays:
            link = LinkWeights(arrays["weight"].astype(np.float32), arrays["bias"].astype(np.float32))
        return cls(
            name=description["name"],
            version=description["version"],
            threshold=float(description["threshold"]),
            rules=_rules(description["decoding"]),
            window=int(description["window"]),
            overlap=int(description["overlap"]),
            link=link,
            _tokenizer=tokenizer,
            _session=session,
            _special=_special_pieces(tokenizer),
            _with_features="features" in {i.name for i in session.get_inputs()},
            _branch=network(BRANCH) if BRANCH in description["sha256"] else None,
        )

    def read(self, text: str, excluded: Sequence[tuple[int, int]] = ()) -> Encoded:
        """Find who says what in a text, and give hints about its words.

        Args:
            text: Any string, of any length. Offsets are code points.
            excluded: (start, end) stretches that are not read, such as boilerplate. Attributions neither touch nor
                cross them.
        Returns:
            All attributions, ordered by cue; `confidence` is the probability that source and content are both right,
            calibrated on held-out articles. Hints for every word that is read.
        """
        found: list[RawAttribution] = []
        parts: list[tuple[Passage, list[Scores]]] = []
        for passage, cover, answers, scores in self._asked(text, excluded):
            found += decode(passage, cover, answers, self.link, self.rules)
            if self._branch is not None:
                parts.append((passage, scores))
        return Encoded(found, joined(parts))

    def answers(
        self, text: str, excluded: Sequence[tuple[int, int]] = ()
    ) -> Iterator[tuple[Passage, list[Window], list[Answer]]]:
        """What the network says of each block of a text, before decoding; thresholds are fitted on this."""
        for passage, cover, answers, _ in self._asked(text, excluded):
            yield passage, cover, answers

    def _asked(
        self, text: str, excluded: Sequence[tuple[int, int]]
    ) -> Iterator[tuple[Passage, list[Window], list[Answer], list[Scores]]]:
        for start, end in blocks(text, excluded):
            passage = encode(text, start, end, self._tokenizer)
            cover = windows(passage, self.window, self.overlap)
            given = [self._ask(passage, window) for window in cover]
            yield passage, cover, [answer for answer, _ in given], [scores for _, scores in given]

    def _ask(self, passage: Passage, window: Window) -> tuple[Answer, Scores]:
        pieces, features = window_arrays(passage, window, self._special)
        given = {"pieces": pieces, "features": features} if self._with_features else {"pieces": pieces}
        if self._branch is None:
            tags, cues, words = self._session.run(("tags", "cues", "words"), given)
            return Answer(tags[0], cues[0], words[0]), {}
        tags, cues, words, shared = self._session.run(("tags", "cues", "words", "shared"), given)
        return Answer(tags[0], cues[0], words[0]), branch_off(self._branch, passage, window, shared)


def branch_off(branch: Any, passage: Passage, window: Window, shared: Floats) -> Scores:
    """The branch's scores for the words that a window answers for; of the overlap it is shown the near end only.

    Args:
        branch: an onnxruntime session; the layers below it have seen the whole window.
        shared: [1, k + 2, size] what those layers made of the window's k pieces.
    Returns:
        For each output of hints.OUTPUTS the scores [own words, classes].
    """
    rows = passage.first[window.own_first : window.own_last] - passage.first[window.first] + 1
    low = max(1, int(rows[0]) - BRANCH_CONTEXT_PIECES)
    high = int(passage.first[window.own_last] - passage.first[window.first]) + 1 + BRANCH_CONTEXT_PIECES
    # [CLS] and [SEP] stay: attention rests on them where a word needs no other.
    shown = np.concatenate([shared[:, :1], shared[:, low : min(high, shared.shape[1] - 1)], shared[:, -1:]], axis=1)
    given = branch.run(tuple(OUTPUTS), {"shared": shown})
    return {name: scores[0, rows - low + 1] for name, scores in zip(OUTPUTS, given, strict=True)}


def _description(folder: Path) -> dict[str, Any]:
    """Read model.json and check that the files beside it are the ones it describes."""
    try:
        description: dict[str, Any] = json.loads((folder / DESCRIPTION).read_text(encoding="utf-8"))
        for name, expected in description["sha256"].items():
            found = hashlib.sha256((folder / name).read_bytes()).hexdigest()
            if found != expected:
                raise ModelError(
                    f"The attribution model in {folder} is damaged: {name} has sha256 {found[:12]}…, model.json says "
                    f"{expected[:12]}…. Install Counterclaim again, or train the model anew (training/README.md)."
                )
    except OSError as err:
        raise ModelError(
            f"The attribution model in {folder} is not complete: {err}. Install Counterclaim again."
        ) from err
    if description["encoding"] != ENCODING_VERSION:
        raise ModelError(
            f"The attribution model in {folder} was made for encoding {description['encoding']}, this is encoding "
            f"{ENCODING_VERSION}. Use the model that came with this version."
        )
    return description


def _special_pieces(tokenizer: Any) -> tuple[int, int]:
    return int(tokenizer.token_to_id("[CLS]")), int(tokenizer.token_to_id("[SEP]"))


def _rules(given: dict[str, Any]) -> DecodingRules:
    margin = given["sourceless_margin"]
    return DecodingRules(
        content_link=float(given["content_link"]),
        source_link=float(given["source_link"]),
        sourceless_margin=None if margin is None else float(margin),
        tag_bias=tuple(map(float, given["tag_bias"])),
        fill_gap=int(given["fill_gap"]),
        confidence=tuple(map(float, given["confidence"])),
    )
