"""What an announcement is about: an event, an opportunity or a post, by the words that give it away."""

import re
from typing import Literal

from bigtent.engines.announcements.parts import Part
from bigtent.engines.announcements.words import pattern

EVENTS = ("webinar", "meeting", "training", "meet_up", "grand_rounds", "pitch", "hearing", "phonebank")
OPPORTUNITIES = ("fellowship", "scholarship", "award", "practicum", "job", "committee", "grant")
POSTS = ("honor", "article", "media", "letter", "post")

# Words that make a kind likely, and how much. A kind may have several; those that name it outright weigh most.
SIGNS = {
    "webinar": ((5, r"webinars?\b|seminario (?:web|en línea)|virtual (?:panel|talk|event|conversation)"),
                (2, r"panel discussion|livestream")),
    "grand_rounds": ((6, r"grand rounds"),),
    "phonebank": ((5, r"phone ?bank\w*|calling shift"),),
    "meeting": ((4, r"\b(?:town hall|open meeting|general meeting|reuni[oó]n|quarterly call|annual meeting"
        r"|convening)\b"),
                (2, r"\bmeeting\b|\bconference\b|\bsymposium\b|\bsummit\b")),
    "training": ((4, r"\bworkshop\b|\btaller\b|\bboot ?camp\b"), (2, r"\btrainings?\b(?! programs?)"
        r"|\bcapacitaci[oó]n\b")),
    "meet_up": ((4, r"\bmeet-?ups?\b|\bmixer\b|happy hour|\bsocial hour\b|coffee chat|networking (?:night|event"
        r"|reception)"),),
    "hearing": ((4, r"\b(?:public|committee|legislative) hearing\b"), (2, r"\bhearing on\b")),
    "pitch": ((4, r"\bpitch (?:day|night|event|competition|session)\b"),),
    "fellowship": ((4, r"\bfellowships?\b(?! program director)"),),
    "scholarship": ((4, r"\bscholarships?\b|\bbecas?\b"),),
    "award": ((4, r"\bnominat\w+\b[^.\n]{0,80}\bawards?\b|\bawards?\b[^.\n]{0,80}\bnominat\w+"),),
    "practicum": ((4, r"\bpractic(?:um|a)\b|\binternships?\b|service-learning|\bexternships?\b|\bpasant[ií]as?\b"),),
    "job": ((5, r"\b(?:we(?:'|’)?re|we are|now|is) hiring\b|\bjob (?:opening|posting|opportunity)\b|\bopen position\b"
                r"|\bseeks? an? (?:full|part)-time\b"),),
    "committee": ((5, r"\b(?:join|seeking|serve on|call for|members? for|openings? on)\b[^.!?\n]{0,60}"
                      r"\b(?:sub)?(?:committee|task force|working group|advisory (?:board|panel|council))\b"),),
    "grant": ((4, r"\brequest for (?:proposals|applications)\b|\bRFP\b|\b(?:grant|funding) (?:opportunity|program)\b"
                  r"|\bseed grants?\b|\bgrants? of\b"),),
    "honor": ((7, r"\b(?:congratulations|congrats|kudos|felicidades|felicitaciones)\b"),
              (3, r"\b(?:received|awarded|honored with|recipient of|named|elected)\b[^.\n]{0,60}"
                  r"\b(?:award|prize|medal|of the year)\b")),
    "article": ((4, r"\b(?:new|latest|our|an?) (?:[\w']+ ){0,4}(?:article|paper|report|study|op-ed|commentary"
        r"|essay|brief)\b"),
                (3, r"\bAuthors?:"), (2, r"\bRead(?: more| it| here)?:|\bpublished in\b")),
    "media": ((5, r"\b(?:article|interview|story|piece|segment|episode|podcast|op-ed) (?:in|with|on|for"
        r"|by) (?:The |NPR|CNN|[A-Z])"),
              (3, r"\b(?:said|told|spoke|quoted) (?:to|in|by|with)?\b|\bfeatured in\b"),),
    "letter": ((6, r"\b(?:e-?mail|letter) template\b|\btemplate (?:letter|e-?mail)\b|\bwrite (?:to )?your\b"
        r"|\bsign the letter\b"),),
}  # fmt: skip
CASED = {"media"}
ASKS = pattern(r"\b(?:appl(?:y|ications?|icants?)|nominat\w+|stipend|eligib\w+|deadline|solicitud\w*|submit)\b", re.I)
INVITES = pattern(
    r"\b(?:join|regist(?:er|ration)|rsvp|sign up|inscr[ií]b\w+|reg[ií]str\w+|únete|save the date)\b", re.I
)
SIGNS_READ = {
    kind: [(weight, pattern(words, 0 if kind in CASED else re.I)) for weight, words in signs]
    for kind, signs in SIGNS.items()
}


def made_of(kind: str) -> Literal["event", "opportunity", "post"]:
    """What is made of an announcement of this kind."""
    if kind in EVENTS:
        return "event"
    return "opportunity" if kind in OPPORTUNITIES else "post"


def read_kind(text: str, *, takes_place: bool, closes: bool) -> tuple[Part[str], tuple[str, ...]]:
    """The likeliest kind with the words that gave it away, and the others it may be."""
    asks, invites = bool(ASKS.search(text)), bool(INVITES.search(text))
    scored = []
    for order, (kind, signs) in enumerate(SIGNS_READ.items()):
        hits = [(weight, match) for weight, sign in signs if (match := sign.search(text))]
        if hits:
            score = sum(weight for weight, _match in hits) + (hits[0][1].start() < 160)
            score += 2 * (kind in EVENTS and takes_place) + (kind in EVENTS and invites)
            score += 2 * (kind in OPPORTUNITIES and (asks or closes))
            scored.append((-score, order, kind, hits[0][1]))
    scored.sort(key=lambda one: one[:2])
    if not scored:
        kind = "meeting" if takes_place else "post"
        return Part(kind, sure="inferred", why="no_word_names_it"), ()
    _score, _order, kind, match = scored[0]
    return Part(kind, match.start(), match.end(), "inferred", "words"), tuple(one[2] for one in scored[1:])
