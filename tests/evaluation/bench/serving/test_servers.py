from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.bench.serving.servers import DidNotStart, Servers
from evaluation.bench.serving.sides import Side


def test_a_server_that_ends_says_what_it_printed(tmp_path: Path) -> None:
    procfile = "actions: exec sleep infinity\nserver: echo there is no model; exit 1\n"
    (tmp_path / "Procfile").write_text(procfile)
    servers = Servers(Side("ours", tmp_path, ""), "hello")

    with pytest.raises(DidNotStart, match="there is no model"), servers:
        pass
    assert not servers.stores.exists()
