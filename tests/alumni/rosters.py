"""Small lists to bring in, and what a file may look like."""

import io

from bigtent.alumni.services import import_roster

HEADINGS = (
    "Donor ID,First Name,Last Name,Birth Date,E-mail,Phone,State,Zip,Medical School,Class Of,Program,Award Year,Amount"
)
ADA = (
    "D1,Ada,Whitfield,1968-05-03,ada@example.org,(615) 555-0101,TN,37208,"
    "Meharry Medical College,1994,Rural Leaders,1992,5000"
)
LUZ = "D2,Luz,de la Cruz,,luz@example.org,,NM,87101,University of New Mexico,2001,Need-Based Award,1999,3500"
REN = "D3,René,Baptiste,,,202-555-0117,DC,20059,Howard University,1988,Rural Leaders,1986,2000"


def lines(*rows, headings=HEADINGS):
    return "\n".join([headings, *rows]) + "\n"


def bring(text, *, roster="Finance office", name="awards.csv", by=None, apply=True, **options):
    """Import a text as the product does; the file with its counts."""
    data = text if isinstance(text, bytes) else text.encode()
    return import_roster(file=io.BytesIO(data), name=name, roster=roster, by=by, apply=apply, **options)


def problems(file):
    return [(p.line, p.column, p.value) for p in file.problems.refusing()]
