"""What the pages of recommendations accept."""

from django import forms
from django.utils.translation import gettext_lazy as _

from bigtent.groups.models import Decision, Recommendation

LONGEST = 20_000


def _words(label, rows=8, **more):
    return forms.CharField(label=label, max_length=LONGEST, widget=forms.Textarea(attrs={"rows": rows}), **more)


class RecommendationForm(forms.Form):
    title = forms.CharField(label=_("In one line"), max_length=200)
    text = _words(_("What you recommend, and why"))
    decision = forms.ModelChoiceField(
        label=_("From which decision"),
        queryset=Decision.objects.none(),
        required=False,
        empty_label=_("From none of them"),
    )
    is_public = forms.BooleanField(
        label=_("Show it to everybody who may see the group, with the answer and your reply"),
        required=False,
        help_text=_("Otherwise it stays among the members, the staff and whoever answers it."),
    )

    def __init__(self, *args, decisions, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["decision"].queryset = decisions


class AnswerForm(forms.Form):
    answer = forms.ChoiceField(label=_("Your answer"), choices=Recommendation.Answer, widget=forms.RadioSelect)
    reason = _words(_("The reason"), required=False, help_text=_("Needed where you refuse, or accept only a part."))
    changed = _words(
        _("What changes because of it"),
        rows=4,
        required=False,
        help_text=_("What is decided or done otherwise now. It shows that recommending is worth the time."),
    )


class ReplyForm(forms.Form):
    reply = _words(_("The reply of the group"))
