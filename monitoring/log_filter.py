"""A log filter that keeps failures which Rasa foresees to one line, without their traceback."""

import logging

import aiohttp
from rasa.shared.exceptions import RasaException

CIRCUIT_BREAKER = "Circuit breaker tripped."


class KnownFailureFilter(logging.Filter):
    """Takes the traceback from records about failures that Rasa itself foresees.

    Rasa's processor logs every action that fails with its whole traceback. Where the failure is a
    ``RasaException``, its message says what happened and the traceback only buries it. Where the
    action server could not be reached, Rasa has already logged that, so the record is dropped.
    A bug, any other exception, keeps its traceback.
    """

    def filter(self, record: logging.LogRecord) -> bool:
        """Shortens the record in place; returns whether to log it."""
        if record.getMessage().startswith(CIRCUIT_BREAKER):
            record.msg, record.args = CIRCUIT_BREAKER, ()  # without the conversation's id
        error = record.exc_info[1] if record.exc_info else None
        if not isinstance(error, RasaException):
            return True
        if isinstance(error.__context__, aiohttp.ClientConnectionError):
            return False
        record.msg, record.args = str(error), ()
        record.exc_info = record.exc_text = None
        return True
