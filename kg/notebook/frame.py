"""The explorer in a cell: an iframe made with srcdoc (no file, no network) over a static picture for saved notebooks."""

from __future__ import annotations

import base64
import gzip
import warnings
from collections.abc import Callable
from html import escape
from pathlib import Path
from typing import Any

from kg.notebook.pictures import image

LARGE = 5_000_000
"""Characters of HTML above which the page is written beside the notebook and linked."""
SHRUNK = 0.8
"""A cell is narrower than a window: the page is drawn for a wider one and made smaller."""
FILE = "explorer.html"
_LOADER = """<!DOCTYPE html><meta charset="utf-8"><title>Khabar</title><script>
(async () => {{
  const bytes = Uint8Array.from(atob("{data}"), c => c.charCodeAt(0));
  const page = await new Response(new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"))).text();
  document.open(); document.write(page); document.close();
}})();
</script>"""


class Frame:
    """A page shown in a notebook. The picture lies under the frame: where frames are not allowed (GitHub, an untrusted
    notebook, PDF), it is what is seen. The frame is sandboxed: nothing in an article can reach the notebook."""

    def __init__(self, html: str, caption: str, picture: Callable[[], str], height: int = 640) -> None:
        self.html, self.caption, self.picture, self.height = html, caption, picture, height

    def __repr__(self) -> str:
        return self.caption

    def _repr_mimebundle_(self, **_: Any) -> dict[str, str]:
        picture, packed = self.picture(), pack(self.html)
        alone = image(picture, self.caption)
        bundle = {"text/plain": repr(self), "image/svg+xml": picture}
        if len(packed) > LARGE:
            Path(FILE).write_text(self.html, encoding="utf-8")
            warnings.warn(f"the page is large ({len(packed) / 1e6:.0f} MB), so it was saved as {FILE}", stacklevel=2)
            return {**bundle, "text/html": f'<p><a href="{FILE}" target="_blank">{FILE}</a></p>{alone}'}
        frame = (
            f'<iframe srcdoc="{escape(packed, quote=True)}" title="Khabar explorer" sandbox="allow-scripts allow-downloads allow-popups" '
            f'style="position:absolute;left:0;top:0;width:{100 / SHRUNK:g}%;height:{100 / SHRUNK:g}%;transform:scale({SHRUNK});'
            'transform-origin:0 0;border:1px solid #ccc;background:#fff"></iframe>'
        )
        under = f'<div style="height:100%;overflow:hidden">{alone}</div>'
        box = f"position:relative;height:{self.height}px;overflow:hidden"
        return {**bundle, "text/html": f'<div dir="ltr" style="{box}">{under}{frame}</div>'}


def pack(html: str) -> str:
    """A page that unpacks `html` and becomes it: a third of the size in a saved notebook. The same bytes each time."""
    data = base64.b64encode(gzip.compress(html.encode(), mtime=0)).decode("ascii")
    return _LOADER.format(data=data)
