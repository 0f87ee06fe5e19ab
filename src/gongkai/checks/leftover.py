"""What is left unwritten or came out broken in the glossary and in the settings: named at its line, and not first on
the pages that show it. Pages of content/ are held to it when they are built: Markdown may mean otherwise.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from gongkai import glossary, looking, printing, unwritten
from gongkai.checks import settings
from gongkai.faults import Fault, Faulty
from gongkai.source import Source

_ADVICE = "写完，或删掉；真要写这几个字，换个说法"
_SHOWN = ("site_name", "site_description", "data_licence")


def check(source: Source) -> Iterator[Fault]:
    """Faults `placeholder` and the like. What the announcement says itself is none."""
    said = unwritten.Said([printing.text(source.announcement), source.text])
    data = Path(source.file).parent
    for file, texts in (
        (data / glossary.FILE, _of_glossary(data / glossary.FILE)),
        (data.parent / settings.SETTINGS, _of_settings(data.parent / settings.SETTINGS)),
    ):
        for place, text in texts:
            for _, code, message in unwritten.found([text], said):
                yield Fault(str(file), *place, code, message, _ADVICE)


def _of_glossary(file: Path) -> Iterator[tuple[tuple[int, int], str]]:
    """The words of the glossary; of one that is faulty those who read it speak."""
    try:
        terms = glossary.read(file)[0].values["terms"].values if file.exists() else ()
    except Faulty:
        return
    for node in terms:
        yield from (((value.place.line, value.place.column), value.text) for value in node.values.values())


def _of_settings(file: Path) -> Iterator[tuple[tuple[int, int], str]]:
    """The words of the settings that pages show; of settings that cannot be read `settings` speaks."""
    try:
        given = settings.read(file) if file.exists() else {}
    except Faulty:
        return
    extra = _mapping(given.get("extra"))
    official = _mapping(extra.get("official"))
    for key, value in {**official, **{key: extra.get(key, given.get(key)) for key in _SHOWN}}.items():
        if isinstance(value, str):
            yield looking.of_key(file, key) or (1, 1), value


def _mapping(value: Any) -> dict[str, Any]:
    return value if isinstance(value, dict) else {}
