"""Which places are near another, by the great circle between them."""

from collections.abc import Iterator
from math import asin, cos, degrees, radians, sin, sqrt

from bigtent.people.models import Place

MILES_AROUND = 3958.8  # the mean radius of the earth
WHOLE_CIRCLE = 180.0


def miles_between(one: Place, other: Place) -> float | None:
    """The distance along the great circle (haversine; Sinnott, 1984); None where one has no ZIP code."""
    if not (_is_known(one) and _is_known(other)):
        return None
    north, other_north = radians(one.latitude), radians(other.latitude)
    across = sin((other_north - north) / 2) ** 2
    along = cos(north) * cos(other_north) * sin(radians(other.longitude - one.longitude) / 2) ** 2
    return 2 * MILES_AROUND * asin(min(1.0, sqrt(across + along)))


def places_within(place: Place, miles: float) -> dict[int, float]:
    """The ids of the places at most so many miles away, each with its distance; nothing where it has no ZIP code."""
    if not _is_known(place):
        return {}
    return dict(_within(place, miles))


def _within(place: Place, miles: float) -> Iterator[tuple[int, float]]:
    height = degrees(miles / MILES_AROUND)
    narrowest = cos(radians(min(89.0, abs(place.latitude) + height)))
    width = min(WHOLE_CIRCLE, height / narrowest)
    box = Place.objects.filter(
        latitude__range=(place.latitude - height, place.latitude + height),
        longitude__range=(place.longitude - width, place.longitude + width),
    )
    for other in box.exclude(zip="").only("latitude", "longitude", "zip"):
        away = miles_between(place, other)
        if away is not None and away <= miles:
            yield other.pk, away


def _is_known(place: Place) -> bool:
    return bool(place.zip) and place.latitude is not None and place.longitude is not None
