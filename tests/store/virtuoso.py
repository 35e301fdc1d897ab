"""A Virtuoso of its own on loopback: Debian's virtuoso-opensource-7, in a folder that goes away afterwards."""

from __future__ import annotations

import contextlib
import shutil
import subprocess
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path
from string import Template

from tests.server.conftest import free_port

SETTINGS = Template("""[Database]
DatabaseFile = $folder/virtuoso.db
ErrorLogFile = $folder/virtuoso.log
LockFile = $folder/virtuoso.lck
TransactionFile = $folder/virtuoso.trx
xa_persistent_file = $folder/virtuoso.pxa
FileExtend = 100
Striping = 0
TempStorage = TempDatabase
[TempDatabase]
DatabaseFile = $folder/virtuoso-temp.db
TransactionFile = $folder/virtuoso-temp.trx
Striping = 0
[Parameters]
ServerPort = 127.0.0.1:$sql
LiteMode = 0
DisableUnixSocket = 1
MaxClientConnections = 10
CheckpointInterval = 0
NumberOfBuffers = 8000
MaxDirtyBuffers = 4000
DirsAllowed = .
ThreadsPerQuery = 2
[HTTPServer]
ServerPort = 127.0.0.1:$web
ServerRoot = $folder
ServerThreads = 6
Charset = UTF-8
[SPARQL]
ResultSetMaxRows = 1000000
MaxQueryExecutionTime = 60
""")


@contextlib.contextmanager
def running(folder: Path) -> Iterator[tuple[str, str]]:
    """(address of its SPARQL endpoint, address for SQL); the user is dba, and so is the password."""
    program = shutil.which("virtuoso-t")
    assert program is not None
    sql, web = free_port(), free_port()
    settings = folder / "virtuoso.ini"
    settings.write_text(SETTINGS.substitute(folder=folder, sql=sql, web=web))
    process = subprocess.Popen(
        [program, "+configfile", str(settings), "+foreground"], cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        _wait(f"http://127.0.0.1:{web}/sparql?query=ASK%7B%7D", process)
        yield f"http://127.0.0.1:{web}/sparql", f"127.0.0.1:{sql}"
    finally:
        process.kill()
        process.wait()


def _wait(address: str, process: subprocess.Popen[bytes]) -> None:
    opener = urllib.request.build_opener(urllib.request.ProxyHandler({}))
    for _ in range(300):
        assert process.poll() is None, "Virtuoso ended"
        with contextlib.suppress(urllib.error.URLError, OSError):
            opener.open(address, timeout=5).close()
            return
        time.sleep(0.2)
    raise AssertionError("Virtuoso did not answer within a minute")
