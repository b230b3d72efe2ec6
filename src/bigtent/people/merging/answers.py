"""Which of two answers to one question stands when their records become one."""

from bigtent.people.models import Consent


def in_order(one: Consent, other: Consent) -> tuple[Consent, Consent]:
    """The answer that ends, then the one that stands: the later one, of two at one moment the no.

    A no that the person said herself is ended by herself alone, as in a change of many; otherwise a yes written down
    for another record of hers would open what she closed.
    """
    ends, stands = sorted((one, other), key=lambda consent: (consent.at, not consent.given, consent.pk))
    if is_own(ends) and not ends.given and not is_own(stands):
        return stands, ends
    return ends, stands


def is_own(consent: Consent) -> bool:
    return consent.by is not None and consent.by.person_id == consent.person_id
