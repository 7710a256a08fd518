"""Models that may take the place of the running one, or should not."""

from __future__ import annotations

import io
import tarfile
from pathlib import Path

from rasa.model_training import train_nlu

from tests.conftest import MODEL

OLD_WORDS, NEW_WORDS = "I'm a bot", "I am a robot"
ASKS_FOR_THEM = "are you a robot"


def with_new_words(model: Path) -> None:
    """Writes a model that works, and says something in other words."""
    with tarfile.open(MODEL) as old, tarfile.open(model, "w:gz", compresslevel=0) as new:
        for member in old.getmembers():
            content = old.extractfile(member)
            data = content.read() if content else b""
            if member.name.endswith("metadata.json"):
                assert OLD_WORDS.encode() in data
                data = data.replace(OLD_WORDS.encode(), NEW_WORDS.encode())
                member.size = len(data)
            new.addfile(member, io.BytesIO(data) if content else None)


def that_understands_nothing(model: Path) -> None:
    """Trains a model of another bot."""
    folder = model.with_suffix(".bot")
    folder.mkdir()
    (folder / "config.yml").write_text(
        "recipe: default.v1\nassistant_id: other\nlanguage: en\n"
        "pipeline:\n  - name: KeywordIntentClassifier\n"
    )
    (folder / "nlu.yml").write_text(
        'version: "3.1"\nnlu:\n'
        "- intent: one\n  examples: |\n    - one\n    - first\n"
        "- intent: two\n  examples: |\n    - two\n    - second\n"
    )
    trained = train_nlu(
        str(folder / "config.yml"), str(folder / "nlu.yml"), str(folder), fixed_model_name="other"
    )
    assert trained
    Path(trained).rename(model)


def that_is_cut_off(model: Path) -> None:
    """Writes the first half of a model."""
    content = MODEL.read_bytes()
    model.write_bytes(content[: len(content) // 2])
