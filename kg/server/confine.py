"""What a worker gives up before it reads a stranger's query: memory, network, programs, writing.

Everything here is done by the process to itself and cannot be undone by it. What the system does not offer is left out:
`confine` says what took hold.
"""

from __future__ import annotations

import ctypes
import os
import platform
import resource
import struct
import sys
from pathlib import Path

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_SECCOMP, _FILTER = 1, 38, 22, 2
_CLONE_NEWNET, _CLONE_NEWUSER = 0x40000000, 0x10000000
_REFUSE, _ALLOW = 0x00050000 | 13, 0x7FFF0000  # errno EACCES; go on
_WRITES = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC
# audit architecture; openat; then socket socketpair bind listen connect sendto execve execveat ptrace process_vm_readv
# process_vm_writev io_uring_setup open_by_handle_at
_MACHINES = {
    "x86_64": (0xC000003E, 257, (41, 53, 49, 50, 42, 44, 59, 322, 101, 310, 311, 425, 304, 2, 85)),
    "aarch64": (0xC00000B7, 56, (198, 199, 200, 201, 203, 206, 221, 281, 117, 270, 271, 425, 265)),
}
_SECOND_OPEN = 437  # openat2, whose flags lie where a filter cannot look


def confine(memory_mb: int, cpu_seconds: int) -> tuple[str, ...]:
    """Takes memory beyond `memory_mb` more than now, network, programs and writing away from this process, for good.

    Returns what took hold, of 'memory', 'network', 'calls' and 'orphans'.
    """
    held = [
        name
        for name, done in (
            ("orphans", _die_with_parent()),
            ("memory", _limits(memory_mb, cpu_seconds)),
            ("network", _no_network()),
            ("calls", _no_calls()),
        )
        if done
    ]
    return tuple(held)


def _limits(memory_mb: int, cpu_seconds: int) -> bool:
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CPU, (cpu_seconds, cpu_seconds))
    if not sys.platform.startswith("linux"):
        return False
    pages = int(Path("/proc/self/statm").read_text("ascii").split()[0])
    most = pages * resource.getpagesize() + memory_mb * 1_000_000
    resource.setrlimit(resource.RLIMIT_AS, (most, most))
    return True


def _libc() -> ctypes.CDLL | None:
    return ctypes.CDLL(None, use_errno=True) if sys.platform.startswith("linux") else None


def _die_with_parent() -> bool:
    libc = _libc()
    return libc is not None and libc.prctl(_PR_SET_PDEATHSIG, 9, 0, 0, 0) == 0


def _no_network() -> bool:
    """A network namespace of its own, with nothing in it, not even loopback."""
    libc = _libc()
    return libc is not None and (libc.unshare(_CLONE_NEWNET) == 0 or libc.unshare(_CLONE_NEWUSER | _CLONE_NEWNET) == 0)


def _no_calls() -> bool:
    """A seccomp filter: no sockets, no programs, no other process's memory, no file opened for writing."""
    libc, machine = _libc(), _MACHINES.get(platform.machine())
    if libc is None or machine is None:
        return False
    code = _filter(*machine)
    steps = ctypes.create_string_buffer(code)

    class Program(ctypes.Structure):
        _fields_ = (("length", ctypes.c_ushort), ("steps", ctypes.c_void_p))

    program = Program(len(code) // 8, ctypes.addressof(steps))
    if libc.prctl(_PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0:
        return False
    return bool(libc.prctl(_PR_SET_SECCOMP, _FILTER, ctypes.byref(program), 0, 0) == 0)


def _filter(architecture: int, openat: int, refused: tuple[int, ...]) -> bytes:
    """The filter in classic BPF: 8 bytes a step (code, jump if true, jump if false, value)."""
    load, equal, any_bit, end = 0x20, 0x15, 0x45, 0x06

    def step(code: int, value: int, yes: int = 0, no: int = 0) -> bytes:
        return struct.pack("HBBI", code, yes, no, value)

    calls = (*refused, _SECOND_OPEN)
    steps = [step(load, 4), step(equal, architecture, 1, 0), step(end, _REFUSE), step(load, 0)]
    # every jump goes to the last step (refuse); after the calls: openat with flags that write, then allow
    steps += [step(equal, call, len(calls) - number + 3, 0) for number, call in enumerate(calls)]
    steps += [step(equal, openat, 0, 2), step(load, 32), step(any_bit, _WRITES, 1, 0), step(end, _ALLOW), step(end, _REFUSE)]
    return b"".join(steps)
