"""A topic that Rasa's files don't know is told, with the lines to add."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from evaluation.training_data.__main__ import main
from evaluation.training_data.registry import disagreements
from evaluation.understanding.examples import Example, training_examples
from guide import load_guide
from guide.edition import current_edition

TOPIC = """\
topic: interviews
kind: list
label: {en: interviews, fr: entrevues}
question: {en: How do I prepare for an interview?, fr: Comment me préparer à une entrevue?}
answer:
  en: "Talk with the people you meet at workshops:"
  fr: "Parlez aux personnes rencontrées dans les ateliers :"
  based_on: [network.2, network.3]
items:
  - {id: ask_people, name: {en: ask what they were asked, fr: demander ce qu'on leur a demandé}}
suggest: [networking, job_search]
"""
ROOMS = ("actions", "guide", "stores", "monitoring", "server", "components", "data/guide")


def test_the_files_of_the_project_agree() -> None:
    assert list(disagreements(current_edition().guide.topic_ids, training_examples())) == []


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A copy of the project with a new topic's file, and nothing else of it."""
    for room in ROOMS:
        shutil.copytree(room, tmp_path / room)
    shutil.copyfile("domain.yml", tmp_path / "domain.yml")
    shutil.copyfile("data/rules.yml", tmp_path / "data/rules.yml")
    (tmp_path / "data/guide/interviews.yml").write_text(TOPIC, encoding="utf-8")
    return tmp_path


def test_a_new_topic_needs_its_file_its_questions_and_the_lines_that_are_told(
    project: Path,
) -> None:
    topics = load_guide(project / "data/guide").topic_ids
    examples = training_examples()
    domain, rules = project / "domain.yml", project / "data/rules.yml"

    told = list(disagreements(topics, examples, domain, rules))

    line = (
        "- {rule: answer interviews, "
        "steps: [{intent: ask_interviews}, {action: action_answer_interviews}]}"
    )
    assert told == [
        f"{domain}: add '- ask_interviews' to intents, for the topic interviews.",
        f"{domain}: add '- action_answer_interviews' to actions, for the topic interviews.",
        f"{rules}: add '{line}', for the topic interviews.",
        "data/nlu: add questions of the intent ask_interviews, for the topic interviews.",
    ]

    text = domain.read_text(encoding="utf-8")
    for heading, entry in (("intents", "ask_interviews"), ("actions", "action_answer_interviews")):
        text = text.replace(f"\n{heading}:\n", f"\n{heading}:\n  - {entry}\n")
    domain.write_text(text, encoding="utf-8")
    rules.write_text(rules.read_text(encoding="utf-8") + f"\n  {line}\n", encoding="utf-8")
    examples.append(Example("what do they ask", "ask_interviews", None, "interviews.yml:1"))

    assert list(disagreements(topics, examples, domain, rules)) == []
    assert _said(project, "interviews").startswith("Talk with the people you meet at workshops:")


def test_what_has_no_topic_any_more_is_told(project: Path) -> None:
    domain, rules = project / "domain.yml", project / "data/rules.yml"
    topics = current_edition().guide.topic_ids - {"networking"}

    told = list(disagreements(topics, training_examples(), domain, rules))

    assert told == [
        f"{domain}: '{name}' has no topic: there is no data/guide/networking.yml."
        for name in ("action_answer_networking", "ask_networking")
    ]


def test_validate_fails_with_these_sentences(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], project: Path
) -> None:
    guide = load_guide(project / "data/guide")
    monkeypatch.setattr("evaluation.training_data.__main__.load_guide", lambda: guide)

    assert main([]) == 1
    assert "domain.yml: add '- ask_interviews' to intents" in capsys.readouterr().err


def _said(project: Path, topic: str) -> str:
    """What the action of a topic says, in a process of its own with the project's files."""
    program = (
        "from rasa_sdk import Tracker\n"
        "from rasa_sdk.executor import ActionExecutor, CollectingDispatcher\n"
        "executor = ActionExecutor()\n"
        "executor.register_package('actions')\n"
        "message = {'text': 'a question', 'entities': []}\n"
        "tracker = Tracker('p', {}, message, [], False, None, {}, 'action_listen')\n"
        "dispatcher = CollectingDispatcher()\n"
        f"executor.actions['action_answer_{topic}'](dispatcher, tracker, {{}})\n"
        "print(dispatcher.messages[0]['text'])\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=project, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return done.stdout
