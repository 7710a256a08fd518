"""Out-of-scope rules: a question about another job, "certificates for plumbers".

Such a question is worded like ours, so a classifier that hasn't met the job takes it for ours. What
tells it apart is the job's name where the question says what it is about. A job that a person has
("I'm a nurse, is it too late?") is not asked about, and neither is any job beside our own ("can a
lawyer become an ML engineer").
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from components.fold import fold

# Our field; "this job" and "here" mean it too.
_OUR_FIELD = re.compile(
    r"\b(?:ml|mle|ai|a\.i\.?|machine[ -]?learning|artificial intelligence|deep learning|data|ds|nlp"
    r"|llms?|gen ?ai|computer vision|this (?:career|field|job|work|profession|industry|role|stuff)"
    r"|the (?:field|guide))\b"
)
# Said of oneself before a job's name.
_BACKGROUND = re.compile(
    r"\b(?:i'?m|i am|i'?ve|i was|i have|i had|i got|i did|i work(?:ed)?|working|worked|as|from|ex"
    r"|former(?:ly)?|my|with|left|leave|leaving|quit|after|years?|finished|studied|currently|we"
    r"|he is|she is|he's|she's)\b(?:\W+\w+){0,8}\W*$"
)
_GOAL = (
    r"(?:becom\w*|(?:wants?|wanna|want) (?:to be|be)|to be|into|join(?:ing)?|(?:start|hired) as"
    r"|devenir)"
)
_SUBJECT = (
    r"(?:skills?|abilities|certificat\w*|certs?|qualifications?|degrees?|diplomas?|majors?|courses?"
    r"|programs?|programmes?|school|college|training|studies|exams?|licen[cs]es?|requirements?|roadmap"
    r"|steps|path|tips|questions?|resume|cv|portfolio|internships?|placements?|apprenticeships?|co-?op"
    r"|jobs?|salary|salaries|pay|wages?|income|earnings|money|demand|market|scope|future|career|city"
    r"|cities|conferences?|meetups|tasks|duties|responsibilities|role|life|titles|ladder|salaires?|diplomes?|formations?|competences?|certifications?)"
)
_AFTER = (
    r"(?:salary|salaries|pay|paid|wages?|incomes?|earnings|jobs?|positions?|vacanc\w+|certificat\w*"
    r"|certs?|degrees?|diplomas?|courses?|programs?|programmes?|school|training|skills?|roadmap|careers?"
    r"|path|interviews?|resume|cv|portfolio|internships?|apprenticeships?|licen[cs]es?|exams?"
    r"|requirements?|scope|demand|shortage|bootcamps?|qualifications?|tips|rates?|hours)"
)
_DOES = r"(?:does?|earns?|makes?|gets?|needs?|learns?|study|uses?|have|in demand|paid|hired)"


class OtherJobs:
    """Other jobs, and whether a question asks about one of them."""

    def __init__(self, names: Iterable[str]) -> None:
        """Makes the recogniser.

        Args:
            names: jobs and trades as people write them, in the singular.
        """
        longest_first = sorted({fold(name).lower() for name in names}, key=lambda name: -len(name))
        job = rf"(?P<job>(?:{'|'.join(map(re.escape, longest_first))})s?)\b"
        article = r"(?:an? |the |some |une? |les? |la )?(?:\w+ ){0,2}?"
        self._job = re.compile(rf"\b{job}")
        # Only a goal says what is asked about whatever the person is.
        self._goal = re.compile(rf"\b{_GOAL} {article}{job}")
        self._frames = [
            re.compile(
                rf"\b{_SUBJECT}(?: \w+){{0,3}}? (?:for |of |as |pour |de |d'){article}{job}"
            ),
            re.compile(rf"\b{job}(?:'s?)? (?:\w+ )?{_AFTER}\b"),
            re.compile(
                rf"\b(?:what|how|do|does|are|is)\b(?: \w+){{0,3}}? {job}(?: \w+){{0,2}}? {_DOES}\b"
            ),
            re.compile(rf"\b(?:being|be|is) an? {job}"),
            re.compile(rf"\b(?:between|compare) {article}{job}"),
            re.compile(rf"\b{job} (?:vs\.?|v|versus) "),
        ]

    def asked_about(self, text: str) -> bool:
        """Whether another job than ours is what a message asks about."""
        plain = " ".join(fold(text).lower().split())
        if _OUR_FIELD.search(plain):
            return False
        if self._goal.search(plain):
            return True
        return any(
            not _BACKGROUND.search(plain[: found.start("job")])
            for frame in self._frames
            for found in frame.finditer(plain)
        )

    def is_own(self, text: str) -> bool:
        """Whether another job is the one that a person has who asks about ours."""
        plain = " ".join(fold(text).lower().split())
        return _OUR_FIELD.search(plain) is not None and any(
            _BACKGROUND.search(plain[: found.start("job")]) for found in self._job.finditer(plain)
        )
