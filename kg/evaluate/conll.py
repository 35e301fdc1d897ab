"""CoNLL files (ANERcorp and its like): `token label` a line, IOB labels, an empty line after a sentence.

Names are scored as seqeval does by default: an entity is a hit when its type and both its ends agree, entities are read
as conlleval reads them, F1 is a micro-average.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from kg.errors import ReadError, UsageError
from kg.evaluate.bare import BareNames
from kg.inventory import COARSE, MENTIONS, coarse
from kg.model import Article, Extraction, Mention, Span

Entity = tuple[str, int, int]
"""(label, first token, past the last)."""
DEFAULT_MAP = "PERS=PER,LOC=GPE+LOC,ORG=ORG"
SENTENCES = 20
"""A file without article borders is read in articles of this many sentences."""
_BORDER = "-DOCSTART-"


@dataclass(frozen=True, slots=True)
class Tagged:
    """A sentence: its tokens and their labels."""

    tokens: tuple[str, ...]
    labels: tuple[str, ...]


def read_conll(path: Path) -> list[list[Tagged]]:
    """Articles of sentences. Raises ReadError KG123 with the line for a token without a label or with a strange one."""
    try:
        lines = path.read_text(encoding="utf-8-sig").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ReadError("KG123", f"cannot read {path}: {error}", "give a CoNLL file in UTF-8") from error
    articles: list[list[Tagged]] = [[]]
    rows: list[tuple[str, str]] = []
    marked = False
    for number, line in enumerate([*lines, ""], 1):
        parts = line.split()
        border = line.startswith(_BORDER)
        if border or not parts:
            if rows:
                articles[-1].append(Tagged(tuple(t for t, _ in rows), tuple(label for _, label in rows)))
                rows = []
            if border:
                marked = True
                articles.append([])
        elif len(parts) < 2 or not (parts[-1] == "O" or parts[-1][:2] in ("B-", "I-")):
            raise ReadError(
                "KG123", f"{path.name}:{number} is not a token and an IOB label: {line}", "see kg eval --help"
            )
        else:
            rows.append((parts[0], parts[-1]))
    whole = [a for a in articles if a]
    if not whole:
        raise ReadError("KG123", f"{path} has no sentences", "give a CoNLL file: token and label a line")
    return whole if marked else [whole[0][i : i + SENTENCES] for i in range(0, len(whole[0]), SENTENCES)]


def read_map(text: str) -> dict[str, str]:
    """{mention type: label} from "PERS=PER,LOC=GPE+LOC,MISC=". Types may be coarse or fine; the fine one counts first.

    A label with no types is one that is left out of the gold labels. Raises UsageError KG641.
    """
    table: dict[str, str] = {}
    for part in filter(None, (p.strip() for p in text.split(","))):
        label, equals, types = part.partition("=")
        for kind in filter(None, (t.strip() for t in types.split("+"))):
            if kind not in MENTIONS and kind not in COARSE:
                raise UsageError("KG641", f"--map names no mention type: {kind!r}", f"use {', '.join(COARSE)}")
            table[kind] = label.strip()
        if not equals or not label.strip():
            raise UsageError("KG641", f"--map is written LABEL=TYPE+TYPE,…, not {part!r}", f'--map "{DEFAULT_MAP}"')
    if not table:
        raise UsageError("KG641", "--map maps no type", f'--map "{DEFAULT_MAP}"')
    return table


def entities(labels: Sequence[str]) -> list[Entity]:
    """The entities of one sentence's IOB labels, as conlleval reads them: a type that changes begins a new one."""
    found: list[Entity] = []
    kind, start = "", 0
    for at, label in enumerate([*labels, "O"]):
        mark, _, here = label.partition("-")
        if kind and (mark != "I" or here != kind):
            found.append((kind, start, at))
            kind = ""
        if mark != "O" and not kind:
            kind, start = here, at
    return found


def article_of(sentences: Sequence[Tagged], name: str) -> tuple[Article, list[list[Span]]]:
    """The article that the tokens make, a sentence a line, and where each token stands."""
    text, places = "", []
    for sentence in sentences:
        mine = []
        for token in sentence.tokens:
            mine.append(Span(len(text), len(text) + len(token)))
            text += token + " "
        text = text[:-1] + "\n"
        places.append(mine)
    return Article(name, text, path=f"{name}.txt"), places


def labels_of(
    mentions: Iterable[Mention],
    places: Sequence[Sequence[Span]],
    table: Mapping[str, str],
    names: BareNames | None = None,
) -> list[list[str]]:
    """IOB labels of each sentence from the mentions that `table` maps; of nested names the longest counts.

    `names` cuts generic nouns off and leaves descriptions out.
    """
    labels = [["O"] * len(tokens) for tokens in places]
    for mention in sorted(mentions, key=lambda m: (-len(m.span), m.span.start)):
        label = table.get(mention.type) or table.get(coarse(mention.type))
        if not label:
            continue
        start = names.start(mention) if names else mention.span.start
        if start is None:
            continue
        for row, tokens in zip(labels, places, strict=True):
            inside = [i for i, span in enumerate(tokens) if span.overlaps(Span(start, mention.span.end))]
            if inside and all(row[i] == "O" for i in inside):
                row[inside[0]] = f"B-{label}"
                for i in inside[1:]:
                    row[i] = f"I-{label}"
    return labels


@dataclass(frozen=True)
class NameScores:
    """Entities by label: hits, gold, predicted."""

    hits: Counter[str]
    gold: Counter[str]
    predicted: Counter[str]

    def row(self, label: str = "") -> tuple[float, float, float]:
        """(precision, recall, F1) of a label, or of all (micro)."""
        h, g, p = (c[label] if label else sum(c.values()) for c in (self.hits, self.gold, self.predicted))
        return (h / p if p else 0.0, h / g if g else 0.0, 2 * h / (p + g) if p + g else 0.0)

    def labels(self) -> list[str]:
        """All labels, in order."""
        return sorted(set(self.gold) | set(self.predicted))


def score_names(gold: Iterable[Sequence[str]], predicted: Iterable[Sequence[str]]) -> NameScores:
    """Scores of label rows, sentence by sentence."""
    scores = NameScores(Counter(), Counter(), Counter())
    for wanted, found in zip(gold, predicted, strict=True):
        a, b = set(entities(wanted)), set(entities(found))
        scores.gold.update(kind for kind, *_ in a)
        scores.predicted.update(kind for kind, *_ in b)
        scores.hits.update(kind for kind, *_ in a & b)
    return scores


def score_conll(
    path: Path, table: Mapping[str, str], read: Callable[[Article], Extraction], names: BareNames | None = None,
    told: Callable[[int, int, str], None] | None = None,
) -> NameScores:  # fmt: skip
    """Scores of `read` on a CoNLL file. Gold labels that `table` does not give count as outside."""
    articles = read_conll(path)
    known = set(table.values())
    gold, predicted = [], []
    for number, sentences in enumerate(articles, 1):
        article, places = article_of(sentences, f"{path.stem}-{number}")
        predicted += labels_of(read(article).mentions, places, table, names)
        gold += [list(_known(s.labels, known)) for s in sentences]
        if told:
            told(number, len(articles), article.id)
    return score_names(gold, predicted)


def _known(labels: Iterable[str], known: set[str]) -> Iterator[str]:
    return (label if label[2:] in known else "O" for label in labels)


def names_text(scores: NameScores) -> str:
    """The scores as a table."""
    lines = [f"{'label':10}     P      R     F1   gold"]
    for label in [*scores.labels(), ""]:
        p, r, f = (100 * x for x in scores.row(label))
        gold = scores.gold[label] if label else sum(scores.gold.values())
        lines.append(f"{label or 'micro':10} {p:5.1f}  {r:5.1f}  {f:5.1f}  {gold:5}")
    return "\n".join(lines) + "\n"
