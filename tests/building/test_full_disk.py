"""A disk that is full at any moment: a clear error, and what was kept before is whole."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.building.news import articles, build

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="limits of file sizes are POSIX")

SMALL = """
import resource, signal, sys
from pathlib import Path
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]),) * 2)
from kg.errors import KhabarError
from tests.building.news import articles, build
try:
    build(Path(sys.argv[1]), articles(30))
except KhabarError as error:
    print(error.code, error.advice)
    sys.exit(7)
"""


@pytest.mark.slow
@pytest.mark.parametrize("limit", [4_000, 60_000, 200_000])
def test_a_full_disk_is_said_and_the_next_build_goes_on(tmp_path: Path, limit: int) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SMALL, str(tmp_path / "out"), str(limit)],
        capture_output=True, text=True, cwd=Path(__file__).parents[2], check=False, timeout=120,
    )  # fmt: skip
    assert done.returncode in (0, 7), done.stderr[-2000:]
    if done.returncode == 7:
        assert done.stdout.split()[0] in ("KG414", "KG415", "KG416")
    assert limit > 4_000 or done.returncode == 7
    made = build(tmp_path / "out", articles(30))
    assert made.digest == build(tmp_path / "whole", articles(30)).digest
