"""A model folder: model.toml, encoder.onnx, heads.npz, vectors.npz, tokenizer.json. Found, verified, never fetched."""

from __future__ import annotations

import hashlib
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.errors import ModelError
from kg.locations import model_dirs

CARD = "model.toml"


@dataclass(frozen=True, slots=True)
class ModelFolder:
    """Where a model lies and what its card says."""

    path: Path
    card: dict[str, Any]

    @property
    def name(self) -> str:
        """The model's name."""
        return str(self.card["name"])

    @property
    def version(self) -> str:
        """The model's version."""
        return str(self.card["version"])

    def file(self, name: str) -> Path:
        """A file of the model. Raises ModelError KG302 when it is not there."""
        path = self.path / name
        if not path.is_file():
            raise ModelError(
                "KG302", f"the model {self.name!r} has no file {name}", f"restore {self.path} from the release"
            )
        return path

    def verify(self) -> None:
        """Raises ModelError KG303 when a file is not the one that the card names by its sha256."""
        for name, wanted in self.card.get("sha256", {}).items():
            found = hashlib.sha256(self.file(name).read_bytes()).hexdigest()
            if found != wanted:
                raise ModelError(
                    "KG303", f"{name} of the model {self.name!r} is damaged", f"restore {self.path} from the release"
                )


def find_model(name: str) -> ModelFolder:
    """The model called `name` (or the folder of that path). Raises ModelError KG301 when there is none."""
    for folder in (Path(name), *(root / name for root in model_dirs())):
        card = folder / CARD
        if card.is_file():
            try:
                return ModelFolder(folder, tomllib.loads(card.read_text(encoding="utf-8")))
            except tomllib.TOMLDecodeError as error:
                raise ModelError("KG303", f"{card} is not TOML: {error}", "restore it from the release") from error
    known = sorted({p.parent.name for root in model_dirs() if root.is_dir() for p in root.glob(f"*/{CARD}")})
    raise ModelError("KG301", f"no model {name!r}", f"known models: {', '.join(known) or 'none'}")
