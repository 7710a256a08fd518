"""Storage and locks that refuse, are full or are emptied: a question is always sent."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import Visit

BLOCKED = """
  const refuse = () => { throw new DOMException("blocked", "SecurityError"); };
  for (const name of ["localStorage", "sessionStorage"]) {
    Object.defineProperty(window, name, {get: refuse});
  }
  LockManager.prototype.request = async () => refuse();
  window.BroadcastChannel = class { constructor() { refuse(); } };
"""
FULL = """
  Storage.prototype.setItem = () => { throw new DOMException("full", "QuotaExceededError"); };
"""


@pytest.mark.parametrize("trouble", [BLOCKED, FULL], ids=["blocked", "full"])
def test_questions_are_sent_without_storage(visit: Visit, trouble: str) -> None:
    widget = visit()
    widget.page.add_init_script(trouble)
    widget.page.reload()
    widget.open().ask_and_wait("Which skills do I need?")
    widget.ask_and_wait("What about the soft ones?")
    expect(widget.typing).to_have_count(0)
    widget.start_over.click()
    expect(widget.questions).to_have_count(0)
    widget.ask_and_wait("Which skills do I need?")


def test_questions_are_sent_when_the_page_empties_storage(visit: Visit) -> None:
    widget = visit().open()
    widget.ask_and_wait("Which skills do I need?")
    widget.page.evaluate("localStorage.clear(), sessionStorage.clear()")
    widget.ask_and_wait("What about the soft ones?")
    expect(widget.questions).to_have_count(2)
