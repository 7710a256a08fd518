"""The guide's vocabulary in messages, through training, storing and loading."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.exceptions import InvalidConfigException
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml import YAML
from spacy.matcher import Matcher

from components.entity_extractor import GuideEntityExtractor, build_pipeline
from components.entity_patterns import exact_patterns, fuzzy_patterns, is_misspelling
from components.fold import fold
from components.misspellings import SPANS_KEY, Misspellings, Window
from guide import GuideError
from guide.edition import current_edition
from tests.components.trained import trained

QUESTIONS = Path("tests/nlu/entities.yml")


@pytest.fixture(scope="module")
def extractor() -> GuideEntityExtractor:
    """The trained model's."""
    return trained(GuideEntityExtractor)


def test_words_that_exist_are_read_as_if_they_could_be_misspelt(
    extractor: GuideEntityExtractor, monkeypatch: pytest.MonkeyPatch
) -> None:
    texts = [example["text"] for example in YAML(typ="safe").load(QUESTIONS)]
    quick = [extractor.extract(text) for text in texts]
    monkeypatch.setattr(
        Misspellings, "windows", lambda self, doc: [Window(0, len(doc), frozenset(self._with_word))]
    )
    assert quick == [extractor.extract(text) for text in texts]
    assert any(quick)


def test_one_matcher_of_all_patterns_finds_the_same() -> None:
    guide = current_edition().guide
    nlp = build_pipeline(guide)
    plain = Matcher(nlp.vocab, fuzzy_compare=is_misspelling)
    for entry in exact_patterns(guide):
        words = entry["pattern"]
        if isinstance(words, str):
            words = [{"LOWER": token.lower_} for token in nlp.make_doc(words)]
        plain.add(f"{entry['label']} {entry['id']}", [words])
    for entry in fuzzy_patterns(nlp, guide):
        plain.add(f"{entry['label']} {entry['id']}", [entry["pattern"]])

    texts = [example["text"] for example in YAML(typ="safe").load(QUESTIONS)]
    texts += [text[:at] + text[at + 1 :] for text in texts for at in (3, len(text) // 2)]
    assert len(texts) > 200
    misspelt = 0
    for text in texts:
        doc = nlp(fold(text))
        named = [(nlp.vocab.strings[key], start, end) for key, start, end in plain(doc)]
        spans = [*doc.spans["vocabulary"], *doc.spans[SPANS_KEY]]
        assert {(f"{s.label_} {s.id_}", s.start, s.end) for s in spans} == set(named)
        misspelt += len(doc.spans[SPANS_KEY])
    assert misspelt > 10


def found(extractor: GuideEntityExtractor, text: str, *kinds: str) -> set[tuple[str, str]]:
    """Entities of these kinds in ``text``, as (entity, value)."""
    return {
        (entity["entity"], entity["value"])
        for entity in extractor.extract(text)
        if entity["entity"] in kinds
    }


@pytest.mark.parametrize(
    ("text", "entity", "value"),
    [
        ("pay in toronto", "city", "toronto"),
        ("jobs in Montréal", "city", "montreal"),
        ("jobs in mtl", "city", "montreal"),
        ("jobs in Vancuover", "city", "vancouver"),
        ("anything in calgary", "city", "calgary"),
        ("is azure good", "provider", "microsoft"),
        ("AWS cert", "provider", "amazon"),
        ("google certificate", "provider", "google"),
        ("junior pay", "level", "entry"),
        ("fresher jobs", "level", "entry"),
        ("entry-level roles", "level", "entry"),
        ("sr roles", "level", "senior"),
        ("what comes after junior", "level", "entry"),  # act `next` goes up from there
        ("what comes after ML engineer", "level", "mid"),
        ("the soft ones", "skill_group", "soft"),
        ("advanced skills", "skill_group", "specialised"),
        ("is maths needed", "skill", "statistics_and_mathematics"),
        ("what about NLP", "skill", "nlp"),
        ("what about NLP", "skill_group", "specialised"),
        ("docker?", "skill_group", "core"),
        ("is teamwork important", "skill_group", "soft"),
        ("stats degree", "degree_field", "statistics"),
        ("physics grad", "degree_field", "physics"),
        ("is a masters a must", "degree_level", "master"),
        ("PhD?", "degree_level", "phd"),
        ("coop", "practice_kind", "co-op"),
        ("kaggle competitions", "practice_kind", "kaggle"),
        ("data scientist", "role", "data_scientist"),
        ("pay in the US", "country", "united_states"),
        ("5 yrs", "experience_years", "5"),
        ("the third one", "ordinal", "3"),
        ("after tax", "detail", "after_tax"),
    ],
)
def test_entity(extractor: GuideEntityExtractor, text: str, entity: str, value: str) -> None:
    assert (entity, value) in found(extractor, text, entity)


@pytest.mark.parametrize(
    ("text", "entity"),
    [
        ("what skills r needed", "skill"),  # "r" is "are" here
        ("R or Python?", "skill_group"),  # a question about languages, not about their group
        ("can you tell us about jobs", "country"),  # "us" is "we"
        ("i want to master the basics", "degree_level"),
        ("is it worth it for me", "degree_field"),
        ("where do i start", "city"),
        ("ml engineer", "role"),  # what the whole guide is about
    ],
)
def test_no_entity(extractor: GuideEntityExtractor, text: str, entity: str) -> None:
    assert not found(extractor, text, entity)


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("my resume", True),
        ("mon résumé", True),
        ("résume ta réponse", False),
    ],
)
def test_another_word_that_an_accent_makes_is_not_the_thing(
    extractor: GuideEntityExtractor, text: str, is_named: bool
) -> None:
    named = {(each["entity"], each["value"]) for each in extractor.extract(text)}

    assert (("detail", "resume") in named) is is_named


def test_a_slash_parts_what_it_stands_between(extractor: GuideEntityExtractor) -> None:
    for text in ("c++/python", "java/python", "c++ or python"):
        assert len([e for e in extractor.extract(text) if e["entity"] == "skill"]) == 2, text


def test_a_part_of_a_skill_is_named(extractor: GuideEntityExtractor) -> None:
    [entity] = [e for e in extractor.extract("is PYTHON enough") if e["entity"] == "skill"]

    assert entity["value"] == "programming_languages"
    assert entity["part"] == "Python"


def test_places_in_the_text_and_extractor_are_given(extractor: GuideEntityExtractor) -> None:
    message = Message({"text": "pay in Montréal?"})
    extractor.process([message])

    [entity] = message.get("entities")
    assert message.get("text")[entity["start"] : entity["end"]] == "Montréal"
    assert entity["extractor"] == "GuideEntityExtractor"


def test_the_longest_of_overlapping_names_wins(extractor: GuideEntityExtractor) -> None:
    roles = found(extractor, "senior ml engineer", "role")
    assert roles == {("role", "senior_ml_engineer")}


def test_several_entities_in_one_message(extractor: GuideEntityExtractor) -> None:
    assert found(
        extractor, "junior with 2 years in van or toronto", "level", "experience_years", "city"
    ) == {("level", "entry"), ("experience_years", "2"), ("city", "vancouver"), ("city", "toronto")}


def test_training_refuses_an_invalid_guide(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def broken() -> Any:
        raise GuideError(Path("data/guide/salary.yml"), 7, "average", "this field is missing")

    monkeypatch.setattr("components.guide_training.load_guide", broken)
    storage = LocalModelStorage.create(tmp_path)
    extractor = GuideEntityExtractor(storage, Resource("extractor"))

    with pytest.raises(InvalidConfigException, match=r"salary\.yml, line 7, average: this field"):
        extractor.train(TrainingData())


@pytest.mark.parametrize(
    ("written", "word", "same"),
    [
        ("vancover", "vancouver", True),
        ("torronto", "toronto", True),
        ("barista", "toronto", False),
        ("master", "masters", False),
        ("pyton", "java", False),
        ("faster", "master", False),
        ("bash", "cash", False),
    ],
)
def test_is_misspelling(written: str, word: str, same: bool) -> None:
    assert is_misspelling(written, word) is same


def test_behind_many_marks_things_are_still_found_where_they_are(
    extractor: GuideEntityExtractor,
) -> None:
    (city,) = extractor.extract("(" * 500 + "Toronto")
    assert (city["value"], city["start"], city["end"]) == ("toronto", 500, 507)


def test_a_message_of_nothing_but_short_words_is_read_as_far_as_others(
    extractor: GuideEntityExtractor,
) -> None:
    assert found(extractor, "a " * 390 + "Toronto", "city") == {("city", "toronto")}
    assert found(extractor, "a " * 990 + "Toronto", "city") == set()
