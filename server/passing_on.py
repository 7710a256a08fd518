"""Rasa tells the servers that it calls which request they are called for."""

from __future__ import annotations

from functools import cache, wraps
from typing import Any

from rasa.utils.endpoints import EndpointConfig

from monitoring.request_ids import request_id_header


@cache
def pass_on_request_ids() -> None:
    """Adds the header to every call of an endpoint, the action server's above all.

    From now on in this process; Rasa has no setting for headers that change.
    """
    request = EndpointConfig.request

    @wraps(request)
    async def with_id(self: EndpointConfig, *args: Any, **kwargs: Any) -> Any:
        headers = kwargs.pop("headers", None) or {}
        return await request(self, *args, headers=headers | request_id_header(), **kwargs)

    EndpointConfig.request = with_id
