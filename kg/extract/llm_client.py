"""Talking to an OpenAI-compatible endpoint through the `openai` package: retries, a rate limit, and what it cost."""

from __future__ import annotations

import json
import os
import time
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from kg.errors import ModelError, PipelineError

KEY_VARIABLES = ("KHABAR_LLM_KEY", "OPENAI_API_KEY")
FORMATS = ("json_schema", "json_object", "text")
"""How an answer may be constrained, the strictest first; a server that refuses one is asked for the next."""
BAD_ANSWERS = 3
"""Answers that are no JSON object before the article is given up."""
SECONDS = 180.0


class Cut(PipelineError):
    """The answer did not fit into the model's output."""


@dataclass
class Usage:
    """What was asked and what came of it. Prices are per million tokens, in whatever money; 0 is unknown."""

    model: str
    price_in: float = 0.0
    price_out: float = 0.0
    requests: int = 0
    retries: int = 0
    tokens_in: int = 0
    tokens_out: int = 0
    seconds: float = 0.0
    dropped: Counter[str] = field(default_factory=Counter)

    @property
    def cost(self) -> float:
        """Of all tokens so far."""
        return (self.tokens_in * self.price_in + self.tokens_out * self.price_out) / 1_000_000

    def line(self) -> str:
        """One line for the user."""
        priced = self.price_in or self.price_out
        cost = f"cost {self.cost:.4f}" if priced else "cost unknown (set llm_price_in and llm_price_out)"
        text = (
            f"llm {self.model}: {self.requests} requests ({self.retries} retries), {self.tokens_in:,} tokens in, "
            f"{self.tokens_out:,} out, {cost}, {self.seconds:.1f} s"
        )
        lost = ", ".join(f"{n} {why}" for why, n in sorted(self.dropped.items()))
        return f"{text}; dropped: {lost}" if lost else text


class Chat:
    """One endpoint and model. `per_minute` requests at most (0: no limit).

    The key comes from KHABAR_LLM_KEY or OPENAI_API_KEY; local servers need none.
    """

    def __init__(
        self, base_url: str, model: str, *, per_minute: int = 0, retries: int = 4, usage: Usage | None = None,
        sleep: Callable[[float], None] = time.sleep, seconds: float = SECONDS,
    ) -> None:  # fmt: skip
        self.base_url, self.model, self.usage = base_url, model, usage or Usage(model)
        self._gap, self._retries, self._sleep, self._seconds = (60 / per_minute if per_minute else 0.0), retries, sleep, seconds
        self._last = float("-inf")
        self._format = 0

    def ask(self, instructions: str, question: str, schema: dict[str, Any]) -> dict[str, Any]:
        """The answer as a JSON object. Raises PipelineError KG240 (not reached), KG241 (refused), KG242 (no JSON), Cut."""
        messages = [{"role": "system", "content": instructions}, {"role": "user", "content": question}]
        for _ in range(BAD_ANSWERS):
            answer = _object(self._complete(messages, schema))
            if answer is not None:
                return answer
            self.usage.retries += 1
        raise PipelineError(
            "KG242", f"{self.model} gave no JSON object, {BAD_ANSWERS} times", "use a model that can write JSON"
        )

    def _complete(self, messages: list[dict[str, str]], schema: dict[str, Any]) -> str:
        import openai

        began = time.monotonic()
        try:
            while True:
                self._wait()
                try:
                    raw = self._client.chat.completions.with_raw_response.create(
                        model=self.model, messages=messages, temperature=0, **_constraint(FORMATS[self._format], schema)
                    )
                    break
                except (openai.BadRequestError, openai.UnprocessableEntityError):
                    if self._format + 1 == len(FORMATS):
                        raise
                    self._format += 1
        except openai.APIConnectionError as error:  # timeouts too
            raise PipelineError("KG240", f"{self.base_url} does not answer: {error}", "is the server running?") from error
        except openai.APIStatusError as error:
            advice = f"set {KEY_VARIABLES[0]}" if error.status_code in (401, 403) else "see the message of the server"
            raise PipelineError("KG241", f"{self.base_url} refused: {_short(error.message)}", advice) from error
        finally:
            self.usage.seconds += time.monotonic() - began
        self.usage.requests += 1
        self.usage.retries += raw.retries_taken
        done = raw.parse()
        if done.usage:
            self.usage.tokens_in += done.usage.prompt_tokens
            self.usage.tokens_out += done.usage.completion_tokens
        if not done.choices:
            return ""
        if done.choices[0].finish_reason == "length":
            raise Cut("KG243", f"the answer of {self.model} was cut short", "use a model with a longer output")
        return done.choices[0].message.content or ""

    def _wait(self) -> None:
        """Keeps requests `_gap` seconds apart."""
        pause = self._last + self._gap - time.monotonic()
        if pause > 0:
            self._sleep(pause)
        self._last = time.monotonic()

    @cached_property
    def _client(self) -> Any:
        try:
            import openai
        except ImportError as error:
            raise ModelError("KG330", "the package openai is not installed", "pip install 'khabar[llm]'") from error
        key = next((os.environ[v] for v in KEY_VARIABLES if os.environ.get(v)), "none")
        return openai.OpenAI(api_key=key, base_url=self.base_url, max_retries=self._retries, timeout=self._seconds)


def _constraint(form: str, schema: dict[str, Any]) -> dict[str, Any]:
    if form == "json_schema":
        wanted = {"name": "annotation", "strict": True, "schema": schema}
        return {"response_format": {"type": form, "json_schema": wanted}}
    return {"response_format": {"type": form}} if form == "json_object" else {}


def _object(text: str) -> dict[str, Any] | None:
    """The JSON object that `text` is, or holds between its first and last brace (models like to chat around it)."""
    inside = text[text.find("{") : text.rfind("}") + 1]
    try:
        found = json.loads(inside)
    except ValueError:
        return None
    return found if isinstance(found, dict) else None


def _short(text: str) -> str:
    return text if len(text) <= 200 else text[:199] + "…"
