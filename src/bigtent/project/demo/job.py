"""The job that builds the demonstration, as seen by the server: started once, shown to who comes by."""

from django.conf import settings
from django.utils.translation import gettext as _

from bigtent.ledger.demonstration import demonstrating
from bigtent.ledger.models import Job
from bigtent.ledger.services import start_job, try_again

VERB = "bigtent.project.demo.services.build_demonstration"


def building_job() -> Job | None:
    """The job while it is not done; None on every installation that did not ask for a demonstration."""
    if not settings.DEMO:
        return None
    return Job.objects.filter(verb=VERB).exclude(state=Job.State.DONE).first()


def start(*, size: str) -> Job:
    """Start building, or take up what was begun before."""
    begun = Job.objects.filter(verb=VERB).exclude(state=Job.State.DONE).first()
    if begun is None:
        with demonstrating():
            title = _("Building the demonstration network")
            return start_job(verb=VERB, title=title, by=None, arguments={"size": size})
    if begun.is_over:
        try_again(job=begun, by=None)
    return begun
