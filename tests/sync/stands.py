"""A source of ours beside the interface on this computer that stands for its vendor: both are declarations."""

from __future__ import annotations

import zipfile
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path
from typing import Any

from loopback import HASTE, NOW, Answer, Interface

from copmetrics.settings import read_settings
from copmetrics.sync import SOURCES, Synced, sync_source
from copmetrics.sync.asking import Patience
from copmetrics.sync.declaring import Source


@dataclass(frozen=True, kw_only=True)
class Stand:
    """One vendor's interface, and how what is asked of the vendor is asked of it."""

    name: str
    keys: Mapping[str, str]
    interface: Callable[[], Interface]
    base: str
    refused: Callable[[int], Answer]
    """How the vendor words it that somebody asks too often, may not, or that a fault is its own."""
    login: str = ""
    settings: str = ""
    by_twos: Mapping[str, Any] = field(default_factory=dict)
    """What of our source makes pages of two rows, where it and not the interface says how long they are."""

    def source(self, there: Interface, **other: Any) -> Source:
        login = f"{there.url}{self.login}" if self.login else ""
        base = f"{there.url}{self.base}"
        return replace(SOURCES[self.name], base_url=lambda keys: base, login_url=login, **other)

    def sync(
        self,
        folder: Path,
        there: Interface,
        *,
        keys: Mapping[str, str] | None = None,
        patience: Patience = HASTE,
        now: datetime = NOW,
        progress: Callable[[str], None] = lambda said: None,
        **other: Any,
    ) -> Synced:
        """Fetch it into a folder, with its settings if the folder says none."""
        if not (folder / "community.toml").exists():
            (folder / "community.toml").write_text(self.settings, encoding="utf-8")
        return sync_source(
            folder,
            self.source(there, **other),
            read_settings(folder),
            keys=keys or self.keys,
            patience=patience,
            progress=progress,
            now=now,
        )

    def files(self, folder: Path) -> dict[str, bytes]:
        """What stands there, but for when it was fetched."""
        place = folder / "synced" / self.name
        found: dict[str, bytes] = {}
        for path in sorted(place.rglob("*")):
            if path.suffix == ".zip":
                with zipfile.ZipFile(path) as packed:
                    found |= {
                        f"{path.name}/{each}": packed.read(each) for each in packed.namelist()
                    }
            elif path.is_file() and not path.name.startswith("."):
                found[path.relative_to(place).as_posix()] = path.read_bytes()
        return found
