"""The installation itself: stopped and started again, cut off in the middle of work."""

import os
import re
import signal
import time
from pathlib import Path

from tests.installations import migrated
from tests.walks.doors import set_up, wait_for_work
from tests.walks.lists import people, write_list

START_SECONDS = 5


def cpu_seconds(site) -> float:
    """Processor time of the installation and its server and worker so far."""
    total = 0
    for pid in (site.process.pid, *site.children().values()):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        total += sum(int(ticks) for ticks in fields[11:15])
    return total / os.sysconf("SC_CLK_TCK")


def test_a_second_start_is_quick(started):
    """Measured in processor time, all processes together, so that a busy machine does not decide it."""
    started(BIGTENT_START="empty")
    again = started(BIGTENT_START="empty")
    assert cpu_seconds(again) < START_SECONDS
    assert "Preparing the database" not in "".join(again.said)


def test_an_import_survives_the_death_of_its_worker(started, window, tmp_path):
    migrated(tmp_path / "data")
    site = started(BIGTENT_START="empty")
    page = window(site)
    set_up(page, organization="Quarry Fund", given="Abe", family="Lund", email="abe@quarry.example")
    page.goto("/finding/rosters/new/")
    page.get_by_label("Your list").set_input_files(write_list(tmp_path / "long.csv", people(6000, seed=7)))
    page.get_by_label("Which list is this?").fill("Long list")
    page.get_by_role("button", name="Read the file").click()
    page.get_by_label("Everybody on this list received support from us").check()
    page.get_by_role("button", name="Check every line").click()
    page.get_by_text("You can leave this page").wait_for()
    kill_the_worker(site)
    wait_for_work(page)
    page.get_by_role("button", name=re.compile("Bring in 5,?999 lines")).click()
    kill_the_worker(site)
    wait_for_work(page)
    assert "people came with this file\n5,999" in page.get_by_role("main").inner_text()


def kill_the_worker(site):
    """As when the machine runs out of memory; a new one is there soon."""
    fallen = site.children()["worker"]
    os.kill(fallen, signal.SIGKILL)
    until = time.monotonic() + 30
    while site.children().get("worker", fallen) == fallen and time.monotonic() < until:
        time.sleep(0.1)
