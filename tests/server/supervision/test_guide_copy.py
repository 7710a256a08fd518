"""The copy of the guide that an edited one is compared with."""

from __future__ import annotations

from pathlib import Path

from guide import load_guide
from server.supervision.guide_copy import copy_in, keep_copy


def test_the_copy_is_the_guide_as_it_is_now(tmp_path: Path) -> None:
    copy_in(tmp_path).mkdir()
    (copy_in(tmp_path) / "gone.yml").write_text("topic: gone\n")

    keep_copy(tmp_path)

    assert load_guide(copy_in(tmp_path)) == load_guide()
