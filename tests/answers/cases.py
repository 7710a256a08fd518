"""Cases: questions and dialogues in YAML, with what the answers must say and must not say.

A file has a list of cases, all of one kind. A case is a message, or has ``turns``, a list of
messages, of which those that are only a text may be answered in any way that is not wrong. What a
message may have:

- ``user``: what the person writes.
- ``says``: all of these are in the answer; of a list within the list, any one will do.
- ``never``: none of these is.
- ``opens``: the first sentence has one of these.
- ``lists``: the answer names all of these lists of the guide; ``omits``: nothing of these. A list
  is called by its topic (``cities``), level (``entry``) or group of skills (``soft``).
- ``parts``: how many headings the answer has.
- ``yes``: the answer may open with Yes or No.
- ``asks_back``, ``refuses``: ``may`` or ``always``: it asks what was meant, or says that this is
  not what it is for. Without these it does neither.
- ``denials``: how many sentences under a heading, at most, say that the guide is silent: 1 without
  this.

``says``, ``never`` and ``opens`` are regular expressions; case, line breaks and Markdown don't
count. In curly brackets stand the guide's own words, so that an edited guide breaks no case: the
id of an item (``{toronto}``), ``{average}``, ``{low 5}`` and ``{high 5}`` (pay at 5 years).
``{no}`` is a sentence that denies something: ``{no}price`` finds "gives no prices" and "the price
isn't told".
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

FOLDER = Path(__file__).parent
When = Literal["never", "may", "always"]
Alternatives = tuple[str, ...]


@dataclass(frozen=True)
class Turn:
    """A message and what its answer must be like; see the module."""

    user: str
    says: tuple[Alternatives, ...] = ()
    never: tuple[str, ...] = ()
    opens: Alternatives = ()
    lists: tuple[str, ...] = ()
    omits: tuple[str, ...] = ()
    parts: int | None = None
    yes: bool = False
    asks_back: When = "never"
    refuses: When = "never"
    denials: int = 1


@dataclass(frozen=True)
class Case:
    """A dialogue; ``place`` is where it stands, as ``file:line``."""

    place: str
    turns: tuple[Turn, ...]


def read_cases(folder: Path = FOLDER) -> list[Case]:
    """The cases of a folder's YAML files, as they stand there.

    Raises:
        TypeError: a message has a field that there isn't.
    """
    cases = []
    for path in sorted(folder.glob("*.yml")):
        for line, item in _read_with_lines(path):
            place = f"{path.name}:{line + 1}"
            turns = item.get("turns", [item])
            cases.append(Case(place, tuple(_turn(turn) for turn in turns)))
    return cases


def _read_with_lines(path: Path) -> Iterable[tuple[int, Any]]:
    """The entries of a file, by libyaml if that takes it: in a tenth of the time."""
    try:
        yaml = YAML(typ="safe")
        lines = [node.start_mark.line for node in yaml.compose(path).value]
        return zip(lines, yaml.load(path), strict=True)
    except YAMLError:
        content = YAML(typ="rt").load(path)
        return [(content.lc.item(number)[0], item) for number, item in enumerate(content)]


def _turn(written: Any) -> Turn:
    fields = {"user": written} if isinstance(written, str) else dict(written)
    for name in ("never", "opens", "lists", "omits"):
        fields[name] = tuple(fields.get(name, ()))
    fields["says"] = tuple(
        (entry,) if isinstance(entry, str) else tuple(entry) for entry in fields.get("says", ())
    )
    return Turn(**fields)
