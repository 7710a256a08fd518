"""The chat on a page, as a person finds it: by what its parts say and do."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, Route, expect

SCREENSHOTS = Path(__file__).parent / "screenshots"
AXE = Path(__file__).parents[2] / "web" / "node_modules" / "axe-core" / "axe.min.js"

MESSAGES, HISTORY, FEEDBACK = "**/chat/messages", "**/chat/history", "**/chat/feedback"


@dataclass
class Widget:
    """The chat on an open page.

    Attributes:
        complaints: what the browser complained about; a test that provokes something empties it.
    """

    page: Page
    complaints: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        page = self.page
        self.launcher = page.get_by_role("button", name="Open the chat")
        self.panel = page.locator(".panel")
        self.close = self.panel.get_by_role("button", name="Close the chat")
        self.start_over = self.panel.get_by_role("button", name="Start over")
        self.log = page.get_by_role("log", name="Messages")
        self.input = page.get_by_role("textbox", name="Your question")
        self.send = page.get_by_role("button", name="Send", exact=True)
        self.greeting = page.get_by_text("Hello! I can help you")
        self.questions = page.locator(".question .bubble")
        self.answers = page.locator(".answer:has(time)")
        self.suggestions = page.locator(".suggestions").last.get_by_role("button")
        self.typing = page.locator(".typing")
        self.notice = page.locator(".notice")
        page.on("pageerror", lambda error: self.complaints.append(str(error)))
        page.on("console", self._hear)

    def open(self) -> Widget:
        """Opens the panel with the launcher, unless it has stayed open from the page before."""
        expect(self.launcher.or_(self.input)).to_be_visible()
        if self.launcher.is_visible():
            self.launcher.click()
        expect(self.input).to_be_visible()
        return self

    def write(self, text: str) -> None:
        """Puts text into the input, without sending it."""
        self.input.click()
        self.page.keyboard.insert_text(text)

    def ask(self, text: str) -> None:
        """Types a question and sends it with the Enter key."""
        self.write(text)
        self.page.keyboard.press("Enter")

    def ask_and_wait(self, text: str) -> Locator:
        """Asks a question and returns its answer once it is there."""
        before = self.answers.count()
        self.ask(text)
        return self.wait_for_answers(before + 1).last

    def wait_for_answers(self, count: int) -> Locator:
        """Returns the answers once there are that many."""
        expect(self.answers).to_have_count(count)
        return self.answers

    def say_instead(self, *messages: dict[str, Any]) -> None:
        """Lets the server seem to answer every question with these messages."""
        made = [
            {"id": f"made-{place}", "time": "2026-01-05T15:00:00Z", "rateable": True} | message
            for place, message in enumerate(messages)
        ]
        self.page.route(MESSAGES, lambda route: route.fulfill(json={"messages": made}))

    def fail_once(self, failure: Callable[[Route], None]) -> list[dict[str, Any]]:
        """Lets the first question fail, and returns the list of all that are sent from then on."""
        sent: list[dict[str, Any]] = []

        def handle(route: Route) -> None:
            body = route.request.post_data_json
            assert body is not None
            sent.append(body)
            if len(sent) == 1:
                failure(route)
            else:
                route.continue_()

        self.page.route(MESSAGES, handle)
        return sent

    def take_picture(self, name: str) -> None:
        """Keeps a picture for people to look at."""
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", animations="disabled")

    def check_accessibility(self) -> None:
        """Asserts that axe-core finds nothing that keeps people out."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate("axe.run({resultTypes: ['violations']})")["violations"]
        assert not found, "\n".join(
            f"{rule['id']}: {rule['help']}: {node['html'][:200]} {node['failureSummary']}"
            for rule in found
            for node in rule["nodes"]
        )

    def _hear(self, line: Any) -> None:
        if line.type in ("error", "warning"):
            self.complaints.append(line.text)
