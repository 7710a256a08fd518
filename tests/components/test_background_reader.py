"""Jobs, and whether they are asked about or the asker's own; learnt from the training questions."""

from __future__ import annotations

from pathlib import Path

import pytest
from rasa.engine.graph import ExecutionContext, GraphSchema
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from components import guide_training
from components.background_reader import OUR_FIELD, BackgroundReader
from components.entity_extractor import GuideEntityExtractor
from components.reading import Entity, Reading
from guide import GuideError
from tests.components.trained import trained

CONTEXT = ExecutionContext(GraphSchema({}))


class Pipeline:
    """The entity extractor and the reader of the trained model."""

    def __init__(self) -> None:
        self._extractor, self._reader = trained(GuideEntityExtractor), trained(BackgroundReader)

    def read(self, text: str) -> Message:
        (message,) = self._reader.process(self._extractor.process([Message({TEXT: text})]))
        return message

    def named(self, text: str) -> tuple[Entity, ...]:
        return Reading.from_message(self.read(text).data).entities

    def asks_about_another_job(self, text: str) -> bool:
        message = self.read(text)
        entities = Reading.from_message(message.data).entities
        asked = any((each.name, each.role) == ("job", "asked") for each in entities)
        return asked and not message.get(OUR_FIELD)


@pytest.fixture(scope="module")
def pipeline() -> Pipeline:
    return Pipeline()


@pytest.mark.parametrize(
    "text",
    [
        "which certificates do I need for bookkeeping",
        "how do I become a nurse",
        "my brother wants to be an electrician, what should he do",
        "Cybersecurity analyst salary in Toronto",
        "skills for a UX designer",
        "how do pilots get certified",
        "are welders in demand out west",
        "switch from retail into nursing, where do i start",
        "accountant vs auditor",
        "steps to becoming a paralegal",
        "salaire d'un infirmier",
        "what does a sound engineer earn",
        "machine operator wages",
        "locomotive engineer pay",
        "social scientist salary",
    ],
)
def test_another_job_is_asked_about(pipeline: Pipeline, text: str) -> None:
    assert pipeline.asks_about_another_job(text)


@pytest.mark.parametrize(
    "text",
    [
        "I'm a nurse, is it too late for me",
        "teacher, 45, no coding. where do I start?",
        "can a lawyer become an ML engineer",
        "from accountant to data scientist, is it realistic",
        "I have a nursing degree, which courses should I take",
        "ex hairdresser, now what",
        "I work as a truck driver and want to switch careers",
        "my background is in accounting, what jobs could I get",
        "is this career good for a plumber",
        "which skills do I need",
        "what does a data analyst earn",
    ],
)
def test_a_job_that_a_person_has_is_not(pipeline: Pipeline, text: str) -> None:
    assert not pipeline.asks_about_another_job(text)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("I'm a pharmacist looking into DS", Entity("job", "pharmacist", 6, 16, role="background")),
        (
            "I'm a data analyst, how do I become an ML engineer",
            Entity("role", "data_analyst", 6, 18, role="background"),
        ),
        ("what does a data analyst earn", Entity("role", "data_analyst", 12, 24, role="asked")),
        (
            "I didn't study computer science, is that a problem",
            Entity("degree_field", "computer_science", 15, 31, role="lacking"),
        ),
        (
            "is a computer science degree ok",
            Entity("degree_field", "computer_science", 5, 21, role="asked"),
        ),
        ("my professor says ML is over", Entity("job", "professor", 3, 12, role="beside")),
    ],
)
def test_the_role_of_what_is_named(pipeline: Pipeline, text: str, entity: Entity) -> None:
    found = next(each for each in pipeline.named(text) if each.name == entity.name)

    assert (found.value, found.start, found.end, found.role) == (
        entity.value,
        entity.start,
        entity.end,
        entity.role,
    )


def test_a_field_in_a_title_is_no_field_of_study(pipeline: Pipeline) -> None:
    named = pipeline.named("I'm a mechanical engineer, can I become an ML engineer")

    assert [(each.name, each.value) for each in named if each.role] == [
        ("job", "mechanical engineer")
    ]


def test_what_a_person_takes_back_is_not_read(pipeline: Pipeline) -> None:
    named = pipeline.named("no sorry i meant the skills of a welder, not a nurse")

    assert "welder" in [each.value for each in named if each.name == "job"]


def test_without_questions_that_name_jobs_nothing_can_be_learnt(
    tmp_path_factory: pytest.TempPathFactory,
) -> None:
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("empty"))
    reader = BackgroundReader.create({}, storage, Resource("background"), CONTEXT)

    with pytest.raises(InvalidConfigException, match="name no jobs"):
        reader.train(TrainingData())


def test_an_invalid_guide_stops_the_training(
    tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch
) -> None:
    def invalid() -> None:
        raise GuideError(Path("data/guide/skills.yml"), 7, "groups", "this field is missing")

    monkeypatch.setattr(guide_training, "load_guide", invalid)
    storage = LocalModelStorage.create(tmp_path_factory.mktemp("invalid"))
    reader = BackgroundReader.create({}, storage, Resource("background"), CONTEXT)

    with pytest.raises(InvalidConfigException, match=r"skills\.yml, line 7, groups"):
        reader.train(TrainingData())
