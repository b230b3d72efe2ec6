"""The page of components: every one, once, with invented content."""

from django import forms
from django.core.paginator import Paginator
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from bigtent.ledger.clock import today
from bigtent.ledger.declarations import Due

COLORS = (
    ("linen", gettext_lazy("Linen")),
    ("paper", gettext_lazy("Paper")),
    ("well", gettext_lazy("Well")),
    ("ink", gettext_lazy("Ink")),
    ("ink-2", gettext_lazy("Ink, second")),
    ("canopy", gettext_lazy("Canopy")),
    ("green", gettext_lazy("Green")),
    ("apricot", gettext_lazy("Apricot")),
    ("s1", gettext_lazy("Series 1")),
    ("s2", gettext_lazy("Series 2")),
    ("s3", gettext_lazy("Series 3")),
    ("s4", gettext_lazy("Series 4")),
)


class ExampleForm(forms.Form):
    """Each kind of field once, some of them answered wrongly."""

    name = forms.CharField(
        label=gettext_lazy("Your name when you graduated"),
        help_text=gettext_lazy("As it was on your diploma. We keep both names and use the one you prefer."),
    )
    year = forms.RegexField(
        r"^\d{4}$",
        label=gettext_lazy("Class year"),
        error_messages={"invalid": gettext_lazy("19994 is not a year. Four digits, such as 1994.")},
    )
    email = forms.EmailField(
        label=gettext_lazy("E-mail"),
        error_messages={"invalid": gettext_lazy("The part after @ is missing. Example: d.whitfield@example.org")},
    )
    field_of_work = forms.ChoiceField(
        label=gettext_lazy("Field of work"),
        choices=[("med", gettext_lazy("Medicine")), ("nur", gettext_lazy("Nursing"))],
    )
    reach = forms.MultipleChoiceField(
        label=gettext_lazy("How may we reach you?"),
        help_text=gettext_lazy("Choose as many as you like. You can change this whenever you want."),
        choices=[("email", gettext_lazy("E-mail")), ("phone", gettext_lazy("Telephone"))],
        widget=forms.CheckboxSelectMultiple,
    )
    meet = forms.ChoiceField(
        label=gettext_lazy("How would you like to meet?"),
        choices=[("online", gettext_lazy("Online")), ("person", gettext_lazy("In person"))],
        widget=forms.RadioSelect,
    )
    listed = forms.BooleanField(
        label=gettext_lazy("Show me in the directory"),
        help_text=gettext_lazy("Other members see your name, your field and what you offer."),
    )
    since = forms.DateField(label=gettext_lazy("Since"), widget=forms.DateInput(attrs={"type": "date"}))
    roster = forms.FileField(label=gettext_lazy("Your list"), help_text=gettext_lazy("A CSV or XLSX file."))
    about = forms.CharField(label=gettext_lazy("About you"), widget=forms.Textarea(attrs={"rows": 4}))


def components(request):
    return render(request, "gallery.html", examples())


def examples():
    answers = {"name": "", "year": "19994", "email": "d.whitfield", "reach": ["email"], "meet": "online"}
    form = ExampleForm(answers, auto_id="example-%s")
    for name in ("name", "field_of_work", "listed", "since", "roster", "about"):
        form.fields[name].required = False
    return {
        "colors": COLORS,
        "form": form,
        "page": Paginator(range(360), 20).page(2),
        "due_items": [
            Due(
                title=_("Publish the fall mentoring round"),
                why=_("Every student who can be placed has a mentor. Nothing goes out before you have looked."),
                button=_("Look and publish"),
                url="#due",
                due_on=today(),
                minutes=15,
            ),
            Due(
                title=_("Review 60 likely matches"),
                why=_("Sixty records where a minute of your time gains most."),
                button=_("Open the desk"),
                url="#due",
                minutes=18,
            ),
        ],
        "derivation": [
            (_("Counts"), _("students with a published pairing in fall 2026")),
            (_("Rows"), _("1,874 pairings, for program managers")),
            (_("Method"), _("students-paired, version 3")),
        ],
        "regions": [
            (_("South Atlantic"), 81, "81%"),
            (_("Mountain"), 64, "64%"),
            (_("Fewer than 11 people"), None, _("not shown")),
        ],
        "growth": [410, 1010, 1790, 3240, 4550, 6180, 7560, 8640, 9410],
        "growth_low": [300, 800, 1500, 2900, 4100, 5700, 7000, 8000, 8700],
        "growth_high": [500, 1250, 2100, 3600, 5000, 6700, 8100, 9300, 10100],
        "start": (_("Anyone in the registry"), _("1 in 8.1 million"), -23.0),
        "weights": [
            (_("First name is Denise"), _("1 in 84 share it"), 6.4),
            (_("Middle initial fits"), _("R begins Renata"), 3.9),
            (_("Former last name is Whitfield"), _("1 in 780 share it"), 9.6),
            (_("Same school"), "", 6.8),
            (_("Same class year"), "1994", 4.6),
            (_("Another specialty"), _("a wish in 1993, so it weighs little"), -1.2),
            (_("Another state"), _("most alumni moved"), -0.9),
        ],
        "amounts": [
            (_("Family medicine"), [0, 740, 1480, 1910]),
            (_("Psychiatry"), [330, 1670, 2880, 4690]),
            (_("Surgery"), [480, 3730, None, (9420, "#heat")]),
        ],
        "divisions": [_("New England"), _("W N Central"), _("E S Central"), _("Mountain")],
        "bands": [_("Beginning"), _("Developing"), _("Established"), _("Leading")],
        "band": _("Established"),
        "peers": [_("Developing"), _("Established")],
    }
