"""Charts for Slack: an address if the server has a public one, otherwise a file."""

from __future__ import annotations
