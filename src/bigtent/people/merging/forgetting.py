"""Answers about consent that no undo of a merge brings back."""

from bigtent.people.models import Merge


def forget_ended(answers) -> None:
    """Answers (a QuerySet of consents) that merges had ended are not revived when these merges are undone."""
    gone = set(answers.values_list("pk", flat=True))
    people = answers.values("person")
    for merge in Merge.objects.in_force().filter(kept__in=people).exclude(consents_ended=[]):
        if gone & set(merge.consents_ended):
            merge.consents_ended = [pk for pk in merge.consents_ended if pk not in gone]
            merge.save(update_fields=["consents_ended"])
