"""Reads ``data/guide`` into a ``Guide``, or says exactly where it is wrong."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from guide import model
from guide.kinds import KINDS
from guide.particulars import ids_of_particulars
from guide.plausible import implausible
from guide.text import DEFAULT_LANGUAGE, LANGUAGES
from guide.yaml_file import YamlFile

GUIDE_DIRECTORY = Path(__file__).resolve().parent.parent / "data" / "guide"

_SHARED = ("sources", "phrases", "near_misses")
"""The files that are about no topic."""


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
        our_field=near_misses.our_field,
        other_jobs=near_misses.other_jobs,
        topics=tuple(topics),
    )
    _check_ids(guide, files)
    _check_aliases(files)
    _check_references(guide, files)
    _check_translations(files)
    _check_sentences(guide, files)
    _check_figures(guide, files)
    return guide


def _read_topic(file: YamlFile, name: str) -> model.Topic:
    kind = file.content.get("kind")
    if kind not in KINDS:
        reason = "is missing" if kind is None else f"there is no kind {kind!r}"
        raise file.error(("kind",), f"{reason}; kinds are {', '.join(KINDS)}")
    topic = file.read(KINDS[kind].record)
    if topic.topic != name:
        raise file.error(("topic",), f"is {topic.topic!r}; this file is about {name!r}")
    return topic


def _open(directory: Path, name: str) -> YamlFile:
    path = directory / f"{name}.yml"
    return YamlFile(path, _shown(path))


def _shown(path: Path) -> Path:
    root = GUIDE_DIRECTORY.parent.parent
    return path.relative_to(root) if path.is_relative_to(root) else path


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
    "further_reading": "article",
}

_IDS = re.compile(r"[a-z0-9_-]+")

# What a field that refers to something refers to, where it isn't called that.
_CALLED = {"see": "article"}


def _check_ids(guide: model.Guide, files: Mapping[str, YamlFile]) -> None:
    seen: dict[tuple[str, str], str] = {
        ("question", topic.topic): f"{topic.topic}.yml" for topic in guide.topics
    }
    for file in files.values():
        for path, node in file.walk():
            if not isinstance(node, dict) or "id" not in node or len(path) < 2:
                continue
            space = _ID_SPACES.get(path[-2])
            if space is None:
                continue
            if not _IDS.fullmatch(node["id"]):
                reason = "may only have small letters, digits, _ and -, and no quotation marks"
                raise file.error((*path, "id"), reason)
            key = (space, node["id"])
            if key in seen:
                raise file.error(
                    (*path, "id"), f"{space} id {node['id']!r} is already in {seen[key]}"
                )
            seen[key] = file.shown.name


def _check_aliases(files: Mapping[str, YamlFile]) -> None:
    """No word of a file names two things."""
    for file in files.values():
        seen: dict[tuple[str, str], str] = {}
        for path, node in file.walk():
            if len(path) < 3 or path[-3] != "aliases":
                continue
            owner = ".".join(map(str, path[:-3]))
            first = seen.setdefault((path[-2], str(node).lower()), owner)
            if first != owner:
                raise file.error(path, f"{str(node)!r} is already an alias at {first}")


def _check_references(guide: model.Guide, files: Mapping[str, YamlFile]) -> None:
    known = {
        "section": {section.id for section in guide.sources.sections},
        "provider": {provider.id for provider in guide.sources.providers},
        "topic": {topic.topic for topic in guide.topics},
        "which": {topic.topic for topic in guide.topics},
        "see": {article.id for article in guide.sources.further_reading},
    }
    questions = {question.id for topic in guide.topics for question in topic.all_questions()}
    gaps = {gap.id for topic in guide.topics for gap in topic.gaps}
    lists = {"suggest": ("question", questions), "like": ("gap", gaps)}
    focus_ids = ids_of_particulars(guide)
    for file in files.values():
        for path, node in file.walk():
            if not path:
                continue
            key = path[-1]
            in_focus = len(path) > 1 and path[-2] == "focus"
            if not in_focus and key in known and isinstance(node, str) and node not in known[key]:
                raise file.error(path, f"there is no {_CALLED.get(key, key)} {node!r}")
            for field, (called, ids) in lists.items():
                if len(path) > 1 and path[-2] == field and node not in ids:
                    raise file.error(path, f"there is no {called} {node!r}")
            if in_focus and key in focus_ids and node not in focus_ids[key]:
                raise file.error(path, f"there is no {key} {node!r}")


def _check_translations(files: Mapping[str, YamlFile]) -> None:
    """No wording is the same in two languages."""
    for file in files.values():
        for path, node in file.walk():
            if not isinstance(node, dict) or not isinstance(node.get(DEFAULT_LANGUAGE), str):
                continue
            for language in LANGUAGES:
                if language != DEFAULT_LANGUAGE and node.get(language) == node[DEFAULT_LANGUAGE]:
                    reason = (
                        f"is the same as {DEFAULT_LANGUAGE}: translate it, or write it once, "
                        "without languages, if it's the same in all of them"
                    )
                    raise file.error((*path, language), reason)


def _check_sentences(guide: model.Guide, files: Mapping[str, YamlFile]) -> None:
    """Every sentence of the published guide that is referred to exists."""
    sentences = {section.id: section.sentences for section in guide.sources.sections}
    for file in files.values():
        for path, node in file.walk():
            if len(path) < 2 or path[-2] != "based_on":
                continue
            section, _, number = str(node).partition(".")
            if section not in sentences:
                raise file.error(path, f"there is no section {section!r}")
            if int(number) > sentences[section]:
                raise file.error(path, f"{section} has {sentences[section]} sentences only")


def _check_figures(guide: model.Guide, files: Mapping[str, YamlFile]) -> None:
    for topic in guide.topics:
        if isinstance(topic, model.SalaryTopic):
            for path, reason in implausible(topic):
                raise files[topic.topic].error(path, reason)
