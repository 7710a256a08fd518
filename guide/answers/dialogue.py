"""Replies about the conversation itself: near misses, "did you mean", and what can be asked."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace

from guide import model
from guide.answers.answer import answer, told_in_words
from guide.answers.compose import Composer
from guide.follow_up import OF_NEED, topic_of_name
from guide.reply import Reply, Target
from guide.said import Said
from guide.text import Text

# What the assistant offers when it has nothing better to go by.
STARTERS = ("how_to_become", "salary", "skills")


# A name with its abbreviation behind it.
_ABBREVIATED = re.compile(r"(.+) \((\w+)\)")

# What a circumstance may make a difference to, asked or not.
_MAY_DEPEND = OF_NEED | {None, "worth", "counts"}
# What somebody may ask to have explained.
_NOTIONS: tuple[model.Particular, ...] = ("skill", "practice_kind")


def not_by_city(composer: Composer, city: Reply) -> Reply:
    """What there is on a city, after that the last answer isn't told city by city."""
    lead = Said.sentences([composer.say(composer.guide.phrases.not_by_city), city.lead])
    return composer.sourced(replace(city, lead=lead, limit=None))


def near_miss(
    composer: Composer,
    kind: str | None,
    topic: str | None = None,
    focus: model.Focus | None = None,
) -> Reply:
    """An honest answer to something outside the guide.

    Args:
        composer: Of the reply.
        kind: The kind of near miss; ``None`` or an unknown one gets the general answer.
        topic: What the question sounds like, to suggest it first where the guide answers the same
            question: "How much do ML engineers earn?" after the pay of plumbers.
        focus: What the question names: of what the guide names too, all it has is said.
    """
    miss = composer.guide.near_miss(kind)
    if miss is None:
        return offer(composer, composer.guide.phrases.what_i_can_answer)
    if miss.named is not None and focus is not None and not focus.skill_part:
        of_list = focus.aspect == "counts"
        named = focus.only(_NOTIONS).copy(
            update={"aspect": focus.aspect if of_list else None, "details": ()}
        )
        target = topic_of_name(composer.guide, named)
        if target is not None and _has(composer.guide, target):
            reply = answer(composer, target)
            opening = (
                [] if of_list else [_spelled(composer, miss, target) or composer.say(miss.named)]
            )
            lead = Said.sentences([*opening, reply.lead])
            return composer.sourced(replace(reply, lead=lead, limit=None))
    if topic is not None and miss.same_question and focus is not None and _weighs_countries(focus):
        # Canada's half is an answer.
        reply = answer(
            composer,
            Target(topic, focus.copy(update={"aspect": None, "country": None, "details": ()})),
        )
        lead = Said.sentences([composer.say(composer.guide.phrases.canada_only), reply.lead])
        return composer.sourced(replace(reply, lead=lead))
    same = [topic] if topic is not None and miss.same_question else []
    suggested = dict.fromkeys([*same, *miss.suggest])
    reply = Reply(composer.say(miss.text), suggestions=composer.suggestions(suggested))
    return composer.sourced(reply)


def _spelled(composer: Composer, miss: model.NearMiss, target: Target) -> Said | None:
    """What the abbreviation stands for that the guide has behind a name: "… processing (NLP)"."""
    named = {value for each in _NOTIONS for value in target.focus.all_of(each)}
    for item in composer.guide.topic(target.topic).all_items():
        name = composer.name(item)
        spelled = _ABBREVIATED.fullmatch(name)
        if named == {item.id} and spelled is not None and miss.spelled is not None:
            parts = {"name": spelled[1], "abbreviation": spelled[2]}
            said = composer.say(miss.spelled, **parts)
            return Said.of(said, [said, name])
    return None


def _weighs_countries(focus: model.Focus) -> bool:
    return focus.country is not None and focus.aspect == "compare"


def _has(guide: model.Guide, target: Target) -> bool:
    """Whether the guide itself names what a question does."""
    named = {value for each in _NOTIONS for value in target.focus.all_of(each)}
    return any(item.id in named for item in guide.topic(target.topic).all_items())


def did_you_mean(composer: Composer, topics: Iterable[str]) -> Reply:
    """Asks which of these topics was meant, as questions in plain words."""
    suggestions = composer.suggestions(topics)
    return Reply(composer.say(composer.guide.phrases.did_you_mean), suggestions=suggestions)


def nearest(composer: Composer, target: Target, others: Iterable[str]) -> Reply:
    """The answer to what a message most likely asks, said to be no more than that.

    Args:
        composer: Of the reply.
        target: What it most likely asks.
        others: The topics that it may be about instead.
    """
    reply = answer(composer, target)
    lead = Said.sentences([composer.say(composer.guide.phrases.nearest), reply.lead])
    suggestions = composer.suggestions(others) or reply.suggestions
    return composer.sourced(replace(reply, lead=lead, suggestions=suggestions, chart=None))


def offer(composer: Composer, opening: Text) -> Reply:
    """An opening sentence and the questions to start with."""
    return Reply(composer.say(opening), suggestions=composer.suggestions(STARTERS))


def nothing_more(composer: Composer, last: Reply) -> Reply:
    """Where to read on, and what is advised beside the list, or that there is no more to it.

    After one of the steps, which others there are. The list isn't given again.
    """
    phrases, topic = composer.guide.phrases, _topic_of(composer, last)
    further = topic.further if topic is not None else None
    said = [composer.say(further)] if further is not None else _read_on(composer, last)
    if further is None:
        said.append(_all_of(composer, last) or composer.say(phrases.repeated))
    others = _other_steps(composer, last)
    if others is not None:
        said.append(others)
    elif further is None and topic is not None and topic.rest is None:
        said[-1] = composer.say(phrases.nothing_else)
    lead = Said.sentences(said)
    return composer.sourced(replace(_suggesting(last), lead=lead, repeats=True))


def _all_of(composer: Composer, last: Reply) -> Said | None:
    """Whether a topic's list is all there is, in its own words; ``None`` if it has none."""
    topic = _topic_of(composer, last)
    if topic is None or topic.rest is None:
        return None
    lines = [bullet.short or bullet.text for bullet in last.bullets]
    listed = Said.of("; ".join(line.replace("**", "") for line in lines), lines)
    named = tuple(topic.all_items())
    if not lines and not named:
        return None  # one of its figures was answered
    return composer.say(topic.rest, items=listed if lines else composer.both(named))


def _other_steps(composer: Composer, last: Reply) -> Said | None:
    """The steps to becoming an ML engineer beside the one that was just answered, if it was one.

    Whether a step is needed is a topic of its own: the one that says which there are is the step.
    """
    topic = composer.guide.topic("how_to_become")
    assert isinstance(topic, model.StepsTopic)
    if last.target is None:
        return None
    answered = _step_of(_topic_of(composer, last))
    others = [step for step in topic.items if step.topic not in answered]
    if len(others) == len(topic.items):
        return None
    return composer.say(composer.guide.phrases.other_steps, steps=composer.both(others))


def _step_of(topic: model.Topic | None) -> tuple[str | None, ...]:
    """The topics of the step that a topic may be: whether one is needed is of which there are."""
    return () if topic is None else (topic.topic, topic.which)


def beside_step(composer: Composer, steps: Reply, step: Target) -> Reply:
    """What it takes beside one step, "apart from a degree": the others; all where it is none."""
    others = _other_steps(composer, Reply(Said(""), target=step))
    if others is None:
        return steps
    return composer.sourced(replace(_suggesting(steps), lead=others))


def _read_on(composer: Composer, last: Reply) -> list[Said]:
    """Where the guide points to for more on the topic, if it does."""
    topic = _topic_of(composer, last)
    article = topic.see if topic is not None else None
    if article is None:
        return []
    return [composer.say(composer.guide.phrases.see_article, **composer.article(article))]


def nothing_else(composer: Composer, last: Reply) -> Reply:
    """The same a second time: only that there is no more, and what could be asked instead."""
    return Reply(
        composer.say(composer.guide.phrases.nothing_else),
        suggestions=last.suggestions,
        repeats=True,
    )


def nothing_beyond(composer: Composer, last: Reply) -> Reply:
    """That the list or ladder of the last answer ends there."""
    return _instead(composer, composer.guide.phrases.nothing_beyond, last)


def _topic_of(composer: Composer, reply: Reply) -> model.Topic | None:
    """The topic that a reply is about, if it is about one."""
    return composer.guide.topic(reply.target.topic) if reply.target else None


def not_more_exact(composer: Composer, last: Reply) -> Reply:
    """That the guide says the last answer no more exactly, and where it points to for more."""
    lead = [*_read_on(composer, last), composer.say(composer.guide.phrases.not_more_exact)]
    return composer.sourced(replace(_suggesting(last), lead=Said.sentences(lead)))


def just_said(composer: Composer, reply: Reply) -> Reply:
    """Instead of a reply that says what the last one did, word for word: its verdict, if any."""
    topic = _topic_of(composer, reply)
    own = topic.verdict if topic is not None else None
    named = topic is not None and reply.target and topic.has_named(reply.target.focus)
    if own and not named and reply.target and reply.target.focus.aspect in own.aspects:
        return composer.sourced(replace(_suggesting(reply), lead=composer.say(own.text)))
    lead = _instead_of_again(composer, reply) or composer.say(composer.guide.phrases.just_said)
    return composer.sourced(replace(_suggesting(reply), lead=lead, repeats=True))


def not_told(composer: Composer, reply: Reply) -> Reply | None:
    """That the guide doesn't say what about its topic a reply was asked for.

    ``None`` where its answer tells that, or it wasn't asked for anything in particular.
    """
    topic, focus = _topic_of(composer, reply), reply.target.focus if reply.target else model.Focus()
    if topic is None or topic.subject is None or focus.aspect is None or not topic.is_silent(focus):
        return None
    text = composer.guide.phrases.silence(focus.aspect)
    lead = composer.say(text, subject=composer.say(topic.subject))
    return composer.sourced(replace(_suggesting(reply), lead=lead, repeats=True))


def once_more(composer: Composer, reply: Reply, sentence: str) -> Reply:
    """One sentence of a reply, which was said last, once more."""
    lead = Said.of(sentence, [reply.lead])
    return composer.sourced(replace(_suggesting(reply), lead=lead, repeats=True))


def _instead_of_again(composer: Composer, reply: Reply) -> Said | None:
    """What else is said of what was answered: that nobody is ruled out, or of the other steps."""
    focus = reply.target.focus if reply.target else model.Focus()
    whether = composer.guide.topic("from_scratch").verdict
    if focus.aspect == "possible" and whether is not None:
        return composer.say(whether.text)
    beside = _other_steps(composer, reply) if focus.without else None
    return beside or _and_then(composer, reply)


def _and_then(composer: Composer, reply: Reply) -> Said | None:
    """That this was all there is on one of the steps, and the step after it."""
    step = following_step(composer, reply)
    return step and composer.say(composer.guide.phrases.just_said_of_step, step=step)


def following_step(composer: Composer, reply: Reply) -> Said | None:
    """The step after the one that was answered, and what it is; ``None`` if there is none."""
    topic, answered = composer.guide.topic("how_to_become"), _topic_of(composer, reply)
    assert isinstance(topic, model.StepsTopic)
    steps = [step.topic for step in topic.items]
    places = [steps.index(each) for each in _step_of(answered) if each in steps]
    following = topic.items[places[0] + 1 :] if places else ()
    return composer.bullets(following[:1])[0].text if following else None


def on_remark(composer: Composer, last: Reply) -> Reply:
    """What a remark that asks nothing is answered with: the last answer in short."""
    return _once_more(composer, composer.guide.phrases.remark, last)


def given(composer: Composer, last: Target, *, told: bool = False) -> Reply:
    """The last answer to a yes-or-no question, and that it isn't told by what the asker names.

    That once: an answer that states nothing says as much.

    Args:
        composer: Of the reply.
        last: What was asked, with what they name.
        told: Whether the answer has just been told, so that it needs no repeating.
    """
    topic, reply = composer.guide.topic(last.topic), answer(composer, last)
    if told:
        lead = composer.say(composer.guide.phrases.given)
        return composer.sourced(replace(_suggesting(reply), lead=lead))
    point = topic.told(last.focus)
    opening = [] if point is None else [told_in_words(composer, topic, point)]
    named = any(getattr(last.focus, name) for name in topic.particulars)
    if point is None and named and last.focus.background is None and not reply.bullets:
        opening = [reply.lead]  # that it is essential, say
    if not opening and topic.brief is not None:
        opening = [composer.say(topic.brief)]
    depends = last.focus.aspect in _MAY_DEPEND
    if (depends or not opening) and (point is None or point.text.based_on):
        opening.append(composer.say(composer.guide.phrases.given))
    return composer.sourced(replace(_suggesting(reply), lead=Said.sentences(opening)))


def instead_of(composer: Composer, last: Reply) -> Reply:
    """What the guide names in place of what was just answered, or that it names nothing."""
    topic = _topic_of(composer, last)
    named = topic.instead if topic is not None else None
    others = _other_steps(composer, last)
    lead = [composer.say(named or composer.guide.phrases.no_instead), *([others] if others else [])]
    return composer.sourced(replace(_suggesting(last), lead=Said.sentences(lead)))


def verdict(composer: Composer, last: Reply) -> Reply:
    """What a conclusion is confirmed or corrected with, and "yes or no?" is answered with.

    Without words of the topic's own for that, the last answer in short, since the guide says it so.
    """
    topic = _topic_of(composer, last)
    own = topic.verdict if topic is not None else None
    if own is None:
        return _once_more(composer, composer.guide.phrases.verdict, last)
    return composer.sourced(replace(_suggesting(last), lead=composer.say(own.text), repeats=True))


def advice(composer: Composer, kind: str | None, nearest_to_it: Reply) -> Reply | None:
    """What comes nearest, after that I don't advise anybody; ``None`` where no advice is wanted."""
    miss = composer.guide.near_miss(kind)
    if miss is None or not miss.of_last:
        return None
    lead = Said.sentences([composer.say(miss.text), nearest_to_it.lead])
    return composer.sourced(replace(nearest_to_it, lead=lead, repeats=True))


def _once_more(composer: Composer, opening: Text, last: Reply) -> Reply:
    topic = _topic_of(composer, last)
    if last.bullets and topic is not None and topic.brief is not None:
        again = composer.say(topic.brief)
    elif not last.bullets and topic is not None and topic.verdict is not None:
        again = composer.say(topic.verdict.text)
    else:
        again = in_short(composer, last).lead
    lead = Said.sentences([composer.say(opening), again])
    return composer.sourced(replace(_suggesting(last), lead=lead, repeats=True))


def only_these(composer: Composer, last: Reply) -> Reply:
    """Whether what was listed last is all there is; of an answer without a list, in short."""
    topic = _topic_of(composer, last)
    rest = topic.rest if topic is not None else None
    if topic is not None and not last.bullets and not any(topic.all_items()):
        last = answer(composer, Target(topic.topic))  # what was answered is one of its figures
    lines = [bullet.short or bullet.text for bullet in last.bullets]
    if lines:
        items = Said.of("; ".join(line.replace("**", "") for line in lines), lines)
    elif topic is not None and rest is not None:
        items = composer.both(tuple(topic.all_items()))
    else:
        return nothing_more(composer, last)
    lead = composer.say(rest or composer.guide.phrases.only_these, items=items)
    return composer.sourced(replace(_suggesting(last), lead=lead, shows=tuple(last.shown_items)))


def elsewhere(composer: Composer, last: Reply) -> Reply:
    """That the guide doesn't say who else would know, and the article that it points to."""
    lead = [composer.say(composer.guide.phrases.elsewhere), *_read_on(composer, last)]
    return composer.sourced(replace(_suggesting(last), lead=Said.sentences(lead)))


def only_named(composer: Composer, last: Reply, place: int) -> Reply:
    """That a line of the last list, of which nothing else is said, is only named."""
    bullet = last.bullets[place]
    item = bullet.short or bullet.text
    lead = composer.say(composer.guide.phrases.only_named, item=item)
    return composer.sourced(replace(_suggesting(last), lead=lead, shows=bullet.shows))


def _suggesting(last: Reply) -> Reply:
    """A reply about the same, with nothing said yet."""
    return Reply(Said(""), suggestions=last.suggestions, target=last.target)


def unclear(composer: Composer, last: Reply) -> Reply:
    """That a follow-up wasn't understood, and what can be asked after the last answer."""
    return _instead(composer, composer.guide.phrases.unclear, last)


def _instead(composer: Composer, text: Text, last: Reply) -> Reply:
    return Reply(composer.say(text), suggestions=last.suggestions)


def in_short(composer: Composer, last: Reply) -> Reply:
    """The list of an answer on one line; of one without a list, its first sentences."""
    if not last.bullets:
        return composer.sourced(replace(last, limit=None, chart=None))
    lines = [bullet.short or bullet.text for bullet in last.bullets]
    items = Said.of("; ".join(line.replace("**", "") for line in lines), lines)
    lead = composer.say(composer.guide.phrases.in_short, items=items)
    shows = tuple(last.shown_items)
    short = replace(last, lead=lead, bullets=(), limit=None, chart=None, shows=shows)
    return composer.sourced(short)


def acknowledged(composer: Composer, last: Target | None) -> Reply:
    """Shows once more what the last answer suggested."""
    if last is None:
        return offer(composer, composer.guide.phrases.what_next)
    return Reply(
        composer.say(composer.guide.phrases.acknowledged),
        suggestions=answer(composer, last).suggestions,
        repeats=True,
    )


def which_one(composer: Composer, options: Iterable[Target]) -> Reply:
    """Asks which of the listed things the person means, when there is no such number."""
    topics = list(dict.fromkeys(option.topic for option in options))
    return Reply(
        composer.say(composer.guide.phrases.which_one), suggestions=composer.suggestions(topics)
    )
