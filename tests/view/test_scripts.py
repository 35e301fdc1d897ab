"""The page's scripts as modules: everything imported is there and used, nothing goes in circles, words are translated."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.errors import GraphError
from kg.view.bundle import bundle, exports, imports, order, sources
from kg.view.reasons import reasons

MODULES = sources()
VIEW = Path(__file__).parents[2] / "kg" / "view"
I18N = {p.stem: json.loads(p.read_text(encoding="utf-8")) for p in (VIEW / "i18n").glob("*.json")}
FORMS = ("zero", "one", "two", "few", "many", "other")


def without_imports(text: str) -> str:
    return re.sub(r"^import .*$", "", text, flags=re.MULTILINE)


@pytest.mark.parametrize("name", MODULES)
def test_imports_are_there_and_used(name: str) -> None:
    body = without_imports(MODULES[name])
    for module, names in imports(MODULES[name]):
        for imported in names:
            first, _, second = imported.partition(" as ")
            assert first in exports(MODULES[module]), f"{module}.js does not export {first}"
            assert re.search(rf"\b{second or first}\b", body), f"{imported} is not used"


@pytest.mark.parametrize("name", MODULES)
def test_modules_are_short_and_say_what_they_are_for(name: str) -> None:
    lines = MODULES[name].splitlines()
    assert lines[0].startswith("// ")
    assert len(lines) <= 220


@pytest.mark.parametrize("name", MODULES)
def test_text_never_becomes_markup(name: str) -> None:
    assert not re.search(r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|\beval\(|new Function", MODULES[name])


def test_every_module_is_part_of_the_page() -> None:
    assert set(order("main", MODULES)) == set(MODULES)


def test_exports_are_wanted_somewhere() -> None:
    wanted = {(m, n.partition(" as ")[0]) for text in MODULES.values() for m, names in imports(text) for n in names}
    unused = [(m, n) for m, text in MODULES.items() for n in exports(text) if (m, n) not in wanted]
    assert unused == []


def test_each_module_stands_after_what_it_imports() -> None:
    found = order("a", {"a": 'import { x } from "./b.js";\n', "b": 'import { y } from "./c.js";\n', "c": ""})
    assert found == ["c", "b", "a"]


def test_circles_and_missing_modules_are_named() -> None:
    with pytest.raises(GraphError, match="KG431"):
        order("a", {"a": 'import { x } from "./b.js";\n', "b": 'import { y } from "./a.js";\n'})
    with pytest.raises(GraphError, match="KG432"):
        order("a", {"a": 'import { x } from "./b.js";\n'})


def test_a_bundle_has_no_imports_left() -> None:
    text = bundle("b", {"a": "export const one = 1;\nexport function two() { return one + 1; }\n",
                        "b": 'import { one, two as deux } from "./a.js";\nwindow.found = one + deux();\n'})  # fmt: skip
    assert "import" not in text
    assert "export" not in text
    assert "const {one, two: deux} = module_a;" in text.replace("{ one, two: deux }", "{one, two: deux}")


def test_interface_languages_say_the_same_things() -> None:
    plain = {lang: {k for k in table if "." not in k} for lang, table in I18N.items()}
    assert set(plain) == {"ar", "en", "fr"}
    assert plain["ar"] == plain["en"] == plain["fr"]
    counted = {k.split(".")[0] for k in I18N["en"] if "." in k}
    for noun in counted:
        assert {f"{noun}.{form}" for form in FORMS} <= set(I18N["ar"])
        assert {f"{noun}.one", f"{noun}.other"} <= set(I18N["fr"])


def test_values_inside_words_are_the_same_in_all_languages() -> None:
    for key, english in I18N["en"].items():
        if "." not in key:
            assert {tuple(sorted(re.findall(r"\{\w+\}", I18N[lang][key]))) for lang in I18N} == {
                tuple(sorted(re.findall(r"\{\w+\}", english)))
            }


def test_every_word_of_page_and_scripts_is_translated() -> None:
    scripts = "".join(MODULES.values())
    template = (VIEW / "templates" / "explorer.html.j2").read_text(encoding="utf-8")
    used = set(re.findall(r'(?<![\w.])t\("([a-z-]+)"[,)]', scripts)) | set(
        re.findall(r'data-i18n(?:-label)?="([a-z-]+)"', template)
    )
    assert used - set(I18N["en"]) == set()
    counted = set(re.findall(r'plural\("([a-z-]+)"', scripts))
    assert {k for k in counted if f"{k}.other" not in I18N["en"]} == set()


def test_no_word_is_kept_that_nobody_says() -> None:
    scripts = "".join(MODULES.values()) + (VIEW / "templates" / "explorer.html.j2").read_text(encoding="utf-8")
    families = set(re.findall(r"t\(`([a-z-]+)-\$\{", scripts)) | {"score", "sources"}
    said = set(re.findall(r'"@?([a-z-]+)"', scripts))
    kept = {k.split(".")[0] for k in I18N["en"]}
    assert {k for k in kept if k not in said and not any(k.startswith(f"{f}-") for f in families)} == set()


def test_every_reason_of_the_resolver_is_said_in_arabic_and_french() -> None:
    table = (VIEW.parent / "data" / "lexicons" / "identity.tsv").read_text(encoding="utf-8")
    said = {line.split("\t")[2] for line in table.splitlines() if line and not line.startswith("#")}
    assert said - reasons().keys() == set()
    assert all(words["ar"] and words["fr"] for words in reasons().values())
    assert all(english.count("*") == w.count("*") for english, words in reasons().items() for w in words.values())


def test_every_step_to_a_date_of_publication_is_said_in_arabic_and_french() -> None:
    code = (VIEW.parent / "temporal" / "solve.py").read_text(encoding="utf-8")
    steps = re.findall(r'why\.append\(f?"(.*)"\)', code) + re.findall(r'return "", \["(.*)"\]', code)
    assert len(steps) == 9  # two of them in the same words
    assert {re.sub(r"(\{[^}]*\}-?)+", "*", x) for x in steps} - reasons().keys() == set()
