"""Where somebody comes from: family, place, languages, medical school. No standard fixes the words, these are ours."""

from django.utils.translation import gettext_lazy as _

from bigtent.identity.questions.question import Choice, Question
from bigtent.identity.questions.self import ASKED_SINCE
from bigtent.people.states import STATES

FIRST_GENERATION = Question(
    name="first_generation",
    version=1,
    since=ASKED_SINCE,
    label=_("First generation to college"),
    words=_("Did anyone who raised you finish a four-year college degree?"),
    why=_("To see whether those find us whose families could not show them the way. It decides nothing about you."),
    choices=(
        Choice("first", _("No, I am the first generation")),
        Choice("some", _("No, but somebody went to college for a time")),
        Choice("not_first", _("Yes, at least one did")),
        Choice("unknown", _("I do not know")),
    ),
)

HOMETOWN = Question(
    name="hometown",
    version=1,
    since=ASKED_SINCE,
    label=_("Hometown"),
    words=_("Where did you grow up?"),
    why=_(
        "People often go back to serve where they grew up. Totals by state show which parts of the country the network "
        "reaches. It decides nothing about you."
    ),
    choices=(
        *(Choice(code.lower(), label) for code, (label, _division) in STATES.items()),
        Choice("abroad", _("Outside the United States")),
    ),
    writes=_("Town or country, in your own words"),
)

LANGUAGES_SPOKEN = Question(
    name="languages_spoken",
    version=1,
    since=ASKED_SINCE,
    label=_("Languages"),
    words=_("Which languages do you speak well enough to care for somebody in them?"),
    hint=_("Choose all that apply."),
    why=_(
        "To know which languages the network speaks as a whole. For mentoring you say separately, if you like, in "
        "which languages you want to meet; this answer is not read for that."
    ),
    many=True,
    choices=(
        Choice("en", _("English")),
        Choice("es", _("Spanish")),
        Choice("zh", _("Chinese")),
        Choice("tl", _("Tagalog")),
        Choice("vi", _("Vietnamese")),
        Choice("ar", _("Arabic")),
        Choice("fr", _("French")),
        Choice("ht", _("Haitian Creole")),
        Choice("ko", _("Korean")),
        Choice("pt", _("Portuguese")),
        Choice("am", _("Amharic")),
        Choice("so", _("Somali")),
        Choice("hmn", _("Hmong")),
        Choice("nv", _("Navajo")),
        Choice("ase", _("American Sign Language")),
    ),
    writes=_("Others, in your own words"),
)

MEDICAL_SCHOOL = Question(
    name="medical_school",
    version=1,
    since=ASKED_SINCE,
    label=_("International medical graduate"),
    words=_("Did you earn your medical degree outside the United States and Canada?"),
    why=_(
        "Graduates of schools abroad meet hurdles of their own. Totals show how many are here; it decides nothing "
        "about you."
    ),
    choices=(
        Choice("abroad", _("Yes")),
        Choice("here", _("No")),
        Choice("none", _("I have no medical degree")),
    ),
)
