"""The summary as pictures: a bitmap of its figures and bar for link previews, an icon for the browser's tab.

Digits are drawn from a grid of five by seven; words would need a font, and stand beside the picture.
"""

import struct
import zlib

from gongkai.model import Status
from gongkai.progress import Summary, Tally

PATH, ICON = "assets/images/summary.png", "assets/images/favicon.svg"  # before their digests
WIDTH, HEIGHT = 1200, 630
_TOP, _FIGURES_TOP, _BAR_TOP, _BAR_BOTTOM, _COUNTS_TOP, _MARGIN = 36, 106, 330, 450, 490, 80
_LARGE, _SMALL = 20, 8  # pixels to a dot of a digit
_LINE = 6
_PAPER, _RED, _COLOURS = 0, 1, {status: number for number, status in enumerate(Status, start=2)}
_PALETTE = ["ffffff", "a3161b", "17633a", "1d4a85", "8a4b00", "57534e"]
# Each row of a digit as five bits, from the top.
_DIGITS = {
    "0": (14, 17, 19, 21, 25, 17, 14),
    "1": (4, 12, 4, 4, 4, 4, 14),
    "2": (14, 17, 1, 2, 4, 8, 31),
    "3": (31, 2, 4, 2, 1, 17, 14),
    "4": (2, 6, 10, 18, 31, 2, 2),
    "5": (31, 16, 30, 1, 1, 17, 14),
    "6": (6, 8, 16, 30, 17, 17, 14),
    "7": (31, 1, 2, 4, 8, 8, 8),
    "8": (14, 17, 17, 14, 17, 17, 14),
    "9": (14, 17, 17, 15, 1, 2, 12),
}


def png(summary: Summary) -> bytes:
    """How many categories (if any), issues and measures there are; below, the bar as on the pages with its counts."""
    tally = summary.current
    rows = [bytearray([_PAPER]) * WIDTH for _ in range(HEIGHT)]
    _fill(rows, _RED, 0, WIDTH, 0, _TOP)
    for segment in tally.segments(WIDTH - 2 * _MARGIN) if tally.total else ():
        left = _MARGIN + round(segment.start)
        _draw(rows, segment.status, left, left + round(segment.width))
        _write(rows, tally.counts[segment.status], _COLOURS[segment.status], left, _COUNTS_TOP, _SMALL)
    column = (WIDTH - 2 * _MARGIN) // 3
    for place, count in enumerate((*filter(None, [summary.categories]), summary.issues, tally.total)):
        size = min(_LARGE, column // (6 * len(str(count))))
        _write(rows, count, _RED, _MARGIN + place * column, _FIGURES_TOP, size)
    return _encoded(rows)


def alike(one: bytes, other: bytes) -> bool:
    """Whether two bitmaps made here show the same: another release of zlib may have packed the dots otherwise."""
    return _unpacked(one) == _unpacked(other) is not None


def icon(tally: Tally) -> str:
    """An SVG of 32 units: for each status a stripe as long as its share of the measures."""
    most = max([*tally.counts.values(), 1])
    stripes = "".join(
        f'<rect x="6" y="{6 + 5.5 * place:g}" width="{max(20 * count / most, 1):.3g}" height="3.5" fill="#fff"/>'
        for place, count in enumerate(tally.counts.values())
    )
    ground = f'<rect width="32" height="32" rx="3" fill="#{_PALETTE[_RED]}"/>'
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{ground}{stripes}</svg>\n'


def _write(rows: list[bytearray], count: int, colour: int, left: int, top: int, size: int) -> None:
    for place, digit in enumerate(str(count)):
        for line, bits in enumerate(_DIGITS[digit]):
            for dot in range(5):
                if bits >> (4 - dot) & 1:
                    start = left + (place * 6 + dot) * size
                    _fill(rows, colour, start, min(start + size, WIDTH), top + line * size, top + (line + 1) * size)


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


def _unpacked(bitmap: bytes) -> tuple[bytes, bytes, bytes] | None:
    """What comes before the dots, the dots, what comes after."""
    before, _, rest = bitmap.partition(b"IDAT")
    try:
        unpacking = zlib.decompressobj()
        return before[:-4], unpacking.decompress(rest), unpacking.unused_data[4:]
    except zlib.error:
        return None


def _chunk(name: bytes, content: bytes) -> bytes:
    return struct.pack(">I", len(content)) + name + content + struct.pack(">I", zlib.crc32(name + content))
