"""Reads ``data/guide`` into a ``Guide``, or says exactly where it is wrong."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError
from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from guide import model
from guide.errors import GuideError
from guide.kinds import KINDS
from guide.placeholders import wrong_placeholders
from guide.text import Frozen

GUIDE_DIRECTORY = Path(__file__).resolve().parent.parent / "data" / "guide"

_SHARED = ("sources", "phrases", "near_misses")
"""The files that are about no topic."""

_Record = TypeVar("_Record", bound=Frozen)
_Path = tuple[Any, ...]


class _File:
    """One YAML file with the line of everything in it."""

    def __init__(self, path: Path, shown: Path) -> None:
        self.shown = shown
        try:
            self.content = YAML(typ="rt").load(path)
        except FileNotFoundError:
            raise GuideError(shown, None, "", "the file is missing") from None
        except UnicodeDecodeError as error:
            raise GuideError(shown, None, "", f"the file is not UTF-8 text: {error}") from None
        except MarkedYAMLError as error:
            line = error.problem_mark.line + 1 if error.problem_mark else None
            raise GuideError(shown, line, "", f"not valid YAML: {error.problem}") from None
        except YAMLError as error:
            raise GuideError(shown, None, "", f"not valid YAML: {error}") from None
        if not isinstance(self.content, dict):
            raise GuideError(shown, 1, "", "expected keys and values (key: value)")

    def error(self, path: _Path, reason: str) -> GuideError:
        """A ``GuideError`` that names the line and field of ``path``."""
        return GuideError(self.shown, self._line(path), _field(path), reason)

    def read(self, record: type[_Record]) -> _Record:
        """The file as a ``record``, or a ``GuideError`` for the first thing wrong in it."""
        try:
            content = record.parse_obj(self.content)
        except ValidationError as error:
            first = error.errors()[0]
            where = tuple(part for part in first["loc"] if part != "__root__")
            raise self.error(where, _reason(first)) from None
        for path, reason in wrong_placeholders(content):
            raise self.error(path, reason)
        return content

    def _line(self, path: _Path) -> int:
        node: Any = self.content
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


def load_guide(directory: Path = GUIDE_DIRECTORY) -> model.Guide:
    """Loads and checks the whole guide.

    Args:
        directory: folder of the YAML files, one a topic, beside ``sources.yml``,
            ``phrases.yml`` and ``near_misses.yml``.

    Raises:
        GuideError: the first mistake found, with file, line and field.
    """
    files = {name: _open(directory, name) for name in _SHARED}
    near_misses = files["near_misses"].read(model.NearMisses)
    topics = []
    for path in sorted(directory.glob("*.yml")):
        if path.stem not in _SHARED:
            files[path.stem] = _open(directory, path.stem)
            topics.append(_read_topic(files[path.stem], path.stem))
    guide = model.Guide(
        sources=files["sources"].read(model.Sources),
        phrases=files["phrases"].read(model.Phrases),
        near_misses=near_misses.near_misses,
        countries=near_misses.countries,
        other_jobs=near_misses.other_jobs,
        topics=tuple(topics),
    )
    _check_ids(guide, files)
    _check_references(guide, files)
    return guide


def _read_topic(file: _File, name: str) -> model.Topic:
    kind = file.content.get("kind")
    if kind not in KINDS:
        reason = "is missing" if kind is None else f"there is no kind {kind!r}"
        raise file.error(("kind",), f"{reason}; kinds are {', '.join(KINDS)}")
    topic = file.read(KINDS[kind].record)
    if topic.topic != name:
        raise file.error(("topic",), f"is {topic.topic!r}; this file is about {name!r}")
    return topic


def _open(directory: Path, name: str) -> _File:
    path = directory / f"{name}.yml"
    return _File(path, _shown(path))


def _shown(path: Path) -> Path:
    root = GUIDE_DIRECTORY.parent.parent
    return path.relative_to(root) if path.is_relative_to(root) else path


def _field(path: _Path) -> str:
    field = ""
    for part in path:
        field += f"[{part}]" if isinstance(part, int) else f".{part}" if field else str(part)
    return field


def _reason(error: Mapping[str, Any]) -> str:
    kind = error["type"]
    if kind == "value_error.missing":
        return "this field is missing"
    if kind == "value_error.extra":
        return "unknown field"
    return str(error["msg"])


def _walk(node: Any, path: _Path = ()) -> Iterator[tuple[_Path, Any]]:
    yield path, node
    if isinstance(node, dict):
        for key, value in node.items():
            yield from _walk(value, (*path, key))
    elif isinstance(node, list):
        for index, value in enumerate(node):
            yield from _walk(value, (*path, index))


# Lists whose entries share one space of ids, by the key they stand under.
_ID_SPACES = {
    "items": "item",
    "others": "item",
    "skills": "item",
    "areas": "item",
    "roles": "item",
    "countries": "item",
    "bands": "item",
    "gaps": "gap",
    "questions": "question",
    "sections": "section",
    "providers": "provider",
    "near_misses": "near miss",
}


def _check_ids(guide: model.Guide, files: Mapping[str, _File]) -> None:
    seen: dict[tuple[str, str], str] = {
        ("question", topic.topic): f"{topic.topic}.yml" for topic in guide.topics
    }
    for file in files.values():
        for path, node in _walk(file.content):
            if not isinstance(node, dict) or "id" not in node or len(path) < 2:
                continue
            space = _ID_SPACES.get(path[-2])
            if space is None:
                continue
            key = (space, node["id"])
            if key in seen:
                raise file.error(
                    (*path, "id"), f"{space} id {node['id']!r} is already in {seen[key]}"
                )
            seen[key] = file.shown.name


def _check_references(guide: model.Guide, files: Mapping[str, _File]) -> None:
    known = {
        "section": {section.id for section in guide.sources.sections},
        "provider": {provider.id for provider in guide.sources.providers},
        "topic": {topic.topic for topic in guide.topics},
    }
    questions = {question.id for topic in guide.topics for question in topic.all_questions()}
    focus_ids = _focus_ids(guide)
    for file in files.values():
        for path, node in _walk(file.content):
            if not path:
                continue
            key = path[-1]
            in_focus = len(path) > 1 and path[-2] == "focus"
            if not in_focus and key in known and isinstance(node, str) and node not in known[key]:
                raise file.error(path, f"there is no {key} {node!r}")
            if len(path) > 1 and path[-2] == "suggest" and node not in questions:
                raise file.error(path, f"there is no question {node!r}")
            if in_focus and key in focus_ids and node not in focus_ids[key]:
                raise file.error(path, f"there is no {key} {node!r}")


def _focus_ids(guide: model.Guide) -> dict[str, set[str]]:
    """The values that a question's focus may take, by field."""
    ids: dict[str, set[str]] = {"country": {country.id for country in guide.countries}}
    for topic in guide.topics:
        if isinstance(topic, model.ChoiceTopic):
            ids[topic.named_by] = {named.id for named in (*topic.items, *topic.others)}
        if isinstance(topic, model.SkillsTopic):
            ids["skill_group"] = {group.id for group in topic.groups}
            ids["skill"] = {item.id for item in (*topic.all_items(), *topic.others)}
        if isinstance(topic, model.CareerPathTopic):
            ids["level"] = {level.id for level in topic.levels}
            ids["role"] = {item.id for item in (*topic.all_items(), *topic.others)}
        if isinstance(topic, model.DegreeNecessityTopic):
            ids["degree_level"] = {necessity.level for necessity in topic.levels}
    return ids
