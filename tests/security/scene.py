"""One of everything that has an address: what somebody would try who knows or guesses it."""

import io
from dataclasses import dataclass, field
from importlib import import_module
from pathlib import Path

from allauth.usersessions.models import UserSession
from django.urls import URLPattern, get_resolver, reverse

from bigtent.accountability.services import adopt_plan, set_public
from bigtent.alumni.models import DuplicateRun
from bigtent.alumni.services.links import confirm_links
from bigtent.groups.services.documents import add_document
from bigtent.groups.services.minutes import approve_minutes, publish_minutes, write_minutes
from bigtent.groups.services.recommendations import make_recommendation, send_recommendation
from bigtent.ledger.services import start_job
from bigtent.mentoring.models import MentoringProgram
from bigtent.outreach.tokens import token_of
from bigtent.people.models import Account, Affiliation
from bigtent.people.services import (
    ask_erasure,
    draft_agreement,
    draw_up_bulk_edit,
    invite_account,
    merge_people,
    publish_agreement,
    set_expertise,
    sign_agreement,
)
from tests.alumni.registries import make_link, make_registry
from tests.alumni.rosters import ADA, bring, lines
from tests.alumni.test_duplicates import pair_of
from tests.cast import signed_in
from tests.factories import make_account, make_affiliation, make_contact_point, make_organization, make_person
from tests.groups import seating
from tests.groups.councils import decided, held, make_group, past, planned, sit
from tests.identity.making import make_definition
from tests.mentoring.making import make_mentee, make_mentor, make_round, proposed
from tests.outreach.mails import CHOICES, make_delivery, make_message
from tests.outreach.making import make_audience, make_template

# What belongs to one subject, in a file of its own with `scene(manager, administrator)`.
SCENES = Path(__file__).parent / "scenes"


def named_addresses(patterns=None, space=""):
    """The name of every address of the platform."""
    for one in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(one, URLPattern):
            yield space + one.name
        else:
            yield from named_addresses(one.url_patterns, f"{space}{one.namespace}:" if one.namespace else space)


@dataclass
class Scene:
    """The arguments of each address that takes some; "name@variant" is the same address with another thing.

    `of_part` manages one school and one mentoring program; the things without a variant belong to them.
    """

    arguments: dict[str, list] = field(default_factory=dict)
    of_part: Account | None = None

    def address(self, line: str) -> str:
        return reverse(line.partition("@")[0], args=self.arguments.get(line, []))


def make_scene(manager, administrator) -> Scene:
    rooms = (
        _outreach()
        | _writing(manager)
        | _people(manager, administrator)
        | _giving_time(manager)
        | _meetings(manager, administrator)
        | _seats(manager)
        | _identity(administrator)
        | _alumni(manager)
        | _mentoring(manager)
    )
    for path in sorted(SCENES.glob("*.py")):
        rooms |= import_module(f"tests.security.scenes.{path.stem}").scene(manager, administrator)
    return Scene(rooms | _plans(manager), _manager_of_part())


def _manager_of_part():
    parts = (f"school:{Affiliation.objects.first().organization_id}", f"mentoring-program:{_program().pk}")
    return signed_in(make_account(roles=[("program_manager", part) for part in parts]))


def _program():
    return MentoringProgram.objects.order_by("pk").first()


def _people(manager, administrator):
    hidden, listed, outside = make_person(), make_person(consents=["directory"]), make_person()
    make_affiliation(person=hidden)
    point = make_contact_point(person=hidden)
    edit = draw_up_bulk_edit(
        people=[hidden.pk], change="add_offer", value="speak", by=manager, reason="From the paper forms"
    )
    merge = merge_people(pairs=[(hidden, make_person())], by=manager, reason="Same person")[0]
    account = make_account(roles=["member"])
    other, invitation = account.person.key, invite_account(account=account, by=administrator)
    leaving = ask_erasure(person=make_person(), by=administrator, reason="Letter").person
    accounts = ("account", "grant_role", "end_role", "close_account", "reopen_account", "reset_second_factor")
    job = start_job(verb="bigtent.accountability.services.observe", title="Take figures", by=manager)
    over = start_job(verb="bigtent.accountability.services.observe", title="Take figures", by=administrator)
    return {
        "figure": ["alumni"],
        "demo-sign-in": [administrator.pk, "guess"],
        "people:person": [hidden.key],
        "people:person@listed": [listed.key],
        **{f"people:{name}": [hidden.key] for name in ("edit", "who")},
        **{f"people:{name}@outside her school": [outside.key] for name in ("person", "edit", "who")},
        "people:seen_as": ["member"],
        "people:undo_merge": [hidden.key, merge.pk],
        **{f"people:{name}": [edit.key] for name in ("bulk_edit", "apply_bulk_edit", "release_bulk_edit")},
        "people:undo_bulk_edit": [edit.key],
        "ledger:history": ["people.person", hidden.key],
        "ledger:history@account": ["people.account", administrator.pk],
        **{f"people:{name}": [hidden.key] for name in ("data_of", "erase")},
        **{f"people:{name}": [leaving.key] for name in ("carry_out_erasure", "withdraw_erasure")},
        "people:end_my_contact_point": [point.pk],
        "people:partner": [make_organization().key],
        **{f"people:{name}": [other] for name in accounts},
        **{f"people:{name}": [invitation.pk] for name in ("send_invitation_again", "withdraw_invitation")},
        **{f"people:{name}": ["guess"] for name in ("invitation", "open_claim")},
        **{f"openid_connect_{name}": ["organization"] for name in ("login", "callback")},
        "mfa_remove_webauthn": [1],
        "end_session": [UserSession.objects.create(user=account, session_key="hers").pk],
        **{f"ledger:{name}": [job.key] for name in ("job", "stop", "again")},
        **{f"ledger:{name}@administrator's": [over.key] for name in ("job", "stop", "again")},
    }


def _outreach():
    delivery = make_delivery(message=make_message(choices=CHOICES))
    by_mail = ("stop", "answer", "preferences_by_mail")
    return {
        **{f"outreach:{name}": [token_of(delivery)] for name in by_mail},
        "outreach:stop@guess": ["1.guess"],
        "outreach:letter": [delivery.message.key],
    }


def _writing(manager):
    """A draft to everybody, with what it was made of."""
    draft = make_message(state="draft", send_at=None, audience=make_audience(by=manager), by=manager)
    acts = "message deliveries test_message release_message schedule_message stop_message settle_delivery"
    writing = ("edit_message", "preview", "discard_message")
    return {
        **{f"outreach:{name}": [draft.key] for name in (*acts.split(), *writing)},
        **{f"outreach:{name}": [draft.audience.key] for name in ("audience", "edit_audience", "end_audience")},
        **{f"outreach:{name}": [make_template().key] for name in ("template", "end_template")},
    }


def _giving_time(manager):
    agreement = draft_agreement(by=manager)
    publish_agreement(agreement=agreement, by=manager)
    her = make_account(person=make_person(consents=["outreach"]))
    for account in (her, hidden := make_account()):
        facts = {"field": "Asthma", "sector": "care", "speaks": True, "reviews": True, "testifies": True}
        set_expertise(by=account, facts=facts, lived="")
    signed = sign_agreement(agreement=agreement, roles=["mentor"], signed_as=her.person.name, language="en", by=her)[
        0
    ].pk
    draft = draft_agreement(by=manager).number
    return {
        **{f"people:{name}": [agreement.number] for name in ("agreement_version", "agreement_changes")},
        **{f"people:{name}": [draft] for name in ("agreement_version@draft", "edit_agreement", "publish_agreement")},
        "people:take_back_agreement": [agreement.number],
        **{f"people:{name}": [signed] for name in ("end_my_role", "take_back_end")},
        **{f"people:{name}": [her.person.key, signed] for name in ("end_role_of_volunteer", "go_on_as_volunteer")},
        **{f"people:{name}": [her.person.key] for name in ("volunteer", "expert", "record_use")},
        "people:expert@not agreed": [hidden.person.key],
    }


def _identity(administrator):
    definition = make_definition(administrator, {"black": 13.7}).key
    return {
        **{f"identity:{name}": ["gender"] for name in ("question", "remove")},
        **{f"identity:{name}": [definition] for name in ("definition", "end_definition")},
    }


def _alumni(manager):
    roster, registry, link, pair = bring(lines(ADA), by=manager), make_registry(), make_link(), pair_of()
    decision = confirm_links(links=[make_link()], by=manager)
    run = DuplicateRun.objects.create(by=manager)
    files = ("roster", "map-roster", "check-roster", "apply-roster", "undo-roster", "discard-roster", "roster-refused")
    return {
        **{f"alumni:{name}": [roster.key] for name in files},
        **{f"alumni:{name}": [pair.key] for name in ("duplicate", "undo-duplicate")},
        **{f"alumni:{name}": [run.key] for name in ("duplicate-run", "undo-duplicate-run")},
        **{f"alumni:{name}": [registry.key] for name in ("registry", "registry-refused")},
        "alumni:finding-run": [link.run.key],
        "alumni:decide": [link.person.key],
        "alumni:undo-decision": [decision.key],
    }


def _mentoring(manager):
    the_round = make_round(by=manager)
    other = make_round(_another_program(the_round.program), by=manager)
    offer = make_mentor(the_round.program, by=manager).pk
    wish = make_mentee(the_round.program, by=manager).pk
    return {
        **{f"mentoring:{name}": [the_round.program.key] for name in ("offer", "wish")},
        **{f"mentoring:{name}": [offer] for name in ("pause", "end-offer")},
        "mentoring:withdraw-wish": [wish],
        **_round(the_round, manager, ""),
        **_round(other, manager, "@other program"),
    }


def _another_program(program):
    return MentoringProgram.objects.create(
        name="Another", factors=program.factors, rules=program.rules, tables=program.tables
    )


def _round(the_round, manager, variant):
    one = proposed(the_round, manager).pairings.first()
    acts = "round propose withdraw lock unlock block unblock decisions waiting places publish letters"
    acts = [*acts.split(), "take-back-publishing", "send-letters", "settle-letters"]
    return {
        f"mentoring:program{variant}": [the_round.program.key],
        **{f"mentoring:{name}{variant}": [the_round.key] for name in acts},
        **{f"mentoring:{name}{variant}": [the_round.key, one.pk] for name in ("pairing", "end-pairing")},
        **{f"mentoring:{name}{variant}": [the_round.key, 1] for name in ("proof", "certificate")},
    }


def _plans(manager):
    shown = adopt_plan(template="policy-partnerships", by=manager)
    hidden = adopt_plan(template="mentorship-network", by=manager)
    set_public(plan=hidden, public=False, by=manager)
    names, found = ("action", "owner", "target", "measure"), {}
    for plan, variant in ((shown, ""), (hidden, "@hidden")):
        promise = plan.approaches.first().actions.first().key
        found |= {f"accountability:{name}{variant}": [plan.key] for name in ("plan", "show")}
        found |= {f"accountability:{name}{variant}": [plan.key, promise] for name in names}
    return found


def _seats(manager):
    """A circle open to all of the network, and one that is shown inside it only; of each a seat, a vote and a paper."""
    found = {}
    for variant, public in (("", True), ("@inside the network", False)):
        group = seating.make_group(by=manager, kind="circle", seating="open", is_public=public)
        row = seating.seated(group, by=manager)
        election = seating.make_election(group, by=manager)
        told = {"file": io.BytesIO(b"%PDF-1.7" + group.key.encode()), "name": "x.pdf", "title": "Bylaws"}
        paper = add_document(group=group, is_public=not variant, by=manager, **told)
        of_group = "group inside edit end table seat join leave come_back new_election add_document"
        of_seat = "membership change_role change_term end_membership replace_member take_back_seat take_back_leaving"
        of_election = "election stand withdraw vote count cancel"
        found |= {f"groups:{name}{variant}": [group.key] for name in of_group.split()}
        found |= {f"groups:{name}{variant}": [row.pk] for name in of_seat.split()}
        found |= {f"groups:{name}{variant}": [election.key] for name in of_election.split()}
        of_paper = ("document", "show_document", "remove_document", "restore_document")
        found |= {f"groups:{name}{variant}": [paper.key] for name in of_paper}
    return found


def _meetings(manager, administrator):
    """A council whose first meeting is published, whose second is planned; what it recommended, and a draft."""
    council = make_group("Council of the scene", answered_by=administrator)
    sit(council, manager.person, "chair")
    first, second = held(past(council, manager), manager), planned(council, manager, "Second meeting")
    shown = decided(first, manager)
    write_minutes(meeting=first, minutes="We met.", by=manager)
    publish_minutes(meeting=approve_minutes(meeting=first, by=manager), by=manager)
    open_one = decided(held(past(council, manager, 9, "Earlier"), manager), manager)
    draft = make_recommendation(group=council, title="Draft", text="Words", by=manager)
    sent = make_recommendation(group=council, title="Sent", text="Words", by=manager)
    send_recommendation(recommendation=sent, by=manager)
    at_second = "change_meeting cancel_meeting plan_again agenda attendance minutes approve_minutes open_minutes_again"
    of_sent = "change discard send take_back"
    return {
        **{f"groups:{name}": [first.key] for name in ("meeting", "preview", "unpublish_minutes")},
        **{f"groups:{name}": [second.key] for name in (*at_second.split(), "publish_minutes", "record_decision")},
        **{f"groups:{name}": [shown.key] for name in ("decision", "correct_decision", "note_step", "take_back_step")},
        **{f"groups:{name}_recommendation": [sent.key] for name in of_sent.split()},
        **{f"groups:{name}": [sent.key] for name in ("recommendation", "answer_recommendation", "take_back_answer")},
        **{f"groups:{name}": [sent.key] for name in ("reply_to_answer", "take_back_reply")},
        **{f"groups:{name}": [council.key] for name in ("plan_meeting", "make_recommendation")},
        "groups:meeting@not published": [second.key],
        "groups:decision@not published": [open_one.key],
        "groups:recommendation@not sent": [draft.key],
    }
