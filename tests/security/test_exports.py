"""Files that leave: never shown as a page, and no cell of a table runs in the program that opens it."""

import csv
import io
import re
from pathlib import Path

import pytest

from bigtent.alumni.models import Registry
from tests.alumni.registries import load, write_csv
from tests.alumni.rosters import bring, lines
from tests.cast import play
from tests.factories import make_network, make_person
from tests.security.scene import make_scene, named_addresses

pytestmark = pytest.mark.django_db
# What programs and pages read by its address: a text, feeds, and the picture of a code, in which nothing runs.
SHOWN = {"security-txt", "gatherings:atom", "community:feed_atom", "gatherings:code"}
FORMULA = '=HYPERLINK("http://evil.example","x")'
# Where else tables are written: each cell through `harmless` by itself; the list of a person who is erased, without her
# lines and otherwise as it came; the tables that the check of a proof reads back, in an archive; invented lists.
WRITERS = {"ledger/spreadsheets.py", "alumni/services/registry.py", "alumni/readers/leaving_out.py"}
WRITERS |= {"mentoring/services/proposals.py", "project/demo/rosters.py"}


@pytest.fixture(scope="module")
def answers(taken_back, tmp_path_factory):
    """What each address answers an administrator, with its body, where formulas stand wherever somebody may type."""
    with taken_back():
        administrator, scene = hostile(tmp_path_factory.mktemp("hostile") / "board.csv")
        found = {}
        for name in sorted((set(named_addresses()) | scene.arguments.keys()) - {"account_logout"}):
            answer = administrator.client.get(scene.address(name))
            found[name] = answer, b"".join(answer)
    return found


def hostile(path):
    """One of everything, with formulas in the names, in a list and in a registry."""
    make_network()
    administrator, manager = play("Amara", "Obi", "administrator"), play("Marta", "Quispe", "program_manager")
    make_person(given_name=FORMULA, family_name="+1", about="@SUM(A1)", consents=["directory"])
    administrator.person.given_name, administrator.person.about = FORMULA, FORMULA
    administrator.person.save()
    scene = make_scene(manager, administrator)
    roster = bring(lines(f"{FORMULA},Ada,,{FORMULA},@SUM,+1,-2,,,,,,"), name="list.csv", by=manager, apply=False)
    rows = [f"{n},OKAFOR,ADA,,,DENVER,CO,80202,,,1994" for n in range(1, 40)] + [f'"{FORMULA}",,,,,,,,,,=1']
    load(write_csv(path, *rows), by=manager, name="Board")
    scene.arguments |= {"alumni:roster-refused": [roster.key]}
    scene.arguments |= {"alumni:registry-refused": [Registry.objects.get(name="Board").key]}
    return administrator, scene


@pytest.fixture
def files(answers):
    """What is neither a page nor told to a program."""
    page = re.compile(r"text/html|application/json$")
    return {
        name: one for name, one in answers.items() if not page.match(one[0].headers.get("Content-Type", "text/html"))
    }


def test_every_file_is_saved_and_none_shown(files):
    assert {"alumni:roster-refused", "alumni:registry-refused", "mentoring:certificate"} <= files.keys()
    for name, (answer, _body) in files.items():
        assert answer["X-Content-Type-Options"] == "nosniff", name
        if name not in SHOWN:
            assert answer["Content-Disposition"].startswith("attachment"), name


def test_no_cell_of_a_table_runs(files):
    tables = 0
    for name, (answer, body) in files.items():
        if answer["Content-Type"].startswith("text/csv"):
            tables += 1
            cells = [cell for row in csv.reader(io.StringIO(body.decode("utf-8-sig"))) for cell in row]
            assert [cell for cell in cells if cell.lstrip()[:1] in tuple("=+-@")] == [], name
            assert any(cell.startswith("'") for cell in cells), name
    assert tables >= 2


def test_tables_are_written_in_one_place():
    """A new export that writes by itself is seen here before anybody opens it."""
    writing = {
        str(path.relative_to("src/bigtent"))
        for path in Path("src/bigtent").rglob("*.py")
        if re.search(r"csv\.(writer|DictWriter)|xlsxwriter|write_excel|write_csv", path.read_text(encoding="utf-8"))
    }
    assert {name for name in writing if not name.startswith("engines/")} == WRITERS


def test_files_are_sent_by_attachment_only():
    """Each place that answers with a file says so."""
    for path in Path("src/bigtent").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for call in re.findall(r"FileResponse\((?:[^()]|\([^()]*\))*\)", text):
            assert "as_attachment=True" in call, f"{path}: {call}"


def test_each_answer_says_what_it_is_and_in_which_letters(answers):
    """Text names its encoding; nothing is left for a browser to guess."""
    for name, (answer, body) in answers.items():
        if body:
            kind = answer.headers.get("Content-Type", "")
            assert "charset=utf-8" in kind or not kind.startswith("text/"), name
            assert re.match(r"[a-z]+/[a-z0-9.+-]+", kind), name
