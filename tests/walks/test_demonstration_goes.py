"""The demonstration leaves; what is real stays."""

import shutil

from tests.walks.doors import find_in_the_directory, set_up
from tests.walks.lists import people, write_list


def test_the_demonstration_goes_and_what_is_real_stays(demonstration, started, window, tmp_path):
    shutil.copytree(demonstration.as_built, tmp_path / "data")
    site = started()
    alumni = people(30, seed=11)
    site.command("import_roster", str(write_list(tmp_path / "real.csv", alumni)), "--apply")
    assert "rows of the demonstration are gone" in site.command("demo", "--remove")
    page = window(site)
    set_up(page, organization="Quarry Fund", given="Abe", family="Lund", email="abe@quarry.example")
    find_in_the_directory(page, alumni[0], among=30)
    page.goto("/finding/rosters/")
    assert page.get_by_role("table").get_by_role("link").all_inner_texts() == ["real.csv"]
