"""The kinds of topics: what a topic's file holds, and how it is answered.

The registry that everything else goes by: a topic is a file of ``data/guide`` that names its kind.
Its intent is ``ask_<topic>``, its action ``action_answer_<topic>``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from guide import model
from guide.answers.career_path import answer_career_path
from guide.answers.compose import Composer
from guide.answers.degree_necessity import answer_degree_necessity
from guide.answers.from_scratch import answer_from_scratch, answer_how_to_become
from guide.answers.lists import answer_choice, answer_list, answer_steps
from guide.answers.programs import answer_programs
from guide.answers.responsibilities import answer_responsibilities
from guide.answers.role_difference import answer_role_difference
from guide.answers.salary import answer_salary
from guide.answers.skills import answer_skills
from guide.reply import Reply


@dataclass(frozen=True)
class Kind:
    """A kind of topic.

    Attributes:
        record: what the file must look like.
        compose: makes the answer from the topic and what about it was asked.
    """

    record: type[model.Topic]
    compose: Callable[[Composer, Any, model.Focus], Reply]


KINDS: Mapping[str, Kind] = {
    "list": Kind(model.ListTopic, answer_list),
    "choice": Kind(model.ChoiceTopic, answer_choice),
    "steps": Kind(model.StepsTopic, answer_steps),
    "career_path": Kind(model.CareerPathTopic, answer_career_path),
    "degree_necessity": Kind(model.DegreeNecessityTopic, answer_degree_necessity),
    "from_scratch": Kind(model.FromScratchTopic, answer_from_scratch),
    "how_to_become": Kind(model.StepsTopic, answer_how_to_become),
    "programs": Kind(model.ProgramsTopic, answer_programs),
    "responsibilities": Kind(model.ResponsibilitiesTopic, answer_responsibilities),
    "role_difference": Kind(model.RoleDifferenceTopic, answer_role_difference),
    "salary": Kind(model.SalaryTopic, answer_salary),
    "skills": Kind(model.SkillsTopic, answer_skills),
}
