"""What can be changed for many people at once, one kind of change after the other."""

from bigtent.people.changing.consents import ConsentChange
from bigtent.people.changing.contact_points import ContactPointsEnd
from bigtent.people.changing.facts import PlaceChange, ProfessionChange, SpecialtyChange
from bigtent.people.changing.offers import OfferChange, OfferEnd

KINDS = {
    kind.name: kind
    for kind in (
        ProfessionChange(),
        SpecialtyChange(),
        PlaceChange(),
        OfferChange(),
        OfferEnd(),
        ConsentChange(),
        ContactPointsEnd(),
    )
}

__all__ = ["KINDS"]
