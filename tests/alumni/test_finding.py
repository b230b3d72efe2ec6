"""A finding run: a registry is searched for everybody who is not found yet, and candidates wait at the desk."""

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse

from bigtent.alumni.errors import RegistryError
from bigtent.alumni.models import FindingRun, Link, Registry, RegistryEntry
from bigtent.alumni.services import confirm_links, find_alumni, postpone_links, refuse_links
from bigtent.ledger.jobs import claim, run
from bigtent.ledger.models import Job
from tests.alumni.registries import CutOff, Killed, load, make_alumna, make_entry, make_link, make_registry, write_csv
from tests.factories import make_affiliation

FIRST = [
    "Amara", "Bena", "Carla", "Dion", "Ewa", "Femi", "Gita", "Hana", "Ivo", "Jaya", "Kofi", "Lena", "Mosi",
    "Nuru", "Oki", "Pita", "Rana", "Sani", "Tala", "Uma",
]  # fmt: skip
LAST = [
    "Abara", "Bello", "Cortez", "Danso", "Eze", "Flores", "Garcia", "Hassan", "Ibarra", "Juarez", "Kamau",
    "Lopez", "Mensah", "Nunez", "Okoro",
]  # fmt: skip


@pytest.fixture(autouse=True)
def _data_of_its_own(settings, tmp_path):
    settings.DATA = tmp_path / "data"


@pytest.fixture
def registry(tmp_path, manager):
    """Three hundred people: every first name with every last name, each with a class year of its own."""
    return load(write_csv(tmp_path / "list.csv", *lines()), by=manager)["registry"]


def lines(start=0):
    for n, (last, first) in enumerate((last, first) for last in LAST for first in FIRST):
        yield f"{1000 + n + start},{last.upper()},{first.upper()},,,Denver,CO,80202,,207Q00000X,{1980 + n % 40}"


@pytest.fixture
def lost(network):
    """Twenty of them are alumni, each under the name and class year of her entry; two are nowhere."""
    people = []
    for n in range(0, 300, 15):
        person = make_alumna(given_name=FIRST[n % 20], family_name=LAST[n // 20])
        make_affiliation(person=person, class_year=1980 + n % 40)
        people.append(person)
    return [*people, make_alumna(given_name="Zola", family_name="Quartey"), make_alumna(family_name="Xu")]


def find(registry, by=None, **values):
    return find_alumni(registry=registry, by=by, **values)


def test_it_works(registry, lost, manager):
    told = find(registry, by=manager)
    assert told["searched"] == 22
    best = Link.objects.filter(rank=1, is_link=True).select_related("person", "entry")
    assert best.count() >= 18
    for link in best:
        assert link.entry.first_name == link.person.given_name.upper()
        assert link.entry.last_name == link.person.family_name.upper()


def test_only_candidates_that_are_shown_are_kept_and_they_compete(registry, lost):
    find(registry)
    assert set(RegistryEntry.objects.values_list("pk", flat=True)) == set(Link.objects.values_list("entry", flat=True))
    assert not Link.objects.filter(probability__lt=0.01).exists()
    assert not Link.objects.filter(rank__gt=3).exists()
    for person in lost:
        assert sum(person.links.values_list("probability", flat=True)) <= 1 + 1e-6


def test_the_run_says_what_it_read_and_what_it_promises(registry, lost):
    find(registry)
    run = FindingRun.objects.get()
    assert set(run.columns_read["alumni"]) == {"id", "first_name", "last_name", "school", "class_year"}
    assert not {"race", "ethnicity", "sex"} & {*run.columns_read["alumni"], *run.columns_read["registry"]}
    assert sum(band["people"] for band in run.bands) == run.searched == 22
    assert 0.5 < run.precision <= 1


def test_decisions_are_remembered_by_the_next_edition(registry, lost, tmp_path, manager):
    find(registry)
    yes, no, later = Link.objects.filter(rank=1, is_link=True)[:3]
    confirm_links(links=[yes], by=manager)
    refuse_links(links=[no], by=manager)
    postpone_links(links=[later], by=manager)
    again = load(write_csv(tmp_path / "new.csv", *lines(), "9,NEW,NORA,,,,,,,,"), by=manager, as_of_on="2026-11-15")
    assert find(again["registry"])["searched"] == 21
    for link, state in ((yes, "confirmed"), (no, "refused"), (later, "proposed")):
        link.refresh_from_db()
        assert link.state == state
    assert later.postponed_at
    assert not no.person.links.proposed().filter(entry__number=no.entry.number).exists()
    assert Link.objects.queue().last()["person"] == later.person_id


def test_twice_changes_nothing(registry, lost):
    find(registry)
    before = list(Link.objects.order_by("pk").values("pk", "person", "entry", "probability", "state"))
    find(registry)
    assert before == list(Link.objects.order_by("pk").values("pk", "person", "entry", "probability", "state"))


def test_what_is_no_longer_likely_is_closed(registry, lost):
    gone = make_link(person=lost[0], entry=make_entry(number="77"), run=earlier_run())
    find(registry)
    gone.refresh_from_db()
    assert gone.state == "closed"


def test_an_entry_that_is_somebody_elses_is_not_proposed(registry, lost, manager):
    taken = make_link(entry=make_entry(number="1000"), run=earlier_run())
    confirm_links(links=[taken], by=manager)
    find(registry)
    assert not Link.objects.exclude(pk=taken.pk).filter(entry__number="1000").exists()


def earlier_run():
    return FindingRun.objects.create(registry=Registry.objects.get(), ended_at="2026-11-20T12:00Z")


def test_a_run_that_was_cut_off_goes_on_without_searching_again(registry, lost):
    with pytest.raises(Killed):
        find(registry, progress=CutOff("Writing down who may be whom"))
    steps = Steps()
    find(registry, progress=steps)
    assert steps.names == ["Writing down who may be whom"]
    assert FindingRun.objects.finished().count() == FindingRun.objects.count() == 1
    assert Link.objects.filter(rank=1).count() >= 18


def test_a_run_cut_off_in_the_engine_begins_anew(registry, lost):
    with pytest.raises(Killed):
        find(registry, progress=CutOff("Weighing the evidence"))
    assert not Link.objects.exists()
    find(registry)
    assert FindingRun.objects.finished().count() == FindingRun.objects.count() == 1


class Steps(CutOff):
    """Progress that remembers its steps."""

    def __init__(self):
        super().__init__(at=None)
        self.names = []

    def step(self, name, total=0):
        self.names.append(name)
        super().step(name, total)


def test_without_alumni_there_is_nothing_to_look_for(registry):
    with pytest.raises(RegistryError, match="Bring in a roster first"):
        find(registry)


def test_a_registry_whose_file_is_gone_is_refused(registry, lost):
    Registry.objects.get().path.unlink()
    with pytest.raises(RegistryError, match="There is no such registry"):
        find(registry)
    assert not FindingRun.objects.exists()


def test_from_the_page_to_the_report(registry, lost, manager):
    response = manager.client.post(reverse("alumni:start-finding"), {"registry": registry})
    job = Job.objects.get()
    assert response.url == reverse("ledger:job", args=[job.key])
    run(claim("a worker"))
    page = manager.client.get(FindingRun.objects.get().get_absolute_url()).content.decode()
    assert "Searched on November 22, 2026 for 22 people" in page
    assert "99–100%" in page
    assert "people.Affiliation.class_year" in page


def test_the_figures_open_to_their_rows(manager):
    link = make_link()
    address = reverse("alumni:links")
    assert f'href="{address}?state=proposed"' in manager.client.get(reverse("alumni:finding")).content.decode()
    assert f'href="{address}?run={link.run.key}"' in manager.client.get(link.run.get_absolute_url()).content.decode()
    assert str(link.person) in manager.client.get(address, {"run": link.run.key}).content.decode()


def test_the_report_compares_what_was_promised_with_what_held(manager):
    links = [make_link(probability=0.8) for _ in range(4)]
    bands = [{"low": 0.5, "high": 0.9, "people": 4, "expected": 3.2}]
    FindingRun.objects.update(bands=bands, searched=4)
    Link.objects.update(run=FindingRun.objects.first())
    confirm_links(links=links[:3], by=manager)
    refuse_links(links=links[3:], by=manager)
    page = manager.client.get(FindingRun.objects.first().get_absolute_url()).content.decode()
    assert ">80.0%<" in page
    assert ">75.0%<" in page


def test_the_command_finds_in_the_latest_edition(registry, lost, capsys):
    call_command("find_alumni")
    assert "22 people searched for in Providers, November 1, 2026" in capsys.readouterr().out


def test_the_command_names_the_registries_there_are(registry):
    with pytest.raises(CommandError, match="There is no registry “Else”. Loaded are: Providers.") as refusal:
        call_command("find_alumni", registry="Else")
    assert refusal.value.returncode == 2


def test_the_command_asks_for_a_name_where_there_are_several(registry):
    make_registry(name="Nurses")
    with pytest.raises(CommandError, match="Name the registry to search with --registry. Loaded are: Nurses, Prov"):
        call_command("find_alumni")


def test_only_managers_start_a_search(registry, reviewer, member):
    for account in (reviewer, member):
        response = account.client.post(reverse("alumni:start-finding"), {"registry": registry})
        assert response.status_code == 403
    assert not Job.objects.exists()
