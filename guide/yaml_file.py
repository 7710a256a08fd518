"""A YAML file of the guide, and where in it a mistake stands."""

from __future__ import annotations

import difflib
import inspect
import io
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import YAMLError

from guide.errors import GuideError
from guide.placeholders import wrong_placeholders
from guide.text import Frozen, Text
from guide.yaml_advice import explain, line_of_impossible_day

FieldPath = tuple[Any, ...]
"""Keys and positions that lead to a field: ``("bands", 1, "pay")``."""

_Record = TypeVar("_Record", bound=Frozen)
_QUOTES = 'if it is text, put all of the text in quotes ("…")'
_OR_NOTHING = "write something there, or take the field out"
# What to do about a value that isn't as it must be, by what pydantic calls the mistake.
_ADVICE = {
    "type_error.integer": "write digits only, such as 100000",
    "type_error.none.not_allowed": _OR_NOTHING,
    "type_error.dict": _QUOTES,
    "type_error.tuple": "write a list, such as [one, two]",
    "value_error.any_str.min_length": _OR_NOTHING,
    "value_error.str.regex": "write a section and the number of its sentence, such as education.2",
    "value_error.date": "write a day as 2026-01-31",
}


def parse(content: bytes) -> Any:
    """What is written in a YAML file.

    It is read by libyaml, in a hundredth of the time of `parse_with_lines`, which reads what that
    doesn't take: in ``{en: Why?}``, a question mark without quotes around the text.

    Raises:
        UnicodeDecodeError: it is not UTF-8.
        YAMLError: it is not YAML.
        ValueError: there is no such day.
    """
    try:
        return YAML(typ="safe").load(io.BytesIO(content))
    except (YAMLError, ValueError):
        return parse_with_lines(content)


def parse_with_lines(content: bytes) -> Any:
    """The same; mappings and lists know the lines of what is in them."""
    return YAML(typ="rt").load(io.BytesIO(content))


class YamlFile:
    """One YAML file with the line of everything in it."""

    def __init__(self, path: Path, shown: Path) -> None:
        """Reads the file.

        Args:
            path: where it is.
            shown: what to call it when something is wrong.

        Raises:
            GuideError: it is missing, or not YAML.
        """
        self.shown = shown
        try:
            self._written = path.read_bytes()
            self.content = parse(self._written)
        except FileNotFoundError:
            raise GuideError(shown, None, "", "the file is missing") from None
        except UnicodeDecodeError as error:
            reason = f"the file is not UTF-8 text ({error}); save it as UTF-8"
            raise GuideError(shown, None, "", reason) from None
        except YAMLError as error:
            line, reason = explain(error)
            raise GuideError(shown, line, "", f"not valid YAML: {reason}") from None
        except ValueError as error:  # from making a date of it
            line = line_of_impossible_day(path.read_text(encoding="utf-8"))
            raise GuideError(shown, line, "", f"there is no such day ({error})") from None
        if not isinstance(self.content, dict):
            raise GuideError(shown, 1, "", "expected keys and values (key: value)")

    def error(self, path: FieldPath, reason: str) -> GuideError:
        """A ``GuideError`` that names the line and field of ``path``."""
        return GuideError(self.shown, self._line(path), _field(path), reason)

    def read(self, record: type[_Record]) -> _Record:
        """The file as a ``record``.

        Raises:
            GuideError: the first thing wrong in it. An unknown field comes before a missing one,
                which it often is, misspelt.
        """
        try:
            content = record.parse_obj(self.content)
        except ValidationError as error:
            mistakes = error.errors()
            unknown = [each for each in mistakes if each["type"] == "value_error.extra"]
            first = (unknown or mistakes)[0]
            where = tuple(part for part in first["loc"] if part != "__root__")
            raise self.error(where, self._reason(record, where, first)) from None
        for path, reason in wrong_placeholders(content):
            raise self.error(path, reason)
        return content

    def walk(self) -> Iterator[tuple[FieldPath, Any]]:
        """Everything in the file, with where it stands."""
        return _walk(self.content)

    def _line(self, path: FieldPath) -> int:
        node = parse_with_lines(self._written)
        line = 1
        for part in path:
            try:
                if isinstance(node, CommentedMap):
                    line = node.lc.key(part)[0] + 1
                else:
                    line = node.lc.item(part)[0] + 1
                node = node[part]
            except (KeyError, IndexError, TypeError, AttributeError):
                break
        return line

    def _reason(self, record: type[Frozen], path: FieldPath, error: Mapping[str, Any]) -> str:
        value = self._value(path)
        if error["type"] == "value_error.missing":
            return "this field is missing"
        if error["type"] == "value_error.extra":
            return _unknown(_record_at(record, path[:-1]), str(path[-1]), value)
        if error["type"] == "type_error.str":
            return f"is read as {_read_as(value)}; {_QUOTES}"
        if isinstance(value, dict) and not all(isinstance(name, str) for name in value):
            return 'has a comma too many; write figures as 100000, and text in quotes ("…")'
        if error["type"] == "value_error.const":
            near = difflib.get_close_matches(str(value), error["ctx"]["permitted"], n=1)
            return f"did you mean {near[0]!r}?" if near else str(error["msg"])
        advice = _ADVICE.get(error["type"])
        return f"{error['msg']}; {advice}" if advice else str(error["msg"])

    def _value(self, path: FieldPath) -> Any:
        node: Any = self.content
        for part in path:
            try:
                node = node[part]
            except (KeyError, IndexError, TypeError):
                return None
        return node


def _unknown(record: type[Frozen] | None, name: str, value: Any) -> str:
    if record is Text and value is None:
        return f"unknown field; {_QUOTES}"
    known = list(record.__fields__) if record else []
    near = difflib.get_close_matches(name, known, n=1)
    if near:
        return f"unknown field; did you mean {near[0]!r}?"
    return f"unknown field; the fields here are {', '.join(known)}"


def _record_at(record: type[Frozen], path: FieldPath) -> type[Frozen] | None:
    """The kind of record that a path leads to, if it leads to one."""
    found: Any = record
    for part in path:
        if isinstance(part, str) and inspect.isclass(found) and issubclass(found, Frozen):
            field = found.__fields__.get(part)
            found = field.type_ if field else None
    return found if inspect.isclass(found) and issubclass(found, Frozen) else None


def _read_as(value: Any) -> str:
    if value is None:
        return "nothing"
    if isinstance(value, dict):
        return "fields of its own"
    if isinstance(value, list):
        return "a list"
    return f"a value, not as text ({value})"


def _field(path: FieldPath) -> str:
    field = ""
    for part in path:
        field += f"[{part}]" if isinstance(part, int) else f".{part}" if field else str(part)
    return field


def _walk(node: Any, path: FieldPath = ()) -> Iterator[tuple[FieldPath, Any]]:
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _walk(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _walk(value, (*path, index))
