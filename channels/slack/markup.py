"""Reads Slack's markup (mrkdwn) as the plain text that people mean by it.

https://docs.slack.dev/messaging/formatting-message-text, read on 28 November 2026: references are
in ``<…>``, with or without a label; emoji are names between colons, followed by a skin tone.
"""

from __future__ import annotations

import html
import re

import emoji

from channels.plain_text import plain_text

# <@U123>, <@U123|ann>, <#C123|general>, <!here>, <!date^1^x|today>, <https://a.ca|label>
_REFERENCE = re.compile(r"<(?P<sigil>[@#!]?)(?P<target>[^<>|]*)(?:\|(?P<label>[^<>]*))?>")
_MENTION = re.compile(r"<@(\w+)(?:\|[^<>]*)?>")
_TO_MANY = re.compile(r"<!(?:here|channel|everyone|subteam\^)[^<>]*>")
# Of what people type into a slash command, Slack marks no addresses.
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|\b[\w.+-]+@[\w-]+\.[\w.-]+\w", re.IGNORECASE)
_CODE = re.compile(r"```(.+?)```|`([^`\n]+)`", re.DOTALL)
_QUOTE_OR_BULLET = re.compile(r"^[ \t]*(?:(?:&gt;)+|[•◦▪])[ \t]*", re.MULTILINE)
# A marker counts at the edges of words only: "2*3*4" and "snake_case_name" have none.
_EMPHASIS = re.compile(r"(?<![\w*_~])([*_~])(?=[^\s*_~]|[*_~]\S)(.+?)(?<=\S)\1(?!\w)")
_EMOJI = re.compile(r"(?<!\w):([a-z0-9_+'-]*[a-z+-][a-z0-9_+'-]*|100):", re.IGNORECASE)
_SKIN_TONE = re.compile(r":skin-tone-[2-6]:")


def mentioned(text: str) -> set[str]:
    """Ids of the people and bots that a message mentions."""
    return set(_MENTION.findall(text))


def is_for_others(text: str, bot_user: str | None) -> bool:
    """Whether a message calls somebody else, a user group, ``@here`` or ``@channel``."""
    return bool(mentioned(text) - {bot_user} or _TO_MANY.search(text))


def read_text(text: str) -> str:
    """Returns the words of a message.

    Bold, italics, strike, code and quotes are read without their marks, emoji as characters, links
    by their labels. References to people, groups, channels, mail and web addresses are left out:
    the words in them are names, not what is asked.

    Args:
        text: as Slack sends it.
    """
    text = _QUOTE_OR_BULLET.sub("", text)
    # Slack escapes &, < and > in what people type, so that each < left is its own.
    pieces, end = [], 0
    for code in _CODE.finditer(text):
        pieces += [_read_marked(text[end : code.start()]), _read_code(code[1] or code[2])]
        end = code.end()
    pieces.append(_read_marked(text[end:]))
    return plain_text(" ".join("".join(pieces).split()))


def _read_code(text: str) -> str:
    """In code nothing is marked but the references."""
    return html.unescape(_REFERENCE.sub(_words, text))


def _read_marked(text: str) -> str:
    text = _ADDRESS.sub(" ", html.unescape(_REFERENCE.sub(_words, text)))
    text = _EMOJI.sub(_character, _SKIN_TONE.sub("", text))
    before = None
    while text != before:  # bold within italics
        before, text = text, _EMPHASIS.sub(r"\2", text)
    return text


def _words(reference: re.Match[str]) -> str:
    sigil, target, label = reference["sigil"], reference["target"], reference["label"]
    if sigil == "!" and target.startswith("date^"):
        return label or " "
    if sigil or not label or not target.startswith(("http://", "https://")):
        return " "
    is_address = label in target or _ADDRESS.search(label)
    return " " if is_address and "." in label else label


def _character(name: re.Match[str]) -> str:
    """A workspace's own emoji, which have no character, are left out."""
    character = emoji.emojize(name[0].lower(), language="alias")
    return " " if character == name[0].lower() else character
