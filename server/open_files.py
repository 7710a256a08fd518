"""The limit of open files: raised to what the system allows, as each connection is one."""

from __future__ import annotations

import resource

ENOUGH = 65_536


def raise_limit() -> None:
    """Raises the soft limit of this process, which is 1,024 on many systems, to the hard one."""
    soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    wanted = ENOUGH if hard == resource.RLIM_INFINITY else min(hard, ENOUGH)
    if soft != resource.RLIM_INFINITY and soft < wanted:
        resource.setrlimit(resource.RLIMIT_NOFILE, (wanted, hard))
