"""A linkage model: which values are compared, and what kind of tables meet."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bigtent.engines.linkage.comparisons import ALUMNI, BY_NAME, PERSON, Comparison
from bigtent.engines.linkage.errors import ModelError

KINDS = ("person", "roster", "alumni-to-registry")


@dataclass(frozen=True)
class Model:
    """How two records of one person are recognized.

    kind: "person" (any table of people), "roster" (an organization's own overlapping lists) or
    "alumni-to-registry" (alumni as they were at graduation, against a register of professionals).
    one_to_one: whether two left records may not both be one right record. compare: names of the
    comparisons to use; empty means all that the tables allow. Nothing else needs to be chosen.

    >>> Model.alumni_to_registry().one_to_one
    True
    """

    kind: str = "person"
    one_to_one: bool = True
    compare: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        if self.kind not in KINDS:
            raise ModelError(
                f"There is no model {self.kind!r}.",
                value=self.kind,
                remedy=f"Use one of: {', '.join(KINDS)}, or the path of a model file.",
            )
        for name in self.compare:
            if name not in BY_NAME:
                raise ModelError(
                    f"There is no comparison {name!r}.",
                    value=name,
                    remedy=f"Use some of: {', '.join(BY_NAME)}.",
                )

    @classmethod
    def person(cls) -> Model:
        """One configuration for any table of people."""
        return cls("person")

    @classmethod
    def roster(cls) -> Model:
        """An organization's own lists, in which a person may stand several times."""
        return cls("roster", one_to_one=False)

    @classmethod
    def alumni_to_registry(cls) -> Model:
        """Alumni as they were at graduation, against a register with one entry for each person."""
        return cls("alumni-to-registry")

    @classmethod
    def named(cls, name: str) -> Model:
        """The model of that name ("person", "roster", "alumni-to-registry"), or of that file."""
        if name.endswith(".toml"):
            return cls.read(name)
        return cls(name, one_to_one=name != "roster")

    @classmethod
    def read(cls, path: str | Path) -> Model:
        """A model from a TOML file with the keys kind, one_to_one and compare, all optional.

        Raises ModelError naming the key when the file is missing, broken or says something else.
        """
        import tomllib

        try:
            told = tomllib.loads(Path(path).read_text(encoding="utf-8"))
        except FileNotFoundError as fault:
            raise ModelError(f"There is no model file {path}.", remedy="Check the path.") from fault
        except (tomllib.TOMLDecodeError, UnicodeDecodeError) as fault:
            raise ModelError(f"{path} is not TOML: {fault}.", remedy="Correct that line.") from fault
        return cls(**_checked(told, path))

    @property
    def comparisons(self) -> tuple[Comparison, ...]:
        whole = ALUMNI if self.kind == "alumni-to-registry" else PERSON
        if not self.compare:
            return whole
        return tuple(BY_NAME[name] for name in self.compare)


def _checked(told: dict[str, Any], path: str | Path) -> dict[str, Any]:
    kinds: dict[str, type] = {"kind": str, "one_to_one": bool, "compare": list}
    told.pop("version", None)
    for key, value in told.items():
        if key not in kinds:
            raise ModelError(
                f"{path}: {key!r} is not a key of a model.",
                column=key,
                remedy=f"Its keys are: {', '.join(kinds)}.",
            )
        if not isinstance(value, kinds[key]):
            raise ModelError(
                f"{path}: {key} is {value!r}, which is not a {kinds[key].__name__}.",
                column=key,
                value=value,
                remedy="Correct that value.",
            )
    if "compare" in told:
        told["compare"] = tuple(str(name) for name in told["compare"])
    told.setdefault("one_to_one", told.get("kind") != "roster")
    return told
