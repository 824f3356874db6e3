"""Those brought down in the air and those who fell in a fight, where the verb alone says neither.

In:  a verb's lemma and token, and Counted.   Out: Measure, or None where the common tables decide.
"""

from typing import Any

from counterclaim.reading.figures.counted import Counted
from counterclaim.reading.figures.lexicon import PEOPLE
from counterclaim.records.values import Measure

_SKY = frozenset(
    "drone uav missile rocket shahed quadcopter projectile aircraft plane jet helicopter bomber warplane "
    "fighter harrier mig gunship airframe mirage skyhawk phantom sukhoi interceptor airplane aeroplane "
    "chopper balloon".split()
)
_UNMANNED = frozenset("drone uav missile rocket shahed quadcopter projectile balloon".split())
_GROUND = frozenset(
    "depot warehouse airfield airbase base ground runway launcher launchers launch site store storage port "
    "hangar workshop parked factory plant strike strikes airstrike airstrikes".split()
)
_GUARDS = frozenset(
    "defence defense defences defenses interceptor interceptors air-defence anti-aircraft dogfight".split()
)
_GROUND_ARMS = frozenset("tanks howitzers mortars guns cannons".split())
_FELLED = frozenset("destroy eliminate neutralize neutralise lose bag splash kill claim fell swat zap".split())


def brought_down(lemma: str, verb: Any, counted: Counted) -> Measure | None:
    """What flies and is destroyed in the air is shot down; on the ground or in a store it is destroyed."""
    noun = counted.noun or (counted.antecedent.noun if counted.antecedent is not None else None)
    if noun is None or lemma not in _FELLED or counted.noun_class not in ("munitions", "equipment", "sites"):
        return None
    forms = {noun.lemma_.lower(), noun.lower_, noun.lower_.removesuffix("s")}
    if noun.lemma_.lower() in ("vehicle", "target") and noun.i and noun.nbor(-1).lower_ in ("aerial", "air"):
        forms = {"uav"}
    if not forms & _SKY:
        return None
    if lemma in ("bag", "splash", "swat", "zap", "fell"):
        return Measure.SHOT_DOWN
    around = {
        token.lower_
        for token in verb.sent
        if (token.lower_ not in _MINISTRY or _is_of_air(token)) and not _is_counted(token)
    }
    if around & _GROUND and not around & _GUARDS:
        return None
    if forms & _UNMANNED and lemma != "lose":
        # "4,656 drones, 10,153 tanks and 500 guns have been destroyed": one verb of all that was lost.
        of_all = lemma == "destroy" and any(t.lower_ in _GROUND_ARMS and _is_counted(t) for t in verb.sent)
        return None if of_all and not around & _GUARDS else Measure.SHOT_DOWN
    return Measure.SHOT_DOWN if around & _GUARDS or _to_fire(verb) else None


# A ministry of defence shoots nothing down; air defence does.
_MINISTRY = frozenset({"defence", "defense"})


def _is_of_air(token: Any) -> bool:
    return token.i > 0 and token.nbor(-1).lower_ in ("air", "-", "‑", "missile")


def _is_counted(token: Any) -> bool:
    """Whether the word stands in something counted itself: "420 air defence systems" shoot nothing down."""
    return any(t.like_num for t in token.doc[max(token.sent.start, token.i - 3) : token.i])


def flies(noun: Any) -> bool:
    """Whether the noun names what can be shot down."""
    return bool({noun.lemma_.lower(), noun.lower_.removesuffix("s")} & _SKY)


def _to_fire(verb: Any) -> bool:
    """ "lost to enemy fire", "lost in combat"."""
    words = [token.lower_ for token in verb.doc[verb.i + 1 : verb.i + 8]]
    return "fire" in words or "combat" in words or "flak" in words


_FIGHTS = frozenset(
    "fighting battle attack attacks clash clashes sinking ambush assault combat raid crash explosion aboard".split()
)


def died_fighting(lemma: str, counted: Counted) -> Measure | None:
    """ "lost 14 soldiers in the fighting", "the loss of 300 of her crew in the sinking"."""
    noun = counted.noun if lemma == "lose" and counted.noun_class in PEOPLE else None
    after = noun.doc[noun.i + 1 : noun.i + 6] if noun is not None else ()
    return Measure.KILLED if any(token.lower_ in _FIGHTS for token in after) else None
