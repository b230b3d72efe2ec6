"""What the pages of the feed accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.community.models import Post
from bigtent.groups.models import Group
from bigtent.people.models import Specialty, Topic

LONGEST = 20_000
BOXES = forms.CheckboxSelectMultiple


def day(label, help_text="") -> forms.DateField:
    return forms.DateField(
        label=label, required=False, help_text=help_text, widget=forms.DateInput(attrs={"type": "date"})
    )


def text(label, rows=8, **more) -> forms.CharField:
    more = {"required": False} | more
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **more)


def link(label, help_text="") -> forms.URLField:
    return forms.URLField(label=label, max_length=300, required=False, assume_scheme="https", help_text=help_text)


def topics() -> forms.ModelMultipleChoiceField:
    return forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.all(), required=False, widget=BOXES,
        help_text=_("Whoever follows one of them finds it in the weekly mail."),
    )  # fmt: skip


class HonorFields(forms.Form):
    """Who was honored: asked only of an honor."""

    OF_HONOR = ("honored", "mine", "award", "giver", "source_link")

    honored = forms.CharField(label=_("Who was honored"), max_length=120, required=False)
    award = forms.CharField(label=_("With what"), max_length=200, required=False)
    giver = forms.CharField(label=_("By whom"), max_length=160, required=False)
    source_link = link(
        _("Public page on which it stands"),
        _("Needed where the person has not said yes to being named in public."),
    )

    def of_honor(self):
        return [field for field in self if field.name in self.OF_HONOR]

    def of_all(self):
        return [field for field in self if field.name not in self.OF_HONOR]

    def is_honor(self) -> bool:
        return self["kind"].value() == Post.Kind.HONOR or any(field.errors for field in self.of_honor())


class PostForm(HonorFields):
    """Everything a post may say, for those who edit the feed."""

    title = forms.CharField(label=_("Title"), max_length=200)
    kind = forms.ChoiceField(label=_("What it is"), choices=Post.Kind)
    text = text(_("Text"))
    link = link(_("Where it can be read in full"))
    original_author = forms.CharField(
        label=_("Whose post it was first"), max_length=160, required=False, help_text=_("For a repost.")
    )
    authors = forms.CharField(label=_("Authors"), max_length=300, required=False)
    publisher = forms.CharField(label=_("Published by"), max_length=160, required=False)
    seen_by = forms.ChoiceField(label=_("Who sees it"), choices=Post.SeenBy, initial=Post.SeenBy.EVERYBODY)
    expires_on = day(_("Latest day on which it is shown"), _("Empty: it stays."))
    topics = topics()
    specialties = forms.ModelMultipleChoiceField(
        label=_("Specialties"), queryset=Specialty.objects.all(), required=False
    )

    ORDER = (
        "title", "kind", "text", "link", "original_author", "authors", "publisher", "honored", "award", "giver",
        "source_link", "seen_by", "expires_on", "topics", "specialties",
    )  # fmt: skip
    field_order = ORDER


class ProposalForm(HonorFields):
    """What a member proposes: a post, or an honor of herself or a colleague."""

    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[(kind.value, kind.label) for kind in (Post.Kind.POST, Post.Kind.ARTICLE, Post.Kind.HONOR)],
    )
    title = forms.CharField(label=_("Title"), max_length=200)
    text = text(_("Text"))
    link = link(_("Where it can be read in full"))
    mine = forms.BooleanField(
        label=_("It is I who was honored"),
        required=False,
        help_text=_("It is shown with your name as long as you say yes to being named in public."),
    )
    topics = topics()
    field_order = ("kind", "title", "text", "link", "honored", "mine", "award", "giver", "source_link", "topics")

    def details(self, person):
        """As `write_post` takes it; her own honor is tied to her and bears her name: her yes names nobody else."""
        given = dict(self.cleaned_data)
        return given | ({"person": person, "honored": person.name} if given.pop("mine") else {"person": None})


class FollowForm(forms.Form):
    """A switch for each thing; off is nothing."""

    topics = forms.ModelMultipleChoiceField(
        label=_("Topics"), queryset=Topic.objects.all(), required=False, widget=BOXES
    )
    groups = forms.ModelMultipleChoiceField(
        label=_("Groups"), queryset=Group.objects.none(), required=False, widget=BOXES
    )
    specialties = forms.ModelMultipleChoiceField(
        label=_("Specialties"), queryset=Specialty.objects.all(), required=False, widget=BOXES
    )

    def __init__(self, *args, groups, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["groups"].queryset = groups


class SearchForm(forms.Form):
    q = forms.CharField(label=_("Words"), max_length=100, required=False)
