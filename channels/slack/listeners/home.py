"""The home tab (App Home): what the app can do, and questions to start with."""

from __future__ import annotations

from typing import Any

from slack_bolt.async_app import AsyncApp
from slack_sdk.models.views import View

from channels.slack.bot import SlackBot
from channels.slack.welcome import home_blocks


def register(app: AsyncApp, bot: SlackBot) -> None:
    """Registers the listener."""

    @app.event("app_home_opened")
    async def show_home(event: dict[str, Any]) -> None:
        if event.get("tab") == "home":
            view = View(type="home", blocks=home_blocks(bot.guide))
            await bot.client.views_publish(user_id=event["user"], view=view)
