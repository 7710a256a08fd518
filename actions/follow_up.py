"""Follow-ups that mean nothing by themselves: "and with 8 years?", "the third one"."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from rasa_sdk import Action, Tracker
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from actions.another_case import in_another_case
from actions.background import (
    LACKING_SKILLS,
    STUDIES,
    coloured,
    known_background,
    known_has,
    of_own_studies,
    of_years_elsewhere,
    others_of,
    what_is_lacking,
)
from actions.both import answered_of_both
from actions.deduplicate import deduplicated
from actions.focus import (
    is_fragment,
    names_our_title,
    names_step,
    read_focus,
    read_ordinal,
    read_ordinals,
    reading_of,
    speaks_of_steps,
)
from actions.fragment import answer_changed
from actions.in_context import (
    another_topic,
    answer_in_context,
    asks_again,
    asks_other_steps,
    asks_surely,
    before_refusal,
    likeliest_in_context,
    may_lead,
    of_the_subject,
    stays,
    surely_asked,
    tied,
)
from actions.likely_topics import asked_list, likely_topics
from actions.memory import (
    carried_aspect,
    last_aspect,
    last_listed,
    last_offer,
    last_target,
    named_before,
    remember,
    says_nothing_new,
    told_before,
    was_listed_before,
)
from actions.missing import still_missing
from actions.named_line import named_line
from actions.point import point_of_last
from actions.respond import composer_for, say
from actions.step_done import next_step, steps_left
from actions.told_pay import with_amount, with_told_pay
from actions.told_start import of_told_start
from components.reading import (
    AGAIN,
    ELSEWHERE,
    INSTEAD,
    LEAST_TO_TELL,
    MORE,
    NEAR_MISS,
    ONLY,
    REMARK,
    SHORTER,
    SPECIFIC,
    VERDICT,
    Reading,
    intent_of,
    refers_back,
)
from guide.answers.answer import answer
from guide.answers.career_path import level_of
from guide.answers.compose import Composer
from guide.answers.dialogue import (
    beside_step,
    elsewhere,
    in_short,
    instead_of,
    near_miss,
    nearest,
    not_by_city,
    not_more_exact,
    nothing_beyond,
    nothing_else,
    nothing_more,
    offer,
    on_remark,
    only_named,
    only_these,
    unclear,
    verdict,
    which_one,
)
from guide.answers.skills import no_more_of_group
from guide.figures import names_general_figure
from guide.follow_up import (
    STARTS,
    asked_of,
    asks_its_group,
    beside_group,
    beside_its_gap,
    beside_years,
    continued,
    kinds_of,
    leads_to,
    moved,
    of_list,
    on_list,
    other_groups,
    pick,
    resolve,
    steps_of,
    tells_point,
    topic_of_aspect,
    topic_of_name,
    whole_list,
    with_bare_years,
    without_gap_of_others,
)
from guide.model import ASPECTS, MOVES, PARTICULARS, Aspect, Focus, Guide, Particular, SalaryTopic
from guide.reply import Reply, Target

# A topic less likely than this is no more than noise in the ranking of a follow-up: real mentions
# ("pay for those?") had 0.12 and more, chance ones 0.09 and less.
LEAST_CONFIDENCE = 0.1
# With nothing said before, a topic has to be as likely as this beside something that was named.
_LIKELY = 0.5
# Where nothing else is understood, even that is worth a guess, which is said to be one.
LEAST_TO_GUESS = 0.05
_ON_LADDER: tuple[Particular, ...] = ("level", "role")
# What goes on after a refusal with the way there is.
_THE_WAY = frozenset({"how_to", "order"})

# Acts that are answered with the last answer once more, in another form; and those that ask for
# what isn't in it.
_ONCE_MORE: Mapping[str | None, Callable[[Composer, Reply], Reply]] = {
    MORE: nothing_more,
    REMARK: on_remark,
    VERDICT: verdict,
}
_BEYOND: Mapping[str | None, Callable[[Composer, Reply], Reply]] = {
    SPECIFIC: not_more_exact,
    ELSEWHERE: elsewhere,
}


def _beside_place(reading: Reading) -> Aspect | None:
    """What is asked of a place in a list; that it is a place reads like asking for the order."""
    said = read_focus(reading)
    if said.aspect != "order":
        return said.aspect
    others = [each.name for each in reading.aspects if each.confidence >= LEAST_CONFIDENCE]
    return next((each for each in ASPECTS if each in others and each != "order"), None)


def _of_another_job(composer: Composer, said: Focus) -> bool:
    """Whether years that are named are those of a job that isn't on the career ladder."""
    own = said.background
    role = said.role or (own.role if own else None)
    job = said.job or (own.job if own else None)
    return job is not None or (role is not None and level_of(composer.guide, role) is None)


def _remarked_on(guide: Guide, tracker: Tracker, reading: Reading, last: Target) -> Target | None:
    """What a remark is about that the last topic tells: how pay grows, "that's hardly a raise".

    ``None`` where it was just asked, or nothing is stated of it.
    """
    both = reading.in_context if reading.act == REMARK else None
    aspect = surely_asked(reading, last) if both is not None and asks_surely(both) else None
    if aspect is None or aspect == last_aspect(tracker):
        return None
    asked = last.about(aspect)
    told = guide.topic(last.topic).told(asked.focus)
    return asked if told is not None and told.text.based_on else None


def _from_before(tracker: Tracker, asked: Target) -> Target:
    """What comes next after the level or title that was named before: "and then?", of interns."""
    focus = asked.focus
    named: dict[str, Any] = {
        name: next(iter(named_before(tracker, name)), None) for name in _ON_LADDER
    }
    on_ladder = any(getattr(focus, name) for name in _ON_LADDER)
    return asked if on_ladder else Target(asked.topic, focus.copy(update=named))


class ActionFollowUp(Action):
    """Answers a follow-up from what the last answer was about."""

    def name(self) -> str:
        """The action's name in the domain."""
        return "action_follow_up"

    def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> list[dict[str, Any]]:
        """Says the answer and returns the slots to remember."""
        reading = reading_of(tracker)
        composer = composer_for(tracker)
        reply = answered_of_both(composer, tracker, reading)
        reply = reply or in_another_case(composer, tracker, reading)
        if reply is None:
            reply = self._reply(composer, tracker, reading)
            reply = deduplicated(composer, tracker, reading, reply)
        say(dispatcher, reply)
        by_place = read_ordinal(reading) is not None or reading.act in MOVES
        kind = tracker.get_slot(NEAR_MISS) if reply.target is None else None
        return remember(
            tracker, reply, keep_listed=by_place, near_miss=kind, repeated=reply.repeats
        )

    def _reply(self, composer: Composer, tracker: Tracker, reading: Reading) -> Reply:
        said, ordinal = read_focus(reading), read_ordinal(reading)
        refused_of = before_refusal(composer.guide, tracker, reading)
        last = refused_of or last_target(tracker)
        if _of_another_job(composer, said):
            said = said.copy(update={"experience_years": None})
        if ordinal is not None:
            # "Steps 1 and 2 are done" leads to the one after them.
            done = reading.act == "next" and ordinal > 0
            to = max(read_ordinals(reading)) + 1 if done else ordinal
            picked = self._picked(composer, tracker, reading, to)
            if picked is not None:
                return picked
        of_point = point_of_last(composer.guide, reading, last)
        if of_point is not None:
            return answer(composer, of_point)
        asks_rest = (reading.act == MORE and not said.without) or LACKING_SKILLS in said.details
        left = steps_left(composer.guide, tracker, last) if asks_rest else None
        rest = None if left is None else answer(composer, left)
        if rest is not None and not says_nothing_new(tracker, rest):
            return rest
        if (
            last is not None
            and asks_rest
            and asks_other_steps(composer.guide, reading, last)
            and what_is_lacking(tracker, Target("from_scratch", said)) is None
        ):
            return beside_step(composer, answer(composer, last), last)
        if last is not None and names_general_figure(composer.guide, last, reading.text):
            return answer(composer, Target(last.topic))  # "and on average?", after one band
        if last is not None and last.focus.role and names_our_title(reading.text):
            # "And ML engineers?", after another title's pay.
            ours = last.focus.copy(update={"role": None, "level": None})
            return answer(composer, Target(last.topic, ours).about(surely_asked(reading, last)))
        asks_next = said.aspect == "order" or reading.act == "next"
        if last is not None and last.topic == "how_to_become" and asks_next:
            after = next_step(composer.guide, tracker)
            if after is not None:
                return answer(composer, coloured(tracker, after, last))
        other = another_topic(composer.guide, reading, last)
        # "And with no experience at all?", after how to gain some, names what only pay goes by.
        if (
            last is not None
            and other is not None
            and (not is_fragment(reading) or continued(composer.guide, last, said) is None)
        ):
            asked = tied(composer.guide, reading, last, other)
            asked = asked if asked.focus.move is None else _from_before(tracker, asked)
            return answer(composer, coloured(tracker, asked, last), last)
        if last is not None and reading.aspect == "counts" and asks_its_group(last, said):
            return answer(composer, last)  # "is that a core one?"
        if last is not None and not reading.entities:
            studies = of_own_studies(tracker, last, said.aspect)
            if studies is not None:
                return answer(composer, studies)
        if last is not None and reading.aspect == "counts" and not reading.entities:
            topic = composer.guide.topic(last.topic)
            said = on_list(topic, reading.text) or of_list(topic, known_has(tracker)) or said
        lacking = what_is_lacking(tracker, Target("from_scratch", said))
        if lacking is not None:
            return answer(composer, lacking)
        of_last = composer.guide.topic(last.topic) if last is not None else None
        if last is not None and isinstance(of_last, SalaryTopic):
            judged = with_told_pay(tracker, of_last, Target(last.topic, said), last, reading)
            if judged.focus.amount is not None and said.amount is None:
                return answer(composer, judged)
        if last is not None and said.details and said.aspect is None:
            told = composer.guide.topic(last.topic).told(
                last.focus.copy(update={"aspect": reading.aspect})
            )
            if told is not None and told.text.based_on:  # "online?": of programmes, it is told
                said = said.copy(update={"aspect": reading.aspect})
        if last is not None and refers_back(reading.text) and said.aspect == "required":
            said = without_gap_of_others(composer.guide, last, said)
        if last is not None:
            said = with_bare_years(composer.guide, last, said, reading.text)
            if not is_fragment(reading) and (
                said.aspect in ("compare", "worth") or refers_back(reading.text)
            ):
                said = beside_years(composer.guide, last, said)
            said = beside_group(last, said, reading.aspect)
        likely = next(iter(likely_topics(reading, LEAST_CONFIDENCE)), None)
        asks_of_list = last is None and reading.asks_of_list
        if asks_of_list and topic_of_name(composer.guide, said) is None:
            return answer(composer, Target(asked_list(composer.guide, reading), said))
        if last is None and topic_of_name(composer.guide, said) is not None:
            likely = next(iter(likely_topics(reading, _LIKELY)), None)  # a name leads further
        if reading.act in (REMARK, INSTEAD, ONLY, *_BEYOND, VERDICT, SHORTER, AGAIN):
            likely = None  # it speaks of the last answer
        if reading.act == ONLY or (
            reading.act is not None and continued(composer.guide, last, said) is None
        ):
            said = said.copy(update={"details": ()})  # it speaks of the last topic, not of theirs
        tells_it = last is not None and composer.guide.topic(last.topic).told(said) is not None
        if tells_it and reading.confidence >= _LIKELY:
            likely = None  # "paid?" after internships: the last topic tells what is asked
        leads = (
            last is not None
            and likely is not None
            and leads_to(composer.guide, last, likely)
            and may_lead(reading, likely)
        )
        if stays(reading, last) and not (leads and refers_back(reading.text)):
            likely = None
        if last is not None and asks_again(reading, last):
            point = said.aspect or surely_asked(reading, last)
            of_last_topic = tells_point(composer.guide, last, point)
            is_its_point = point in composer.guide.topic(last.topic).asked_by_aspect
            foreign = not said.city and continued(composer.guide, last, said) is None
            if foreign and (of_last_topic or is_its_point):
                # Of the last topic, whatever it names: "and the quickest?", after certificates, or
                # "which needs the least code", after titles. Of a city there is more to say.
                names: dict[str, Any] = dict.fromkeys(PARTICULARS)
                details = () if of_last_topic else said.details
                said = said.copy(update=names | {"details": details, "aspect": point})
        target = resolve(composer.guide, last, said, likely)
        refused = None if refused_of is not None else tracker.get_slot(NEAR_MISS)
        if target == last and refused is not None and reading.act not in MOVES:
            # It follows up on that, not on the topic before.
            offered = last_offer(tracker)
            miss = composer.guide.near_miss(refused)
            if offered is not None and miss is not None and miss.same_question:
                return answer(composer, offered)
            if said.aspect in _THE_WAY and not refers_back(reading.text):
                way = topic_of_aspect(composer.guide, said)
                if way is not None:
                    return answer(composer, way)
            return near_miss(composer, refused)
        target = target or topic_of_aspect(composer.guide, said)
        if target is not None and (own := of_years_elsewhere(tracker, target)) is not None:
            return answer(composer, own, last)
        if target is None:
            subject = of_the_subject(composer.guide, reading)
            if subject is not None:
                return answer(composer, coloured(tracker, subject, last))
            return offer(composer, composer.guide.phrases.nothing_before)
        if last is None:
            asks_the_way = said.aspect in _THE_WAY and target.topic in STARTS
            likeliest = reading.share(intent_of(target.topic))
            if not (reading.entities or asks_the_way) and likeliest < LEAST_TO_TELL:
                unsure = target.focus.copy(update={"answerable": False})
                target = Target(target.topic, unsure)
            return answer(composer, coloured(tracker, target, last))
        if target == last:
            return self._same(composer, tracker, reading, last, said.aspect)
        if target.topic == last.topic:
            whole = said.aspect is not None or said.country is not None
            aspect = None if whole else surely_asked(reading, last)
            aspect = aspect or carried_aspect(tracker, said)
            return answer_changed(composer, target.about(aspect), said, last, reading)
        reply = answer(composer, coloured(tracker, target.about(said.aspect), last), last)
        by_city = composer.guide.topic(last.topic).particulars
        if target.topic == "cities" and said.city and "city" not in by_city:
            return not_by_city(composer, reply)
        return reply

    def _picked(
        self, composer: Composer, tracker: Tracker, reading: Reading, ordinal: int
    ) -> Reply | None:
        """What a place in the last list leads to, or in the steps.

        In these where a step is named, where nothing was said before, and where the last answer was
        one of them and had no list.
        """
        aspect = read_focus(reading).aspect
        last, steps = last_target(tracker), steps_of(composer.guide)
        listed: Sequence[Target | None] = last_listed(tracker)
        is_step = last is not None and last.topic in [step.topic for step in steps]
        of_steps = last is None or (is_step and not listed)
        if of_steps or names_step(reading):
            listed = steps
        picked = pick(listed, ordinal)
        if picked is not None:
            if last is not None and picked.topic == last.topic:
                aspect = _beside_place(reading)
            return answer(composer, asked_of(composer.guide, picked, aspect))
        options = [target for target in listed if target is not None]
        if options:
            return which_one(composer, options)
        if last is None or composer.guide.topic(last.topic).told(last.about(aspect).focus):
            return None
        whole = answer(composer, last)
        if len(whole.bullets) != len(listed) or abs(ordinal) > len(listed):
            return None
        return only_named(composer, whole, ordinal - 1 if ordinal > 0 else ordinal)

    def _same(
        self,
        composer: Composer,
        tracker: Tracker,
        reading: Reading,
        last: Target,
        aspect: Aspect | None,
    ) -> Reply:
        """What a follow-up that names nothing asks of the last answer: its act, or an aspect."""
        of_own = of_told_start(composer.guide, tracker, reading, last)
        if of_own is not None:
            return answer(composer, of_own)
        if reading.act in MOVES:
            start = Target(last.topic) if speaks_of_steps(reading) else last
            to = moved(composer.guide, start, last_listed(tracker), reading.act)
            if isinstance(to, Target):
                return answer(composer, coloured(tracker, to, last))
            beyond = composer.guide.topic(last.topic).beyond(reading.act)
            if to is not None and beyond is not None:
                return answer(composer, Target(last.topic, beyond))
            if to is not None:
                return nothing_beyond(composer, answer(composer, last))
        reply = answer(composer, last)
        told = composer.guide.topic(last.topic).told(last.about(aspect).focus)
        if reading.act is None and told is None:
            line = named_line([bullet.text for bullet in reply.bullets], reading.text)
            if line is not None:
                return only_named(composer, reply, line)
        if reading.act == SHORTER:
            return in_short(composer, reply)
        if reading.act == AGAIN:
            return reply
        known = known_background(tracker)
        studied = known is not None and (known.degree_field or known.has_degree)
        if reading.act == MORE and studied and last.topic in STUDIES:
            return beside_step(composer, reply, last)
        others = others_of(tracker, last, own=reading.act == MORE)
        if reading.act in (MORE, INSTEAD) and others is not None:
            rest, further = answer(composer, others), composer.guide.topic(last.topic).further
            again = says_nothing_new(tracker, rest)
            if not again:
                return rest
            left = steps_left(composer.guide, tracker, last, also_of_studies=True)
            if left is not None:
                return answer(composer, left)
            return rest if further is None else nothing_more(composer, rest)
        if reading.act == MORE and reply.bullets and not was_listed_before(tracker, reply):
            return reply
        one_of_many = composer.guide.topic(last.topic).rest is not None and not reply.bullets
        if reading.act == MORE and one_of_many:
            return only_these(composer, answer(composer, whole_list(last)))  # "that's all?"
        if reading.act in (MORE, ONLY) and (groups := other_groups(last)) is not None:
            return no_more_of_group(composer, last.focus, answer(composer, groups))
        if reading.act == ONLY:
            return only_these(composer, answer(composer, whole_list(last)))
        if reading.act == INSTEAD:
            return instead_of(composer, reply)
        asks_why = reading.act == REMARK and aspect == "why" and told is not None
        remarked = _remarked_on(composer.guide, tracker, reading, last)
        if remarked is not None:
            return answer(composer, remarked, last)
        if reading.act in _ONCE_MORE and not asks_why:
            if tracker.get_slot("repeated") and reading.act != VERDICT:
                return nothing_else(composer, reply)
            whether = composer.guide.whether_of(last.topic)
            if reading.act == VERDICT and tracker.get_slot("repeated") and whether is not None:
                reply = answer(composer, Target(whether.topic))
            elif reading.act != MORE:
                reply = answer(composer, last.about(last_aspect(tracker)))
            return _ONCE_MORE[reading.act](composer, reply)
        if reading.act in _BEYOND:
            return _BEYOND[reading.act](composer, reply)
        if reading.entities and aspect is None:
            return reply
        other = likeliest_in_context(composer.guide, reading, last)
        before = last.about(last_aspect(tracker))
        just_told = composer.guide.topic(last.topic).told(before.focus)
        all_told = just_told is not None and just_told.says_it_all
        which = composer.guide.topic(last.topic).which_of(last.focus)
        if which is not None and aspect == "what":
            of_last, of = (composer.guide.topic(each) for each in (last.topic, which))
            if point := told_before(tracker, of_last, of):
                return answer(composer, Target(which, last.focus.copy(update={"details": point})))
        if aspect == "what" and all_told and other is not None:
            # "Which ones?", after what is told of programs.
            return answer(composer, tied(composer.guide, reading, last, other), last)
        if which is not None and aspect == "what":
            return answer(composer, Target(which, last.focus))
        if which is not None and aspect in ("best", *composer.guide.topic(which).asked_by_aspect):
            return answer(composer, Target(which, last.focus).about(aspect))
        if which is not None and aspect is None and which != composer.guide.topic(last.topic).which:
            return answer(composer, Target(which, last.focus))  # "which one is there?"
        if aspect == "what" and (kinds := kinds_of(composer.guide, last)) is not None:
            return answer(composer, kinds)
        if aspect is not None:
            asked = asked_of(composer.guide, with_amount(composer.guide, last, reading), aspect)
            asked = beside_its_gap(composer.guide, asked)
            missing = still_missing(composer.guide, tracker, asked)
            return answer(composer, missing or asked, last)
        staying = answer_in_context(composer, reading, last)
        if staying is not None:
            return staying
        if other is not None:
            return answer(composer, tied(composer.guide, reading, last, other), last)
        likely = [each for each in likely_topics(reading, LEAST_TO_GUESS) if each != last.topic]
        if likely:
            return nearest(composer, Target(likely[0], read_focus(reading)), likely[1:])
        return unclear(composer, reply)
