"""Each report in each language: nothing of the other one, and French set as in Canada."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from ruamel.yaml import YAML

from evaluation.answers.grades import GRADES, Graded
from evaluation.answers.page import write_page
from evaluation.answers.player import Answer
from evaluation.answers.texts import SCRIPT_TEXTS
from evaluation.names import name_of
from evaluation.understanding.baseline import Baseline, Committed
from evaluation.understanding.examples import Example
from evaluation.understanding.follow_ups import measure_dialogues
from evaluation.understanding.measure import Measurement, SetResult
from evaluation.understanding.metrics import metrics_of
from evaluation.understanding.nearest import Neighbour
from evaluation.understanding.report import write_report as write_understanding
from evaluation.understanding.sets import Dialogue, HeldOutSet, Turn, project_sets
from evaluation.usage.counts import Asked, Counts, TopicFeedback
from evaluation.usage.report import write_report as write_usage
from evaluation.usage.texts import OUTCOMES
from guide.edition import current_edition
from guide.text import LANGUAGES, Language, bilingual
from tests.evaluation.understanding.messages import named, scored
from tests.guide.test_typography import complaints

SAID = "⟦said⟧"
"""What is said by people, in whatever language they like."""

# Of the same spelling in both languages, or a name.
_ALIKE = {
    "conversations", "questions", "Question", "Message", "immigration", "F1", "web", "A", "B", "C",
    "D", "U", "N", "data/guide", "data/nlu", "gaps", "tests/nlu/baseline.json", "set.yml:1",
    "a.yml:1", "more.jsonl", "city=montreal", "how_to", "pay_of_the_bot", "ask_salary",
}  # fmt: skip


class _Texts(HTMLParser):
    """Collects the texts of a page that a person sees or hears."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: list[str] = []
        self.language: str | None = None
        self._unseen: str | None = None
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        if tag == "html":
            self.language = named["lang"]
        if tag in ("style", "script"):
            self._unseen = tag
        told = (named.get(name) for name in ("aria-label", "placeholder", "title", "alt"))
        self.found += [text for text in told if text]

    def handle_endtag(self, tag: str) -> None:
        if tag == self._unseen:
            self._unseen = None

    def handle_data(self, data: str) -> None:
        text = " ".join(data.split(" ")).strip("\n ,·;.()")
        if self._unseen is None and any(char.isalpha() for char in text) and SAID not in text:
            self.found.append(text)


def usage(path: Path, language: Language) -> None:
    counts = Counts(
        conversations=1200,
        messages=1500,
        questions=1400,
        unanswered=4,
        intents=[("ask_salary", 1000), ("bot_challenge", 2), ("nlu_fallback", 2)],
        not_answered=[Asked(SAID, outcome, "immigration", 2) for outcome in OUTCOMES],
        details=[("pay_of_the_bot", 3)],
        feedback=[
            TopicFeedback("salary", 1, 2, [(SAID, SAID)]),
            TopicFeedback("no topic", 1, 0, []),
        ],
        meanings=[(SAID, "ask_salary", 1)],
        channels=[("web", 1400)],
        days=[(date(2026, 11, 28), 1400)],
    )
    write_usage(counts, 7, path, language)


def no_usage(path: Path, language: Language) -> None:
    write_usage(Counts(0, 0, 0, 0, [], [], [], [], [], [], []), None, path, language)


def understanding(path: Path, language: Language) -> None:
    messages = (
        scored(SAID, "ask_salary", "ask_cities", in_scope=0.8),
        scored(SAID, "ask_salary", "nlu_fallback", in_scope=0.3),
        scored(SAID, "out_of_scope", "ask_salary", in_scope=0.9),
        scored(SAID, "ask_salary", "ask_salary", aspects=(frozenset({"how_to"}), None)),
        named(SAID, {"city": "Montreal"}, {}),
    )
    sets = [
        SetResult(held_out, messages, metrics_of(messages))
        for held_out in (
            *project_sets(),
            HeldOutSet("more.jsonl", bilingual("outside", "ailleurs"), (), outside=True),
        )
    ]
    turns = (Turn(SAID, ((SAID, SAID),), ()), Turn(SAID, (), (SAID,)))
    dialogues = measure_dialogues(
        [Dialogue("a.yml:1", turns)], lambda: lambda _: [{"text": SAID + "?"}]
    )
    gates = {"intent_accuracy": Committed(0.9, 0.8), "answered_wrongly": Committed(0.1, 0.99)}
    baseline = Baseline({"questions": gates}, {}, {"questions": frozenset()})
    near = [Neighbour(Example(SAID, "ask_skills", None, "a.yml:1"), 0.81)]
    measured = Measurement(sets, dialogues)
    write_understanding(measured, baseline, 0.5, {SAID: near}, path, language)


def grading(path: Path, language: Language) -> None:
    played: dict[tuple[str, ...], list[Answer]] = {
        (SAID, SAID): [Answer(SAID, (SAID,)), Answer(SAID)]
    }
    write_page(played, [Graded((SAID,), (SAID,), "A", SAID)], path, language)


PAGES = (usage, no_usage, understanding, grading)


@pytest.mark.parametrize("write", PAGES)
def test_a_page_has_nothing_of_the_other_language(
    write: Callable[[Path, Language], None], tmp_path: Path
) -> None:
    pages = {}
    for language in LANGUAGES:
        write(tmp_path / "page.html", language)
        page = _Texts((tmp_path / "page.html").read_text(encoding="utf-8"))
        assert page.language == language
        pages[language] = set(page.found)

    assert len(pages["en"]) == pytest.approx(len(pages["fr"]), abs=3) and len(pages["en"]) > 2
    assert pages["en"] & pages["fr"] <= _ALIKE
    wrong = [complaint for text in pages["fr"] for complaint in complaints(text)]
    assert wrong == []


def test_numbers_and_days_are_those_of_french_canada(tmp_path: Path) -> None:
    usage(tmp_path / "page.html", "fr")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")

    assert "1\u00a0400" in page and "1,400" not in page
    assert "au cours des 7 jours précédents" in page
    understanding(tmp_path / "page.html", "fr")
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    assert "est de 0,50" in page and "0.50" not in page


def test_what_the_scripts_say_is_in_both_languages_and_well_set() -> None:
    for name, text in {**SCRIPT_TEXTS, **GRADES}.items():
        assert text.en != text.fr, name
        assert list(complaints(text.fr.replace("{number}", ""))) == [], name


def test_every_intent_and_kind_of_question_has_a_name() -> None:
    domain = YAML(typ="safe", pure=True).load(Path("domain.yml"))
    intents = [next(iter(each)) if isinstance(each, dict) else each for each in domain["intents"]]
    kinds = [near_miss.id for near_miss in current_edition().guide.near_misses]

    unnamed = [each for each in (*intents, *kinds) if "_" in name_of(each, "fr")]
    same = [each for each in (*intents, *kinds) if name_of(each, "fr") == name_of(each, "en")]
    assert unnamed == []
    assert set(same) <= {"ask_certifications", "immigration"}
