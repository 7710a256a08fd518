"""Every patch of Rasa: what its version 3.6.21 has neither a setting nor an extension point for.

Each function is one patch, for the whole process, and says what it changes, what it buys and which
test shows that it works. Figures are processor time on one core. Importing this module imports
nothing of Rasa, so that ``defer_unused_imports`` can come first.

Raises:
    RuntimeError: if another version of Rasa is installed: its insides may be others.
"""

from __future__ import annotations

import importlib
import importlib.metadata
import importlib.resources
import sys
import tarfile
from collections.abc import Callable
from contextlib import suppress
from functools import cache
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

VERSION = "3.6.21"

if (installed := importlib.metadata.version("rasa")) != VERSION:
    raise RuntimeError(
        f"server/rasa_3_6_21.py changes the insides of Rasa {VERSION}, but {installed} is "
        "installed: look at each of its patches before you use them with that."
    )

NEURAL = {
    "rasa.core.policies.ted_policy": "TEDPolicy",
    "rasa.core.policies.unexpected_intent_policy": "UnexpecTEDIntentPolicy",
    "rasa.nlu.classifiers.diet_classifier": "DIETClassifier",
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": "ConveRTFeaturizer",
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": "LanguageModelFeaturizer",
    "rasa.nlu.selectors.response_selector": "ResponseSelector",
}
"""The modules of Rasa's components that import TensorFlow, and the component of each."""

CHANNELS = {
    "botframework": ("botframework", "BotFrameworkInput"),
    "cmdline": ("console", "CmdlineInput"),
    "facebook": ("facebook", "FacebookInput"),
    "hangouts": ("hangouts", "HangoutsInput"),
    "rasa": ("rasa_chat", "RasaChatInput"),
    "socketio": ("socketio", "SocketIOInput"),
    "telegram": ("telegram", "TelegramInput"),
    "twilio": ("twilio", "TwilioInput"),
    "twilio_voice": ("twilio_voice", "TwilioVoiceInput"),
    "webexteams": ("webexteams", "WebexTeamsInput"),
}
"""Rasa's channels with a library of their own: name in credentials.yml, module and class."""

LEARNING = {
    "scipy.optimize": ["minimize_scalar"],
    "sklearn.feature_extraction": ["DictVectorizer"],
    "sklearn.feature_extraction.text": ["CountVectorizer"],
    "sklearn.linear_model": ["LogisticRegression"],
    "sklearn.model_selection": ["train_test_split"],
    "sklearn.preprocessing": ["StandardScaler"],
}
"""What Rasa and our components import to learn, by module."""

STORES = {"boto3.dynamodb.conditions": "Key", "pymongo.collection": "Collection"}
"""What Rasa's tracker stores for DynamoDB and MongoDB import."""

_DEFERRED: dict[str, ModuleType] = {}

EVERY_COMPONENT = (
    "rasa.graph_components.validators.default_recipe_validator",
    "rasa.engine.recipes.default_components",
)
"""The modules that import all of these, to look for them in a config.yml."""


@cache
def speed_up_messages() -> None:
    """Applies the patches that make a message cheaper, once; what Rasa answers stays the same."""
    cache_event_classes()
    run_graph_without_scheduler()
    check_action_answers_once()
    log_without_copies()


def defer_unused_imports() -> None:
    """Imports what a server needs seldom or never when it is used: call it before importing Rasa.

    Changes: Rasa imports its plots, and spaCy its command line and a store of models (HDF5).
    Buys: 0.1 s of a start and 11 MB, beside what the other two do.
    Test: ``test_what_is_deferred_is_the_real_thing_once_it_is_used``.
    """
    for name in ("rasa.utils.plotting", "h5py"):
        _defer(name)
    _defer("spacy.cli.info", info=None)
    defer_setuptools()
    defer_learning()
    defer_channels()
    defer_stores_and_tracebacks()
    defer_tensorflow()


def defer_setuptools() -> None:
    """Lazy import of setuptools and pkg_resources, of which a server needs the standard library's.

    Changes: APScheduler looks for its version and plugins by pkg_resources, and Sanic's CORS
    extension compares versions by the distutils that setuptools puts in place of Python's; Rasa
    looks for its schemas by pkg_resources. Whoever wants more of that gets the real one.
    Buys: 0.15 s of a start and 5 MB.
    Test: ``test_a_server_needs_no_setuptools``.
    """
    _defer(
        "pkg_resources",
        get_distribution=importlib.metadata.distribution,
        DistributionNotFound=importlib.metadata.PackageNotFoundError,
        iter_entry_points=lambda group: importlib.metadata.entry_points(group=group),
        resource_filename=lambda package, name: str(importlib.resources.files(package) / name),
    )
    with suppress(ImportError):  # as in an environment without setuptools
        importlib.import_module("_distutils_hack").remove_shim()


def defer_learning() -> None:
    """Lazy import of scikit-learn, and what of SciPy only that needs: loads them for a training.

    Changes: Rasa imports it to split training data, our components to learn from them.
    Buys: 0.5 s of a start and 35 MB.
    Test: ``test_what_learns_is_the_real_thing_once_it_is_used``.
    """
    for name, classes in LEARNING.items():
        _defer(name, **{each: _later(name, each) for each in classes})


def defer_stores_and_tracebacks() -> None:
    """Imports Rasa's tracker stores without DynamoDB and MongoDB, its logs without colours.

    Changes: Rasa imports the libraries of all stores, again for their errors when it opens one, and
    structlog one that colours tracebacks. A store still imports what it needs.
    Buys: the time and memory of what nobody uses here.
    Test: ``test_what_is_deferred_is_the_real_thing_once_it_is_used``.
    """
    for name, class_name in STORES.items():
        _defer(name, **{class_name: _later(name, class_name)})
    sys.modules["rich"] = None  # type: ignore[assignment]  # as if it weren't installed
    try:
        importlib.import_module("structlog")
        import rasa.core.tracker_store as stores
    finally:
        for name in (*STORES, "rich"):
            del sys.modules[name]

    from rasa.shared.exceptions import ConnectionException
    from sqlalchemy.exc import OperationalError

    rasas = stores.TrackerStore.create

    def create(store: Any, domain: Any = None, event_broker: Any = None) -> Any:
        if isinstance(store, stores.TrackerStore) or (store and store.type in ("mongod", "dynamo")):
            return rasas(store, domain, event_broker)
        try:
            return stores.create_tracker_store(store, domain, event_broker)
        except (OperationalError, ConnectionError) as error:
            raise ConnectionException(f"Cannot connect to tracker store.{error}") from error

    stores.TrackerStore.create = staticmethod(create)


def defer_channels() -> None:
    """Lazy import of Rasa's channels: loads one when credentials.yml names it.

    Changes: Rasa imports all of them, and the library of each.
    Buys: 0.1 s of a start and 16 MB.
    Test: ``test_a_channel_of_rasas_is_the_real_one``.
    """
    for name, (file, class_name) in CHANNELS.items():
        module = f"rasa.core.channels.{file}"
        _defer(module, **{class_name: _channel(name, module, class_name)})


def defer_tensorflow() -> None:
    """Lazy import of TensorFlow: loads it when a model names a component that needs it.

    Changes: Rasa imports all of its components, and with the neural ones TensorFlow, whatever
    config.yml names. Here these modules are imported when a model or config.yml names them.
    Buys: a server starts in half the time and has half the memory.
    Test: ``tests/server/test_rasa_3_6_21.py``, ``test_a_running_server_has_no_tensorflow``.
    """
    train_utils = _defer("rasa.utils.train_utils")
    vars(importlib.import_module("rasa.utils"))["train_utils"] = train_utils
    for name, component in NEURAL.items():
        stand_in = ModuleType(name)
        setattr(stand_in, component, type(component, (), {}))
        sys.modules[name] = stand_in
    for name in EVERY_COMPONENT:
        importlib.import_module(name)
    # From here on, an import of these names is one of the real modules: a model's, for example.
    for name in NEURAL:
        del sys.modules[name]

    from rasa.engine.recipes.default_recipe import DefaultV1Recipe
    from rasa.shared.exceptions import InvalidConfigException

    among_registered = DefaultV1Recipe._from_registry

    def among_all(name: str) -> Any:
        try:
            return among_registered(name)
        except InvalidConfigException:
            for module in EVERY_COMPONENT:
                importlib.reload(sys.modules[module])
            return among_registered(name)

    DefaultV1Recipe._from_registry = staticmethod(among_all)


def cache_event_classes() -> None:
    """Caches which class an event's name stands for.

    Changes: Rasa looks through all of its event classes for every event that it reads from a store.
    Buys: reading 40 events, as for each message, takes 0.05 ms instead of 0.95.
    Test: ``test_every_event_is_read_as_what_it_was``.
    """
    from rasa.shared.core.events import Event

    Event.resolve_by_type = staticmethod(cache(Event.resolve_by_type))


def run_graph_without_scheduler() -> None:
    """Runs the graph's components one after the other, without dask's scheduler.

    Changes: Rasa has dask plan, for each run, how many threads would share the work of three chains
    of components. Dask's plain function runs each once its inputs are there.
    Buys: 0.25 ms a run, of which a message has three.
    Test: ``test_the_parts_of_a_graph_run_in_order_and_their_errors_come_out``.
    """
    import dask.core
    import rasa.engine.runner.dask

    rasa.engine.runner.dask.dask = SimpleNamespace(get=dask.core.get)


def check_action_answers_once() -> None:
    """Validates answers of the action server without validating their JSON schema each time.

    Changes: for each answer Rasa first checks the schema that it then checks the answer with, and
    compares each event with two dozen kinds. An answer that is wrong is left to Rasa's own words.
    Buys: 0.15 ms an answer instead of 13.9 (seven events).
    Test: ``test_an_answer_of_the_action_server_is_still_checked``.
    """
    from rasa.core.actions.action import RemoteAction

    is_right = answer_check(RemoteAction.action_response_format_spec())
    in_rasas_words = RemoteAction._validate_action_result

    def validate(action: RemoteAction, result: dict[str, Any]) -> bool:
        return is_right(result) or bool(in_rasas_words(action, result))

    RemoteAction._validate_action_result = validate


def log_without_copies() -> None:
    """Hands to debug log lines what they tell of, instead of copies of it (``deepcopy``).

    Changes: for each line Rasa copies events and slots, whether the line is written or not. Nothing
    keeps what a line tells of.
    Buys: 0.6 ms a message.
    Test: ``test_log_lines_tell_of_the_events_themselves``.
    """
    import rasa.core.processor

    rasa.core.processor.copy = SimpleNamespace(deepcopy=lambda told: told)


def unpack_models_once() -> None:
    """Unpacks a model with Python's filter for data (PEP 706), where Python has it (3.10.12).

    Changes: Rasa has the whole archive read for dangerous members, and then read again to unpack
    it. The filter refuses them one by one.
    Buys: 0.2 s of a start.
    Test: ``test_a_model_that_would_write_elsewhere_is_refused``.
    """
    from rasa.engine.storage.local_model_storage import LocalModelStorage

    def unpack(model: str | Path, folder: Path) -> None:
        with tarfile.open(model, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        LocalModelStorage._assert_not_rasa2_archive(folder)

    if hasattr(tarfile, "data_filter"):
        LocalModelStorage._extract_archive_to_directory = staticmethod(unpack)


def check_annotations_by_one_schema() -> None:
    """Validates annotated entities of training questions without validating their schema each time.

    Changes: for each annotation Rasa first checks the JSON schema that it then checks it with. One
    that is wrong is left to Rasa's own words.
    Buys: a quarter of the time that reading the training questions takes.
    Test: ``test_a_wrong_annotation_is_still_refused``.
    """
    from jsonschema.validators import validator_for
    from rasa.shared.nlu.training_data.schemas.data_schema import entity_dict_schema
    from rasa.shared.utils import validation

    of_annotations = entity_dict_schema()
    is_right = validator_for(of_annotations)(of_annotations).is_valid
    in_rasas_words = validation.validate_training_data

    def validate(told: dict[str, Any], schema: dict[str, Any]) -> None:
        if schema != of_annotations or not is_right(told):
            in_rasas_words(told, schema)

    validation.validate_training_data = validate


def train_without_cache() -> None:
    """Trains without keeping each component's outcome for the next training.

    Changes: whatever ``--force`` says, Rasa takes fingerprints of all training questions before and
    after each component, for a cache that a forced training doesn't read.
    Buys: 25 s of a training, and a second copy of what it learns in ``.rasa``.
    Test: ``tests/server/test_rasa_cli.py``, ``test_training_keeps_nothing_for_the_next``.
    """
    from rasa.engine.graph import GraphNodeHook
    from rasa.engine.training import graph_trainer

    class NothingKept(GraphNodeHook):
        def __init__(self, **_: Any) -> None:
            pass

        def on_before_node(self, *_: Any, **__: Any) -> dict[str, Any]:
            return {}

        def on_after_node(self, *_: Any, **__: Any) -> None:
            pass

    graph_trainer.TrainingHook = NothingKept


def expect_extractors_of_our_own() -> None:
    """Hides two warnings of training that aren't true of this assistant.

    Changes: where config.yml names none of Rasa's own extractors, Rasa warns that nothing learns
    from annotated entities. Extractors of our own do.
    Buys: a training that went well says so in one line. (A filter of the ``warnings`` module isn't
    enough: Rasa puts one of its own in front of it.)
    Test: ``tests/server/test_rasa_cli.py``, ``test_training_warns_of_nothing``.
    """
    from rasa.utils.common import EXPECTED_WARNINGS

    EXPECTED_WARNINGS.append((UserWarning, "You have defined training data .*entit"))


def answer_check(schema: dict[str, Any]) -> Callable[[dict[str, Any]], bool]:
    """Returns what tells whether an answer of the action server follows its JSON schema.

    Of an event the schema says that it is one of two dozen kinds; here it is compared with the kind
    whose name it has, not with all of them, and a plain slot event, which most are, with none.

    Args:
        schema: Rasa's, of the whole answer.
    """
    from jsonschema.validators import validator_for

    event = dict(schema["properties"]["events"]["items"])
    validator = validator_for(schema)
    kinds = {
        kind["properties"]["event"]["const"]: validator({**event, "allOf": [kind]})
        for kind in event.pop("oneOf")
    }
    around = validator(
        {**schema, "properties": {**schema["properties"], "events": {"type": "array"}}}
    )

    def is_event(value: Any) -> bool:
        if _is_plain_slot(value):
            return True
        name = value.get("event") if isinstance(value, dict) else None
        return isinstance(name, str) and name in kinds and kinds[name].is_valid(value)

    def is_right(answer: dict[str, Any]) -> bool:
        is_plain = answer.keys() == {"events", "responses"} and all(
            isinstance(part, list) and all(isinstance(each, dict) for each in part)
            for part in answer.values()
        )
        return (is_plain or around.is_valid(answer)) and all(
            map(is_event, answer.get("events", ()))
        )

    return is_right


def _is_plain_slot(event: Any) -> bool:
    return (
        isinstance(event, dict)
        and event.keys() == {"event", "timestamp", "name", "value"}
        and event["event"] == "slot"
        and event["timestamp"] is None
        and isinstance(event["name"], str)
    )


def _defer(name: str, **stand_ins: Any) -> ModuleType:
    """Puts a module in place that becomes the real one once something else of it is used.

    Args:
        name: of the module.
        stand_ins: what it has until then.
    """
    deferred = ModuleType(name)

    def load(attribute: str) -> Any:
        if attribute.startswith("__"):  # whoever looks through all modules uses none of them
            raise AttributeError(attribute)
        return getattr(_real(name), attribute)

    deferred.__dict__.update(stand_ins, __getattr__=load)
    _DEFERRED[name] = sys.modules[name] = deferred
    return deferred


def _real(name: str) -> ModuleType:
    """Imports a module that was deferred; one of those that belong together, without the others."""
    for each in LEARNING if name in LEARNING else (name,):
        if sys.modules.get(each) is _DEFERRED[each]:
            del sys.modules[each]
    return importlib.import_module(name)


def _later(module: str, name: str) -> type:
    """What stands for a class or function, and calls it once it is called."""

    def call(_: type, *arguments: Any, **named: Any) -> Any:
        return getattr(_real(module), name)(*arguments, **named)

    return type(name, (), {"__new__": call})


def _channel(name: str, module: str, class_name: str) -> type:
    """What stands for a channel's class until credentials.yml names it."""

    def from_credentials(_: type, credentials: dict[str, Any] | None) -> Any:
        return getattr(_real(module), class_name).from_credentials(credentials)

    told = {"name": classmethod(lambda _: name), "from_credentials": classmethod(from_credentials)}
    return type(class_name, (), told)
