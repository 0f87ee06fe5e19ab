"""Compressed copies beside text files: only where they save something, and always the same bytes."""

import gzip
import os

import brotli

from gongkai import compressing

LONG = "针对停车难的问题，加快建设停车场。" * 100


def test_text_of_some_size_has_copies_that_unpack_to_it(tmp_path):
    for name in ("a.html", "b.css", "c.bin", "short.txt"):
        (tmp_path / name).write_text("短" if name == "short.txt" else LONG, encoding="utf-8")
    (tmp_path / "random.txt").write_bytes(os.urandom(5000))
    compressing.compress(tmp_path)
    made = sorted(file.name for file in tmp_path.iterdir() if file.suffix in (".gz", ".br"))
    assert made == ["a.html.br", "a.html.gz", "b.css.br", "b.css.gz"]
    assert gzip.decompress((tmp_path / "a.html.gz").read_bytes()).decode() == LONG
    assert brotli.decompress((tmp_path / "a.html.br").read_bytes()).decode() == LONG


def test_a_copy_holds_neither_time_nor_name(tmp_path):
    (tmp_path / "a.html").write_text(LONG, encoding="utf-8")
    compressing.compress(tmp_path)
    header = (tmp_path / "a.html.gz").read_bytes()[:10]
    assert header == b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"


def test_a_copy_made_before_is_made_anew(tmp_path):
    (tmp_path / "a.html").write_text(LONG, encoding="utf-8")
    (tmp_path / "a.html.gz").write_bytes(b"old")
    compressing.compress(tmp_path)
    assert gzip.decompress((tmp_path / "a.html.gz").read_bytes()).decode() == LONG
