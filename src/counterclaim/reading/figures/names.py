"""Numbers that state no quantity: dates, times of day, ordinals, parts of names, labels, scores, list numbers.

In:  a text and a numeral in it.   Out: the reason for which it is no quantity, or None.
Local patterns over at most LOOK characters on either side: the answer does not depend on what stands further off.
"""

import re

from counterclaim.reading.figures.numerals import Form, Numeral
from counterclaim.reading.figures.units import unit_after
from counterclaim.reading.figures.votes import is_vote

LOOK = 40

_MONTH = (
    r"(?:Jan(?:uary|\.)?|Feb(?:ruary|\.)?|Mar(?:ch|\.)?|Apr(?:il|\.)?|May|June?\.?|July?\.?|Aug(?:ust|\.)?|Sept?(?:ember|\.)?"
    r"|Oct(?:ober|\.)?|Nov(?:ember|\.)?|Dec(?:ember|\.)?)"
)
_DAYS = r"\d{1,2}(?:st|nd|rd|th)?"
_MONTH_BEFORE = re.compile(rf"\b{_MONTH}\s(?:the\s)?(?:{_DAYS}(?:\s?[-–—]\s?|\s(?:and|to|or)\s|,\s))?\Z", re.IGNORECASE)
_MONTH_AFTER = re.compile(
    rf"(?:st|nd|rd|th)?(?:\s?[-–—/]\s?{_DAYS}|(?:,\s{_DAYS})*,?\s(?:and|to|or)\s{_DAYS})?(?:\sof)?[\s-]"
    rf"(?:{_MONTH}(?![\w])|(?i:(?!may){_MONTH})(?![\w])|may(?=,?\s(?:19|20)?\d\d\b|[,.;]))"
)
_YEAR_AFTER_DAY = re.compile(rf"\b{_MONTH}(?:\s{_DAYS})?,?\s\Z", re.IGNORECASE)
_DAY_MONTH_YEAR = re.compile(rf"\b{_DAYS}\s{_MONTH},?\s\Z", re.IGNORECASE)
_YEAR_BEFORE = re.compile(
    r"\b(?:in|since|of|by|until|till|from|for|during|early|late|mid|before|after|the|year|spring|summer|autumn|fall|winter|circa"
    r"|through|and|to|end|fiscal|pre|post|between|this|last|that|around|back\sin|[A-Z]\w+)(?:[\s-])\Z|[-–—/,(‘’']\s?\Z|\A\Z"
)
_COUNTED_NEXT = re.compile(
    r"\s(?:[a-z-]+\s){0,2}?(?:people|men|women|children|troops|soldiers|civilians|fighters|militants|rebels|refugees|victims"
    r"|casualties|deaths|dead|wounded|injured|killed|tanks|missiles|drones|rockets|vehicles|homes|houses|prisoners|aircraft"
    r"|participants|applications|sorties|square|miles|kilomet\w+|km|tons|tonnes|dollars|hectares|acres|metres|meters|feet"
    r"|residents|families|police|officers|workers|cases|shells|rounds|square|rpm|migrants|protesters|demonstrators)\b"
)
_BOUND_BEFORE = re.compile(
    r"\b(?:than|least|most|to|over|about|around|some|nearly|almost|approximately|roughly|estimated|many|another|exceeding|only)\s\Z",
    re.IGNORECASE,
)
_TIME_AFTER = re.compile(
    r"(?::\d{2}){0,2}\s?(?:[ap]\.?\s?m\b\.?|o['’]clock\b|GMT\b|UTC\b|EST\b|EDT\b|PST\b|PT\b|ET\b|CET\b)",
    re.IGNORECASE,
)
_ZONES = (
    r"(?:GMT|UTC|BST|EST|EDT|PST|PDT|CET|CEST|EET|EEST|MSK|IST|AST|ET|PT|CT|[ap]\.?\s?m\.?|local\stime|h\b|hrs|hours)"
)
# "at 1615", "now 1613 [2213 GMT]": four digits of a clock, known by the words around them.
_CLOCK_DIGITS = re.compile(r"(?:[01]\d|2[0-4])[0-5]\d\Z")
_CLOCK_WORD = re.compile(r"(?:\A|\s)(?:at|as\sof|from|since|until)\s(?:about\s|around\s)?\Z", re.IGNORECASE)
_CLOCK_OPENS = re.compile(
    rf"(?:\A|[.!?”\"]\s|\n)At\s\Z|\b(?:today|yesterday|\w+day|morning|afternoon|evening|night|{_MONTH}),?\sat\s\Z"
)
_CLOCK_END = re.compile(r"\s(?:on|today|yesterday|tomorrow|local)\b")
_OTHER_CLOCK = re.compile(r"\s?[\[(]\d{4}\s(?:GMT|UTC)\b")  # the same time in another zone
_STOPPED_END = re.compile(r"[,.;)]|\s[A-Z(]|\son\s|\Z")
_STOPPED_CLOCK = re.compile(r"(?:[01]?\d|2[0-4])\.[0-5]\d\Z")  # "17.05 BST"
_CLOCK_ZONE = re.compile(rf"\s?{_ZONES}(?!\w)")
_LINE_BEFORE, _LINE_AFTER = re.compile(r"(?:\A|\n)[^\S\n]*\Z"), re.compile(r"[^\S\n]*(?:\n|\Z)")
_CLOCK_AFTER = re.compile(r":\d{2}\b")
_CLOCK_BEFORE = re.compile(r"\d:\Z")
_ORDINAL = re.compile(r"(?:st|nd|rd|th)\b", re.IGNORECASE)
_ORDINAL_WORD = re.compile(
    r"[\s-](?:and\s)?(?:first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|eleventh|twelfth|\w+teenth|\w+tieth)(?![\w-]*s\b)\b",
    re.IGNORECASE,
)
_LETTER_BEFORE = re.compile(r"[A-Za-z][-‐‑./_]?\Z")
_PLAIN_PREFIX = re.compile(
    r"\b(?:sub|to|than|over|under|mid|pre|post|about|some|approx|non|extra|plus|rs|n|a|and|or|two|three|per|additional"
    r"|us|hk|eur|usd|gbp|nearly|between)[-‐‑./]?\Z|(?-i:\b[a-z]{3,}[-.])\Z",
    re.IGNORECASE,
)
_LABEL = re.compile(
    r"\b(?:pages?|pp?\.|chapters?|sections?|articles?|paragraphs?|para|phase|stage|step|tier|level|type|class|version|model|number|no\.?|nos\.?|nr\.?"
    r"|routes?|highways?|flights?|channel|volume|vol\.?|figure|fig\.?|table|resolutions?|category|grade|rank|rooms?|images?|photos?|slides?|plates?|km|kilomet(?:er|re)|unit|battery|bus|gate|track|episode"
    r"|season|round|row|seed|group|zone|district|precinct|apartment|apt\.?|ward|pier|platform|psalm|order|act|rule|title|protocol|school|hospital"
    r"|building|block|mission|annex|appendix|amendment|item|part|point|formula|world\swar|super\sbowl|day|week|game|area|lot|exit|case|brigade"
    r"|lesson|apollo|code|ad|bc|top|option|plan|agenda|generation|gen|vision|windows|iphone|galaxy|ios|android|playstation|xbox|division|line|interstate|list)"
    r"\s?[#:]?\s?(?:\d{1,4}(?:\s?[-–/]\s?|,?\sand\s|\sor\s|\sto\s|\sof\s|,\s))?\Z",
    re.IGNORECASE,
)
_SPOKEN_OF = re.compile(
    r"\b(?:last|this|next|that|every)\s\w+:\s(?:[\d,.]+\s(?:to|or)\s)?\Z", re.IGNORECASE
)  # "further last week: 200 killed"
_WORD_LABEL = re.compile(
    r"\b(?:page|chapter|section|article|phase|stage|step|tier|level|type|class|version|number|flight|round|group|part|world\swar|apollo|plan|act|day|week|game)\s\Z",
    re.IGNORECASE,
)
_HALF_OF_TIME = re.compile(
    r"\b(?:first|second|last|this|next|other|latter|previous|final|better|one)[\s-]\Z", re.IGNORECASE
)
_CAPITAL_BEFORE = re.compile(  # the word before, and what leads it
    r"(?P<lead>\A|[.!?:]\s+|[“\"‘(\[]|\n\s*|[^\s]\s+|\s)(?P<word>[A-Z][\w&/'’.-]*|[a-z]+[A-Z]\w*)\s\Z"
)
_ADJECTIVE = (
    r"(?!(?:on|in|at|of|to|for|with|and|or|the|its|his|her|their|a|an|by|from|as|was|were|is|are|has|had|that|who)\s)"
    r"[a-z][\w-]*"
)
_PLURAL_NEXT = re.compile(
    rf"[\s-](?:(?:{_ADJECTIVE}|[A-Z][\w’'-]*)\s){{0,3}}?"
    r"(?:(?!(?:has|was|is|as|its|this|says)\b)[a-z][\w-]*(?<!s)s|people|men|women|children|troops|police|percent|per\scent|%)\b"
    r"|\s?%"
)
_FUNCTION = frozenset(
    "a about above after all almost among an and another any approximately around as at before below between both "
    "but by did do does down during each either estimated even every exactly except few for from had has have he "
    "her his how i if in including is it its just killed killing least less like made many more most nearly no "
    "nor not of on one only or other our out over per roughly said she since so some than that the their then "
    "there these they this those though through to total under until up upwards us was we were what when where "
    "which while who with within you your yet also still now meanwhile overall last next another destroyed "
    "wounded injured captured lost losing destroying wounding injuring capturing".split()
)
_DASHED_AFTER = re.compile(r"[-–—](\d{1,3})(?![\d,.]*\d)(?!\w)")
_DASHED_BEFORE = re.compile(r"(?<![\d.,])(\d{1,3})[-–—]\Z")
_LIST_ITEM = re.compile(r"(?:\A|\n)[^\S\n]*[(\[]?\Z")
_LIST_AFTER = re.compile(r"(?:[.)\]])\s+\S")
_ADDRESS = re.compile(
    r"[\s-](?:[Bb]lock\b|(?:[NSEW]\.?\s|North\s|South\s|East\s|West\s)?(?:[A-Z0-9][\w.’'-]*\s){0,3}"
    r"(?:St|Ave|Rd|Blvd|Dr|Ln|Ct|Hwy|Pkwy|Street|Avenue|Road|Boulevard|Drive|Lane|Court|Highway|Parkway|Way|Place|Terrace|Circle|Square)\b)"
)
_FOOTNOTE_BEFORE = re.compile(r"\[\Z")
_FOOTNOTE_PAGE = re.compile(r"\[\d+\]:\Z")  # "[16]:87"
_COORDINATE = re.compile(r"°\s?(?:\d|[NSEW]\b)|[′″]")
_COORDINATE_BEFORE = re.compile(r"[°′]\Z|[NSEW]\s/\s[\d.;\s]*\Z")
_LONGEST_PLAIN = 9  # digits without separators: writers group what is to be read as a number
_INDEX_BEFORE = re.compile(
    r"\b(?:Fortune|FTSE|S&P|Nasdaq|NASDAQ|Boeing|Airbus|iPhone|Galaxy|Pixel|Windows|Formula|Resolution|Interstate)\s\Z"
)
_NAMED_WORD = re.compile(r"\bGroup\sof\s\Z|\b[A-Z][a-z]+\s\Z")  # "Group of Seven", "Normandy Four"
# "Group of Seven", "the Committee of Thirty", "Council of the Five Hundred": bodies named by how many sit in them.
_BODY_BEFORE = re.compile(r"\b(?:Group|Committee|Council|Gang)\sof\s(?:the\s)?\Z")
# "the Battle of Five Forks": a capital in running text, and another after it.
_PLACE_BEFORE = re.compile(r"\b[a-z]{4,}\s(?:[\w'’-]+\s){0,5}(?:of|at|near)\s\Z")
_PHONE_BEFORE = re.compile(
    r"\b(?:call(?:s|ed|ing)?|dial(?:s|ed|ing)?|phone[ds]?|tel\.?|telephone)\s(?:to\s)?(?:us\sat\s|at\s)?\Z",
    re.IGNORECASE,
)
_AREA_CODE = re.compile(r"\)\s?\d{3}-|-\d[A-Z]{3}")  # "(305) 471-TIPS", "866-7LOCKUP"
_AREA_CODE_BEFORE = re.compile(r"\(\d{3}\)\s?(?:\d{3}-)?\Z|\d{3}-\d{3}-\Z|-[A-Z]{4}\s\(\Z")
_ID_BEFORE = re.compile(r"[#@/\\=_]\Z|\bNo\.?\s?\Z")
_ID_AFTER = re.compile(r"[\\=_@]\w|/\d|-\d{2,}-\d|(?:\.\d+){2,}|[A-Za-z]*\d")
_PRONOUN_BEFORE = re.compile(
    r"\b(?:no|this|that|the|same|which|any|every|each|some|another|such|number|whichever|day|part|phase)[\s-]\Z",
    re.IGNORECASE,
)
_SOMEBODY_DID = re.compile(r"\s(?:\w+\s){1,2}(?:had|has|was|were|is|died|killed)\b")
_PRONOUN_AFTER = re.compile(
    r"['’]s\b|-(?!day|week|month|year|hour|mile|minute|man|person|in)[a-z]+|\s(?:another|by\sone|day\b|thing\b)"
)


def reason_against(text: str, numeral: Numeral) -> str | None:
    """Why the numeral states no quantity; None where it does."""
    before = text[max(0, numeral.start - LOOK) : numeral.start]
    after = text[numeral.end : numeral.end + LOOK]
    if numeral.form is Form.FRACTION and _HALF_OF_TIME.search(before):
        return "label"
    if numeral.form in (Form.ODDS, Form.FRACTION):
        return None
    if _BODY_BEFORE.search(before) and not _is_counted(after):
        return "part of a name"
    if numeral.form is Form.WORDS:
        if text[numeral.start].isupper() and _PLACE_BEFORE.search(before) and re.match(r"\s[A-Z][a-z]", after):
            return "part of a name"
        if text[numeral.start].isupper() and _NAMED_WORD.search(before) and re.match(r"[,.;)]|\s\(|\s[a-z]", after):
            found = _CAPITAL_BEFORE.search(before)
            if not _is_counted(after) and (found is None or found["word"].lower() not in _FUNCTION):
                return "part of a name"
        return _against_words(before, after, numeral)
    if numeral.form is Form.MIXED:
        return None
    return _against_digits(text, before, after, numeral)


def _against_words(before: str, after: str, numeral: Numeral) -> str | None:
    that_somebody = before.endswith("that ") and _SOMEBODY_DID.match(after)  # "reported that one serviceman had died"
    if numeral.value == 1 and ((_PRONOUN_BEFORE.search(before) and not that_somebody) or _PRONOUN_AFTER.match(after)):
        return "pronoun"
    if _ORDINAL_WORD.match(after):
        return "ordinal"
    if _TIME_AFTER.match(after):
        return "time of day"
    if _WORD_LABEL.search(before) and not _PLURAL_NEXT.match(after):
        return "label"
    if re.match(r"-?teen", after):
        return "pronoun"
    return None


def _against_digits(text: str, before: str, after: str, numeral: Numeral) -> str | None:
    digits = text[numeral.start : numeral.end]
    tail = numeral.attached + after
    if _ORDINAL.match(after) or (digits[-1] in "23" and re.match(r"[dD]\b", after)):
        return "ordinal"
    if digits.isdigit() and digits[-1] == "0" and re.match(r"s\b", after):
        return "date"  # "the 470s", "in their 20s"
    if numeral.magnitude == 1 and (reason := _against_date(before, after, digits, numeral.value)):
        return reason
    if _is_time_of_day(before, after, digits, numeral.value):
        return "time of day"
    if _ADDRESS.match(after) and digits.isdigit() and unit_after(text, numeral.end) is None:
        return "address"
    if reason := _against_code(before, after, tail, digits):
        return reason
    if _LETTER_BEFORE.search(before) and not _PLAIN_PREFIX.search(before):
        return "part of a name"
    if before[-2:-1].isalpha() and before[-1:] == "." and not _PLAIN_PREFIX.search(before):
        return "part of a name"
    if re.search(r"\baged\s(?:\d+\s(?:to|and|or)\s)?\Z", before):
        return "age"
    measured = unit_after(text, numeral.end)
    distant = measured is not None and measured.kind == "distance"  # "a zone 15 km deep"
    labelled = _LABEL.search(before) and not _SPOKEN_OF.search(before)
    if labelled and "," not in digits and not distant and not _PLURAL_NEXT.match(after):
        return "label"
    if _is_score(before, after, numeral.value) and not is_vote(text, numeral.start, numeral.end):
        return "score"
    if _LIST_ITEM.search(before) and _LIST_AFTER.match(after) and numeral.value < 100:
        return "list number"
    in_name = _is_in_name(before, after, digits) and unit_after(text, numeral.end) is None
    return "part of a name" if in_name else None


def _is_time_of_day(before: str, after: str, digits: str, value: float) -> bool:
    if _TIME_AFTER.match(after) or (_CLOCK_AFTER.match(after) and value < 25) or _CLOCK_BEFORE.search(before):
        return True
    if _STOPPED_CLOCK.match(digits):
        alone = _LINE_BEFORE.search(before) and _LINE_AFTER.match(after)
        return bool(_CLOCK_ZONE.match(after) or alone or (_CLOCK_WORD.search(before) and _STOPPED_END.match(after)))
    if not _CLOCK_DIGITS.match(digits):
        return False
    told = _CLOCK_WORD.search(before) and _CLOCK_END.match(after)
    return bool(_OTHER_CLOCK.match(after) or told or (_CLOCK_OPENS.search(before) and after.startswith(",")))


def _against_code(before: str, after: str, tail: str, digits: str) -> str | None:
    """Whether digits only point to something: a footnote, a coordinate, an address, a telephone, an identifier."""
    if (_FOOTNOTE_BEFORE.search(before) and after.startswith("]")) or _FOOTNOTE_PAGE.search(before):
        return "footnote"
    if _COORDINATE.match(after) or (_COORDINATE_BEFORE.search(before) and not _is_counted(after)):
        return "coordinate"
    if digits.isdigit() and (len(digits) >= _LONGEST_PLAIN or (len(digits) > 1 and digits[0] == "0")):
        return "identifier"
    if _INDEX_BEFORE.search(before):
        return "part of a name"
    if _AREA_CODE.match(after) or _AREA_CODE_BEFORE.search(before):
        return "telephone number"
    if _PHONE_BEFORE.search(before) or (digits in ("911", "999") and re.match(r"\s(?:call|dispatch)", after)):
        return "telephone number"
    if _ID_BEFORE.search(before) or _ID_AFTER.match(tail):
        return "identifier"
    return None


def _against_date(before: str, after: str, digits: str, value: float) -> str | None:
    if "." in digits and re.match(r"\.(?:\d{2}|\d{4})(?!\d|\.\d)", after):
        return "date"
    if value <= 31 and value == int(value) and (_MONTH_BEFORE.search(before) or _MONTH_AFTER.match(after)):
        return "date"
    if re.match(r"[/.-]\d{1,2}[/.-]\d{2,4}\b", after) or (
        re.search(r"\d{1,4}[/.-]\d{0,2}[/.-]?\Z", before) and re.match(r"[/-]?\d{0,4}\b", after) and "/" in before[-6:]
    ):
        return "date"
    if not (len(digits) == 4 and digits.isdigit() and 1000 <= value <= 2200):
        return None
    if (
        _YEAR_AFTER_DAY.search(before)
        or _DAY_MONTH_YEAR.search(before)
        or re.match(r"s\b|['’]s\b|[-–—/](?:\d{2}|\d{4})\b", after)
    ):
        return "date"
    if re.search(r"\d[-–—/]\Z", before):
        return "date"
    if (
        1900 <= value <= 2060
        and not (_COUNTED_NEXT.match(after) and not re.search(r"\b(?:the|in|since)\s\Z", before, re.IGNORECASE))
        and not _BOUND_BEFORE.search(before)
    ):
        return (
            None
            if re.match(r"\s?(?:%|km\b|kg\b|percent|per\scent)", after) or (before[-1:] in "$€£" and before)
            else "date"
        )
    if (
        _YEAR_BEFORE.search(before)
        and re.search(r"\b(?:in|since|until|by|circa)\s\Z", before)
        and not re.match(r"\s[a-z]+s\b", after)
    ):
        return "date"
    return None


def _is_in_name(before: str, after: str, digits: str) -> bool:
    """Whether digits follow a capitalised word as part of its name ("Fortune 100", "Boeing 737")."""
    if "," in digits or "." in digits:
        return False
    found = _CAPITAL_BEFORE.search(before)
    if not found or found["word"].lower() in _FUNCTION or found["word"].endswith((".", "’s", "'s")):
        return False
    if re.match(r"\s[A-Z]\w*", after) and not _PLURAL_NEXT.match(after):
        return True
    return not _is_counted(after)


_UNIT_NEXT = (
    r"mile|km|kilomet\w+|met\w+|feet|foot|day|week|month|year|hour|minute|ton\w*|percent|dead|wounded|injured|killed"
    r"|missing|of|were|others"
)


def _is_score(before: str, after: str, value: float) -> bool:
    """Whether the digits are half of "2-1": a pair that is no rising range of something counted."""
    if dashed := _DASHED_AFTER.match(after):
        return not (value < int(dashed[1]) and _is_counted(after[dashed.end() :]))
    if dashed := _DASHED_BEFORE.search(before):
        return not (int(dashed[1]) < value and _is_counted(after))
    return False


def _is_counted(after: str) -> bool:
    return bool(_PLURAL_NEXT.match(after) or re.match(r"[\s-](?:" + _UNIT_NEXT + r")\b", after))
