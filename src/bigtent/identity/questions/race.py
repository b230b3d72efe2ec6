"""Race and ethnicity as the federal standard asks since 2024.

Source: Office of Management and Budget, Statistical Policy Directive No. 15 (2024), 89 FR 22182, 28 March 2024: one
combined question, seven categories, any number of them, with boxes and a line for more detail under each.
"""

from datetime import date

from django.utils.translation import gettext_lazy as _

from bigtent.identity.questions.question import Choice, Question


def _category(code: str, label, details: dict[str, object], examples) -> Choice:
    boxes = tuple(Choice(f"{code}.{name}", words) for name, words in details.items())
    return Choice(code, label, boxes, writes=examples)


RACE_ETHNICITY = Question(
    name="race_ethnicity",
    version=1,
    since=date(2024, 3, 28),
    label=_("Race and ethnicity"),
    words=_("What is your race and/or ethnicity?"),
    hint=_("Select all that apply, and say more where you like."),
    why=_(
        "To see whether this network reaches everybody it was made for, and to report on it honestly. "
        "It decides nothing about you: no pairing, no award and no invitation reads it."
    ),
    source=_("The federal combined question: Statistical Policy Directive No. 15 of 2024 (89 FR 22182)."),
    many=True,
    choices=(
        _category(
            "aian",
            _("American Indian or Alaska Native"),
            {},
            _(
                "For example, Navajo Nation, Blackfeet Tribe of the Blackfeet Indian Reservation of Montana, Native "
                "Village of Barrow Inupiat Traditional Government, Nome Eskimo Community, Aztec, Maya"
            ),
        ),
        _category(
            "asian",
            _("Asian"),
            {
                "chinese": _("Chinese"),
                "asian_indian": _("Asian Indian"),
                "filipino": _("Filipino"),
                "vietnamese": _("Vietnamese"),
                "korean": _("Korean"),
                "japanese": _("Japanese"),
            },
            _("For example, Pakistani, Hmong, Afghan"),
        ),
        _category(
            "black",
            _("Black or African American"),
            {
                "african_american": _("African American"),
                "jamaican": _("Jamaican"),
                "haitian": _("Haitian"),
                "nigerian": _("Nigerian"),
                "ethiopian": _("Ethiopian"),
                "somali": _("Somali"),
            },
            _("For example, Trinidadian and Tobagonian, Ghanaian, Congolese"),
        ),
        _category(
            "hispanic",
            _("Hispanic or Latino"),
            {
                "mexican": _("Mexican"),
                "puerto_rican": _("Puerto Rican"),
                "salvadoran": _("Salvadoran"),
                "cuban": _("Cuban"),
                "dominican": _("Dominican"),
                "guatemalan": _("Guatemalan"),
            },
            _("For example, Colombian, Honduran, Spaniard"),
        ),
        _category(
            "mena",
            _("Middle Eastern or North African"),
            {
                "lebanese": _("Lebanese"),
                "iranian": _("Iranian"),
                "egyptian": _("Egyptian"),
                "syrian": _("Syrian"),
                "iraqi": _("Iraqi"),
                "israeli": _("Israeli"),
            },
            _("For example, Moroccan, Yemeni, Kurdish"),
        ),
        _category(
            "nhpi",
            _("Native Hawaiian or Pacific Islander"),
            {
                "native_hawaiian": _("Native Hawaiian"),
                "samoan": _("Samoan"),
                "chamorro": _("Chamorro"),
                "tongan": _("Tongan"),
                "fijian": _("Fijian"),
                "marshallese": _("Marshallese"),
            },
            _("For example, Chuukese, Palauan, Tahitian"),
        ),
        _category(
            "white",
            _("White"),
            {
                "english": _("English"),
                "german": _("German"),
                "irish": _("Irish"),
                "italian": _("Italian"),
                "polish": _("Polish"),
                "scottish": _("Scottish"),
            },
            _("For example, French, Swedish, Norwegian"),
        ),
    ),
)
