"""A figure as one reader may see it: counts of 1 to 10 people are not shown to those who may not see them."""

from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import intcomma
from django.utils.translation import gettext as _

SMALLEST_SHOWN = 11


@dataclass(frozen=True)
class Reading:
    """What is shown: `text` and `whole` in words, `share` in percent; `value` is None where it is hidden.

    A whole short of its last few is as telling as a few, so that is hidden too, and with it the share.
    """

    text: str
    value: float | None = None
    whole: str = ""
    share: float | None = None

    @property
    def sentence(self) -> str:
        if not self.whole:
            return self.text
        return _("%(value)s of %(whole)s") % {"value": self.text, "whole": self.whole}

    @property
    def is_hidden(self) -> bool:
        return self.value is None


def read_figure(value: float | None, of: float | None, *, exact: bool, within: float | None = None) -> Reading:
    """The reading of a value and its whole; with `exact` nothing is held back.

    `within` is another figure that readers may see and of which this one counts a part.
    """
    if value is None:
        return Reading(_("no figure"))
    whole = "" if of is None else _whole(of, exact)
    if not exact and _is_small(value):
        return Reading(_("fewer than %(smallest)s") % {"smallest": SMALLEST_SHOWN}, whole=whole)
    if not exact and of is not None and (_is_small(of) or _is_small(of - value)):
        return Reading(_("all or nearly all") if value else written(value), whole=whole)
    if not exact and within is not None and _is_small(within - value):
        return Reading(_("not shown"), whole=whole)
    return Reading(written(value), value, whole, 100 * value / of if of else None)


def _whole(of: float, exact: bool) -> str:
    if not exact and _is_small(of):
        return _("fewer than %(smallest)s") % {"smallest": SMALLEST_SHOWN}
    return written(of)


def _is_small(count: float) -> bool:
    return 0 < count < SMALLEST_SHOWN


def written(number: float) -> str:
    """1,204 or 83.5: whole numbers without a point, others with one digit after it."""
    return intcomma(int(number)) if float(number).is_integer() else intcomma(round(number, 1))
