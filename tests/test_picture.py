"""The summary as pictures, drawn from the data."""

import struct
import zlib
from xml.etree import ElementTree

from gongkai import picture, progress
from gongkai.model import Status

HALF_DONE = progress.tally([Status.DONE, Status.STATED])


def pixels(image: bytes) -> list[bytes]:
    start = image.index(b"IDAT")
    (length,) = struct.unpack(">I", image[start - 4 : start])
    rows = zlib.decompress(image[start + 4 : start + 4 + length])
    wide = picture.WIDTH + 1
    return [rows[at + 1 : at + wide] for at in range(0, len(rows), wide)]


def test_the_bitmap_is_as_large_as_it_says():
    rows = pixels(picture.png(HALF_DONE))
    assert len(rows) == picture.HEIGHT
    assert {len(row) for row in rows} == {picture.WIDTH}


def test_each_status_has_its_share_of_the_bar():
    middle = pixels(picture.png(HALF_DONE))[picture.HEIGHT // 2]
    inside = picture.WIDTH - 160
    assert abs(middle.count(2) - inside / 2) < 10
    assert middle.count(5) == 12


def test_no_measures_draw_no_bar():
    assert set(pixels(picture.png(progress.tally([])))[picture.HEIGHT // 2]) == {0}


def test_the_icon_has_a_stripe_for_each_status_as_long_as_its_share():
    stripes = ElementTree.fromstring(picture.icon(HALF_DONE))[1:]
    assert [float(one.get("width")) for one in stripes] == [20, 1, 1, 20]


def test_the_icon_of_nothing_is_an_icon_too():
    assert len(ElementTree.fromstring(picture.icon(progress.tally([])))) == 5
