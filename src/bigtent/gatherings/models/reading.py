"""Which circles of the network somebody is in, as the rooms above say it."""

from bigtent.ledger.declarations import declared


def insides_of(person) -> list[str]:
    """The circles a person (or her number) is in today, such as "group:12"; one question for each kind of circle."""
    return [f"{source.name}:{pk}" for source in declared("AUDIENCES") if source.of for pk in source.of(person)]


def circle_of(account, inside: str) -> tuple[str, str] | None:
    """Name and address of the circle that something is inside of, where the account may open its page."""
    kind, _colon, number = inside.partition(":")
    sources = [source for source in declared("AUDIENCES") if source.name == kind and source.page]
    return sources[0].page(account, number) if sources else None
