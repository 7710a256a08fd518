"""Pages with the chat on them, in a real browser that talks to the real servers."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from typing import Any, Protocol

import pytest
from playwright.sync_api import Browser, BrowserContext, expect, sync_playwright

from evaluation.assistant import ALLOWED_ORIGIN
from tests.browser.host_page import add_page
from tests.browser.widget import Widget

expect.set_options(timeout=20_000)  # milliseconds, for what is sure to come on a slow machine

# No sandbox, because containers and CI run as root; and no calls home.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    # A site that isn't really there may load the chat from this machine, unasked.
    "--disable-features=LocalNetworkAccessChecks",
]
SIZES: dict[str, dict[str, Any]] = {
    "desktop": {"viewport": {"width": 1280, "height": 800}},
    "phone": {"viewport": {"width": 390, "height": 844}, "is_mobile": True, "has_touch": True},
}


class NewContext(Protocol):
    """Starts a browser as someone has it who has never been here."""

    def __call__(self, size: str = "desktop", **options: Any) -> BrowserContext:
        """Starts it.

        Args:
            size: of the screen, ``desktop`` or ``phone``.
            options: what else is said about the browser (Playwright's ``new_context``).
        """


class Visit(Protocol):
    """Opens a page as someone sees it who has never been there."""

    def __call__(
        self,
        path: str = "/chat/demo",
        size: str = "desktop",
        context: BrowserContext | None = None,
        **options: Any,
    ) -> Widget:
        """Opens ``path`` of the server, or a whole address, and waits until it has loaded.

        Args:
            path: where to go.
            size: of the screen of a new person.
            context: another tab of this browser, or none for a new person.
            options: what else is said about a new person's browser.
        """


class VisitSite(Protocol):
    """Opens a page of another site that has the embed line."""

    def __call__(
        self,
        attributes: str = "",
        language: str = "en",
        origin: str = ALLOWED_ORIGIN,
        size: str = "desktop",
    ) -> Widget:
        """Opens the page.

        Args:
            attributes: of the script's tag.
            language: of the page.
            origin: of the site.
            size: of the screen.
        """


@pytest.fixture(scope="package")
def browser() -> Iterator[Browser]:
    """The system's Chromium: Playwright drives it and downloads nothing."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.fail(
            "Chromium is not installed, so the page can't be tested. "
            "On Debian and Ubuntu, install it with 'apt-get install chromium'."
        )
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=chromium, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def new_context(browser: Browser) -> Iterator[NewContext]:
    """Starts browsers that are closed in the end."""
    contexts: list[BrowserContext] = []

    def new_context(size: str = "desktop", **options: Any) -> BrowserContext:
        usual = {"color_scheme": "light", "locale": "en-CA", "reduced_motion": "reduce"}
        chosen = usual | SIZES[size] | options
        contexts.append(browser.new_context(**chosen))
        return contexts[-1]

    yield new_context
    for context in contexts:
        context.close()


@pytest.fixture
def visit(new_context: NewContext, server_url: str) -> Iterator[Visit]:
    """Opens pages, and asserts in the end that the browser had nothing to complain about."""
    widgets: list[Widget] = []

    def visit(
        path: str = "/chat/demo",
        size: str = "desktop",
        context: BrowserContext | None = None,
        **options: Any,
    ) -> Widget:
        widget = Widget((context or new_context(size, **options)).new_page())
        widgets.append(widget)
        widget.page.goto(path if ":" in path else server_url + path)
        return widget

    yield visit
    assert [complaint for widget in widgets for complaint in widget.complaints] == []


@pytest.fixture
def visit_site(new_context: NewContext, visit: Visit, server_url: str) -> VisitSite:
    """Opens pages of other sites."""

    def visit_site(
        attributes: str = "",
        language: str = "en",
        origin: str = ALLOWED_ORIGIN,
        size: str = "desktop",
    ) -> Widget:
        context = new_context(size)
        add_page(context, origin, server_url, attributes, language)
        return visit(f"{origin}/", context=context)

    return visit_site
