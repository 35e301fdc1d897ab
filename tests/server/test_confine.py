"""What a worker cannot do even where the guard is not asked: each tried in a process that confined itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

pytestmark = pytest.mark.skipif(not sys.platform.startswith("linux"), reason="other systems confine less")

CALL = "s = ox.Store(); list(s.query('SELECT * {{ SERVICE <http://127.0.0.1:{port}/> {{ ?s ?p ?o }} }}'))"
TRIES = {
    "a socket": "import socket; socket.socket()",
    "a pair of sockets": "import socket; socket.socketpair()",
    "a SERVICE": CALL,
    "a program": "import os; os.execv('/bin/true', ['true'])",
    "a program in a child": "import subprocess; subprocess.run(['/bin/true'])",
    "a new file": "open(place + '/new', 'w')",
    "an old file": "open(place + '/old', 'a')",
    "an old file, by number": "import os; os.open(place + '/old', os.O_WRONLY)",
    "much memory": "bytearray(400_000_000)",
    "a foreign process": "import ctypes; c = ctypes.CDLL(None, use_errno=True); assert c.ptrace(16, 1, 0, 0) == 0",
}


def run(code: str, place: Path) -> subprocess.CompletedProcess[str]:
    begin = "import pyoxigraph as ox, sys, kg.server.confine as c; place = sys.argv[1]; print(*c.confine(200, 60), flush=True)"
    text = f"{begin}; {code}; print('DONE')"
    return subprocess.run([sys.executable, "-c", text, str(place)], capture_output=True, text=True, check=False, timeout=60)


def test_what_takes_hold_on_linux(tmp_path: Path) -> None:
    """Containers may refuse a network of one's own; the filter of calls is always there on these machines."""
    held = set(run("pass", tmp_path).stdout.split())
    assert {"memory", "orphans", "DONE"} <= held
    assert held & {"calls", "network"}


@pytest.mark.parametrize("name", TRIES)
def test_what_a_worker_cannot_do(name: str, tmp_path: Path) -> None:
    (tmp_path / "old").write_text("old")
    done = run(TRIES[name].format(port=9) if name == "a SERVICE" else TRIES[name], tmp_path)
    if name != "much memory" and "calls" not in done.stdout:
        pytest.skip("NO SECCOMP on this machine: only the network is taken away")
    assert "DONE" not in done.stdout
    assert done.returncode != 0
    assert [p.name for p in tmp_path.iterdir()] == ["old"]
    assert (tmp_path / "old").read_text() == "old"


def test_what_it_still_can(tmp_path: Path) -> None:
    code = "n = ox.NamedNode('urn:a'); s = ox.Store(); s.add(ox.Quad(n, n, n)); assert len(list(s.query('SELECT * {?s ?p ?o}'))) == 1"
    assert "DONE" in run(code, tmp_path).stdout
