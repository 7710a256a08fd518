"""The Slack app's own texts (UI strings), in English and French."""

from __future__ import annotations

from channels.ask import APOLOGIES
from channels.plain_text import MAX_MESSAGE_LENGTH
from guide.text import Language, Text, Wording


def _text(en: str, fr: str) -> Text:
    return Text(en=Wording(en), fr=Wording(fr))


SORRY = APOLOGIES
NOT_SENT = _text(
    "Sorry, Slack did not take my answer. Please ask again.",
    "Désolé, Slack n'a pas pris ma réponse. Reposez votre question.",
)
NOT_THERE = _text(
    "I may not write in {place}, so I answer here. {quote}",
    "Je ne peux pas écrire dans {place}; je réponds donc ici. {quote}",
)
TOO_FAST = _text(
    "That was too fast. Please try again in {seconds} s.",
    "C'était trop vite. Réessayez dans {seconds} s.",
)
TOO_LONG = _text(
    f"I read only the first {MAX_MESSAGE_LENGTH} characters of that.",
    f"Je n'ai lu que les {MAX_MESSAGE_LENGTH} premiers caractères.",
)
ONLY_TEXT = _text("I can only read text.", "Je ne lis que le texte.")
STOPPED = _text(
    "I no longer follow this thread. Mention me to ask again.",
    "Je ne suis plus ce fil. Mentionnez-moi pour une autre question.",
)
ANSWERED_IN_MESSAGES = _text(
    "The answer is in the *Messages* tab: “{question}”",
    "La réponse est dans l'onglet *Messages* : « {question} »",
)
YOU_ASKED = _text("You asked: “{question}”", "Votre question : « {question} »")
SOMEBODY_ASKED = _text("{user} asked: “{question}”", "{user} demande : « {question} »")
LOWEST, HIGHEST = _text("From", "De"), _text("To", "À")
HELPFUL = _text("This helped", "Réponse utile")
NOT_HELPFUL = _text("This didn't help", "Réponse pas utile")
SHARE = _text("Share with channel", "Partager dans le canal")
SHARED = _text("Shared with the channel.", "Partagé dans le canal.")
SHARED_WITH = _text("Ask your own: `/mlcareer QUESTION`", "À vous : `/mlcareer QUESTION`")
NOT_SHARED = _text(
    "I couldn't share that answer. Please ask again with `/mlcareer QUESTION`, then share it.",
    "Je n'ai pas pu partager cette réponse. Reposez la question avec `/mlcareer QUESTION`.",
)
THANKS_UP = _text("Thanks! Good to know that this helped.", "Merci! Content que cela ait aidé.")
THANKS_DOWN = _text("Thanks, noted: this didn't help.", "Merci, c'est noté.")
NOT_RATED = _text(
    "Sorry, I couldn't keep your rating. Please try again in a moment.",
    "Désolé, je n'ai pas pu garder votre avis. Réessayez dans un instant.",
)
# A modal's title has room for 24 characters.
WHAT_WAS_WRONG = _text("What went wrong?", "Que manquait-il?")
COMMENT = _text("What was missing or wrong?", "Qu'est-ce qui manquait ou était faux?")
SEND = _text("Send", "Envoyer")
SKIP = _text("Skip", "Passer")

IS_THINKING = "is thinking…"


def language_of(value: object) -> Language:
    """The language that a conversation is in, of what its slot ``language`` says."""
    return "fr" if value == "fr" else "en"
