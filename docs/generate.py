"""Reference pages written from the program itself, so that they can't be stale: commands, settings, queries, components, errors."""

from __future__ import annotations

import ast
import re
from pathlib import Path
from typing import Any

import rdflib
import typer

from kg.cli import app
from kg.settings import FILE, PREFIX, SETTINGS
from kg.store import named_queries

ROOT = Path(__file__).parent.parent
KH = "https://w3id.org/khabar/ontology#"


def pages() -> dict[str, str]:
    """{path under docs/: Markdown}."""
    return {
        "reference/commands.md": commands(),
        "reference/settings.md": settings(),
        "reference/queries.md": queries(),
        "reference/components.md": components(),
        "reference/errors.md": errors(),
        "reference/ontology.md": ontology(),
    }


def commands() -> str:
    """Every command as its --help says it."""
    group: Any = typer.main.get_command(app)
    lines = [
        "# Commands",
        "",
        "What `kg COMMAND --help` prints. Exit codes: 0 done, 1 done with problems (each is named), 2 not done.",
        "",
    ]
    for name, command in sorted(group.commands.items()):
        lines += _command(f"kg {name}", command, 2)
    return "\n".join(lines)


def _command(name: str, command: Any, level: int) -> list[str]:
    lines = ["#" * level + f" {name}", "", *(_prose(command.help or "")), ""]
    if hasattr(command, "commands"):
        for sub, inner in sorted(command.commands.items()):
            lines += _command(f"{name} {sub}", inner, level + 1)
        return lines
    context = command.context_class(command, info_name=name)
    lines += ["```text", command.get_usage(context), "```", ""]
    rows = []
    for param in command.params:
        if param.param_type_name == "option" and not param.hidden and param.name != "help":
            names = ", ".join(f"`{n}`" for n in (*param.opts, *param.secondary_opts))
            rows.append((names, param.help or "", _default(param)))
        elif param.param_type_name == "argument":
            rows.append((f"`{(param.name or '').upper()}`", getattr(param, "help", "") or "", _default(param)))
    if rows:
        lines += table(("argument or option", "what", "default"), rows)
    return lines


def _prose(text: str) -> list[str]:
    """Help text; its lines 'Example: a · b' become a list of commands."""
    out: list[str] = []
    for paragraph in text.replace("\b", "").strip().split("\n\n"):
        flat = " ".join(paragraph.split())
        head, colon, rest = flat.partition(": ")
        if colon and head in ("Example", "Examples"):
            out += [f"{head}:", "", *(f"- `{part.strip()}`" for part in rest.split(" · ")), ""]
        else:
            out += [_escape(flat), ""]
    return out


def _default(param: Any) -> str:
    value = param.default() if callable(param.default) else param.default
    if (
        value is None
        or value == ""
        or value is False
        or type(value).__name__.startswith("Unset")
        or "UNSET" in repr(value)
    ):
        return "required" if param.required else ""
    return f"`{getattr(value, 'value', value)}`"


def settings() -> str:
    """The table of settings."""
    rows = [(f"`{s.name}`", s.help, f"`{s.default!r}`", f"`{PREFIX}{s.name.upper()}`") for s in SETTINGS]
    intro = (
        f"A value comes from the argument of the call (`kg.build(..., threads=4)`), else from the environment, else from `{FILE}` "
        "in the working directory, else it is the default. A misspelt name or a wrong type is an error that says so."
    )
    example = ['```toml title="kg.toml"', "threads = 4", 'language = "en"', "query_rows = 50000", "```", ""]
    return "\n".join(
        ["# Settings", "", intro, "", *example, *table(("setting", "what", "default", "environment"), rows)]
    )


def queries() -> str:
    """Every named query: titles, parameters, SPARQL."""
    lines = [
        "# Named queries", "",
        "`kg query NAME -p param=value` and `graph.query(\"NAME\", param=\"value\")`. Parameters are written into the query as RDF "
        "terms, never as text.", "",
    ]  # fmt: skip
    for name, query in named_queries().items():
        lines += [f"## {name}", "", f"**{query.titles['en']}**", ""]
        lines += [f'<p dir="rtl" lang="ar">{query.titles["ar"]}</p>', ""] if "ar" in query.titles else []
        lines += [_escape(query.about), ""] if query.about else []
        if query.params:
            rows = [(f"`{p.name}`", p.kind, f"`{p.default}`" if p.default else "") for p in query.params]
            lines += table(("parameter", "kind", "default"), rows)
        body = "\n".join(line for line in query.sparql.splitlines() if not line.startswith("# "))
        lines += [
            '??? note "SPARQL"',
            "",
            "    ```sparql-template",
            *(f"    {line}" for line in body.splitlines()),
            "    ```",
            "",
        ]
    return "\n".join(lines)


def components() -> str:
    """Every class of kg/ that has what the protocol Component asks for."""
    rows = []
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ClassDef) and (found := _component(node)):
                module = ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
                doc = " ".join((ast.get_docstring(node) or "").split("\n\n")[0].split())
                rows.append(
                    (f"`{found['name']}`", f"`{module}.{node.name}`", _escape(doc), found["needs"], found["gives"])
                )
    intro = [
        "# Components", "",
        "A pipeline is a list of components. Each says which layers it needs and which it gives; the pipeline refuses to start "
        "when one is missing. [Writing one](../howto/component.md) takes a class with four attributes and one method.", "",
    ]  # fmt: skip
    return "\n".join([*intro, *table(("name", "class", "what", "needs", "gives"), rows)])


def _component(node: ast.ClassDef) -> dict[str, str] | None:
    values = {}
    for item in node.body:
        targets = (
            item.targets if isinstance(item, ast.Assign) else [item.target] if isinstance(item, ast.AnnAssign) else []
        )
        for target in targets:
            names = target.elts if isinstance(target, ast.Tuple) else [target]
            parts = item.value.elts if isinstance(item.value, ast.Tuple) else [item.value]  # type: ignore[union-attr]
            for name, part in zip(names, parts, strict=False):
                if isinstance(name, ast.Name) and part is not None:
                    values[name.id] = ", ".join(re.findall(r"'([\w-]+)'", ast.unparse(part)))
    finds = any(isinstance(item, ast.FunctionDef) and item.name == "find" for item in node.body)
    if not finds or not values.get("name") or "gives" not in values:
        return None
    return {"name": values["name"], "needs": values.get("needs", ""), "gives": values["gives"]}


def errors() -> str:
    """Every code with its messages and next steps, as the source raises them."""
    found: dict[str, dict[str, str]] = {}
    for path in sorted((ROOT / "kg").rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if not isinstance(node, ast.Call):
                continue
            texts = [_template(a) for a in node.args]
            for at, text in enumerate(texts):
                if re.fullmatch(r"KG\d{3}", text) and len(texts) > at + 1:
                    found.setdefault(text, {}).setdefault(texts[at + 1], texts[at + 2] if len(texts) > at + 2 else "")
    rows = [
        (f"`{code}`", _escape(message) or "…", _escape(advice))
        for code, messages in sorted(found.items())
        for message, advice in sorted(messages.items())
    ]
    intro = [
        "# Errors and problems", "",
        "Every error carries a code and a next step; one bad article becomes a problem with a code and the run goes on. "
        "`…` stands for the value of the case.", "",
        "| codes | what |", "| --- | --- |", "| KG1xx | a file cannot become an article |",
        "| KG2xx | components do not fit together, or one failed |", "| KG3xx | weights or language data are missing or damaged |",
        "| KG4xx | quads, shapes, store |", "| KG5xx | a query is refused, wrong, or too slow |",
        "| KG6xx | what was asked for does not exist |", "",
    ]  # fmt: skip
    return "\n".join([*intro, *table(("code", "message", "next step"), rows)])


def _template(node: ast.expr) -> str:
    if isinstance(node, ast.Constant):
        return str(node.value)
    if isinstance(node, ast.JoinedStr):
        return "".join(str(v.value) if isinstance(v, ast.Constant) else "…" for v in node.values)
    return "…"


def ontology() -> str:
    """Classes and properties of ontology/khabar.ttl with their labels in three languages."""
    graph = rdflib.Graph().parse(ROOT / "ontology" / "khabar.ttl")
    lines = [
        "# The ontology", "",
        f"Prefix `kh:` is `{KH}`. The source is `ontology/khabar.ttl` (OWL 2 RL), the shapes are in `ontology/shapes.ttl`, "
        "the links to SEM, schema.org, PROV-O, OWL-Time and others in `ontology/alignments.ttl`. "
        "[How the parts hang together](../design.md) and [how to add a term](../howto/ontology-term.md).", "",
    ]  # fmt: skip
    kinds = (
        ("Classes", rdflib.OWL.Class, rdflib.RDFS.subClassOf),
        ("Object properties", rdflib.OWL.ObjectProperty, rdflib.RDFS.subPropertyOf),
        ("Datatype properties", rdflib.OWL.DatatypeProperty, rdflib.RDFS.subPropertyOf),
    )
    for title, kind, above in kinds:
        rows = []
        for term in sorted(t for t in graph.subjects(rdflib.RDF.type, kind) if str(t).startswith(KH)):
            labels = {
                str(x.language): str(x) for x in graph.objects(term, rdflib.RDFS.label) if isinstance(x, rdflib.Literal)
            }
            comments = {
                str(x.language): str(x)
                for x in graph.objects(term, rdflib.RDFS.comment)
                if isinstance(x, rdflib.Literal)
            }
            parents = sorted(str(p).removeprefix(KH) for p in graph.objects(term, above) if str(p).startswith(KH))
            rows.append((
                f"`kh:{str(term).removeprefix(KH)}`", labels.get("en", ""), f"<bdi lang=\"ar\">{labels.get('ar', '')}</bdi>",
                ", ".join(f"`{p}`" for p in parents), _escape(comments.get("en", "")),
            ))  # fmt: skip
        lines += [f"## {title}", "", *table(("term", "English", "Arabic", "under", "what"), rows)]
    return "\n".join(lines)


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """A Markdown table."""
    body = ["| " + " | ".join(" ".join(cell.replace("|", "\\|").split()) for cell in row) + " |" for row in rows]
    return ["| " + " | ".join(head) + " |", "|" + " --- |" * len(head), *body, ""]


def _escape(text: str) -> str:
    """Angle brackets, stars and underscores of plain text for Markdown."""
    return re.sub(r"([*_\[\]])", r"\\\1", text.replace("&", "&amp;").replace("<", "&lt;"))
