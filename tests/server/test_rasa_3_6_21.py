"""Each patch of Rasa: what is faster still does the same."""

from __future__ import annotations

import inspect
import re
import subprocess
import sys
import tarfile
from pathlib import Path
from typing import Any

import psutil
import pytest
import rasa.core.processor
import rasa.engine.runner.dask
from jsonschema import ValidationError
from rasa.core.actions.action import RemoteAction
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.shared.core.events import (
    ActionExecuted,
    BotUttered,
    Event,
    FollowupAction,
    SessionStarted,
    SlotSet,
    UserUttered,
)
from rasa.shared.exceptions import SchemaValidationError
from rasa.shared.nlu.training_data.entities_parser import get_validated_dict
from rasa.shared.utils import validation

from evaluation.assistant import Assistant
from server.model_file import MODEL
from server.rasa_3_6_21 import (
    CHANNELS,
    answer_check,
    check_annotations_by_one_schema,
    speed_up_messages,
    unpack_models_once,
)

RASAS = LocalModelStorage._extract_archive_to_directory


@pytest.fixture(scope="module", autouse=True)
def _patched() -> None:
    speed_up_messages()


def run(program: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)


def test_another_version_of_rasa_is_an_error() -> None:
    done = run("""
import importlib.metadata

importlib.metadata.version = lambda name: "3.6.22"
import server.rasa_3_6_21
""")
    assert "changes the insides of Rasa 3.6.21, but 3.6.22 is installed" in done.stderr
    assert done.returncode == 1


def test_importing_it_imports_nothing_of_rasa() -> None:
    done = run("import sys, server.rasa_3_6_21; sys.exit('rasa' in sys.modules)")
    assert done.returncode == 0, done.stderr


def test_a_running_server_has_no_tensorflow(assistant: Assistant) -> None:
    assert assistant.ask("what does it pay?", "lazy")
    files = [file.path for file in psutil.Process(assistant.pid("server")).memory_maps()]
    assert any("numpy" in file for file in files)
    assert not [file for file in files if "tensorflow" in file]


def test_a_component_that_needs_tensorflow_is_the_real_one() -> None:
    program = """
import sys
from server.rasa_3_6_21 import defer_tensorflow

defer_tensorflow()
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.graph_components.validators import default_recipe_validator as validator

rules = DefaultV1Recipe._from_registry("RulePolicy").clazz
assert rules.__module__ == "rasa.core.policies.rule_policy"
assert "tensorflow" not in sys.modules

diet = DefaultV1Recipe._from_registry("DIETClassifier").clazz
assert "tensorflow" in sys.modules
assert diet.__module__ == "rasa.nlu.classifiers.diet_classifier" and diet.supported_languages
assert diet in validator.TRAINABLE_EXTRACTORS
from rasa.nlu.extractors import extractor
assert extractor.rasa.utils.train_utils.rank_and_mask.__module__ == "rasa.utils.train_utils"
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_is_deferred_is_the_real_thing_once_it_is_used() -> None:
    program = """
import sys
from server.rasa_3_6_21 import defer_unused_imports

defer_unused_imports()
import rasa.core.run
import rasa.nlu.test
import spacy
import thinc.compat

unused = {"matplotlib", "aiogram", "socketio", "questionary", "webexteamssdk", "twilio", "h5py.h5"}
unused |= {"sklearn", "scipy.stats", "boto3", "pymongo", "rich"}
assert not unused & set(sys.modules), unused & set(sys.modules)

assert rasa.nlu.test.plot_utils.plot_curve.__module__ == "rasa.utils.plotting"
assert rasa.core.run.console.record_messages.__module__ == "rasa.core.channels.console"
assert thinc.compat.h5py.File.__module__ == "h5py._hl.files"
from rasa.utils.plotting import plot_curve
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_server_needs_no_setuptools() -> None:
    """Reminders are scheduled, by the name of a plugin, and versions told."""
    program = """
import asyncio
import sys
from server.rasa_3_6_21 import defer_unused_imports

defer_unused_imports()
import apscheduler
import rasa.core.jobs
import rasa.server
import sanic_cors.extension
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from importlib.metadata import version

assert not {"setuptools", "pkg_resources.extern"} & set(sys.modules)
assert sanic_cors.extension.SANIC_VERSION >= sanic_cors.extension.LooseVersion("21.12")
assert version("apscheduler").startswith(apscheduler.version)

async def run():
    rung = asyncio.Event()
    scheduler = AsyncIOScheduler()
    scheduler.start()
    scheduler.add_job(rung.set, "interval", seconds=0.01)
    await asyncio.wait_for(rung.wait(), 5)
    scheduler.shutdown()

asyncio.run(run())

from rasa.shared.utils.validation import validate_yaml_schema
validate_yaml_schema("version: '3.1'", "shared/utils/schemas/domain.yml")
assert not {"setuptools", "pkg_resources.extern"} & set(sys.modules)

from pkg_resources import resource_filename, working_set
assert resource_filename("rasa", "shared") == rasa.shared.__path__[0]
assert working_set.by_key["rasa"].version == "3.6.21"
import pkg_resources
assert pkg_resources.resource_filename("rasa", "shared") == rasa.shared.__path__[0]
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_tracker_store_needs_no_library_of_another() -> None:
    program = """
import sys
from server.rasa_3_6_21 import defer_unused_imports

defer_unused_imports()
import rasa.core.tracker_store as stores
from rasa.shared.core.domain import Domain
from rasa.shared.exceptions import ConnectionException

store = stores.TrackerStore.create(None, Domain.empty())
assert isinstance(store, stores.InMemoryTrackerStore)
assert not {"pymongo", "botocore"} & set(sys.modules)

def away(*_):
    raise ConnectionError("it is gone")

stores.create_tracker_store = away
try:
    stores.TrackerStore.create(None, Domain.empty())
except ConnectionException as error:
    assert str(error) == "Cannot connect to tracker store.it is gone"
else:
    raise AssertionError("no error")

assert stores.Key("sender_id").eq("x").__module__ == "boto3.dynamodb.conditions"
from pymongo.collection import Collection
assert Collection.__module__ == "pymongo.collection"
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_what_learns_is_the_real_thing_once_it_is_used() -> None:
    program = """
import sys
from server.rasa_3_6_21 import defer_unused_imports

defer_unused_imports()
from components.calibration import minimize_scalar
from components.leaning import CountVectorizer, LogisticRegression
from components.mention_roles import DictVectorizer
from components.scope import StandardScaler

assert "sklearn" not in sys.modules
rows = CountVectorizer().fit_transform(["aa is bb", "cc is dd"])
assert LogisticRegression().fit(rows, [0, 1]).predict(rows).tolist() == [0, 1]
assert StandardScaler().fit_transform([[0.0], [2.0]]).tolist() == [[-1.0], [1.0]]
assert DictVectorizer().fit_transform([{"a": 1}]).shape == (1, 1)
assert abs(minimize_scalar(lambda x: (x - 2) ** 2).x - 2) < 1e-6

from sklearn.feature_extraction.text import CountVectorizer as real
assert real.__module__ == "sklearn.feature_extraction.text" and real is not CountVectorizer
import rasa.utils.tensorflow.model_data as data
assert len(data.train_test_split([1, 2, 3, 4], test_size=2)) == 2
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_a_channel_of_rasas_is_the_real_one() -> None:
    """Each in a process of its own, forked where none has been used yet."""
    # The bot framework's asks its server for keys as soon as it is made.
    names = sorted({*CHANNELS} - {"botframework"})
    program = f"""
from multiprocessing import get_context
from server.rasa_3_6_21 import defer_unused_imports

defer_unused_imports()
from rasa.core.channels import BUILTIN_CHANNELS
from rasa.core.channels.channel import InputChannel

def check(name):
    channel = BUILTIN_CHANNELS[name].from_credentials({{"access_token": "x", "verify": "y"}})
    assert isinstance(channel, InputChannel) and channel.name() == name
    assert callable(channel.blueprint)

for name in {names}:
    process = get_context("fork").Process(target=check, args=[name])
    process.start()
    process.join()
    assert process.exitcode == 0, name
"""
    subprocess.run([sys.executable, "-c", program], check=True)


def test_an_unknown_component_is_said_to_be_unknown() -> None:
    program = """
from server.rasa_3_6_21 import defer_tensorflow

defer_tensorflow()
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
DefaultV1Recipe._from_registry("NoSuchClassifier")
"""
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True)
    assert "Can't load class for name 'NoSuchClassifier'" in done.stderr


@pytest.mark.parametrize("name", ["../outside", "a/../../outside", "link", "device"])
def test_a_model_that_would_write_elsewhere_is_refused(tmp_path: Path, name: str) -> None:
    unpack_models_once()
    model = tmp_path / "model.tar.gz"
    with tarfile.open(model, "w:gz") as archive:
        archive.addfile(tarfile.TarInfo("metadata.json"))
        member = tarfile.TarInfo(name)
        member.type = {"link": tarfile.SYMTYPE, "device": tarfile.CHRTYPE}.get(
            name, tarfile.REGTYPE
        )
        member.linkname = "../outside" if name == "link" else ""
        archive.addfile(member)
    folder = tmp_path / "storage"
    folder.mkdir()
    with pytest.raises(tarfile.FilterError):
        LocalModelStorage.from_model_archive(folder, model)
    assert [path.name for path in tmp_path.iterdir()] == ["model.tar.gz", "storage"]
    assert list(folder.iterdir()) == []


@pytest.mark.parametrize("wrong", ['"entity": 3', '"role": "asked"', '"entity": "job", "role": 3'])
def test_a_wrong_annotation_is_still_refused(monkeypatch: pytest.MonkeyPatch, wrong: str) -> None:
    rasas = validation.validate_training_data
    with pytest.raises(SchemaValidationError) as of_rasa:
        get_validated_dict(wrong)
    monkeypatch.setattr(validation, "validate_training_data", rasas)
    check_annotations_by_one_schema()
    with pytest.raises(SchemaValidationError) as ours:
        get_validated_dict(wrong)
    assert str(ours.value) == str(of_rasa.value)
    right = {"entity": "job", "role": "asked"}
    assert get_validated_dict('"entity": "job", "role": "asked"') == right


def test_a_model_is_unpacked_as_rasa_does(tmp_path: Path) -> None:
    def unpacked(folder: str) -> dict[str, bytes]:
        (tmp_path / folder).mkdir()
        LocalModelStorage.from_model_archive(tmp_path / folder, MODEL)
        files = (path for path in (tmp_path / folder).rglob("*") if path.is_file())
        return {str(path.relative_to(tmp_path / folder)): path.read_bytes() for path in files}

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(LocalModelStorage, "_extract_archive_to_directory", staticmethod(RASAS))
        expected = unpacked("rasas")
    unpack_models_once()
    assert unpacked("ours") == expected


@pytest.mark.parametrize("event", [UserUttered("hi"), BotUttered("ho"), SlotSet("city", "x")])
def test_every_event_is_read_as_what_it_was(event: Event) -> None:
    for _ in range(2):
        assert Event.from_parameters(event.as_dict()) == event


def test_an_unknown_event_is_still_an_error() -> None:
    for _ in range(2):
        with pytest.raises(ValueError, match="Unknown event name 'party'"):
            Event.from_parameters({"event": "party"})


def test_an_answer_of_the_action_server_is_still_checked() -> None:
    action = RemoteAction("action_x", None)
    good = {"events": [{"event": "slot", "name": "city", "value": 1}], "responses": [{"text": "x"}]}
    for _ in range(2):
        assert action._validate_action_result(good) is True
        with pytest.raises(ValidationError) as refused:
            action._validate_action_result({"events": [], "responses": ["x"]})
        assert "make sure your response from the Action endpoint is valid" in refused.value.message


@pytest.mark.parametrize(
    "event",
    [
        "slot",
        {"name": "city"},
        {"event": ["slot"]},
        {"event": "party"},
        {"event": "slot", "value": 1},
        {"event": "slot", "name": 1, "value": 1},
        {"event": "bot", "timestamp": "now"},
    ],
)
def test_an_event_that_is_none_is_still_refused(event: Any) -> None:
    action = RemoteAction("action_x", None)
    with pytest.raises(ValidationError, match="Failed to validate Action server response"):
        action._validate_action_result({"events": [event], "responses": []})


def test_events_of_every_kind_are_right() -> None:
    is_right = answer_check(RemoteAction.action_response_format_spec())
    events = [
        UserUttered("hi", {"name": "greet", "confidence": 1.0}),
        BotUttered("ho"),
        SlotSet("city", None),
        ActionExecuted("action_listen"),
        SessionStarted(),
        FollowupAction("action_x"),
    ]
    assert is_right({"events": [event.as_dict() for event in events], "responses": []})


def test_the_parts_of_a_graph_run_in_order_and_their_errors_come_out() -> None:
    dask = rasa.engine.runner.dask.dask
    graph = {"sum": (lambda *pair: ("sum", sum(pair)), "one", "two"), "one": 1, "two": 2}
    assert dict(dask.get(graph, ["sum"])) == {"sum": 3}
    with pytest.raises(ZeroDivisionError):
        dask.get({"broken": (lambda _: 1 / 0, "one"), "one": 1}, ["broken"])


def test_log_lines_tell_of_the_events_themselves() -> None:
    """Each copy that the module makes is an argument of a log line's."""
    events = [BotUttered("ho")]
    assert rasa.core.processor.copy.deepcopy(events) is events
    source = inspect.getsource(rasa.core.processor)
    copies = re.findall(r"^.*copy\.\w+.*$", source, flags=re.MULTILINE)
    assert copies
    for line in copies:
        assert re.search(r"\b(rasa_events|prediction_events|slot_values|parse_data_\w+)=copy", line)
