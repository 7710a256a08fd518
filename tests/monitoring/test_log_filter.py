from __future__ import annotations

import logging
import sys

import aiohttp
from rasa.shared.exceptions import RasaException

from monitoring.log_filter import KnownFailureFilter


def record_of(error: Exception, message: str = "Encountered an exception") -> logging.LogRecord:
    """As Rasa's processor logs an action that failed."""
    try:
        raise error
    except Exception:
        info = sys.exc_info()
    return logging.LogRecord("rasa", logging.ERROR, "", 0, message, None, info)


def test_a_failure_that_rasa_foresees_is_one_line() -> None:
    record = record_of(RasaException("the action failed"))
    assert KnownFailureFilter().filter(record)
    assert (record.getMessage(), record.exc_info) == ("the action failed", None)


def test_an_action_server_out_of_reach_is_not_told_twice() -> None:
    error = RasaException("the action failed")
    error.__context__ = aiohttp.ClientConnectionError()
    assert not KnownFailureFilter().filter(record_of(error))


def test_a_bug_keeps_its_traceback() -> None:
    record = record_of(ZeroDivisionError("by zero"))
    assert KnownFailureFilter().filter(record)
    assert record.exc_info and record.getMessage() == "Encountered an exception"


def test_an_id_of_a_conversation_is_taken_out() -> None:
    message = "Circuit breaker tripped. Stopped predicting more actions for sender 'ann'."
    record = logging.LogRecord("rasa", logging.WARNING, "", 0, message, None, None)
    assert KnownFailureFilter().filter(record)
    assert record.getMessage() == "Circuit breaker tripped."
