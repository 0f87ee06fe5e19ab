"""Anyone can tell from the manifest whether a copy, in a folder or on the web, is as it was published."""

import os
import shutil
import socket
from pathlib import Path

import pytest
from conftest import served

from gongkai import manifest
from gongkai.cli import main


@pytest.fixture
def original(tmp_path: Path) -> Path:
    site = tmp_path / "original"
    (site / "通报").mkdir(parents=True)
    for name in ("index.html", "通报/index.html", "a b.txt"):
        (site / name).write_text(f"这是 {name}", encoding="utf-8")
    (site / manifest.NAME).write_text(manifest.of(site), encoding="utf-8")
    return site


@pytest.fixture
def copy(original: Path) -> Path:
    return shutil.copytree(original, original.with_name("copy"))


def spoil(copy: Path) -> None:
    (copy / "index.html").write_text("改", encoding="utf-8")
    (copy / "a b.txt").unlink()
    (copy / "new.html").write_text("加", encoding="utf-8")


def found(copy: str, against: str | None = None) -> list[tuple[str, str]]:
    faults = manifest.differences(copy, manifest.read(against or copy))
    return [(fault.file.removeprefix(copy).strip("/"), fault.code) for fault in faults]


def test_a_copy_in_a_folder_is_untouched_or_each_file_that_differs_is_named(copy):
    assert found(str(copy)) == []
    spoil(copy)
    assert found(str(copy)) == [("a b.txt", "file-lost"), ("index.html", "file-changed"), ("new.html", "file-extra")]


def link_to_a_folder(path: Path) -> None:
    elsewhere = path.parents[1] / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "index.html").write_text("别处的", encoding="utf-8")
    path.symlink_to(elsewhere, target_is_directory=True)


def link_to_nothing(path: Path) -> None:
    path.symlink_to("nowhere")


@pytest.mark.parametrize("plant", [link_to_a_folder, link_to_nothing, os.mkfifo, Path.mkdir])
def test_whatever_else_stands_in_a_copy_is_named(copy, plant):
    plant(copy / "evil")
    assert found(str(copy)) == [("evil", "file-extra")]


@pytest.mark.parametrize("plant", [link_to_nothing, os.mkfifo, lambda path: path.symlink_to("通报/index.html")])
def test_what_stands_in_the_place_of_a_file_is_no_file_and_keeps_nobody_waiting(copy, plant, capsys):
    (copy / "index.html").unlink()
    plant(copy / "index.html")
    assert found(str(copy)) == [("index.html", "file-changed")]
    (copy / manifest.NAME).unlink()
    plant(copy / manifest.NAME)
    assert main(["verify", "--manifest", str(copy)]) == 1
    assert "没有取到清单（是链接，或不是普通的文件） [no-manifest]" in capsys.readouterr().out


def test_a_folder_of_the_copy_that_became_a_link_is_named(copy):
    (copy / "通报").rename(copy.parent / "elsewhere")
    (copy / "通报").symlink_to(copy.parent / "elsewhere", target_is_directory=True)
    assert found(str(copy)) == [("通报", "file-extra")]


def test_a_copy_may_itself_be_reached_through_a_link(copy):
    current = copy.with_name("current")
    current.symlink_to(copy, target_is_directory=True)
    assert found(str(current)) == []


def test_a_copy_on_the_web_is_fetched_whole_and_held_against_its_manifest(copy):
    with served(copy) as address:
        assert found(address) == []
        spoil(copy)
        assert found(address) == [("a%20b.txt", "file-lost"), ("index.html", "file-changed")]


def test_a_host_that_follows_the_file_of_headers_and_keeps_it_to_itself_is_no_fault(copy):
    (copy / "_headers").write_text("/*", encoding="utf-8")
    (copy / manifest.NAME).write_text(manifest.of(copy), encoding="utf-8")
    (copy / "_headers").unlink()
    with served(copy) as address:
        assert found(address) == []
    assert found(str(copy)) == [("_headers", "file-lost")]


def test_a_copy_whose_manifest_was_changed_too_is_told_from_the_original(original, copy, capsys):
    (copy / "index.html").write_text("改", encoding="utf-8")
    (copy / manifest.NAME).write_text(manifest.of(copy), encoding="utf-8")
    assert main(["verify", str(copy), "--manifest"]) == 0
    assert manifest.short(manifest.of(copy)) in capsys.readouterr().out
    with served(original) as address:
        assert main(["verify", address]) == 0
        assert main(["verify", str(copy), "--against", address]) == 1
    assert f"{copy / 'index.html'}:1:1: 内容被改动过 [file-changed]" in capsys.readouterr().out


@pytest.mark.parametrize(
    "forge", [str.upper, lambda _: "", lambda text: text + text, lambda text: text[: len(text) // 2]]
)
def test_the_manifest_of_a_copy_is_held_against_that_of_the_original_too(original, copy, capsys, forge):
    own = copy / manifest.NAME
    own.write_text(forge(own.read_text(encoding="utf-8")), encoding="utf-8")
    with served(copy) as address:
        for given in (str(copy), address.rstrip("/")):
            assert main(["verify", given, "--against", str(original)]) == 1
            assert capsys.readouterr().out.startswith(f"{given}/{manifest.NAME}:1:1: 内容被改动过 [file-changed]")
    own.unlink()
    assert found(str(copy), str(original)) == [(manifest.NAME, "file-lost")]


def test_what_cannot_be_fetched_is_said_in_a_line(copy, capsys, monkeypatch):
    with served(copy) as address:
        (copy / manifest.NAME).unlink()
        assert main(["verify", "--manifest", address]) == 1
    assert "没有取到清单（服务器答复 404） [no-manifest]" in capsys.readouterr().out
    assert main(["verify", "--manifest", address]) == 1
    assert "没有取到清单（连不上） [no-manifest]" in capsys.readouterr().out
    assert main(["verify", "--manifest", str(copy / "none")]) == 1
    assert "没有取到清单（没有这个文件） [no-manifest]" in capsys.readouterr().out
    for address in ("https://example.gov.cn/?x", "https://example.gov.cn/#x"):
        assert main(["verify", "--manifest", address]) == 1
        assert f"{address}:1:1: 网址里不能有“?”或“#” [no-manifest]" in capsys.readouterr().out
        assert main(["verify", address, "--against", str(copy)]) == 1
        assert capsys.readouterr().out.count("[no-manifest]") == 1
    monkeypatch.setattr(manifest, "TIMEOUT", 0.1)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        assert main(["verify", "--manifest", f"http://127.0.0.1:{silent.getsockname()[1]}"]) == 1
    assert "秒没有答复） [no-manifest]" in capsys.readouterr().out


def test_a_file_that_is_too_large_is_not_fetched_to_its_end(copy, monkeypatch):
    monkeypatch.setattr(manifest, "LARGEST_FILE", 10)
    assert {code for _, code in found(str(copy))} == {"file-unread"}


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("", 1),
        ("不是清单\n", 1),
        (f"{'0' * 64}  a\n{'0' * 64}  ../a\n", 2),
        (f"{'0' * 64}  /etc/passwd", 1),
        (f"{'0' * 64}  a\n{'1' * 64}  a\n", 2),
    ],
)
def test_a_manifest_that_is_none_or_leads_out_of_the_site_is_refused(original, copy, capsys, text, line):
    (original / manifest.NAME).write_text(text, encoding="utf-8")
    for given in ([str(original)], [str(copy), "--against", str(original)]):
        assert main(["verify", "--manifest", *given]) == 1
        assert f"{original / manifest.NAME}:{line}:1: " in (printed := capsys.readouterr().out)
        assert "[manifest-invalid]" in printed
