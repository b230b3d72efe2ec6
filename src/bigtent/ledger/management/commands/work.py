"""Carry out the jobs that wait."""

import gc
import logging
import signal
import threading

from django.core.management.base import BaseCommand
from django.utils.translation import gettext as _

from bigtent.ledger.jobs import work

log = logging.getLogger(__name__)

# Rows made by the hundred thousand are never garbage; looking for some after every 700 takes a quarter of the time.
PATIENT = (100_000, 50, 1_000)


class Command(BaseCommand):
    help = "Carry out the jobs that wait, one after the other."

    def add_arguments(self, parser):
        parser.add_argument("--until-idle", action="store_true", help="stop when no job waits")

    def handle(self, *args, until_idle, **options):
        gc.set_threshold(*PATIENT)
        stopping = threading.Event()
        if threading.current_thread() is threading.main_thread():
            signal.signal(signal.SIGTERM, lambda *_: stopping.set())
        try:
            carried_out = work(until_idle=until_idle, stopping=stopping)
        except Exception as fault:
            # The words of a fault may hold what somebody typed: they go through the log, not to the terminal.
            log.critical("The worker fell.", exc_info=fault)
            raise SystemExit(1) from None
        self.stdout.write(_("%s jobs carried out.") % carried_out)
