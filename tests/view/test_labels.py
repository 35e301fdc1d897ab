"""Labels in the right order on the canvas, whatever the direction of the page: pictures of letters are compared."""

from __future__ import annotations

import pytest

from tests.view.conftest import Page, made_up

pytestmark = pytest.mark.browser
LABELS = [
    "«حزب الله» و إسرائيل",
    "شركة أرامكو (Aramco) 2024",
    "G20 قمة الرياض",
    "(عاجل) انفجار في طرابلس!",
    "«الأُمَم المُتَّحِدة» 242",
    "إف-16 (F-16)",
]
# A profile is how much ink stands in each column; the label of the picture is compared with the same words written right to left
# and written left to right, at the shift that fits best.
COMPARE = """
const label = arguments[0], network = khabar.theNetwork(), i = khabar.data.nodes.findIndex((n) => n.l === label), node = network.body.nodes[i];
const canvas = document.querySelector('#canvas canvas'), size = node.labelModule.size, scale = network.getScale();
const at = network.canvasToDOM({ x: size.left, y: size.top }), wide = Math.ceil(size.width * scale) + 24, high = Math.ceil(size.height * scale) + 8;
const soft = (a) => a.map((_, k) => [-2, -1, 0, 1, 2].reduce((sum, d) => sum + (a[k + d] ?? 0) * (3 - Math.abs(d)), 0));
const ink = (data, w, h) => { const base = [data[0], data[1], data[2]]; return soft(Array.from({ length: w }, (_, x) => { let sum = 0; for (let y = 0; y < h; y += 1) { const k = 4 * (y * w + x); sum += Math.abs(data[k] - base[0]) + Math.abs(data[k + 1] - base[1]) + Math.abs(data[k + 2] - base[2]); } return sum; })); };
const font = node.labelModule.fontOptions, style = getComputedStyle(document.documentElement), color = (n) => style.getPropertyValue(n).trim();
const cut = document.createElement('canvas'); cut.width = wide; cut.height = high; const paper = cut.getContext('2d'); paper.fillStyle = color('--paper'); paper.fillRect(0, 0, wide, high);
paper.drawImage(canvas, Math.round(at.x) - 12, Math.round(at.y) - 4, wide, high, 0, 0, wide, high);
const drawn = ink(paper.getImageData(0, 0, wide, high).data, wide, high);
const written = (direction) => { const c = document.createElement('canvas'); c.width = wide; c.height = high; const x = c.getContext('2d'); x.fillStyle = color('--paper'); x.fillRect(0, 0, wide, high);
  x.direction = direction; x.font = `${font.size * scale}px ${font.face}`; x.textAlign = 'center'; x.textBaseline = 'middle'; x.fillStyle = color('--ink'); x.fillText(label, wide / 2, high / 2); return ink(x.getImageData(0, 0, wide, high).data, wide, high); };
const likeness = (a, b) => { let best = -1; for (let shift = -8; shift <= 8; shift += 1) { let [n, sa, sb, saa, sbb, sab] = [0, 0, 0, 0, 0, 0]; for (let k = 0; k < a.length; k += 1) { const y = b[k + shift]; if (y === undefined) continue; n += 1; sa += a[k]; sb += y; saa += a[k] * a[k]; sbb += y * y; sab += a[k] * y; }
  const r = (n * sab - sa * sb) / Math.sqrt((n * saa - sa * sa) * (n * sbb - sb * sb)); if (r > best) best = r; } return best; };
return [likeness(drawn, written('rtl')), likeness(drawn, written('ltr'))];
"""


@pytest.mark.parametrize(
    "look",
    ["lang=ar&theme=light", "lang=ar&theme=dark", "lang=en&theme=light", "lang=en&theme=dark", "lang=fr&theme=light"],
)
def test_six_labels_read_in_the_right_order(pages, look: str) -> None:  # type: ignore[no-untyped-def]
    found: Page = pages("labels", made_up(LABELS, [])).open(f"#{look}")
    found(
        "khabar.change((s) => { s.drawn = new Set(khabar.data.nodes.map((n) => n.i)); khabar.data.nodes.forEach((n, k) => s.places.set(n.i, [0, k * 90])); }, 'drawn');"
        "khabar.theNetwork().moveTo({ position: { x: 0, y: 230 }, scale: 0.9 })"
    )
    found.until(
        "return khabar.drawnLooks().nodes.filter((n) => n.label && Math.abs(n.font.size - 13 / 0.9) < 0.01).length === 6"
    )
    found.later("return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))")
    for label in LABELS:
        right, wrong = found(COMPARE, label)
        assert right > 0.95, label
        assert right > wrong + 0.08, label


def test_every_label_on_the_canvas_is_isolated(page) -> None:  # type: ignore[no-untyped-def]
    found = page()
    looks = found("return khabar.drawnLooks()")
    labels = [x["label"] for x in (*looks["nodes"], *looks["edges"]) if x.get("label")]
    assert len(labels) > 30
    assert all(x[0] in "\u2066\u2067" and x[-1] == "\u2069" for x in labels)


@pytest.mark.parametrize(
    ("text", "first"),
    [("قمة G20", "\u2067"), ("G20 قمة", "\u2067"), ("Aramco", "\u2066"), ("2024", "\u2066"), ("a\u202eb", "\u2066")],
)
def test_direction_is_by_letters(page, text: str, first: str) -> None:  # type: ignore[no-untyped-def]
    label = page("dam")("return khabar.isolate(arguments[0])", text)
    assert label == first + text.replace("\u202e", "") + "\u2069"


def test_labels_keep_their_size_however_late_the_camera_is_moved(page) -> None:  # type: ignore[no-untyped-def]
    found = page()
    found.later("return new Promise((done) => setTimeout(done, 600))")  # what opening the page set going is over
    found("khabar.theNetwork().moveTo({ scale: 0.83 })")
    found.until(
        "const l = khabar.drawnLooks().nodes.filter((n) => n.label); return l.length && l.every((n) => Math.abs(n.font.size * 0.83 - 13) < 0.01)"
    )
