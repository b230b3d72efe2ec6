"""Gender, pronouns, sexual orientation, disability: no standard fixes the words, these are ours."""

from datetime import date

from django.utils.translation import gettext_lazy as _

from bigtent.identity.questions.question import Choice, Question

ASKED_SINCE = date(2026, 11, 22)

GENDER = Question(
    name="gender",
    version=1,
    since=ASKED_SINCE,
    label=_("Gender"),
    words=_("What is your gender?"),
    hint=_("Choose every word that is yours."),
    why=_("To see whether people of every gender are reached and helped alike. It decides nothing about you."),
    many=True,
    choices=(
        Choice("woman", _("Woman")),
        Choice("man", _("Man")),
        Choice("nonbinary", _("Nonbinary")),
        Choice("transgender", _("Transgender")),
        Choice("two_spirit", _("Two-Spirit")),
        Choice("questioning", _("Not sure, or still finding out")),
    ),
    writes=_("Another word, in your own words"),
)

PRONOUNS = Question(
    name="pronouns",
    version=1,
    since=ASKED_SINCE,
    label=_("Pronouns"),
    words=_("Which pronouns do you use?"),
    why=_("So that people who write to you or meet you can say it right. Nobody should have to guess."),
    read_by=_(
        "You. If you agree below, also those who find you in the directory. And if you agree to that, you are counted "
        "in totals; no total of fewer than eleven people is shown."
    ),
    purposes=("directory", "reporting", "research"),
    choices=(
        Choice("she", _("she / her")),
        Choice("he", _("he / him")),
        Choice("they", _("they / them")),
        Choice("she_they", _("she / they")),
        Choice("he_they", _("he / they")),
        Choice("any", _("any pronouns")),
        Choice("name", _("only my name")),
    ),
    writes=_("Others, in your own words"),
)

ORIENTATION = Question(
    name="orientation",
    version=1,
    since=ASKED_SINCE,
    label=_("Sexual orientation"),
    words=_("How do you think of your sexual orientation?"),
    hint=_("Choose every word that is yours."),
    why=_(
        "Because health care has not been safe for everyone who works in it, and a network that does not ask cannot "
        "see whom it leaves out. It decides nothing about you."
    ),
    many=True,
    choices=(
        Choice("straight", _("Straight or heterosexual")),
        Choice("gay_lesbian", _("Gay or lesbian")),
        Choice("bisexual", _("Bisexual")),
        Choice("pansexual", _("Pansexual")),
        Choice("queer", _("Queer")),
        Choice("asexual", _("Asexual")),
        Choice("questioning", _("Not sure, or still finding out")),
    ),
    writes=_("Another word, in your own words"),
)

DISABILITY = Question(
    name="disability",
    version=1,
    since=ASKED_SINCE,
    label=_("Disability"),
    words=_("Do you have a disability or a lasting condition that shapes how you study or work?"),
    hint=_("Choose all that apply."),
    why=_(
        "To see whether people with disabilities find their place here. To ask for an accommodation, write to us; "
        "this answer is not read for that."
    ),
    many=True,
    choices=(
        Choice("none", _("No"), alone=True),
        Choice("hearing", _("Yes, hearing")),
        Choice("seeing", _("Yes, seeing")),
        Choice("moving", _("Yes, moving, or using arms or hands")),
        Choice("learning", _("Yes, learning, attention or memory")),
        Choice("mental", _("Yes, mental health")),
        Choice("chronic", _("Yes, a lasting illness or pain")),
    ),
    writes=_("Yes, something else, in your own words"),
)
