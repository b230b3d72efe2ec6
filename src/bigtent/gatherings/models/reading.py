"""Which circles of the network somebody is in, as the rooms above say it."""

from bigtent.ledger.declarations import declared


def insides_of(person) -> list[str]:
    """The circles a person (or her number) is in today, such as "group:12"; one question for each kind of circle."""
    return [f"{source.name}:{pk}" for source in declared("AUDIENCES") if source.of for pk in source.of(person)]
