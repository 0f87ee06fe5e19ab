"""The summary as pictures, drawn from the data."""

import struct
import zlib
from xml.etree import ElementTree

from gongkai import picture, progress
from gongkai.model import Status

HALF_DONE = progress.tally([Status.DONE, Status.STATED])
BAR = 390  # a row of pixels through the bar


def summary(tally: progress.Tally, categories: int = 1) -> progress.Summary:
    return progress.Summary(categories, 1, 0, [], [], tally, tally)


def pixels(image: bytes) -> list[bytes]:
    start = image.index(b"IDAT")
    (length,) = struct.unpack(">I", image[start - 4 : start])
    rows = zlib.decompress(image[start + 4 : start + 4 + length])
    wide = picture.WIDTH + 1
    return [rows[at + 1 : at + wide] for at in range(0, len(rows), wide)]


def test_the_bitmap_is_as_large_as_it_says():
    rows = pixels(picture.png(summary(HALF_DONE)))
    assert len(rows) == picture.HEIGHT
    assert {len(row) for row in rows} == {picture.WIDTH}


def test_each_status_has_its_share_of_the_bar():
    middle = pixels(picture.png(summary(HALF_DONE)))[BAR]
    inside = picture.WIDTH - 160
    assert abs(middle.count(2) - inside / 2) < 10
    assert middle.count(5) == 12


def test_no_measures_draw_no_bar():
    assert set(pixels(picture.png(summary(progress.tally([]))))[BAR]) == {0}


def test_the_icon_has_a_stripe_for_each_status_as_long_as_its_share():
    stripes = ElementTree.fromstring(picture.icon(HALF_DONE))[1:]
    assert [float(one.get("width")) for one in stripes] == [20, 1, 1, 20]


def test_the_icon_of_nothing_is_an_icon_too():
    assert len(ElementTree.fromstring(picture.icon(progress.tally([])))) == 5


def test_its_figures_are_written_in_digits_and_keep_their_columns():
    few, many = pixels(picture.png(summary(HALF_DONE, 7))), pixels(picture.png(summary(HALF_DONE, 123456789)))
    assert few[106][80:180] == bytes([1]) * 100
    assert few[106][180:400] == bytes(220)
    assert 1 in many[106][370:400]
    assert [row[427:] for row in few[106:300]] == [row[427:] for row in many[106:300]]


def test_every_digit_has_a_shape_of_its_own():
    shapes = {b"".join(pixels(picture.png(summary(HALF_DONE, digit)))[106:250]) for digit in range(10)}
    assert len(shapes) == 10
