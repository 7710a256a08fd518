"""Logging of both servers: lines of text or, with ``LOG_FORMAT=json``, structured ones (JSON)."""

from __future__ import annotations

import logging
import logging.config
import os
import sys
import threading
import warnings
from collections.abc import MutableMapping
from pathlib import Path
from typing import Any

import structlog
from ruamel.yaml import YAML
from structlog.stdlib import ProcessorFormatter

LOGGING = Path(__file__).with_name("logging.yml")
FORMAT, LEVEL = "LOG_FORMAT", "LOG_LEVEL"
TEXT, JSON = "text", "json"
# As Rasa and its SDK write.
_TEXT_LINE = logging.Formatter(
    "%(asctime)s %(levelname)-8s %(name)s  - %(message)s", "%Y-%m-%d %H:%M:%S"
)
# What structlog's events may have in them above DEBUG; Rasa puts people's words under other names.
_HARMLESS = frozenset(("event", "event_info", "exc_info", "stack_info", "host", "filename"))
_FIELDS: list[Any] = [
    structlog.contextvars.merge_contextvars,
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
]
_JSON_LINE = ProcessorFormatter(
    foreign_pre_chain=[*_FIELDS, structlog.stdlib.ExtraAdder()],
    processors=[
        ProcessorFormatter.remove_processors_meta,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="time"),
        structlog.processors.format_exc_info,
        structlog.processors.EventRenamer("message"),
        structlog.processors.JSONRenderer(),
    ],
)


def console() -> logging.Handler:
    """Makes the handler that ``monitoring/logging.yml`` sends everything to.

    With ``LOG_FORMAT=json``, what Python itself would print goes there as well: warnings, and
    exceptions that nobody caught.

    Raises:
        SystemExit: if ``LOG_FORMAT`` or ``LOG_LEVEL`` can't be read; the message names it.
    """
    level = os.environ.get(LEVEL, "INFO")
    if not isinstance(logging.getLevelName(level), int):
        sys.exit(f"{LEVEL} is '{level}', which is none of DEBUG, INFO, WARNING, ERROR, CRITICAL.")
    handler = logging.StreamHandler()
    handler.setLevel(level)
    handler.setFormatter(_JSON_LINE if _is_json() else _TEXT_LINE)
    if _is_json():
        sys.excepthook = _log_uncaught
        threading.excepthook = lambda args: _log_uncaught(
            args.exc_type, args.exc_value or args.exc_type(), args.exc_traceback
        )
        # Not logging.captureWarnings: it undoes scripts.quiet_deprecations.
        warnings.formatwarning = lambda message, kind, *_: (
            _line("py.warnings", "WARNING", f"{kind.__name__}: {message}") + "\n"
        )
    return handler


def configure_logging() -> None:
    """Sets up logging as ``monitoring/logging.yml`` says.

    Raises:
        SystemExit: if ``LOG_FORMAT`` or ``LOG_LEVEL`` can't be read; the message names it.
    """
    logging.config.dictConfig(YAML(typ="safe").load(LOGGING))


def configure_rasa_logging() -> None:
    """Sets up logging in a Rasa server: ``logging.yml``, Rasa's log levels, and structlog.

    Of the events that Rasa logs through structlog, what may be people's words is left out; so are
    the local variables of tracebacks.

    Raises:
        SystemExit: if ``LOG_FORMAT`` or ``LOG_LEVEL`` can't be read; the message names it.
    """
    # Not for the action server, which doesn't load Rasa.
    from rasa.utils.common import configure_logging_and_warnings, update_sanic_log_level

    # Lines of JSON that look the same are of two requests, so none is filtered out.
    configure_logging_and_warnings(
        logging_config_file=str(LOGGING), filter_repeated_logs=not _is_json()
    )
    update_sanic_log_level()
    # A line that no handler would write need not be made.
    root = logging.getLogger()
    root.setLevel(max(root.level, min(handler.level for handler in root.handlers)))
    for_json = [*_FIELDS, ProcessorFormatter.wrap_for_formatter]
    for_text = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.processors.format_exc_info,
        structlog.processors.JSONRenderer(),
    ]
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            without_words,
            *(for_json if _is_json() else for_text),
        ],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )


def announce(sentence: str) -> None:
    """Prints a sentence that is no trouble, and yet to be seen at every log level."""
    print(_line("announcement", "INFO", sentence) if _is_json() else sentence, flush=True)


def without_words(_: Any, method: str, event: MutableMapping[str, Any]) -> MutableMapping[str, Any]:
    """Takes from an event of structlog what may be people's words, unless it is for debugging."""
    if method == "debug":
        return event
    return {key: value for key, value in event.items() if key in _HARMLESS}


def _is_json() -> bool:
    chosen = os.environ.get(FORMAT, TEXT)
    if chosen not in (TEXT, JSON):
        sys.exit(f"{FORMAT} is '{chosen}', which is neither '{TEXT}' nor '{JSON}'.")
    return chosen == JSON


def _line(name: str, level: str, sentence: str) -> str:
    record = {"name": name, "levelname": level, "levelno": logging.getLevelName(level)}
    return _JSON_LINE.format(logging.makeLogRecord(record | {"msg": sentence}))


def _log_uncaught(kind: type[BaseException], error: BaseException, trace: Any) -> None:
    if not issubclass(kind, KeyboardInterrupt):
        logging.getLogger("uncaught").critical("An error ended it.", exc_info=(kind, error, trace))
