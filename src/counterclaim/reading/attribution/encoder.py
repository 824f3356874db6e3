"""The attribution encoder: the shipped model, loaded once, and reading a text with it.

In:  a text and stretches to leave out.   Out: list[RawAttribution], in text order.
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
from counterclaim.reading.attribution.decoding import Answer, DecodingRules, LinkWeights, RawAttribution, decode
from counterclaim.reading.attribution.encoding import (
    ENCODING_VERSION,
    Passage,
    Window,
    blocks,
    encode,
    window_arrays,
    windows,
)

SHIPPED_MODEL = Path(__file__).parent / "model"
DESCRIPTION = "model.json"
NETWORK, LINKS, TOKENIZER = "attribution.onnx", "link.npz", "tokenizer.json"


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
        session = onnxruntime.InferenceSession(str(folder / NETWORK), options, providers=["CPUExecutionProvider"])
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
        )

    def read(self, text: str, excluded: Sequence[tuple[int, int]] = ()) -> list[RawAttribution]:
        """Find who says what in a text.

        Args:
            text: Any string, of any length. Offsets are code points.
            excluded: (start, end) stretches that are not read, such as boilerplate. Attributions neither touch nor
                cross them.
        Returns:
            Attributions ordered by cue, all of them. `confidence` is the probability that source and content are
            both right, calibrated on held-out articles. Empty where nothing is found.
        """
        return list(self.stream(text, excluded))

    def stream(self, text: str, excluded: Sequence[tuple[int, int]] = ()) -> Iterator[RawAttribution]:
        """As `read`, yielding while reading; memory does not grow with the text."""
        for passage, cover, answers in self.answers(text, excluded):
            yield from decode(passage, cover, answers, self.link, self.rules)

    def answers(
        self, text: str, excluded: Sequence[tuple[int, int]] = ()
    ) -> Iterator[tuple[Passage, list[Window], list[Answer]]]:
        """What the network says of each block of a text, before decoding; thresholds are fitted on this."""
        for start, end in blocks(text, excluded):
            passage = encode(text, start, end, self._tokenizer)
            cover = windows(passage, self.window, self.overlap)
            yield passage, cover, [self._ask(passage, window) for window in cover]

    def _ask(self, passage: Passage, window: Window) -> Answer:
        pieces, features = window_arrays(passage, window, self._special)
        given = {"pieces": pieces, "features": features} if self._with_features else {"pieces": pieces}
        tags, cues, words = self._session.run(("tags", "cues", "words"), given)
        return Answer(tags[0], cues[0], words[0])


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
