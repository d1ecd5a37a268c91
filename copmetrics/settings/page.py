"""The page of settings and their schema for editors, generated from the declarations.

uv run python -m copmetrics.settings.page > docs/settings.md
uv run python -m copmetrics.settings.page --schema > docs/community.schema.json
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator
from importlib.resources import files
from typing import Any, Final, get_args

from copmetrics.framework.learning_activities import CLUSTERS
from copmetrics.settings.declared import FILE_NAME, Settings
from copmetrics.settings.kinds import Chosen, Said, Whole
from copmetrics.settings.reading import tables_in
from copmetrics.settings.words import declaration

__all__ = ["schema", "schema_text", "settings_page"]

THE_FOLDERS: Final = "the folder's name"
"""What stands for a name that nobody gave."""
WIDTH: Final = 100


def settings_page() -> str:
    """Return the whole page as Markdown: what the template tells, and what the declarations do."""
    import jinja2  # late: only the page needs it

    template = files("copmetrics.settings").joinpath("page.md.j2").read_text(encoding="utf-8")
    made = jinja2.Environment(undefined=jinja2.StrictUndefined).from_string(template)
    return made.render(keys=_keys, line=_line, table=_table, may_be=_may_be, places=_places) + "\n"


def schema_text() -> str:
    """Return the schema as the file that an editor reads."""
    return json.dumps(schema(), indent=2, ensure_ascii=False) + "\n"


def schema() -> dict[str, object]:
    """Return the JSON schema of `community.toml`, each table where it stands in the file."""
    found = Settings.model_json_schema()
    plain = _plain(found, found.pop("$defs"))
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        **plain,
        "title": FILE_NAME,
        "description": "What a community says about itself. Every key is optional.",
    }


def _plain(part: Any, tables: dict[str, Any]) -> Any:
    """Write a part of a schema without references, without links, and without what TOML has not."""
    if isinstance(part, list):
        return [_plain(each, tables) for each in part]
    if not isinstance(part, dict):
        return part
    if "$ref" in part:
        table = tables[part.pop("$ref").rpartition("/")[2]]
        return _plain({**table, **part}, tables)
    if "anyOf" in part:
        (kind,) = [each for each in part.pop("anyOf") if each != {"type": "null"}]
        return _plain({**kind, **part}, tables)
    kept = {key: _plain(each, tables) for key, each in part.items()}
    if kept.get("default", "") is None or isinstance(kept.get("default"), dict):
        del kept["default"]
    if isinstance(kept.get("description"), str):
        kept["description"] = re.sub(r"\[([^]]+)\]\([^)]+\)", r"\1", kept["description"])
    if "propertyNames" in kept:  # editors complete properties, not names
        names, value = kept.pop("propertyNames")["enum"], kept.pop("additionalProperties")
        kept |= {"properties": dict.fromkeys(names, value), "additionalProperties": False}
    return kept


def _keys() -> str:
    """Return the keys that stand outside tables as the lines of a table."""
    lines = ["| key | default | may be | says |", "|---|---|---|---|"]
    for key, field in Settings.model_fields.items():
        if field.default_factory is None and not any(tables_in(field.annotation)):
            default = _default(field.default)
            lines.append(f"| `{key}` | {default} | {_may_be(key)} | {field.description} |")
    return "\n".join(lines)


def _default(value: object) -> str:
    if value == "":
        return THE_FOLDERS
    return "none" if value == () else f"`{_toml(value)}`"


def _table(name: str) -> str:
    """Return a table of the file with its defaults, each line with what it says."""
    keys = next(tables_in(Settings.model_fields[name].annotation)).model_fields
    lines = [_line(f"{name}.{key}", _toml(field.default)) for key, field in keys.items()]
    return "\n".join([f"[{name}]", *lines])


def _line(path: str, value: str) -> str:
    """Return one line of the file, and what it says as a comment."""
    key, says = path.rpartition(".")[2], _says(path)
    line = f"{key} = {value}"
    if len(line) + len(says) < WIDTH:
        return f"{line:<28} # {says}"
    if len(line) < WIDTH:
        return f"# {says}\n{line}"
    listed = "".join(f"    {each},\n" for each in value[1:-1].split(", "))
    return f"# {says}\n{key} = [\n{listed}]"


def _says(path: str) -> str:
    """Return what a key of a table says, with the words or numbers that it may be."""
    kind, says = _kind(path), str(declaration(path).description)
    if isinstance(kind, Chosen):
        return f"{says}: {', '.join(kind.options)}"
    if isinstance(kind, Whole) and kind.most is not None:
        return f"{says}; {kind.least} to {kind.most}"
    return says


def _may_be(path: str) -> str:
    """Return what the value of a key may be, in words."""
    kind = _kind(path)
    if isinstance(kind, Chosen):
        return " or ".join(f'`"{each}"`' for each in kind.options)
    return kind.expected


def _places() -> str:
    """Return where each cluster of activities lies on the map, as the lines of a table."""
    lines = [
        "| cluster | `from_with` | `informal_formal` | `inside_outside` |",
        "|---|---|---|---|",
    ]
    for each in CLUSTERS.values():
        place = f"{each.from_with} | {each.informal_formal} | {each.inside_outside}"
        lines.append(f"| `{each.id}`: {each.label.lower()} | {place} |")
    return "\n".join(lines)


def _kind(path: str) -> Said | Chosen:
    """Return the kind of value that a key is declared to have."""
    field = declaration(path)
    found = (*field.metadata, *_inside(field.annotation))
    return next(each for each in found if isinstance(each, Said | Chosen))


def _inside(annotation: object) -> Iterator[object]:
    """Return all that a declared type is made of."""
    for each in get_args(annotation):
        yield each
        yield from _inside(each)


def _toml(value: object) -> str:
    """Write a value as the file has it: as JSON does, for what settings may be."""
    return json.dumps(list(value) if isinstance(value, tuple) else value, ensure_ascii=False)


if __name__ == "__main__":
    print(schema_text() if "--schema" in sys.argv[1:] else settings_page(), end="")
