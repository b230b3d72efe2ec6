"""The member of the demonstration: an alumna whom a list knows, and what she says, allows and offers herself."""

from pathlib import Path

from bigtent.alumni.services.importing import import_roster
from bigtent.identity.services import save_answer
from bigtent.people.models import Account, Person, Place, Specialty
from bigtent.people.services.accounts import open_account
from bigtent.people.services.consents import set_consents
from bigtent.people.services.profiles import edit_person, set_offers

EMAIL = "odessa@demonstration.example"
HEADINGS = (
    "Given name", "Family name", "Former name", "E-mail", "Phone", "Medical school", "Graduation", "Program",
    "Year of award", "Amount",
)  # fmt: skip
LINE = (
    "Odessa", "Fairbanks", "Ellery", EMAIL, "(615) 555-0137", "Meharry Medical College School of Medicine", "2009",
    "Ozella Merritt Scholarship", "2007", "$5,000.00",
)  # fmt: skip
ABOUT = "Family physician in a small clinic. Glad to talk about rural practice."
ALLOWS = (
    ("directory", True),
    ("directory", False, "people.former_name"),
    ("mentoring", True),
    ("outreach", True),
    ("press", False),
)
ANSWERS = (("first_generation", ["first"]), ("languages_spoken", ["en", "es"]))


def join(*, folder: Path, manager: Account) -> Account:
    """Bring in the list that names her, open her account, and let her decide for herself."""
    path = folder / "reunion-guests.csv"
    path.write_text(f"{';'.join(HEADINGS)}\n{';'.join(LINE)}\n", encoding="utf-8")
    with path.open("rb") as content:
        import_roster(file=content, name=path.name, roster="Reunion guests", apply=True, by=manager)
    person = Person.objects.get(contact_points__value=EMAIL)
    account = open_account(person=person, email=EMAIL, by=manager, roles=["member"])
    _decide(account)
    return account


def _decide(account: Account) -> None:
    specialty = Specialty.objects.select_related("profession").get(code="family-medicine")
    facts = {"specialty": specialty, "profession": specialty.profession, "place": Place.objects.get(zip="37209")}
    edit_person(person=account.person, by=account, changes={**facts, "credential": "MD", "about": ABOUT})
    set_consents(choices=[(account.person, *allowed) for allowed in ALLOWS], by=account)
    set_offers(offers={account.person_id: ["mentor", "answer"]}, by=account)
    for question, chosen in ANSWERS:
        save_answer(question=question, answer={"chosen": chosen, "written": {}}, by=account)
