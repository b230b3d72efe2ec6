"""A help line, and a clinician who listed herself."""

from bigtent.community.models import HelpLine
from bigtent.community.services.care import load_help_lines


def scene(manager, administrator):
    load_help_lines()
    line = HelpLine.objects.get(code="samhsa")
    of_line = ("help_line", "confirm_help_line", "end_help_line", "put_back_help_line")
    return {f"community:{name}": [line.pk] for name in of_line}
