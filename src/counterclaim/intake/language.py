"""Which language a text is in, so that no other language is read as English."""

import functools
from typing import Any

# Enough to be sure of a language, little enough to cost nothing on a long text.
_JUDGED_CHARS = 1500
# Below this the identifier guesses; a short headline is left undetermined and read.
_FEWEST_CHARS = 40
# Normalised probability below which the language stays undetermined: a wrong "not English" loses an article.
_SURE = 0.9


def language_of(text: str) -> str | None:
    """The ISO 639-1 code of the text's language; None where it is too short or too mixed to tell."""
    sample = text[:_JUDGED_CHARS].strip()
    if len(sample) < _FEWEST_CHARS:
        return None
    # All-capital wire copy confuses the identifier, whose model is of mixed-case text.
    language, probability = _identifier().classify(sample.lower() if sample.isupper() else sample)
    return str(language) if probability >= _SURE else None


@functools.cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
