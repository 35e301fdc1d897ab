"""Extraction ↔ JSON in the shape of the annotation tools, with `score` and `maker` on every item."""

from __future__ import annotations

from typing import Any

from kg.model import Article, Event, Extraction, Fact, Maker, Mention, PrefixDate, Relation, Role, Says, Span, Time


def to_json(extraction: Extraction) -> dict[str, Any]:
    """A JSON-ready dict: name, doc, sentences, mentions, events, relations, says, times, facts."""
    x = extraction
    return {
        "name": x.article.path.rsplit("/", 1)[-1].rsplit(".", 1)[0] or x.article.id,
        "doc": {"date": x.published or "?", "date_src": x.published_source, "why": x.published_why},
        "sentences": [[s.start, s.end] for s in x.sentences],
        "mentions": [
            {**_common(m), "type": m.type, "cluster": m.cluster, "value": m.value} for m in x.mentions
        ],
        "events": [
            {
                **_common(e),
                "type": e.type,
                "mods": list(e.mods),
                "cluster": e.cluster,
                "roles": [[r.name, r.target] for r in e.roles],
                "role_scores": [round(r.score, 4) for r in e.roles],
            }
            for e in x.events
        ],
        "relations": [
            {"id": r.id, "type": r.type, "head": r.head, "tail": r.tail, "score": round(r.score, 4), "maker": _maker(r.maker)}
            for r in x.relations
        ],
        "says": [{**_common(s), "source": s.source, "content": list(s.content), "mod": s.mod} for s in x.says],
        "times": [
            {
                "start": t.span.start, "end": t.span.end, "text": t.text, "value": t.value, "edtf": t.edtf,
                "earliest": t.earliest, "latest": t.latest, "why": t.why,
            }
            for t in x.times
        ],
        "facts": [
            {"mention": f.mention, "name": f.name, "value": f.value, "score": round(f.score, 4), "maker": _maker(f.maker)}
            for f in x.facts
        ],
    }  # fmt: skip


def from_json(data: dict[str, Any], article: Article) -> Extraction:
    """The Extraction that `to_json` wrote; items without score or maker (gold annotation) get 1.0 and none."""
    doc = data.get("doc", {})
    return Extraction(
        article=article,
        sentences=tuple(Span(a, b) for a, b in data["sentences"]),
        mentions=tuple(
            Mention(**_shared(m), type=m["type"], cluster=m.get("cluster"), value=m.get("value"))
            for m in data["mentions"]
        ),
        events=tuple(
            Event(**_shared(e), type=e["type"], mods=tuple(e["mods"]), cluster=e.get("cluster"), roles=_roles(e))
            for e in data["events"]
        ),
        relations=tuple(
            Relation(r.get("id") or f"r{n}", r["type"], r["head"], r["tail"], r.get("score", 1.0), _read_maker(r))
            for n, r in enumerate(data["relations"], 1)
        ),
        says=tuple(
            Says(**_shared(s), source=s["source"], content=tuple(s["content"]), mod=s["mod"]) for s in data["says"]
        ),
        times=tuple(
            Time(Span(t["start"], t["end"]), t["text"], t["value"], t["edtf"], t["earliest"], t["latest"], t["why"])
            for t in data.get("times", ())
        ),
        published=PrefixDate("" if doc.get("date", "?") == "?" else doc["date"]),
        published_source=doc.get("date_src", "unknown"),
        published_why=doc.get("why", ""),
        facts=tuple(
            Fact(f["mention"], f["name"], f["value"], f.get("score", 1.0), _read_maker(f)) for f in data.get("facts", ())
        ),
    )


def _common(item: Mention | Event | Says) -> dict[str, Any]:
    return {
        "id": item.id,
        "start": item.span.start,
        "end": item.span.end,
        "text": item.text,
        "sentence": item.sentence,
        "score": round(item.score, 4),
        "maker": _maker(item.maker),
    }


def _shared(data: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": data["id"],
        "span": Span(data["start"], data["end"]),
        "text": data["text"],
        "sentence": data["sentence"],
        "score": data.get("score", 1.0),
        "maker": _read_maker(data),
    }


def _roles(data: dict[str, Any]) -> tuple[Role, ...]:
    scores = data.get("role_scores") or [1.0] * len(data["roles"])
    return tuple(Role(name, target, score) for (name, target), score in zip(data["roles"], scores, strict=True))


def _maker(maker: Maker) -> str:
    return f"{maker.name}/{maker.version}" if maker.name else ""


def _read_maker(data: dict[str, Any]) -> Maker:
    name, _, version = data.get("maker", "").partition("/")
    return Maker(name, version)
