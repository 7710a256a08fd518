"""Hides the deprecation warnings of third-party packages.

Rasa 3.6 imports packages in ways that newer releases of them deprecate, and Sanic switches those
warnings on for everyone when it is imported, which undoes PYTHONWARNINGS. So they are dropped where
they would be shown. ``scripts/setup`` puts this module into ``.venv``, where every Python process
imports it at start. Warnings about our own files, and all other kinds, are shown as ever.
"""

import warnings
from typing import TextIO

_show = warnings.showwarning


def show_warning(
    message: Warning | str,
    category: type[Warning],
    filename: str,
    lineno: int,
    file: TextIO | None = None,
    line: str | None = None,
) -> None:
    """Shows a warning, unless it is a deprecation in an installed package.

    Has the parameters of :func:`warnings.showwarning`, which it stands in for.
    """
    deprecation = issubclass(category, (DeprecationWarning, PendingDeprecationWarning))
    # Python's import machinery warns in its own name of loaders in installed packages.
    theirs = "site-packages" in filename or filename.startswith("<frozen importlib")
    if not (deprecation and theirs):
        _show(message, category, filename, lineno, file, line)


warnings.showwarning = show_warning
