"""The summary as pictures: a bitmap of the bar of all measures for link previews, an icon for the browser's tab.

Without words, which would need a font; the text beside the picture says what it shows.
"""

import struct
import zlib

from gongkai.model import Status
from gongkai.progress import Tally

WIDTH, HEIGHT = 1200, 630
_TOP, _BAR_TOP, _BAR_BOTTOM, _MARGIN = 36, 215, 415, 80
_LINE = 6
_PAPER, _RED, _COLOURS = 0, 1, {status: number for number, status in enumerate(Status, start=2)}
_PALETTE = ["ffffff", "a3161b", "17633a", "1d4a85", "8a4b00", "57534e"]


def png(tally: Tally) -> bytes:
    """The bar as on the pages: full, full with a line, half full, empty; under a red rule."""
    rows = [bytearray([_PAPER]) * WIDTH for _ in range(HEIGHT)]
    _fill(rows, _RED, 0, WIDTH, 0, _TOP)
    for segment in tally.segments(WIDTH - 2 * _MARGIN) if tally.total else ():
        left = _MARGIN + round(segment.start)
        _draw(rows, segment.status, left, left + round(segment.width))
    return _encoded(rows)


def icon(tally: Tally) -> str:
    """An SVG of 32 units: for each status a stripe as long as its share of the measures."""
    most = max([*tally.counts.values(), 1])
    stripes = "".join(
        f'<rect x="6" y="{6 + 5.5 * place:g}" width="{max(20 * count / most, 1):.3g}" height="3.5" fill="#fff"/>'
        for place, count in enumerate(tally.counts.values())
    )
    ground = f'<rect width="32" height="32" rx="3" fill="#{_PALETTE[_RED]}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{ground}{stripes}</svg>\n'


def _draw(rows: list[bytearray], status: Status, left: int, right: int) -> None:
    colour, middle = _COLOURS[status], (_BAR_TOP + _BAR_BOTTOM) // 2
    _fill(rows, colour, left, right, _BAR_TOP, _BAR_BOTTOM)
    if status is Status.STANDING:
        _fill(rows, _PAPER, left, right, middle - 2 * _LINE, middle + 2 * _LINE)
    elif status is not Status.DONE:
        bottom = middle if status is Status.ONGOING else _BAR_BOTTOM - _LINE
        _fill(rows, _PAPER, left + _LINE, right - _LINE, _BAR_TOP + _LINE, bottom)


def _fill(rows: list[bytearray], colour: int, left: int, right: int, top: int, bottom: int) -> None:
    width = max(right - left, 0)
    for row in rows[top:bottom]:
        row[left : left + width] = bytes([colour]) * width


def _encoded(rows: list[bytearray]) -> bytes:
    """Rows of palette numbers as PNG (ISO/IEC 15948), eight bits a pixel."""
    palette = bytes.fromhex("".join(_PALETTE))
    header = struct.pack(">IIBBBBB", WIDTH, HEIGHT, 8, 3, 0, 0, 0)
    pixels = zlib.compress(b"".join(b"\0" + row for row in rows), 9)
    chunks = [(b"IHDR", header), (b"PLTE", palette), (b"IDAT", pixels), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, content) for name, content in chunks)


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
