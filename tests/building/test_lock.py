"""One builder at a time; a dead one leaves no lock."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from kg.building.lock import locked
from kg.errors import GraphError

HOLD = """
import sys, time
from pathlib import Path
from kg.building.lock import locked
with locked(Path(sys.argv[1])):
    print('held', flush=True)
    time.sleep(60)
"""


def test_a_second_builder_is_told_who_holds_the_folder(tmp_path: Path) -> None:
    holder = subprocess.Popen([sys.executable, "-c", HOLD, str(tmp_path)], stdout=subprocess.PIPE, text=True)
    assert holder.stdout is not None
    assert holder.stdout.readline() == "held\n"
    with pytest.raises(GraphError, match=str(holder.pid)) as caught, locked(tmp_path):
        pass
    assert "KG417" in str(caught.value)
    holder.kill()
    holder.wait()
    holder.stdout.close()
    with locked(tmp_path):
        pass


def test_a_folder_that_cannot_be_made_is_an_error_with_advice(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("x", encoding="utf-8")
    with pytest.raises(GraphError, match="KG414"), locked(tmp_path / "file" / "folder"):
        pass
