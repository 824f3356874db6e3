"""The subjunctive of a demand: "insists that the army withdraw" wants it, "insists that the army withdraws" says it.

In:  a token of the parse.   Out: whether its clause, or the clause under it, is in the subjunctive.
But for "be" only a subject in the third person singular tells the two apart (Huddleston and Pullum 2002, 11.1.1).
"""

from typing import Any

# Forms that the tagger gives to a plain form; "accepts" is VBZ, "accepted" VBD.
_PLAIN_FORMS = frozenset({"VB", "VBP"})
_SINGULAR = frozenset({"NN", "NNP"})
_SINGULAR_PRONOUNS = frozenset({"he", "she", "it", "everyone", "everybody", "each", "nobody"})
# Verbs with a bare infinitive under them: "let it be known", "made him resign", "saw the bridge fall".
_BARE = frozenset({"let", "make", "have", "help", "see", "watch", "hear", "feel"})
_SUBJECTS = frozenset({"nsubj", "nsubjpass"})


def is_mandative(verb: Any) -> bool:
    """Whether this verb heads a clause in the subjunctive: "that the army withdraw", "that it be released"."""
    if verb.dep_ != "ccomp" or verb.pos_ not in ("VERB", "AUX") or verb.head.lemma_.lower() in _BARE:
        return False
    subject = next((c for c in verb.children if c.dep_ in _SUBJECTS), None)
    if subject is None:
        return False
    auxiliaries = [c for c in verb.children if c.dep_ in ("aux", "auxpass")]
    if auxiliaries:
        return bool(auxiliaries[0].lower_ == "be")  # which is never the indicative, whatever its subject
    return _is_singular(subject) and verb.tag_ in _PLAIN_FORMS and verb.lower_ == verb.lemma_.lower()


def demands(cue: Any | None) -> bool:
    """Whether what stands under this cue is wanted, whatever the cue says of itself."""
    return cue is not None and any(is_mandative(c) for c in cue.children)


def _is_singular(subject: Any) -> bool:
    joined = any(c.dep_ == "conj" for c in subject.children)
    return not joined and (subject.tag_ in _SINGULAR or subject.lower_ in _SINGULAR_PRONOUNS)
