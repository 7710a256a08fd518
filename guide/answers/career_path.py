"""Job titles: the whole ladder, one level, or one title."""

from __future__ import annotations

from collections.abc import Sequence

from guide import model
from guide.answers.absent import absent
from guide.answers.compose import Composer
from guide.answers.names import name_of
from guide.formats import count_in_words
from guide.reply import Bullet, Chart, Reply, Target
from guide.said import Said


def answer_career_path(
    composer: Composer, topic: model.CareerPathTopic, focus: model.Focus
) -> Reply:
    """Where the guide puts the title asked about, or the titles at a level, or the ladder.

    The best ("the highest position") are those at the top; what comes after a title or a level,
    those at the level above.
    """
    upwards = focus.aspect == "order" and focus.move == "next"
    if upwards and (top := _top(composer, topic, focus)) is not None:
        return top
    if between := topic.between(focus):
        where = [*say_places(composer, between), composer.say(topic.wording.leads)]
        return composer.reply(topic, focus, Said.sentences(where))
    if (beside := _beside(composer, topic, focus)) is not None:
        return beside
    other = focus.job or absent(topic, focus)
    if other and not focus.role:
        unknown = composer.say(topic.wording.unknown, item=other).with_capital()
        lead = Said.sentences([unknown, composer.say(topic.wording.ladder)])
        return composer.reply(topic, focus, lead, _rows(composer, topic, topic.levels))
    if focus.aspect == "best" and not focus.answerable and not (focus.level or focus.role):
        return composer.reply(topic, focus, Said(""))  # which suits somebody: told before it
    best = focus.aspect == "best" and not (focus.level or focus.skill)
    asked = topic.levels[-1].id if best else focus.level
    own = _own(composer, focus)
    if own and (here := level_of(composer.guide, own)) and here.id == asked:
        asked = None  # their title's: "how does a junior ML engineer move up?"
    for level in topic.levels:
        if level.id == asked and not focus.role and "level" not in focus.several:
            titles = composer.bullets(level.roles)
            return composer.reply(topic, focus, _titles_of(composer, level), titles)
    left_out = focus.leaves_out("level")
    levels = tuple(level for level in topic.levels if level.id not in left_out)
    lead = composer.say(topic.wording.levels if left_out else topic.answer)
    roles = focus.all_of("role") or ((own,) if own else ())
    if roles:
        if (
            focus.aspect in ("compare", "order")
            and focus.role
            and len(roles) == 1
            and not focus.level
        ):
            # "Is a data scientist above an ML engineer?": whose titles these are needs no name.
            roles = tuple(dict.fromkeys((*roles, model.ML_ENGINEER)))
        where = _elsewhere(composer, topic, focus) or say_places(composer, roles)
        if focus.role and topic.told(focus) is not None:  # of these titles, something else is asked
            return composer.reply(topic, focus, Said.sentences(where))
        apart = {level_of(composer.guide, role) for role in roles}
        leads = focus.aspect in (None, "order")
        if leads and focus.role and focus.move is None and len(apart) > 1:
            where.append(composer.say(topic.wording.leads))
        lead = Said.sentences([*where, composer.say(topic.wording.ladder)])
    elif "level" in focus.several:
        levels = tuple(level for level in levels if level.id in focus.all_of("level"))
        lead = composer.say(topic.wording.levels)
    bullets = _rows(composer, topic, levels)
    chart = _chart(composer, topic) if levels == topic.levels else None
    return composer.reply(topic, focus, lead, bullets, chart=chart)


def _elsewhere(composer: Composer, topic: model.CareerPathTopic, focus: model.Focus) -> list[Said]:
    """Where a title stands that a question takes to be at another level: "is … a senior role?".

    Of the levels that it names, one may be a word of the title itself.
    """
    level = level_of(composer.guide, focus.role) if focus.role else None
    others = [each for each in topic.levels if each.id in focus.all_of("level") and each != level]
    if level is None or len(others) != 1 or "role" in focus.several or focus.aspect == "compare":
        return []
    title = next(composer.name(role) for role in level.roles if role.id == focus.role)
    names = {"level": composer.say(level.name), "other": composer.say(others[0].name)}
    return [composer.say(topic.wording.not_at, item=title, **names).with_capital()]


def _rows(
    composer: Composer,
    topic: model.CareerPathTopic,
    levels: Sequence[model.CareerLevel],
) -> tuple[Bullet, ...]:
    """A bullet for each level with its titles, and how many these are."""
    return tuple(
        Bullet(
            text=composer.labelled(_label(composer, level), composer.both(level.roles)),
            target=Target(topic.topic, model.Focus(level=level.id)),
            shows=tuple(role.id for role in level.roles),
        )
        for level in levels
    )


def _label(composer: Composer, level: model.CareerLevel) -> Said:
    name = composer.say(level.name)
    count = count_in_words(len(level.roles), composer.language)
    return Said.of(f"{name} ({count})", [name])


def _titles_of(composer: Composer, level: model.CareerLevel) -> Said:
    """What leads to the titles of one level, with how many there are."""
    count = count_in_words(len(level.roles), composer.language)
    return composer.say(level.answer, count=count)


def say_places(composer: Composer, roles: Sequence[str]) -> list[Said]:
    """Where job titles stand on the ladder; of those that share a level, that it has no order."""
    topic = composer.guide.topic("career_path")
    assert isinstance(topic, model.CareerPathTopic)
    levels = {level_of(composer.guide, role) for role in roles}
    shared = levels.pop() if len(levels) == 1 and len(roles) > 1 else None
    if shared is None:
        return [say_where(composer, topic.wording, role).with_capital() for role in roles]
    items = composer.both([role for role in shared.roles if role.id in roles])
    level = composer.say(shared.name)
    return [composer.say(topic.wording.same_level, items=items, level=level).with_capital()]


def _own(composer: Composer, focus: model.Focus) -> str | None:
    """The asker's own title, if the ladder has it."""
    role = focus.background.role if focus.background else None
    return role if role and level_of(composer.guide, role) else None


def _beside(composer: Composer, topic: model.CareerPathTopic, focus: model.Focus) -> Reply | None:
    """The titles a level up or down from a title or level: the asker's own, else what is named.

    Where nothing is named, from ML engineer's. Upwards, what is above that level follows.
    """
    step = {"next": 1, "previous": -1}.get(focus.move or "")
    if step is None or focus.several & {"role", "level"} or focus.leaves_out("level"):
        return None
    title = _own(composer, focus) or focus.role
    unnamed = title is None and focus.level is None
    if unnamed:
        title = model.ML_ENGINEER  # whom the guide is about
    here = topic.rung(focus.copy(update={"role": title}))
    if focus.role and focus.level and here != topic.rung(model.Focus(level=focus.level)):
        return None  # "is a data analyst above mid level" asks where both are
    if here is None:
        return None
    beyond = not 0 <= here + step < len(topic.levels)
    level = topic.levels[here if beyond else here + step]
    focus = focus.copy(update={"role": None, "level": level.id})
    if beyond:
        lead = [composer.say(topic.wording.end, level=composer.say(level.name))]
    else:
        where = [say_where(composer, topic.wording, title)] if title else []
        if step > 0 and unnamed and focus.aspect != "how_to":
            # "How do I get promoted?" asks what it takes, too.
            where += [composer.say(each.text) for each in topic.aspects if each.aspect == "how_to"]
        above = topic.levels[here + 1 :] if step > 0 else ()
        if len(above) > 1:
            lead = [*where, composer.say(topic.wording.levels)]
            rows = _rows(composer, topic, above)
            return composer.reply(topic, focus, Said.sentences(lead), rows)
        lead = [*where, _titles_of(composer, level)]
    return composer.reply(topic, focus, Said.sentences(lead), composer.bullets(level.roles))


def _top(composer: Composer, topic: model.CareerPathTopic, focus: model.Focus) -> Reply | None:
    """What comes after a title that stands at the top, the asker's or one they ask about."""
    level = topic.levels[-1]
    asked = focus.role or _own(composer, focus)
    title = next((role for role in level.roles if role.id == asked), None)
    if title is None or "role" in focus.several:
        return None
    lead = composer.say(
        topic.wording.top, item=composer.name(title), level=composer.say(level.name)
    )
    others = composer.bullets(role for role in level.roles if role is not title)
    return composer.reply(topic, focus, lead.with_capital(), others)


def _chart(composer: Composer, topic: model.CareerPathTopic) -> Chart:
    levels = [composer.titled(level.name, composer.both(level.roles)) for level in topic.levels]
    alt = composer.say(topic.chart.alt, items="; ".join(levels).replace("**", ""))
    return Chart("career_path", alt, composer.language)


def say_where(composer: Composer, wording: model.RolePlaceWording, role_id: str) -> Said:
    """Where the guide's career ladder puts a job title, or that it doesn't have it.

    Of one that it doesn't have, what it has nearest, if there is something.

    Raises:
        KeyError: no job title has this id.
    """
    level = level_of(composer.guide, role_id)
    if level is not None:
        name = next(composer.name(role) for role in level.roles if role.id == role_id)
        return composer.say(wording.known, item=name, level=composer.say(level.name))
    ladder = composer.guide.topic("career_path")
    assert isinstance(ladder, model.CareerPathTopic)
    nearest = next((each.text for each in ladder.others if each.id == role_id), None)
    if nearest is not None:
        return composer.say(nearest)
    return composer.say(wording.unknown, item=name_of(composer, "role", role_id))


def level_of(guide: model.Guide, role_id: str) -> model.CareerLevel | None:
    """The level of the career ladder that a job title stands on; ``None`` if on none."""
    ladder = guide.topic("career_path")
    assert isinstance(ladder, model.CareerPathTopic)
    return next(
        (each for each in ladder.levels if any(role.id == role_id for role in each.roles)), None
    )
