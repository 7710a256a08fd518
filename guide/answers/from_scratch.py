"""How to start: from nothing, or from the title, job or field of study that somebody has."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from guide import model
from guide.answers.career_path import level_of
from guide.answers.compose import Composer
from guide.answers.held import skills_in
from guide.answers.lists import answer_list, answer_steps
from guide.answers.names import name_of, named_things
from guide.answers.skills import answer_skills
from guide.answers.steps_done import steps_done
from guide.formats import count_in_words
from guide.reply import Reply, Target
from guide.said import Said

# What asks for the way; whether it is open, or what somebody brings along, is told without it.
_THE_WAY = frozenset({None, "what", "how_to", "order"})
# What is asked of something that somebody brings along.
_OF_WHAT_ONE_HAS = frozenset({"counts", "enough"})


def answer_from_scratch(
    composer: Composer, topic: model.FromScratchTopic, focus: model.Focus
) -> Reply:
    """What the guide says of where somebody starts, and the steps, where the way is asked.

    Asked what it counts for, the skills that they name follow. Who starts from nothing is told how
    to begin there.
    """
    start = _start(composer, topic, focus)
    if not start and focus.skill and focus.aspect not in _THE_WAY:
        return answer_skills(
            composer, _skills(composer.guide), focus
        )  # "can I, if I don't like math?"
    if not start:
        return answer_list(composer, topic, focus)
    only_job = _only_of_former_job(composer.guide, focus.background)
    if focus.aspect in _THE_WAY and topic.told(focus) is not None and only_job:
        start = []  # that the guide is silent is said of what is asked, and of nothing else
    if focus.skill and focus.aspect in _OF_WHAT_ONE_HAS:
        skills = answer_skills(composer, _skills(composer.guide), focus)
        lead = Said.sentences([*start, skills.lead])
        return composer.reply(topic, focus, lead, skills.bullets, shows=skills.shows)
    steps = _steps(composer.guide)
    own = _of_somebody(focus)
    if not (own.tells_a_start or own.has_degree):
        return composer.reply(topic, focus, Said.sentences([*start, composer.say(topic.answer)]))
    if focus.aspect not in _THE_WAY or focus.move is not None:
        named = _named(composer, topic, focus)
        return composer.reply(
            topic, focus, Said.sentences([*start, *named, *_in_short(composer, topic, focus)])
        )
    if steps.left is not None and _has_studied(composer.guide, own):
        left = _left(composer, steps, focus, steps_done(composer.guide, own))
        return replace(left, lead=Said.sentences([*start, left.lead]))
    count = count_in_words(len(steps.items), composer.language)
    lead = Said.sentences([*start, composer.say(topic.wording.steps, count=count)])
    listed = answer_steps(composer, steps, focus)
    return replace(composer.reply(topic, focus, lead), bullets=listed.bullets, numbered=True)


def answer_how_to_become(composer: Composer, topic: model.StepsTopic, focus: model.Focus) -> Reply:
    """The steps, after what the guide says of where somebody starts.

    That alone, where somebody says where they start and doesn't ask for the way; and where they ask
    what comes after the steps that they have told of, the others.
    """
    done = steps_done(composer.guide, focus.background)
    if done and topic.left is not None and focus.move == "next":
        return _left(composer, topic, focus, done)
    reply = answer_steps(composer, topic, focus)
    from_scratch = composer.guide.topic("from_scratch")
    assert isinstance(from_scratch, model.FromScratchTopic)
    start = _start(composer, from_scratch, focus)
    if topic.told(focus) is not None and _only_of_former_job(composer.guide, focus.background):
        start = []  # that the guide is silent is said of what is asked, and of nothing else
    studied = _has_studied(composer.guide, _of_somebody(focus))
    if topic.left is not None and studied and focus.aspect in _THE_WAY:
        left = _left(composer, topic, focus, done)
        return replace(left, lead=Said.sentences([*start, left.lead]))
    if start and focus.aspect not in _THE_WAY:
        return composer.reply(
            topic, focus, Said.sentences([*start, *_in_short(composer, from_scratch, focus)])
        )
    return replace(reply, lead=Said.sentences([*start, reply.lead]))


def _left(
    composer: Composer, topic: model.StepsTopic, focus: model.Focus, done: frozenset[str]
) -> Reply:
    """The steps that are left to somebody who has done others; ``topic.left`` leads to them."""
    assert topic.left is not None
    topics = {step.id: step.topic for step in topic.items if step.topic not in done}
    left = [step for step in topic.items if step.id in topics]
    bullets = composer.bullets(left, lambda item: Target(topics[item.id]))
    return composer.reply(topic, focus, composer.say(topic.left), bullets)


def _of_somebody(focus: model.Focus) -> model.Background:
    """What is told of the asker, with the title that a question names, if nothing else is."""
    return focus.background or model.Background(role=focus.role)


def _has_studied(guide: model.Guide, own: model.Background) -> bool:
    """Whether somebody has a degree: from Canada, and in no field that the guide doesn't name."""
    fields = {each.id for each in guide.topic("degree_requirements").all_items()}
    return own.has_degree and own.country is None and own.degree_field in {None, *fields}


def _named(composer: Composer, topic: model.FromScratchTopic, focus: model.Focus) -> list[Said]:
    """Which of the skills and areas somebody brings along that the guide names."""
    items = _listed(composer, {*focus.all_of("skill"), *focus.leaves_out("skill")})
    return [composer.say(topic.wording.named, items=composer.both(items))] if items else []


def _listed(composer: Composer, ids: Container[str]) -> tuple[model.Item, ...]:
    """The skills and areas with these ids, each named once."""
    items = {each.id: each for each in _skills(composer.guide).all_items() if each.id in ids}
    return tuple(items.values())


def _in_short(composer: Composer, topic: model.FromScratchTopic, focus: model.Focus) -> list[Said]:
    """The way after the studies, where somebody asks if it is open to them, or what is first."""
    if focus.aspect != "possible" and focus.move is None:
        return []
    wording, own = topic.wording, _of_somebody(focus)
    has_studied = _has_studied(composer.guide, own)
    return [composer.say(wording.studied if has_studied else wording.after_studies)]


def is_start(guide: model.Guide, target: Target) -> bool:
    """Whether the title that a question names is where the way begins: "from junior to senior".

    One that the ladder doesn't have, too, of somebody who says where they come from.
    """
    role, own = target.focus.role, target.focus.background
    if target.topic != "from_scratch" or role is None:
        return False
    return level_of(guide, role) is not None or (own is not None and own.country is not None)


def _start(composer: Composer, topic: model.FromScratchTopic, focus: model.Focus) -> list[Said]:
    """What the guide says of where somebody starts, a sentence for each thing they told."""
    background, wording = focus.background, topic.wording
    if background is None or not (
        background.tells_a_start or background.lacks or background.degree_level
    ):
        if is_start(composer.guide, Target(topic.topic, focus)):
            background = model.Background(role=focus.role)
        else:
            return []
    said = []
    field = background.degree_field
    if background.role:
        field = field or _field_of(composer.guide, background.role)
        if field is None or level_of(composer.guide, background.role) is not None:
            said.append(_from_role(composer, wording, background.role, background.goal))
    elif background.job:
        said += _from_job(composer, wording, background.job, focus)
    elif background.elsewhere and not field and focus.aspect != "counts":
        said.append(composer.say(wording.former_work))
    if field:
        fields = composer.guide.topic("degree_requirements").all_items()
        known = next((item for item in fields if item.id == field), None)
        if known is not None:
            said.append(composer.say(wording.known_field, item=composer.name(known)))
        else:
            name = name_of(composer, "degree_field", field)
            said.append(composer.say(wording.other_field, item=name))
    if field is None or not background.has_degree:
        said += _of_level(composer, background.degree_level)
    if background.country and (background.degree_field or background.degree_level):
        said.append(composer.say(wording.from_abroad))
    if background.lacks:
        said.append(
            composer.say(wording.lacked, items=composer.both(_listed(composer, background.lacks)))
        )
    return [sentence.with_capital() for sentence in said]


def _of_level(composer: Composer, level: str | None) -> list[Said]:
    """What is said of a level of education beside what is said of a degree's field."""
    necessity = composer.guide.topic("degree_necessity")
    assert isinstance(necessity, model.DegreeNecessityTopic)
    named = (each for each in necessity.levels if each.level == level)
    return [composer.say(each.besides) for each in named]


def _from_role(
    composer: Composer, wording: model.StartingPointWording, role: str, goal: str | None
) -> Said:
    guide, item = composer.guide, name_of(composer, "role", role)
    here = level_of(guide, role)
    if goal is None or goal == role or level_of(guide, goal) is None:
        goal = model.ML_ENGINEER
    there = level_of(guide, goal)
    if here is None or there is None:
        return composer.say(wording.other_role, item=item)
    levels = _ladder(guide).levels
    distance = levels.index(there) - levels.index(here)
    names = {
        "item": item,
        "goal": name_of(composer, "role", goal),
        "level": composer.say(here.name),
        "goal_level": composer.say(there.name),
    }
    based_on = Said("", (*_rests_on(here, role), *_rests_on(there, goal)))
    if distance == 0:
        text = composer.say(wording.same_level, **names)
    elif distance == 1:
        text = composer.say(wording.one_up, **names)
    elif distance > 1:
        between = composer.say(levels[levels.index(here) + 1].name)
        text = composer.say(wording.further_up, between=between, **names)
    else:
        text = composer.say(wording.down, **names)
    return Said.of(text, [text, based_on])


def _from_job(
    composer: Composer, wording: model.StartingPointWording, job: str, focus: model.Focus
) -> list[Said]:
    """That another job isn't mentioned, and the skills that its name speaks of, if any."""
    plain = focus.aspect not in _THE_WAY or focus.move is not None
    close = skills_in(composer.guide, job)
    if close and focus.aspect not in _OF_WHAT_ONE_HAS:
        text = wording.close_former_job if plain else wording.close_job
        return [composer.say(text, item=job, items=composer.both(close))]
    former_job = wording.job_counts if focus.aspect == "counts" else wording.former_job
    former = composer.say(former_job if plain else wording.other_job, item=job)
    if not close:
        return [former]
    return [composer.say(wording.in_title, items=composer.both(close)), former]


def _only_of_former_job(guide: model.Guide, own: model.Background | None) -> bool:
    """Whether somebody tells of nothing but a job that the guide has nothing on."""
    if own is None or own.job is None or own != model.Background(job=own.job):
        return False
    return not skills_in(guide, own.job)


def _rests_on(level: model.CareerLevel, role_id: str) -> tuple[str, ...]:
    return next(role.based_on for role in level.roles if role.id == role_id)


def _field_of(guide: model.Guide, role_id: str) -> str | None:
    others = (role for role in named_things(guide, "role") if isinstance(role, model.OtherRole))
    return next((role.field for role in others if role.id == role_id), None)


def _ladder(guide: model.Guide) -> model.CareerPathTopic:
    ladder = guide.topic("career_path")
    assert isinstance(ladder, model.CareerPathTopic)
    return ladder


def _steps(guide: model.Guide) -> model.StepsTopic:
    steps = guide.topic("how_to_become")
    assert isinstance(steps, model.StepsTopic)
    return steps


def _skills(guide: model.Guide) -> model.SkillsTopic:
    skills = guide.topic("skills")
    assert isinstance(skills, model.SkillsTopic)
    return skills
