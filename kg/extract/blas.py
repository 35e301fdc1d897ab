"""numpy's matrix products on one thread: those of the heads are small, and threads that wait by spinning cost more
than they bring, many times more when the machine is busy."""

from __future__ import annotations

from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from threadpoolctl import ThreadpoolController


@cache
def _pools() -> ThreadpoolController:
    """The thread pools of the loaded libraries, looked up once."""
    return ThreadpoolController()


def one_thread() -> AbstractContextManager[Any]:
    """Inside the context, BLAS uses one thread. onnxruntime keeps its own threads."""
    limited: AbstractContextManager[Any] = _pools().limit(limits=1, user_api="blas")
    return limited
