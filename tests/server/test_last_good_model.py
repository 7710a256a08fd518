"""A server that starts on a broken model uses the last one that worked."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from evaluation.assistant import Assistant, Conversation
from server.last_good_model import copy_of, keep
from tests.conftest import MODEL
from tests.models import ASKS_FOR_THEM, NEW_WORDS, OLD_WORDS, that_is_cut_off, with_new_words
from tests.monitoring.probe import broken
from tests.waiting import wait_until


@pytest.fixture(scope="module")
def assistant(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Assistant]:
    folder = tmp_path_factory.mktemp("last-good")
    model = folder / "model.tar.gz"
    shutil.copy(MODEL, model)
    with Assistant(folder, model=model) as running:
        yield running


def that_is_gone(model: Path) -> None:
    model.unlink()


def restart(assistant: Assistant) -> str:
    """Returns what the log has said since then."""
    before = len(assistant.log("server"))
    assistant.stop("server")
    assistant.start("server")
    return assistant.log("server")[before:]


@pytest.mark.parametrize("trouble", [that_is_cut_off, that_is_gone])
def test_people_are_answered_after_a_restart_on_a_broken_model(
    assistant: Assistant, trouble: Callable[[Path], None]
) -> None:
    trouble(assistant.model)
    log = restart(assistant)
    assert f"The model {assistant.model} is not used: it can't be loaded." in log
    assert "The last one that worked, of 20" in log
    assert broken(assistant.url) == {}
    assert OLD_WORDS in Conversation(assistant).say(ASKS_FOR_THEM)["text"]


def test_a_model_that_has_taken_over_is_the_one_that_is_kept(assistant: Assistant) -> None:
    new = assistant.folder / "new.tar.gz"
    with_new_words(new)
    version = new.stat().st_mtime_ns
    new.replace(assistant.model)
    wait_until(lambda: copy_of(assistant.model).stat().st_mtime_ns == version)
    that_is_cut_off(assistant.model)
    restart(assistant)
    assert NEW_WORDS in Conversation(assistant).say(ASKS_FOR_THEM)["text"]


def test_without_a_copy_it_is_not_ready(assistant: Assistant) -> None:
    shutil.rmtree(copy_of(assistant.model).parent)
    that_is_cut_off(assistant.model)
    restart(assistant)
    assert broken(assistant.url) == {"model": "no model is loaded"}


def test_a_copy_is_made_once_and_whole(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"one")
    keep(model, model)
    copy = copy_of(model)
    assert copy.read_bytes() == b"one"
    inode = copy.stat().st_ino
    keep(model, model)
    assert copy.stat().st_ino == inode
    model.write_bytes(b"another")
    keep(model, model)
    assert copy.read_bytes() == b"another"
    assert [file.name for file in copy.parent.iterdir()] == [copy.name]


def test_where_nothing_can_be_written_there_is_no_copy_and_no_error(tmp_path: Path) -> None:
    model = tmp_path / "model.tar.gz"
    model.write_bytes(b"one")
    (tmp_path / "last_good").write_text("a file where the folder should be")
    keep(model, model)
    assert model.read_bytes() == b"one"
