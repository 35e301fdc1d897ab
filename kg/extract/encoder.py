"""The encoder, run by onnxruntime: subword windows in, word states out. onnxruntime is imported here alone."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np

from kg.extract.heads import Floats
from kg.extract.windows import Subwords, pack


class OnnxEncoder:
    """Word states from words. One session, made on construction (0.2 s); `threads` of onnxruntime."""

    def __init__(self, model: Path, tokenizer: Path, threads: int = 2) -> None:
        import onnxruntime as ort

        options = ort.SessionOptions()
        options.intra_op_num_threads = threads
        options.inter_op_num_threads = 1
        options.log_severity_level = 3
        # Threads that wait by spinning double the processor's time on a busy machine and bring nothing on a free one.
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        self._session = ort.InferenceSession(str(model), options, providers=["CPUExecutionProvider"])
        self._subwords = Subwords(tokenizer)

    def __call__(self, words: Sequence[str], sentences: Sequence[tuple[int, int]]) -> Floats:
        """[words, hidden]: the mean of each word's pieces."""
        rows, places = pack([self._subwords(w) for w in words], sentences)
        out = np.zeros((len(places), 0), np.float32)
        for number, row in enumerate(rows):
            # One window at a time. Windows side by side are no faster here, take four times the memory, and would change each
            # other's states: dynamic quantisation takes its scale from all that is multiplied at once.
            (hidden,) = self._session.run(["states"], {"input_ids": np.array([row], np.int64)})
            if not out.shape[1]:
                out = np.zeros((len(places), hidden.shape[2]), np.float32)
            mine = places[:, 0] == number
            total = np.zeros((hidden.shape[1] + 1, hidden.shape[2]), np.float64)
            np.cumsum(hidden[0], 0, out=total[1:])
            first, count = places[mine, 1], places[mine, 2]
            out[mine] = (total[first + count] - total[first]) / count[:, None]
        return out
