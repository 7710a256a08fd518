"""spaCy component: years of experience as entities, numbers and ranges."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from spacy.language import Language
from spacy.tokens import Doc, Span

from components.bounded_years import BEFORE, BEHIND, bounded

SPANS_KEY = "experience_years"

_NUMBER_WORDS = {"twenty": 20, "vingt": 20, "couple of": 2, "a couple of": 2, "couple": 2}
_NUMBER_WORDS |= {"une dizaine d'": 10, "dizaine d'": 10, "quinzaine d'": 15, "vingtaine d'": 20}
for _number, _words in enumerate(
    (
        *("zero no", "a an one un une", "two deux", "three trois", "four quatre", "five cinq"),
        *("six", "seven sept", "eight huit", "nine neuf", "ten dix", "eleven onze"),
        *("twelve douze", "thirteen treize", "fourteen quatorze", "fifteen quinze"),
    )
):
    _NUMBER_WORDS |= dict.fromkeys(_words.split(), _number)

_NUMBER = r"\d{1,2}(?:[.,]5)?|" + "|".join(
    word.replace(" ", r"\s+") for word in sorted(_NUMBER_WORDS, key=len, reverse=True)
)
# With the usual misspellings: yaers, yeers, yers.
_YEARS = r"(?:y(?:ea|ae|ee|e|a)rs?'?|yrs?|yoe|annees?|ans?)"
_AND = r"(?:and|or|vs\.?|&|to|et|ou|a)"
_VERSUS = r"(?:vs\.?|versus|contre)"
_END = r"(?:[?.!,;]|$)"
_BESIDE = rf"(?:{_VERSUS}|{_AND}|than|as|with|at|que|avec)"
_TO = r"(?:\s*-\s*|\s*–\s*|\s+to\s+|\s+or\s+|\s+and\s+|\s+a\s+|\s+ou\s+|\s+et\s+)"
_NTH = ("second", "third", "fourth", "fifth")
# A year of studies: "in my second year at McGill", "of my degree"; "I'm in my second year".
_OF_STUDIES = r"\s+(?:at|in(?!\s+the)|of(?!\s+(?:work|doing|the\s+job)))\b"

_PATTERN = re.compile(
    rf"""\b(?:
      (?P<low>{_NUMBER}){_TO}(?P<high>{_NUMBER})\s*(?P<plus_high>\+)?\s*
      (?:{_YEARS}\b|(?={_AND}\s+{_NUMBER}{_TO}{_NUMBER}\s*{_YEARS}\b))
    | (?P<half>{_NUMBER})\s*{_YEARS}\s+(?:and\s+a\s+half|et\s+demie?)\b
    | (?P<number>{_NUMBER})(?:\s+and\s+a\s+half)?[\s-]*(?:(?P<plus>\+|plus)|more)?[\s-]*
      {_YEARS}\b
    | (?:at|with|after|avec|apres)\s+(?P<first>{_NUMBER})
      (?=\s+{_AND}(?:\s+\w+){{1,2}}\s+(?:{_NUMBER})\s*{_YEARS}\b)
    | (?<!am\s)(?<!'m\s)(?<!\bim\s)(?:in|by|after)\s+(?:
        (?:\w+\s+)?(?P<place>{"|".join(_NTH)}|\d{{1,2}}(?=[a-z]))(?:[snrt][tdh])?\s+year
      | year\s+(?P<of_work>{_NUMBER}))\b(?!{_OF_STUDIES})
    | year\s+(?P<nth>{_NUMBER})\b
    | (?:{_YEARS}|experience)\s*[:=]\s*(?P<after>\d{{1,2}})\b
    | (?P<decades>{_NUMBER})\s+decades?\b
    | (?P<months>\d{{1,2}}|six|three)\s+months?\s+(?:of\s+)?(?:work\s+)?exp
    | (?:since|depuis)\s+(?P<since>(?:19|20)\d\d)\b
    | (?P<none>
        (?:fresh|new|recent)(?:ly)?[\s-]*(?:out\s+of\s+\w+|grad(?:uate)?s?\b)
      | just\s+(?:graduated|finished\s+(?:school|uni\w*|college))
      | (?:(?:no|zero|0|without(?:\s+any)?)\s+(?:\w+\s+)?|(?:sans|aucune)\s+|pas\s+d')
        exp(?:erience)?s?\b
      )
    )""",
    re.VERBOSE | re.IGNORECASE,
)

# A figure by itself is years beside others that are said to be: "8 years pays the same as 5?".
_BESIDE_YEARS = re.compile(
    rf"\b{_BESIDE}\s+(?:\w{{3,4}}\s+)?(\d{{1,2}})(?:{_TO}(?P<to>\d{{1,2}}))?(?=\s*{_END})",
    re.IGNORECASE,
)
_AGAINST_YEARS = re.compile(
    rf"\b(\d{{1,2}})(?=\s+{_VERSUS}\s+(?:{_NUMBER})\s*{_YEARS}\b)", re.IGNORECASE
)

# No experience: "30 years old", "2 years ago", "a 4 year degree", "in 2 years", "the next 5 years".
_AFTER_OTHER = re.compile(
    r"\s*-?\s*(?:old|ago|from\s+now|of\s+age|degree|diploma|program|programme|college|course|contract"
    r"|plan|bachelor|master|university|left|later)",
    re.IGNORECASE,
)
_BEFORE_OTHER = re.compile(
    r"(?:\bin|\bnext|\bwithin|\bcoming|\baged?|\bevery|\bper|\bthis|\bfirst|\blast"
    r"|\bdans|\bd'ici|\bchaque|\bprochaines?|\by\s+a|\bhow\s+many|\bthe|\b(?:takes?|took|spen[dt]|stud\w+)(?:\s+\w+)?)\s+(?:the\s+)?$",
    re.IGNORECASE,
)
_SPENT = re.compile(r"\bspent\s+$", re.IGNORECASE)
_THE = re.compile(r"\bthe\s+$", re.IGNORECASE)
# An age without "old": "my son is 20 years and studies", not "he is 20 years in banking".
_IS_AGED = re.compile(r"\b(?:am|is)\s+$", re.IGNORECASE)
_IN_WORK = re.compile(r"\s*(?:of|in)\b", re.IGNORECASE)
# Counted from the first: "after my first five years", "for the first 3 years".
_FROM_THE_FIRST = re.compile(r"\b(?P<past>after\s+)?(?:\w+\s+)?first\s+$", re.IGNORECASE)
# An age in French: "j'ai 42 ans", "à 35 ans"; no experience is as long as these.
_FRENCH_AGE = re.compile(r"\b(?:ai|as|a|agee?)\s+(?:de\s+)?$", re.IGNORECASE)
_OF_EXPERIENCE = re.compile(r"\s*d'", re.IGNORECASE)
_YOUNGEST = 16
# An age among other things that somebody is: "soudeur, 33 ans", and ahead of two of them, as in
# "38 years, grade 12, welder". In English, those behind one are of the work: "welder, 20 years".
_IS_MEMBER = re.compile(r"[,;]\s*$")
_ENDS_MEMBER = re.compile(r"\s*(?:[,;]|[.!]?\s*$)")
_TWO_MEMBERS = re.compile(r"\s*[,;][^,;]+[,;]")
# What may stand between a subject and a year of its studies: "CS student, year 2", "year 2 of CS".
_BESIDE_STUDIES = re.compile(r"\W*(?:\w+\W+)?")
_STUDIES = frozenset({"degree_field", "degree_level"})
# "A year" is a rate ("how much do you make a year"), unless it is had, or a year of something.
_HAS_A_YEAR = re.compile(r"\b(?:with|after|have)\s+(?:\w+\s+)?$", re.IGNORECASE)
_A_YEAR_OF = re.compile(r"\s*(?:of|in|exp)\b", re.IGNORECASE)
_IS_NUMBER = re.compile(r"[\d.]+")
# Words before years that have a bound of their own: "5 years or more than 10".
_IS_BESIDE = re.compile(rf"\b{_BESIDE}\s+$", re.IGNORECASE)
_BOUNDED = rf"(?:{BEFORE})?(?P<number>{_NUMBER})(?:{BEHIND})?"
# A message that is nothing but a number answers "how many years?".
_ONLY_A_NUMBER = re.compile(
    r"^\W*(?:(?:and|what if|what about|how about|with|no|i meant|i mean|i have|it'?s|its|et"
    r"|sorry|ok|hmm|oh|only|just|more like)\W+)*"
    rf"{_BOUNDED}(?:,? not (?:{_NUMBER}))?(?: though| then)?\W*$",
    re.IGNORECASE,
)


def _value(word: str) -> float:
    word = " ".join(word.lower().replace(",", ".").split())
    return float(_NUMBER_WORDS[word]) if word in _NUMBER_WORDS else float(word)


def _years(match: re.Match[str], today: date) -> str | None:
    """The years of a match: ``"5"``, ``"1.5"``, ``"3-4"``, ``"10+"``; ``None`` if it is none."""
    found = {name: text for name, text in match.groupdict().items() if text}
    if "none" in found:
        return "0"
    if "low" in found:
        low, high = sorted((_value(found["low"]), _value(found["high"])))
        return f"{low:g}+" if "plus_high" in found else f"{low:g}-{high:g}"
    if "half" in found:
        return f"{_value(found['half']) + 0.5:g}"
    if "number" in found:
        half = 0.5 if "and a half" in match.group(0).lower() else 0
        return f"{_value(found['number']) + half:g}{'+' if 'plus' in found else ''}"
    if "place" in found:
        place = found["place"].lower()
        return f"{_NTH.index(place) + 2 if place in _NTH else int(place)}"
    for name in ("first", "of_work", "nth", "after"):
        if name in found:
            return f"{_value(found[name]):g}"
    if "decades" in found:
        return f"{10 * _value(found['decades']):g}"
    if "months" in found:
        return f"{_value(found['months']) / 12:.1g}"
    years = today.year - int(found["since"])
    return f"{years}" if years >= 0 else None


def _is_rate(match: re.Match[str], before: str, after: str) -> bool:
    if (match["number"] or "").lower() not in {"a", "an"} or "half" in match[0].lower():
        return False
    return not _HAS_A_YEAR.search(before) and not _A_YEAR_OF.match(after)


def _is_french_age(match: re.Match[str], before: str, after: str) -> bool:
    if not match["number"] or not re.search(r"(?:ans?|annees?)$", match[0], re.IGNORECASE):
        return False
    is_old_enough = _value(match["number"]) >= _YOUNGEST
    return is_old_enough and bool(_FRENCH_AGE.search(before)) and not _OF_EXPERIENCE.match(after)


def _is_told_age(match: re.Match[str], before: str, after: str) -> bool:
    """Whether years stand among other things that somebody is, as an age does."""
    if not (match["number"] or "").isdigit() or match["plus"] or int(match["number"]) < _YOUNGEST:
        return False
    if not before.strip():
        return _TWO_MEMBERS.match(after) is not None
    french = re.search(r"ans$", match[0], re.IGNORECASE)
    return bool(french and _IS_MEMBER.search(before) and _ENDS_MEMBER.match(after))


def _is_age(match: re.Match[str], before: str, after: str) -> bool:
    if not match["number"] or match["plus"] or _value(match["number"]) < _YOUNGEST:
        return False
    return bool(_IS_AGED.search(before)) and not _IN_WORK.match(after)


def _is_of_studies(text: str, start: int, end: int, studies: Sequence[tuple[int, int]]) -> bool:
    """Whether a year that is told by its place stands right beside something studied."""
    between = (text[b:start] if b <= start else text[end:a] for a, b in studies)
    return any(_BESIDE_STUDIES.fullmatch(each) for each in between)


def find_experience(
    text: str, today: date, studies: Sequence[tuple[int, int]] = ()
) -> list[tuple[int, int, str]]:
    """Years of experience stated in ``text``.

    Args:
        text: the message, without accents.
        today: what "since 2019" counts from.
        studies: where fields of study and degrees are named: start and end of each.

    Returns:
        Character start and end, and the years: a number (``"5"``) or a range (``"3-4"``), whose
        end may be open (``"10+"``).
    """
    only = _ONLY_A_NUMBER.match(text)
    if only and only["number"].lower() not in {"a", "an", "no"}:
        return [bounded(text, *only.span("number"), _value(only["number"]))]
    found: list[tuple[int, int, str]] = []
    matches = list(_PATTERN.finditer(text))
    # One "in year 2" may be a student's; two are compared.
    compares_years = sum(match["nth"] is not None for match in matches) > 1
    for match in matches:
        years = _years(match, today)
        if years is None:
            continue
        start, end = match.span()
        if _IS_NUMBER.fullmatch(years):
            with_bound = bounded(text, start, end, float(years))
            # "Do 8 years pay more than 5 years?" compares two.
            if not found or _IS_BESIDE.search(text[: with_bound[0]]):
                start, end, years = with_bound
        before, after = text[:start], text[end:]
        counted = _FROM_THE_FIRST.search(before)
        of_studies = re.match(_OF_STUDIES, after)
        if counted and _IS_NUMBER.fullmatch(years) and not of_studies:
            found.append((start, end, years if counted["past"] else f"1-{years}"))
            continue
        compared = compares_years and match["nth"] is not None
        plain_number = match["none"] is None and match["since"] is None and not compared
        # "The 7-9 year range" is a span of pay; "the 4 years" are those of something.
        of_span = match["low"] is not None and _THE.search(before) is not None
        in_work = _SPENT.search(before) is not None and _IN_WORK.match(after) is not None
        counts_else = not (of_span or in_work) and _BEFORE_OTHER.search(before)
        if plain_number and (_AFTER_OTHER.match(after) or counts_else):
            continue
        is_rate = (start, end) == match.span() and _is_rate(match, before, after)
        is_age = _is_age(match, before, after) or _is_french_age(match, before, after)
        is_age = is_age or (len(matches) == 1 and _is_told_age(match, before, after))
        by_place = match["place"] or (match["nth"] and not compared)
        if by_place and _is_of_studies(text, start, end, studies):
            continue
        if not is_rate and not is_age:
            found.append((start, end, years))
    return sorted([*found, *_beside(text, found)]) if len(found) == 1 else found


def _beside(text: str, found: Sequence[tuple[int, int, str]]) -> Iterator[tuple[int, int, str]]:
    """Figures that stand for years because others beside them do."""
    for pattern in (_BESIDE_YEARS, _AGAINST_YEARS):
        for match in pattern.finditer(text):
            start, to = match.start(1), match.groupdict().get("to")
            end = match.end("to") if to else match.end(1)
            if all(end <= first or last <= start for first, last, _ in found):
                years = f"{_value(match[1]):g}"
                yield start, end, f"{years}-{_value(to):g}" if to else years


@Language.component("experience_years")
def experience_years(doc: Doc) -> Doc:
    """Adds a span for each statement of experience; its ``id_`` is the years."""
    spans: list[Span] = []
    known = (span for group in doc.spans.values() for span in group)
    studies = [(each.start_char, each.end_char) for each in known if each.label_ in _STUDIES]
    for start, end, years in find_experience(doc.text, date.today(), studies):
        span = doc.char_span(start, end, "experience_years", alignment_mode="expand")
        if span is not None:
            spans.append(Span(doc, span.start, span.end, "experience_years", span_id=years))
    doc.spans[SPANS_KEY] = spans
    return doc
