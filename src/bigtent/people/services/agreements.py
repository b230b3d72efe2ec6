"""Verbs: draft the agreement of those who give time, publish a version, take a publication back."""

from collections.abc import Mapping
from datetime import timedelta
from importlib.resources import files
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Max
from django.utils.translation import gettext as _

from bigtent.ledger.clock import now
from bigtent.ledger.services import record
from bigtent.people.errors import AgreementError
from bigtent.people.models import Agreement, AgreementRole, Check, VolunteerRole

SHIPPED = files("bigtent.people") / "agreement"
EVERYONE = "everyone"
CHECKED = {VolunteerRole.MENTOR: ("training", "background"), VolunteerRole.CALLER: ("training",)}
TAKEN_BACK_WITHIN = timedelta(hours=24)
LONGEST = 60
ROLE_FIELDS = ("text_en", "text_es", "needs_training", "needs_background")
FIELDS = ("text_en", "text_es", "valid_months", "sign_anew")


def draft_agreement(*, by) -> Agreement:
    """A new version to work on: as the latest one, or as the platform brings it where there is none."""
    if Agreement.objects.draft():
        raise AgreementError(_("There is a draft already. Go on with it, or publish it first."))
    latest = Agreement.objects.in_force()
    number = (Agreement.objects.aggregate(latest=Max("number"))["latest"] or 0) + 1
    try:
        with transaction.atomic():
            agreement = Agreement.objects.create(number=number, by=by, **_texts(latest))
            AgreementRole.objects.bulk_create(_roles(agreement, latest))
            record(by=by, verb="draft_agreement", about=agreement)
    except IntegrityError:
        raise AgreementError(_("Somebody else has just begun a draft. Go on with that one.")) from None
    return agreement


def _texts(latest: Agreement | None) -> dict[str, Any]:
    if latest:
        return {name: getattr(latest, name) for name in ("text_en", "text_es", "valid_months")}
    return {"text_en": shipped("en", EVERYONE), "text_es": shipped("es", EVERYONE)}


def _roles(agreement: Agreement, latest: Agreement | None) -> list[AgreementRole]:
    if latest:
        held = latest.roles.values("role", *ROLE_FIELDS)
        return [AgreementRole(agreement=agreement, **values) for values in held]
    return [
        AgreementRole(
            agreement=agreement,
            role=role,
            text_en=shipped("en", role),
            text_es=shipped("es", role),
            **{f"needs_{kind}": kind in CHECKED.get(role, ()) for kind in Check.Kind.values},
        )  # fmt: skip
        for role in VolunteerRole.values
    ]


def shipped(language: str, name: str) -> str:
    """The text the platform brings, for everyone or for one role."""
    return (SHIPPED / language / f"{name}.md").read_text(encoding="utf-8")


@transaction.atomic
def edit_agreement(
    *, agreement: Agreement, by, values: Mapping[str, Any], roles: Mapping[str, Mapping[str, Any]]
) -> None:
    """Change a draft: its texts and terms, and the roles it has from now on, {role: {field: value}}."""
    draft = _draft(agreement)
    if not 1 <= values["valid_months"] <= LONGEST:
        raise AgreementError(_("Give from 1 to %s months.") % LONGEST, field="valid_months")
    for name in FIELDS:
        setattr(draft, name, values[name])
    draft.save(update_fields=FIELDS)
    draft.roles.exclude(role__in=roles).delete()
    for role, facts in roles.items():
        draft.roles.update_or_create(role=VolunteerRole(role), defaults={name: facts[name] for name in ROLE_FIELDS})
    record(by=by, verb="edit_agreement", about=draft, changes={name: [] for name in FIELDS})


@transaction.atomic
def publish_agreement(*, agreement: Agreement, by) -> None:
    """Put a draft in force. From then on its text is never changed; only a newer version follows."""
    draft = _draft(agreement)
    _refuse_unfinished(draft)
    draft.published_at, draft.by = now(), by
    draft.save(update_fields=["published_at", "by"])
    record(by=by, verb="publish_agreement", about=draft, changes={"sign_anew": [None, draft.sign_anew]})


@transaction.atomic
def take_back_agreement(*, agreement: Agreement, by) -> None:
    """Make a draft of it again: within a day, while nobody has signed it."""
    published = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if not can_be_taken_back(published):
        raise AgreementError(
            _("It can be taken back for 24 hours, while nobody has signed it and no newer one is there.")
        )
    published.published_at = None
    published.save(update_fields=["published_at"])
    record(by=by, verb="take_back_agreement", about=published)


def can_be_taken_back(agreement: Agreement) -> bool:
    if agreement.published_at is None or now() - agreement.published_at > TAKEN_BACK_WITHIN:
        return False
    newer = Agreement.objects.filter(number__gt=agreement.number)
    return not newer.exists() and not agreement.signatures.exists()


def _draft(agreement: Agreement) -> Agreement:
    found = Agreement.objects.select_for_update().get(pk=agreement.pk)
    if found.published_at:
        raise AgreementError(_("Version %s is published and stays as it is. Begin a new draft.") % found.number)
    return found


def _refuse_unfinished(draft: Agreement) -> None:
    roles = list(draft.roles.all())
    if not draft.text_en.strip():
        raise AgreementError(_("The text for everyone is empty."), field="text_en")
    if not roles:
        raise AgreementError(_("Choose at least one role that people can sign for."))
    for one in roles:
        if not one.text_en.strip():
            raise AgreementError(_("The text for “%s” is empty.") % one, field=f"{one.role}-text_en")
        if bool(one.text_es.strip()) != bool(draft.text_es.strip()):
            raise AgreementError(
                _("“%s”: the Spanish text has to be there for everyone and for each role, or for none.") % one,
                field=f"{one.role}-text_es",
            )
