"""The named values that records carry: what is counted, how something is said, which part of the war it belongs to.

Their meanings are in docs/words.md; the spelled values are those of the interchange form (docs/data-format.md).
"""

from enum import StrEnum


class Side(StrEnum):
    """The party that an actor belongs to or speaks for."""

    RUSSIA = "russia"
    UKRAINE = "ukraine"
    US = "us"
    EUROPE = "europe"
    INTERNATIONAL = "international"
    MEDIA = "media"
    ANALYST = "analyst"
    AUTHOR = "author"
    OTHER = "other"


class Quote(StrEnum):
    """Whether the article gives the words themselves."""

    DIRECT = "direct"
    INDIRECT = "indirect"
    MIXED = "mixed"


class Act(StrEnum):
    """What the source does by saying it."""

    ASSERT = "assert"
    DENY = "deny"
    ACCUSE = "accuse"
    ESTIMATE = "estimate"
    PREDICT = "predict"
    DEMAND = "demand"
    OFFER = "offer"
    REFUSE = "refuse"
    AGREE = "agree"
    EXPRESS = "express"


class Measure(StrEnum):
    """What a figure counts."""

    KILLED = "killed"
    WOUNDED = "wounded"
    CAPTURED = "captured"
    CASUALTIES = "casualties"  # killed and wounded together, or "losses"
    MISSING = "missing"
    DISPLACED = "displaced"
    TROOPS = "troops"  # strength, deployed, amassed
    RECRUITS = "recruits"  # volunteers, applications
    DESTROYED = "destroyed"  # equipment
    SHOT_DOWN = "shot_down"
    TARGETS_HIT = "targets_hit"
    LAUNCHED = "launched"
    SORTIES = "sorties"
    AREA = "area"
    MONEY = "money"
    DISTANCE = "distance"
    DURATION = "duration"
    COUNT = "count"  # anything else


class Modality(StrEnum):
    """How firmly a figure is put forward."""

    ASSERTED = "asserted"
    ESTIMATED = "estimated"
    PLANNED = "planned"
    PREDICTED = "predicted"
    DENIED = "denied"
    HYPOTHETICAL = "hypothetical"


class EventType(StrEnum):
    """PLOVER's event types, and two of our own where PLOVER has no home.

    YIELD joins PLOVER 2.0's CONCEDE and RETREAT. STATEMENT and APPEAL are not PLOVER's: it drops CAMEO 01 and 02,
    which are the very stuff of a ledger of claims.
    """

    AGREE = "AGREE"
    CONSULT = "CONSULT"
    SUPPORT = "SUPPORT"
    COOPERATE = "COOPERATE"
    AID = "AID"
    YIELD = "YIELD"
    REQUEST = "REQUEST"
    ACCUSE = "ACCUSE"
    REJECT = "REJECT"
    THREATEN = "THREATEN"
    PROTEST = "PROTEST"
    SANCTION = "SANCTION"
    MOBILIZE = "MOBILIZE"
    COERCE = "COERCE"
    ASSAULT = "ASSAULT"
    CRIME = "CRIME"
    STATEMENT = "STATEMENT"
    APPEAL = "APPEAL"


class Status(StrEnum):
    """How an event is presented."""

    HAPPENED = "happened"
    ALLEGED = "alleged"
    DENIED = "denied"
    PLANNED = "planned"
    PREDICTED = "predicted"
    HYPOTHETICAL = "hypothetical"


class Stage(StrEnum):
    """How far support or a sanction has got, by the words that tell of it."""

    PROPOSED = "proposed"  # asked for, considered, put forward
    PLEDGED = "pledged"
    APPROVED = "approved"  # decided by whoever has to, not yet there
    DELIVERED = "delivered"
    IMPOSED = "imposed"
    LIFTED = "lifted"


class Track(StrEnum):
    """The part of a war that a claim belongs to."""

    LOSSES = "losses"
    FORCES = "forces"
    TERRITORY = "territory"
    STRIKES = "strikes"
    TALKS = "talks"
    SUPPORT = "support"  # support and sanctions
    HUMANITARIAN = "humanitarian"
    FORECASTS = "forecasts"
    ASSESSMENTS = "assessments"


class Interest(StrEnum):
    """Whose loss a figure counts, seen from its source."""

    OWN = "own"
    ENEMY = "enemy"
    THIRD_PARTY = "third-party"
