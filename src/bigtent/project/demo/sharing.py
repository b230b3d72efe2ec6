"""The community of the demonstration: opportunities, the feed, questions and answers, a clinician, what is saved."""

from datetime import date, time, timedelta
from decimal import Decimal

from django.db import transaction

from bigtent.community.models import Ask, HelpLine, Opportunity, Post
from bigtent.community.services.asking import ask_question, give_answer, thank
from bigtent.community.services.care import confirm_help_line, list_clinician
from bigtent.community.services.following import set_follows
from bigtent.community.services.opportunities import Site, add_opportunity
from bigtent.community.services.posting import release_post, write_post
from bigtent.community.services.proposing import propose_news
from bigtent.community.services.publishing import publish_opportunity
from bigtent.community.services.saving import save_opportunity
from bigtent.community.services.stating import state_facts
from bigtent.ledger.clock import living_at, today
from bigtent.people.models import Account, Organization, Specialty, Topic
from bigtent.project.demo.together import on

EASTERN, PACIFIC = "America/New_York", "America/Los_Angeles"
SITE = "https://partners.demonstration.example/"
REPLY = "Begin with the letters to patients: they take longest. I can send you mine."


def share(*, member: Account, manager: Account) -> None:
    for step in (_opportunities, _feed, _questions, _care):
        with transaction.atomic():
            step(member, manager)


def _opportunities(member: Account, manager: Account) -> None:
    if Opportunity.objects.filter(demonstration=True).exists():
        return
    with on(date(2026, 11, 4)):
        made = [_published(manager, **details) for details in _offers()]
    with on(date(2026, 11, 19)):
        state_facts(facts={"stage": "established", "licensed_in": ["TN"]}, from_record=["profession"], by=member)
        for opportunity in made[:2]:
            save_opportunity(opportunity=opportunity, by=member)


def _published(manager: Account, *, topics=(), sponsor="", **details) -> Opportunity:
    if sponsor:
        details["sponsor"] = Organization.objects.get(name=sponsor)
    found = Topic.objects.filter(code__in=topics)
    opportunity = add_opportunity(by=manager, topics=found, source_checked_on=today(), **details)
    return publish_opportunity(opportunity=opportunity, by=manager)


def _offers():
    yield {
        "kind": "fellowship", "title": "Fellowship in neighborhood health policy",
        "sponsor": "Larkspur Policy Workshop",
        "text": "A year in the office of a city council, with a mentor from the Workshop.",
        "deadline_on": date(2027, 1, 17), "zone": EASTERN, "stipend": Decimal(58000), "currency": "USD",
        "where": "Nashville, TN", "presence": "in_residence", "starts_on": date(2027, 7, 1),
        "ends_on": date(2028, 6, 30), "link": SITE + "fellowship", "source_link": SITE + "fellowship",
        "recheck_on": date(2026, 12, 15), "topics": ("health-policy",),
        "clauses": [
            {"kind": "degree_within_years", "years": 2, "by": "2027-06",
             "words": "A graduate degree within the last two years, or this year"},
            {"kind": "statement", "words": "I want to work for health equity through policy."},
            {"kind": "not_checked", "words": "People from groups that were kept out of public office are invited."},
        ],
    }  # fmt: skip
    yield {
        "kind": "practicum", "title": "Practicum with community clinics", "sponsor": "Cedar & Gable Community Clinics",
        "text": "Learn beside a team of the clinic; students of all health professions.",
        "deadline_on": date(2026, 12, 12), "deadline_time": time(17, 0), "zone": PACIFIC,
        "starts_on": date(2027, 2, 1), "ends_on": date(2027, 5, 14), "link": SITE + "practicum",
        "recheck_on": date(2026, 11, 20), "topics": ("primary-care", "access-to-care"),
        "sites": [
            Site(name="Cedar Street", where="Oakland, CA", hours=120, places=4, supervisor="Imani Overstreet, MD"),
            Site(name="Gable Park", where="Fresno, CA", hours=80, places=2, supervisor="The nurse who leads the site"),
        ],
        "clauses": [
            {"kind": "stage", "values": ["student"], "words": "Students of a health profession"},
            {"kind": "hours_per_week", "hours": 8, "words": "At least eight hours a week"},
        ],
    }  # fmt: skip
    yield {
        "kind": "committee", "title": "Call for the committee on physician-scientists",
        "sponsor": "Guild of Neighborhood Physicians", "rolling": True, "zone": EASTERN, "link": SITE + "committee",
        "text": "Students in dual-degree programs and whoever supports them. One evening a month.",
        "topics": ("workforce-diversity",),
        "clauses": [{"kind": "stage", "values": ["student", "resident"], "words": "Students, residents and allies"}],
    }  # fmt: skip


def _feed(member: Account, manager: Account) -> None:
    if Post.objects.filter(demonstration=True, state=Post.State.RELEASED).exists():
        return
    topics = {topic.code: topic for topic in Topic.objects.all()}
    with on(date(2026, 11, 11)):
        _released(
            manager, kind="honor", title="A quiet prize for a loud idea", honored="Imani Overstreet",
            award="Clinic of the Year", giver="Guild of Neighborhood Physicians", source_link=SITE + "prize",
            text="Four clinics under one roof of rides, language and time.", topics=[topics["primary-care"]],
        )  # fmt: skip
    with on(date(2026, 11, 13)):
        _released(
            manager, kind="post", title="Three months of calls, and what we learned",
            original_author="Front Porch Public Health Alliance", link=SITE + "calls", text=(
                "We called 400 invented neighbors. Most asked for the same three things: hours after work, somebody "
                "who speaks their language, and a ride."
            ), topics=[topics["access-to-care"]],
        )  # fmt: skip
    with on(date(2026, 11, 17)):
        _released(
            manager, kind="article", title="What neighborhood clinics need from a city budget",
            publisher="Larkspur Policy Workshop", authors="Joaquín Belmonte", link=SITE + "budget",
            text="- Pay for rides.\n- Pay for visits by telephone alike.\n- Give leases of ten years.",
            topics=[topics["health-policy"], topics["payment-models"]],
        )  # fmt: skip
        chosen = [topics["primary-care"], topics["health-policy"]]
        specialties = Specialty.objects.filter(code="family-medicine")
        set_follows(person=member.person, topics=chosen, specialties=specialties, groups=[], by=member)
    with on(date(2026, 11, 20)):
        propose_news(by=None)
        for post in Post.objects.proposed().filter(kind=Post.Kind.NEWS)[:2]:
            release_post(post=post, by=manager)


def _released(manager: Account, *, topics, **details) -> None:
    release_post(post=write_post(by=manager, topics=topics, **details), by=manager)


def _questions(member: Account, manager: Account) -> None:
    """One that was answered and thanked for; one that nobody has answered for six days."""
    if Ask.objects.filter(person=member.person).exists():
        return
    family = Specialty.objects.get(code="family-medicine")
    with on(date(2026, 10, 26)):
        ask = ask_question(
            text="Who has closed a small practice and handed the patients over? What would you begin with?",
            kind=Ask.Kind.EXPERIENCE, specialty=family, by=member,
        )  # fmt: skip
    with living_at(ask.made_at + timedelta(hours=20)):
        if first := ask.asked.first():
            answer = give_answer(
                asked=first, text="Begin with the letters to patients: they take longest. I can send mine."
            )
            thank(answer=answer, by=member)
    with on(date(2026, 11, 16)):
        ask_question(
            text="Does anybody know a clinic that trains community health workers on site?",
            kind=Ask.Kind.WHO, specialty=family, by=member,
        )  # fmt: skip


def _care(member: Account, manager: Account) -> None:
    with on(date(2026, 11, 20)):
        for line in HelpLine.objects.to_be_checked(today()).filter(for_crisis=True):
            confirm_help_line(line=line, by=manager)
        list_clinician(
            services="Family medicine for all ages; care in pregnancy", languages="English, Spanish", states=["TN"],
            mode="both", reach=SITE + "clinic", by=member,
            about_care="I ask what happened to you before I ask what is wrong, and I believe the answer.",
        )  # fmt: skip
