"""Reads Rasa NLU files with the line of every example."""

from __future__ import annotations

import io
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rasa.shared.nlu.training_data.entities_parser import replace_entities
from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError, YAMLError
from ruamel.yaml.nodes import MappingNode, Node, SequenceNode

TRAINING_FOLDER = Path("data/nlu")


class DataError(Exception):
    """A file can't be used; says which, where and why in one sentence."""


@dataclass(frozen=True)
class Example:
    """A message with its intent.

    Attributes:
        text: What a person wrote.
        intent: Its intent.
        kind: For an out-of-scope message, its kind of near miss.
        place: Where it stands, as ``file:line``.
        aspects: What about its topic it asks, where its block says so; a held-out message may have
            more than one that is right.
        languages: Those its block says it is in; empty for the default one.
        act: What it does to the last answer, where its block says so.
    """

    text: str
    intent: str
    kind: str | None
    place: str
    aspects: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    act: str | None = None

    @property
    def label(self) -> str:
        """Intent and kind: what the classifier learns."""
        return f"{self.intent}/{self.kind}" if self.kind else self.intent


def read_yaml(path: Path) -> Any:
    """Reads a YAML file; mappings and lists know their lines (ruamel's ``lc``).

    Raises:
        DataError: The file is missing or not valid YAML.
    """
    try:
        return YAML(typ="rt").load(path)
    except OSError as error:
        raise DataError(f"{path}: can't be read: {error.strerror}.") from None
    except UnicodeDecodeError:
        raise DataError(f"{path}: is not UTF-8 text.") from None
    except MarkedYAMLError as error:
        line = error.problem_mark.line + 1 if error.problem_mark else 1
        raise DataError(f"{path}:{line}: not valid YAML: {error.problem}.") from None
    except YAMLError as error:
        raise DataError(f"{path}: not valid YAML: {error}.") from None


def read_examples(paths: Iterable[Path]) -> list[Example]:
    """Reads the examples of Rasa NLU files.

    Raises:
        DataError: A file is not one, in the form that this project uses (``examples: |``).
    """
    return [example for path in paths for example in _read_file(path)]


def training_examples(folder: Path = TRAINING_FOLDER) -> list[Example]:
    """Every example that the model is taught.

    Raises:
        DataError: A file can't be read.
    """
    return read_examples(sorted(folder.rglob("*.yml")))


def _read_file(path: Path) -> Iterator[Example]:
    content, lines = _read_with_lines(path)
    blocks = content.get("nlu") if isinstance(content, dict) else None
    if not isinstance(blocks, list):
        raise DataError(f"{path}:1: expected a list under 'nlu'.")
    for block, (line, examples_line) in zip(blocks, lines, strict=True):
        if not (
            isinstance(block, dict)
            and isinstance(block.get("intent"), str)
            and isinstance(block.get("examples"), str)
        ):
            raise DataError(f"{path}:{line}: expected 'intent' and 'examples: |' with '- ' lines.")
        metadata = block.get("metadata") or {}
        if not isinstance(metadata.get("answerable", True), bool):
            raise DataError(f"{path}:{line}: 'answerable' must be true or false.")
        kind, aspects = metadata.get("kind"), metadata.get("aspect") or ()
        aspects = (aspects,) if isinstance(aspects, str) else tuple(aspects)
        languages = tuple(str(metadata.get("language") or "").split())
        act = metadata.get("act")
        first = examples_line + 1
        for offset, written in enumerate(block["examples"].splitlines()):
            text = written.strip()
            if not text:
                continue
            if not text.startswith("-"):
                raise DataError(f"{path}:{first + offset}: expected '- ' before '{text}'.")
            place = f"{path}:{first + offset}"
            message = replace_entities(text[1:].strip())
            yield Example(message, block["intent"], kind, place, aspects, languages, act)


def _read_with_lines(path: Path) -> tuple[Any, Sequence[tuple[int, int]]]:
    """A Rasa NLU file, and of each of its blocks the line, and the line of its ``examples: |``.

    Both from libyaml, in a tenth of the time of `read_yaml`, which reads what that doesn't take,
    and says what is wrong.
    """
    try:
        written = path.read_bytes()
        yaml = YAML(typ="safe")
        content, root = yaml.load(io.BytesIO(written)), yaml.compose(io.BytesIO(written))
    except (OSError, UnicodeDecodeError, YAMLError):
        content = read_yaml(path)
        root = YAML(typ="safe", pure=True).compose(path)
    blocks = _values(root).get("nlu")
    if not isinstance(blocks, SequenceNode):
        return content, []
    return content, [
        (_line(block), _line(_values(block).get("examples", block))) for block in blocks.value
    ]


def _values(node: Node | None) -> dict[str, Node]:
    """The values of a mapping by their keys; nothing of anything else."""
    pairs = node.value if isinstance(node, MappingNode) else ()
    return {key.value: value for key, value in pairs if isinstance(key.value, str)}


def _line(node: Node) -> int:
    line: int = node.start_mark.line + 1
    return line
