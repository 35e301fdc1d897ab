"""Bytes → text: UTF-8, UTF-16, windows-1256, recognised by what they say, not by what they claim."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

from kg.errors import ReadError

_BOMS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_ARABIC = re.compile("[\u0621-\u064a]")
_WORD = re.compile("[\u0621-\u064a]{2,}")
_COMMON = ("ال", "من", "في", "على", "إلى", "أن")
"""«ال», «من», «في», «على», «إلى», «أن»: no Arabic text is without them."""


def decode(data: bytes) -> str:
    """The text of `data`. Raises ReadError KG102 for binary data, KG103 for an encoding that cannot be told."""
    for mark, encoding in _BOMS:
        if data.startswith(mark):
            return _strictly(data, encoding)
    sixteen = _utf16_without_mark(data)
    if sixteen:
        return _strictly(data, sixteen)
    if b"\x00" in data:
        raise ReadError("KG102", "it holds binary data, not text", "give the article as .txt, .html, .jsonl or .csv")
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        pass
    best = max(("cp1256", "iso8859_6", "mac_arabic"), key=lambda name: _likeness(data, name))
    if _likeness(data, best) > 0.2:
        return data.decode(best)
    guess = from_bytes(data).best()
    if guess is not None and _ARABIC.search(str(guess)):
        return str(guess)
    raise ReadError("KG103", "its encoding cannot be told", "save it as UTF-8")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        raise ReadError(
            "KG103", f"it begins like {encoding} but is damaged at byte {error.start}", "save it as UTF-8"
        ) from error


def _utf16_without_mark(data: bytes) -> str:
    """'utf-16-le' or 'utf-16-be' when every second byte is that of an Arabic or Latin code unit."""
    head = data[:2000]
    if len(head) < 8 or len(data) % 2:
        return ""
    for name, high in (("utf-16-le", head[1::2]), ("utf-16-be", head[0::2])):
        if sum(b in (0, 6) for b in high) > 0.9 * len(high) and 6 in high:
            return name
    return ""


def _likeness(data: bytes, encoding: str) -> float:
    """How much of the words in `data` read as `encoding` are the commonest words and beginnings of Arabic."""
    try:
        text = data.decode(encoding)
    except (UnicodeDecodeError, LookupError):
        return 0.0
    words = _WORD.findall(text)
    if not words:
        return 0.0
    common = sum(
        w in _COMMON or w.startswith((_COMMON[0], "\u0648" + _COMMON[0], "\u0628" + _COMMON[0])) for w in words
    )
    return float(common) / len(words)
