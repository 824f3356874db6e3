"""What a number counts: the noun it belongs to, by the words beside it with the parse as evidence.

In:  the tokens of a quantity and of its sentence.   Out: Counted.
"""

from collections.abc import Container
from dataclasses import dataclass
from typing import Any

from counterclaim.reading.document import Document
from counterclaim.reading.figures.lexicon import NONE, OTHER, lexicon
from counterclaim.reading.figures.quantities import Quantity
from counterclaim.records.span import Span

_REACH = 9  # tokens between a number and its noun: "3,000 well-trained and heavily armed North Korean special troops"
_STOP = frozenset(
    {
        ",",
        ";",
        ":",
        ".",
        "(",
        ")",
        "—",
        "–",
        "“",
        "”",
        '"',
        "?",
        "!",
        "and",
        "or",
        "but",
        "who",
        "which",
        "that",
        "were",
        "was",
    }
)


PRONOUNS = frozenset({"them", "whom", "which", "those", "these"})


@dataclass(frozen=True, slots=True)
class Counted:
    """A quantity in its sentence, with the noun that it counts."""

    quantity: Quantity
    first: Any  # the first and last tokens of the number with its bounding words and unit
    last: Any
    number: Any  # the last token of the number itself
    noun: Any | None  # the head noun of what is counted; None where the text names none
    noun_class: str
    sentence: Any  # spacy Span
    # The number before, whose noun "of them" or "of whom" stands for; `noun_class` is then that noun's.
    antecedent: "Counted | None" = None

    @property
    def after(self) -> int:
        """Where what is said of those counted may begin: past the noun, past "of them", "of whom"."""
        at: int = (self.noun.i if self.noun is not None else self.last.i) + 1
        partitive = self.noun is None and at + 1 < self.sentence.end and self.sentence.doc[at].lower_ == "of"
        return at + 2 if partitive and self.sentence.doc[at + 1].lower_ in PRONOUNS else at


def find_counted(document: Document, quantity: Quantity) -> Counted | None:
    """The quantity with its noun; None outside the body."""
    sentence = document.sentence_at(quantity.span.start)
    if sentence is None:
        return None
    own = document.tokens(quantity.span)
    hull = document.tokens(quantity.hull)
    if not len(own) or not len(hull):
        return None
    number = own[-1]
    if number.text in ("%", "plus") and len(own) > 1:
        number = own[-2]
    noun = _noun_after(quantity, hull[-1], number, sentence)
    if noun is None and quantity.unit is None:
        noun = _noun_of_number(hull[0], sentence)
    return Counted(
        quantity=quantity,
        first=hull[0],
        last=hull[-1],
        number=number,
        noun=noun,
        noun_class=_class_of(noun) if noun is not None else "people" if _is_of_family(hull[0]) else NONE,
        sentence=sentence,
    )


def kind_before(counted: Counted, reach: int, kinds: Container[str] | None = None) -> str | None:
    """The class of the nearest plural before the number: what "them", or a number alone, may stand for.

    Args:
        reach: tokens back.
        kinds: the classes that count; None: any that the lexicon has.
    """
    doc, start = counted.sentence.doc, counted.first.i
    plurals = (t for t in reversed(doc[max(0, start - reach) : start]) if t.tag_ == "NNS")
    found = (lexicon().noun_class.get(t.lemma_.lower()) for t in plurals)
    return next((kind for kind in found if kind and (kinds is None or kind in kinds)), None)


def _is_of_family(first: Any) -> bool:
    """ "a family of nine": people, whom only the number names."""
    return first.i > 1 and first.nbor(-1).lower_ == "of" and first.nbor(-2).lower_ in ("family", "household")


_OF_AMMUNITION = frozenset("ammunition artillery ammo fire shells mortar mortars".split())


def _after_money(quantity: Quantity, doc: Any, at: int, end: int) -> int | None:
    """Where the goods begin in "$800 million more in military aid" and "$5 million worth of shells"; else None."""
    if quantity.unit is None or quantity.unit.kind != "money":
        return None
    while at < end and doc[at].lower_ in ("more", "additional", "worth"):
        at += 1
    if at + 1 < end and doc[at].lower_ in ("in", "of") and doc[at + 1].pos_ in ("ADJ", "NOUN", "VERB"):
        return at + 1
    return None


def _class_of(noun: Any) -> str:
    """The class of the noun; a round of talks is none of ammunition."""
    of = noun.i + 2 < len(noun.doc) and noun.nbor(1).lower_ == "of"
    if of and noun.lemma_.lower() == "round" and noun.nbor(2).lower_ not in _OF_AMMUNITION:
        return "meetings"
    return lexicon().class_of(noun)


def _noun_after(quantity: Quantity, last: Any, number: Any, sentence: Any) -> Any | None:
    """The head of the noun phrase that the number opens.

    With a unit only an "of" phrase names what is measured ("400 square miles of land"), as it does after "dozens".
    """
    doc, at = sentence.doc, last.i + 1
    end = min(sentence.end, at + _REACH)
    if at >= end:
        return _noun_of_parse(number)
    measured = quantity.unit is not None and quantity.unit.kind != "times"
    if doc[at].text in _CLOSING and at + 1 < end:
        at += 1  # "“dozens” of rockets"
    past = _past_of(doc, at, end)
    if past > at:
        at = past
    elif measured:
        at = _after_money(quantity, doc, at, end)
        if at is None:
            return None
    elif doc[at].text in _QUOTES:
        at += 1  # "16,000 “volunteers”"
    elif doc[at].lower_ in ("a", "an", "per", "each", "every"):
        return None  # "30,000 a month"
    if at + 1 < end and doc[at].text in _HYPHENS and doc[at + 1].lower_ == "strong":
        at += 2  # "a 500-strong unit"
    while at < end:
        if steps := _leading_words(doc, at, end):
            at += steps
            continue
        if _starts_noun(doc[at]):
            noun = _shared_head(_end_of_run(doc[at], end), end)
            if not _leads_on(noun, end):
                return noun
            at = noun.i + 2
            continue
        if _ends_phrase(doc[at]):
            return None
        at += 1
    return None


def _past_of(doc: Any, at: int, end: int) -> int:
    """Where the noun of "of the villages", "out of four homes" may begin; `at` itself where no "of" stands there."""
    out = doc[at].lower_ == "out"
    of = at + 1 if out and at + 1 < end else at
    if doc[of].lower_ != "of":
        return at
    first = of + 2 if of + 1 < end and doc[of + 1].lower_ in _DETERMINERS else of + 1
    return at if out and not (first < end and doc[first].like_num) else first


_DETERMINERS = frozenset({"the", "its", "their", "his", "her", "these", "those", "all", "our"})


def _leads_on(noun: Any, end: int) -> bool:
    """Whether the counted follow two tokens on: "two of the minister's guards", "to 36 the number of people killed"."""
    if noun.i + 1 >= end:
        return False
    after = noun.nbor(1)
    return bool(after.tag_ == "POS" or (noun.lower_ == "number" and after.lower_ == "of"))


def _leading_words(doc: Any, at: int, end: int) -> int:
    """How many tokens from `at` on only lead to the noun: joined adjectives or participles, half a compound."""
    word = doc[at]
    if word.lower_ == "and" and at + 1 < end and doc[at - 1].pos_ == doc[at + 1].pos_ == "ADJ":
        return 1  # "60 regional and international bodies"
    if (
        word.ent_type_ == "NORP"
        and word.dep_ in ("amod", "nmod", "compound")
        and at + 2 < end
        and doc[at + 1].lower_ in _LISTING
    ):
        return 2  # "10,000 Iraqi, Lebanese and Afghan militiamen"
    joined = at + 3 < end and doc[at + 1].lower_ in ("or", "and") and word.tag_ == doc[at + 2].tag_ == "VBN"
    if joined and doc[at + 3].pos_ in ("NOUN", "PROPN", "ADJ"):
        return 3  # "23 destroyed or damaged vehicles"
    if at + 1 < end and doc[at + 1].text in _HYPHENS and not word.whitespace_:
        if at + 3 < end and doc[at + 2].lower_ in _PARTICLES:
            return 3  # a participle with its particle: "burnt-out"
        return 2  # the first half of a compound: "fixed-wing", "well-trained"
    return 0


_LISTING = frozenset({",", "and", "or"})
_PARTICLES = frozenset("out off up down over in".split())
_NUMBER_REACH = 24  # tokens between "the number of shells" and the number
_LEVELS = frozenset("to at totals totaled totalled reached exceeded was is stands stood hit".split())


def _noun_of_number(first: Any, sentence: Any) -> Any | None:
    """The noun of "the number of shells fired rose to 900"."""
    doc = sentence.doc
    if first.i - 1 >= sentence.start and doc[first.i - 1].lemma_ in ("number", "total"):
        verb = doc[first.i - 1]
        return next((c for c in verb.children if c.dep_ == "nsubj" and c.pos_ in ("NOUN", "PROPN")), None)
    if first.i - 1 < sentence.start or doc[first.i - 1].lower_ not in _LEVELS:
        return None
    for at in range(first.i - 2, max(sentence.start, first.i - _NUMBER_REACH), -1):
        if doc[at].lower_ == "of" and doc[at - 1].lower_ in ("number", "total", "tally", "count"):
            token = doc[at + 1]
            while (
                token.pos_ in ("DET", "ADJ", "PROPN")
                and token.i + 1 < first.i
                and doc[token.i + 1].pos_ in ("NOUN", "PROPN", "ADJ")
            ):
                token = doc[token.i + 1]
            return _end_of_run(token, first.i) if token.pos_ in ("NOUN", "PROPN") else None
    return None


_QUOTES = frozenset("“\"‘'")
_CLOSING = frozenset("”\"’'")
_HYPHENS = frozenset("-‑")


def _starts_noun(token: Any) -> bool:
    """Whether the token is a noun, or listed as one, that may be counted."""
    if token.lower_ in _STOP or (token.lower_ in lexicon().state and token.pos_ != "NOUN"):
        return False
    noun = token.pos_ in ("NOUN", "PROPN") or token.lemma_.lower() in lexicon().noun_class
    return noun and token.tag_ != "POS" and token.ent_type_ not in ("DATE", "TIME")


def _ends_phrase(token: Any) -> bool:
    """Whether no noun of the number's own can follow this token."""
    if token.lower_ in _STOP or (token.is_punct and token.text not in ("-", "‑", "’", "'")):
        return True
    if token.lower_ in lexicon().state or token.pos_ in ("VERB", "AUX"):
        return token.tag_ not in ("VBN", "VBG", "VBD", "JJ") or not _leads_noun(token)
    if token.pos_ in ("NOUN", "PROPN"):
        return True  # a date, or the "'s" of something else
    return token.pos_ in ("ADP", "SCONJ", "PRON", "PART") and token.text not in ("’s", "'s")


def _leads_noun(token: Any) -> bool:
    """Whether a participle stands before the noun that it describes ("12 wounded soldiers")."""
    after = token.nbor(1) if token.i + 1 < len(token.doc) else None
    if after is None or after.pos_ not in ("NOUN", "PROPN", "ADJ"):
        return False
    graded = token.i > 0 and token.nbor(-1).pos_ == "ADV" and token.lower_ in lexicon().state
    return graded or token.dep_ in ("amod", "compound", "nmod")  # "53 badly wounded men", whatever the parse


def _shared_head(noun: Any, end: int) -> Any:
    """The plural that two words before it share: "74 cruise and ballistic missiles"."""
    after = noun.doc[noun.i + 1 : min(noun.i + 4, end)]
    shares = len(after) == 3 and after[0].lower_ in ("and", "or") and after[1].pos_ in ("ADJ", "NOUN")
    plain = noun.tag_ == "NN" and lexicon().class_of(noun) in (OTHER, "munitions")
    return after[2] if shares and plain and after[2].tag_ == "NNS" else noun


_WHEN = frozenset("last next this today yesterday tomorrow tonight".split())


def _end_of_run(token: Any, end: int) -> Any:
    """The last noun of a run of nouns: "fighter jets", "Russian army soldiers"."""
    doc = token.doc
    at = token.i
    while at + 1 < end:
        after = doc[at + 1]
        if after.lower_ in _WHEN:
            break  # "took 17 villages last week"
        if (
            after.text in ("-", "‑")
            and not doc[at].whitespace_
            and at + 2 < end
            and doc[at + 2].pos_ in ("NOUN", "PROPN", "ADJ", "VERB")
        ):
            at += 2
            continue
        joined = (
            after.head.i > after.i
            or doc[at].dep_ in ("compound", "amod", "nmod", "poss", "nummod")
            or doc[at].pos_ == "PROPN"
        )
        if after.pos_ in ("NOUN", "PROPN") and (joined or after.dep_ not in ("npadvmod", "nsubj")):
            if after.ent_type_ in ("DATE", "TIME") or (doc[at].pos_ == "NOUN" and after.pos_ == "PROPN"):
                break
            at += 1
            continue
        if after.pos_ == "ADJ" and joined and after.dep_ == "amod" and after.head.i > after.i:
            at += 1
            continue
        break
    return doc[at]


def _noun_of_parse(number: Any) -> Any | None:
    head = number.head
    if number.dep_ == "nummod" and head.pos_ in ("NOUN", "PROPN") and abs(head.i - number.i) <= _REACH:
        return head
    return None


_BEFORE_NOUN = frozenset({"out", "of", "the", "more", "additional", "other"})


def _is_strong(token: Any) -> bool:
    """The second half of "70,000-strong"."""
    return token.lower_ == "strong" and token.i > 0 and token.nbor(-1).text in _HYPHENS


def noun_phrase(noun: Any, first: int) -> Span:
    """The words of what is counted: from after the number to the noun, with an "of" phrase that follows at once."""
    doc = noun.doc
    start = max(first, noun.left_edge.i) if first <= noun.i else noun.left_edge.i
    while start < noun.i and (doc[start].is_punct or doc[start].lower_ in _BEFORE_NOUN or _is_strong(doc[start])):
        start += 1
    end = noun.i
    for child in noun.rights:
        if child.dep_ == "prep" and child.lower_ == "of" and child.i == end + 1 and child.right_edge.i - child.i <= 6:
            end = child.right_edge.i
            while doc[end].is_space or doc[end].is_punct:
                end -= 1
    last = doc[end]
    return Span(doc[start].idx, last.idx + len(last))
