"""Publishing cannot go wrong: `current` is always one whole release, whatever happens and whenever."""

import errno
import os
import re
import resource
import shutil
import signal
import subprocess
import sys
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest.mock import Mock

import pytest
from conftest import ROOT, copy_project

from gongkai import manifest, releasing
from gongkai.cli import main
from gongkai.commands import site as site_commands

START = datetime(2024, 3, 1, tzinfo=UTC)


def site(words: str):
    """A build of two files that must never be seen apart."""

    def build(folder: Path) -> None:
        for name in ("a.html", "b.html"):
            (folder / name).write_text(words, encoding="utf-8")

    return build


def untouched(copy: Path) -> bool:
    return manifest.differences(str(copy), manifest.read(str(copy))) == []


def served(folder: Path) -> str:
    words = {file.read_text(encoding="utf-8") for file in (folder / "current").glob("*.html")}
    assert len(words) == 1
    assert untouched(folder / "current")
    return words.pop()


def publish(folder: Path, count: int, **more) -> Path:
    return releasing.publish(folder, site(f"第{count}版"), now=START + timedelta(days=count), **more)


def test_a_release_is_served_through_a_relative_link_and_can_be_moved(tmp_path):
    folder = tmp_path / "www"
    folder.mkdir()
    release = publish(folder, 1)
    assert release.name.startswith("20240302T000000Z-")
    assert not os.path.isabs(os.readlink(folder / "current"))
    folder.rename(tmp_path / "elsewhere")
    assert served(tmp_path / "elsewhere") == "第1版"


def test_the_last_releases_stay_and_the_served_one_always(tmp_path):
    for count in range(1, 6):
        publish(tmp_path, count, keep=3)
    assert len(list((tmp_path / "releases").iterdir())) == 3
    assert releasing.rollback(tmp_path).name.startswith("20240305")
    assert served(tmp_path) == "第4版"
    releasing.rollback(tmp_path)
    assert served(tmp_path) == "第3版"
    with pytest.raises(releasing.Refused, match="没有更早的版本"):
        releasing.rollback(tmp_path)
    assert served(tmp_path) == "第3版"


def test_rollback_goes_to_what_was_served_before_also_when_the_clock_went_back(tmp_path):
    first, second = publish(tmp_path, 5), publish(tmp_path, 3)
    assert (tmp_path / "current").resolve() == second
    assert second.name > first.name
    assert releasing.rollback(tmp_path) == first
    assert served(tmp_path) == "第5版"


def test_the_command_goes_back_at_once_and_says_when_it_cannot(tmp_path, capsys):
    releases = [publish(tmp_path, count) for count in range(1, 4)]
    for release in reversed(releases[:-1]):
        begun = time.monotonic()
        assert main(["rollback", str(tmp_path)]) == 0
        assert time.monotonic() - begun < 1
        assert f"{tmp_path / 'current'} 退回到 {release.name}" in capsys.readouterr().out
    assert main(["rollback", str(tmp_path)]) == 1
    assert capsys.readouterr().err == "没有更早的版本可以退回\n"
    assert served(tmp_path) == "第1版"


def lose(release: Path) -> None:
    (release / "a.html").unlink()


def change(release: Path) -> None:
    (release / "a.html").write_text("改", encoding="utf-8")


def forge(release: Path) -> None:
    change(release)
    (release / manifest.NAME).write_text(manifest.of(release), encoding="utf-8")


def lose_manifest(release: Path) -> None:
    (release / manifest.NAME).unlink()


@pytest.mark.parametrize(
    ("spoil", "said"),
    [
        (lose, "a.html 缺这个文件"),
        (change, "a.html 内容被改动过"),
        (forge, "MANIFEST.sha256 被改动过"),
        (lose_manifest, "MANIFEST.sha256 没有取到清单（没有这个文件）"),
    ],
)
def test_a_release_that_is_not_whole_any_more_is_never_gone_back_to_but_the_way_on_is_told(
    tmp_path, capsys, spoil, said
):
    whole, damaged, _ = (publish(tmp_path, count) for count in range(1, 4))
    spoil(damaged)
    assert main(["rollback", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert f"上一个版本 {damaged} 坏了：{said}。没有退回，对外的没有变。" in told
    assert f"再早的 {whole.name} 完好，要退回到它：把 {damaged} 移到别处，再运行一次\n" in told
    assert served(tmp_path) == "第3版"
    damaged.rename(tmp_path / "elsewhere")
    assert main(["rollback", str(tmp_path)]) == 0
    assert served(tmp_path) == "第1版"


def test_a_rollback_to_the_same_content_says_so(tmp_path, capsys):
    """As where something wrong was published, and published again."""
    first = publish(tmp_path, 1)
    for day in (2, 3):
        releasing.publish(tmp_path, site("误"), now=START + timedelta(days=day))
    main(["rollback", str(tmp_path)])
    assert capsys.readouterr().out.endswith("；它的内容和退回之前的一样，要再往前退，再运行一次\n")
    main(["rollback", str(tmp_path)])
    assert capsys.readouterr().out.endswith(f"退回到 {first.name}\n")


def test_where_no_earlier_release_is_whole_it_is_said_to_publish(tmp_path, capsys):
    for count in range(1, 4):
        publish(tmp_path, count)
    for release in sorted((tmp_path / "releases").iterdir())[:2]:
        for file in release.glob("*.html"):
            file.unlink()
    assert main(["rollback", str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert "a.html 缺这个文件，等 2 处。" in told
    assert "再早的也没有完好的：改好内容，用 gongkai publish 发布新的版本" in told
    assert served(tmp_path) == "第3版"


def test_what_was_rolled_back_from_is_not_gone_back_to_either_where_a_release_was_removed(tmp_path):
    first, second = publish(tmp_path, 1), publish(tmp_path, 2)
    bad = publish(tmp_path, 3)
    assert releasing.rollback(tmp_path) == second
    publish(tmp_path, 4)
    shutil.rmtree(second)
    assert releasing.rollback(tmp_path) == first
    assert bad.is_dir()


def test_a_rollback_loads_nothing_that_it_does_not_use():
    """To load all takes more than half of the second that a rollback may take."""
    program = "import sys; from gongkai.cli import main; main(['rollback', '/nowhere']); print(*sys.modules)"
    run = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert "gongkai.releasing" in run.stdout.split()
    assert {"pydantic", "yaml", "gongkai.model", "gongkai.verifying", "boto3"}.isdisjoint(run.stdout.split())


PUBLISHING = """\
import sys
from gongkai.cli import main
from gongkai.commands import site
site._build = lambda folder: [(folder / name).write_text("新", encoding="utf-8") for name in ("a.html", "b.html")]
raise SystemExit(main(["publish", sys.argv[1]]))
"""


@pytest.mark.parametrize("where", [">/dev/full", "| true", ">&-", ""])
def test_what_is_served_is_no_failure_where_nobody_can_be_told(tmp_path, where):
    command = f'"$1" -c "$2" "$3" {where}; exit ${{PIPESTATUS[0]}}'
    given = ["bash", "-c", command, "bash", sys.executable, PUBLISHING, str(tmp_path)]
    finished = subprocess.run(given, cwd=ROOT, capture_output=True, text=True, check=False)
    assert finished.returncode == 0, finished.stderr
    assert served(tmp_path) == "新"
    assert "磁盘满了" not in finished.stderr
    assert "Traceback" not in finished.stderr


def test_an_old_release_that_cannot_be_removed_does_not_make_the_new_one_a_failure(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(site_commands, "_build", site("新"))

    def refuse(folder: Path, keep: int) -> None:
        raise PermissionError(errno.EACCES, "not ours", "releases/old")

    monkeypatch.setattr(releasing, "_prune", refuse)
    assert main(["publish", str(tmp_path)]) == 0
    assert served(tmp_path) == "新"
    told = capsys.readouterr()
    assert told.err.endswith("已经发布，只是旧的版本没有清理完：releases/old 删不掉，请核对它的权限\n")
    assert f"{tmp_path / 'current'} 现在是 " in told.out


def test_a_rollback_that_cannot_be_told_is_no_failure_either(tmp_path):
    for count in (1, 2):
        publish(tmp_path, count)
    program = "import sys; from gongkai.cli import main; raise SystemExit(main(['rollback', sys.argv[1]]))"
    with open("/dev/full", "w") as full:
        finished = subprocess.run(
            [sys.executable, "-c", program, str(tmp_path)], stdout=full, stderr=subprocess.PIPE, text=True, check=False
        )
    assert finished.returncode == 0
    assert "退回到" in finished.stderr
    assert served(tmp_path) == "第1版"


def test_rollback_never_goes_to_a_release_that_was_rolled_back_from(tmp_path):
    good, bad = publish(tmp_path, 1), publish(tmp_path, 2)
    assert releasing.rollback(tmp_path) == good
    publish(tmp_path, 3, keep=2)
    assert releasing.rollback(tmp_path) == good
    assert bad.is_dir()


def test_a_release_is_never_there_by_half(tmp_path, monkeypatch):
    for count in range(1, 4):
        publish(tmp_path, count, keep=9)

    def killed(folder: Path, **_: object) -> None:
        (folder / "a.html").unlink(missing_ok=True)
        raise KeyboardInterrupt

    monkeypatch.setattr(shutil, "rmtree", killed)
    releases = tmp_path / "releases"
    with pytest.raises(KeyboardInterrupt):
        releasing.publish(tmp_path, site("第4版"), keep=2)
    monkeypatch.undo()
    assert all(untouched(one) for one in releases.iterdir() if not one.name.startswith(".old-"))
    publish(tmp_path, 5, keep=2)
    assert len(list(releases.iterdir())) == 2
    assert all(untouched(one) for one in releases.iterdir())


@pytest.mark.parametrize(
    "error", [OSError(errno.ENOSPC, "full"), OSError(errno.EROFS, "read-only"), KeyboardInterrupt()]
)
def test_a_build_that_fails_leaves_what_was_served(tmp_path, error):
    publish(tmp_path, 1)

    def build(folder: Path) -> None:
        (folder / "a.html").write_text("半个", encoding="utf-8")
        raise error

    with pytest.raises(type(error)):
        releasing.publish(tmp_path, build)
    assert served(tmp_path) == "第1版"
    assert len(list((tmp_path / "releases").iterdir())) == 1


def test_what_another_run_left_is_cleared(tmp_path):
    (tmp_path / "releases").mkdir()
    (tmp_path / "releases" / ".new-file").write_text("no folder", encoding="utf-8")
    (tmp_path / "releases" / ".new-folder").mkdir()
    (tmp_path / "releases" / "lost+found").mkdir()
    (tmp_path / "current").symlink_to("releases/gone")
    (tmp_path / ".current-new").symlink_to("nowhere")
    publish(tmp_path, 1)
    assert served(tmp_path) == "第1版"
    assert sorted(os.listdir(tmp_path)) == [".before", ".lock", "current", "releases"]
    assert not list((tmp_path / "releases").glob(".*"))


@pytest.mark.parametrize("make", [Path.mkdir, Path.touch])
def test_a_current_that_is_no_link_is_left_alone(tmp_path, capsys, make):
    make(tmp_path / "current")
    for command in ("publish", "rollback"):
        assert main([command, str(tmp_path)]) == 1
        assert f"{tmp_path / 'current'} 不是链接，没有动它" in capsys.readouterr().err
    assert not (tmp_path / "current").is_symlink()


def test_a_served_release_that_somebody_removed_is_left_for_the_one_before(tmp_path):
    publish(tmp_path, 1)
    shutil.rmtree(publish(tmp_path, 2))
    releasing.rollback(tmp_path)
    assert served(tmp_path) == "第1版"


def remove(folder: Path, unfinished: Path) -> None:
    shutil.rmtree(folder)


def remove_and_make_anew(folder: Path, unfinished: Path) -> None:
    shutil.rmtree(folder)
    unfinished.mkdir(parents=True)  # as MkDocs does
    (unfinished / "a.html").write_text("新", encoding="utf-8")


@pytest.mark.parametrize("vanish", [remove, remove_and_make_anew])
def test_a_folder_that_vanishes_during_the_run_is_said_and_not_made_again(tmp_path, capsys, monkeypatch, vanish):
    folder = tmp_path / "www"
    folder.mkdir()
    monkeypatch.setattr(site_commands, "_build", lambda unfinished: vanish(folder, unfinished))
    assert main(["publish", str(folder)]) == 1
    assert "在发布时不见了，没有换版本" in capsys.readouterr().err
    assert not folder.exists()


@pytest.mark.parametrize("name", ["20991399T235959Z-abcdef12", "99991231T235959Z-abcdef12"])
def test_a_folder_named_for_no_time_is_no_release(tmp_path, name):
    publish(tmp_path, 1)
    (tmp_path / "releases" / name).mkdir()
    publish(tmp_path, 2)
    assert served(tmp_path) == "第2版"
    releasing.rollback(tmp_path)
    assert served(tmp_path) == "第1版"


def test_a_link_that_names_the_release_by_another_path_is_read(tmp_path):
    release = publish(tmp_path, 1)
    (tmp_path / "current").unlink()
    (tmp_path / "current").symlink_to(release.absolute())
    publish(tmp_path, 2)
    releasing.rollback(tmp_path)
    assert served(tmp_path) == "第1版"


def test_kept_assets_can_be_read_by_the_web_server_whatever_the_umask(tmp_path):
    def build(folder: Path) -> None:
        (folder / "assets/css").mkdir(parents=True)
        (folder / "assets/css/a.1.css").write_text("a{}", encoding="utf-8")

    before = os.umask(0o077)
    try:
        releasing.publish(tmp_path, build)
    finally:
        os.umask(before)
    for folder in ("assets", "assets/css"):
        assert (tmp_path / folder).stat().st_mode & 0o777 == 0o755
    assert (tmp_path / "assets/css/a.1.css").stat().st_mode & 0o777 == 0o644


def test_what_must_not_be_public_is_gone_after_two_releases_without_it(tmp_path):
    def build(words: str):
        def fill(folder: Path) -> None:
            (folder / "assets/search").mkdir(parents=True)
            (folder / f"assets/search/{words}.txt").write_text(words, encoding="utf-8")

        return fill

    for words in ("公开", "误公开", "改好", "改好"):
        releasing.publish(tmp_path, build(words), keep=2)
    left = {file.name for file in tmp_path.rglob("*.txt")}
    assert left == {"改好.txt"}


@pytest.fixture
def small_disk(tmp_path):
    """A folder that holds 100 kB and no more: a disk of its own where that is allowed, else a limit on every file."""
    folder = tmp_path / "www"
    folder.mkdir()
    if os.geteuid() == 0 and mount("-t", "tmpfs", "-o", "size=100k", "tmpfs", str(folder)):
        yield folder
        subprocess.run(["umount", str(folder)], check=True)
    else:
        limits = resource.getrlimit(resource.RLIMIT_FSIZE)
        ignored = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        resource.setrlimit(resource.RLIMIT_FSIZE, (20_000, limits[1]))
        yield folder
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, ignored)


def test_a_full_disk_is_said_and_leaves_what_was_served(small_disk, capsys, monkeypatch):
    publish(small_disk, 1)
    monkeypatch.setattr(site_commands, "_build", lambda folder: (folder / "a.html").write_bytes(os.urandom(1_000_000)))
    assert main(["publish", str(small_disk)]) == 1
    assert re.search(f"{small_disk}.*：(磁盘满了|文件太大)", capsys.readouterr().err)
    assert served(small_disk) == "第1版"
    assert publish(small_disk, 2).is_dir()


def test_a_full_disk_during_the_build_is_said_in_a_line(small_disk, capsys, monkeypatch):
    monkeypatch.chdir(ROOT)
    publish(small_disk, 1)
    assert main(["publish", str(small_disk)]) == 1
    printed = capsys.readouterr().err
    assert re.search("磁盘满了|文件太大", printed)
    assert "Traceback" not in printed
    assert served(small_disk) == "第1版"


@pytest.fixture
def read_only(tmp_path, monkeypatch):
    """A folder with a release that nobody can write to; root too, where it may mount, else the system call says so."""
    folder = tmp_path / "www"
    folder.mkdir()
    publish(folder, 1)
    bound = os.geteuid() == 0 and mount("--bind", str(folder), str(folder))
    if not bound and os.geteuid() == 0:
        refused = OSError(errno.EROFS, os.strerror(errno.EROFS), str(folder))
        monkeypatch.setattr(releasing.fcntl, "flock", Mock(side_effect=refused))
    elif bound:
        mount("-o", "remount,ro,bind", str(folder))
    else:
        folder.chmod(0o555)
    yield folder
    if bound:
        subprocess.run(["umount", str(folder)], check=True)
    folder.chmod(0o755)


def mount(*how: str) -> bool:
    return subprocess.run(["mount", *how], capture_output=True, check=False).returncode == 0


def test_a_read_only_folder_is_said_and_leaves_what_was_served(read_only, capsys):
    for command in ("publish", "rollback"):
        assert main([command, str(read_only)]) == 1
        assert re.search("所在的磁盘只能读|没有读写权限", capsys.readouterr().err)
    assert served(read_only) == "第1版"


def refuse_links(monkeypatch) -> None:
    """The folder itself cannot be written, while those of the releases in it can: mode 555, for all but root."""
    real = os.symlink

    def refuse(target: str, link: Path, *more) -> None:
        if Path(link).name == ".current-new":
            raise OSError(errno.EACCES, os.strerror(errno.EACCES), target, None, str(link))
        real(target, link, *more)

    monkeypatch.setattr(os, "symlink", refuse)


def test_a_release_that_cannot_be_served_is_taken_away_and_the_folder_that_refuses_is_named(
    tmp_path, monkeypatch, capsys
):
    def build(folder: Path) -> None:
        site("新")(folder)
        (folder / "assets").mkdir()
        (folder / "assets/a.1.css").write_text("a{}", encoding="utf-8")
        refuse_links(monkeypatch)

    publish(tmp_path, 1)
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(site_commands, "_build", build)
    assert main(["publish", str(tmp_path)]) == 1
    assert capsys.readouterr().err.endswith(f"{tmp_path}：没有读写权限\n")
    assert sorted(one for one in tmp_path.rglob("*") if one.name != "assets") == before
    assert served(tmp_path) == "第1版"


def test_a_folder_that_nothing_could_be_served_in_is_told_before_anything_is_built(tmp_path, monkeypatch, capsys):
    publish(tmp_path, 1)
    before = sorted(tmp_path.rglob("*"))
    monkeypatch.chdir(ROOT)
    build = Mock()
    monkeypatch.setattr(site_commands, "_build", build)
    refuse_links(monkeypatch)
    assert main(["publish", str(tmp_path)]) == 1
    assert capsys.readouterr().err.endswith(f"{tmp_path}：没有读写权限\n")
    build.assert_not_called()
    assert sorted(tmp_path.rglob("*")) == before
    assert served(tmp_path) == "第1版"


def test_a_run_that_ends_at_the_switch_leaves_no_release_that_was_never_served(tmp_path, monkeypatch):
    first = publish(tmp_path, 1)
    monkeypatch.setattr(releasing, "_switch", Mock(side_effect=KeyboardInterrupt))
    with pytest.raises(KeyboardInterrupt):
        publish(tmp_path, 2)
    assert list((tmp_path / "releases").iterdir()) == [first]


def test_a_rollback_that_is_refused_names_the_folder_and_keeps_both_releases(tmp_path, monkeypatch, capsys):
    for count in (1, 2):
        publish(tmp_path, count)
    refuse_links(monkeypatch)
    assert main(["rollback", str(tmp_path)]) == 1
    assert capsys.readouterr().err == f"{tmp_path}：没有读写权限\n"
    assert served(tmp_path) == "第2版"
    assert len(list((tmp_path / "releases").iterdir())) == 2


def test_what_a_killed_run_still_writes_does_not_reach_the_next_release(tmp_path):
    folders = []

    def build(folder: Path) -> None:
        site("第1版")(folder)
        folders.append(folder)
        for earlier in folders[:-1]:
            earlier.mkdir(exist_ok=True)
            (earlier / "a.html").write_text("旧的", encoding="utf-8")

    releasing.publish(tmp_path, build)
    releasing.publish(tmp_path, build)
    assert served(tmp_path) == "第1版"


ENDING = ["SIGHUP", "SIGINT", "SIGQUIT", "SIGTERM", "SIGALRM", "SIGUSR1", "SIGUSR2"]


@pytest.mark.parametrize("how", [signal.Signals[name] for name in ENDING], ids=ENDING)
def test_a_signal_during_the_run_ends_it_and_says_what_is_served(tmp_path, capsys, monkeypatch, how):
    release = publish(tmp_path, 1)
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(site_commands, "_build", lambda folder: os.kill(os.getpid(), how))
    before = signal.getsignal(how)
    try:
        status = main(["publish", str(tmp_path)])
    except SystemExit as ended:
        status = ended.code
    assert status == 128 + how
    assert signal.getsignal(how) == before
    assert f"发布中断了，对外的是{release.name}" in capsys.readouterr().err
    assert served(tmp_path) == "第1版"
    assert os.listdir(tmp_path / "releases") == [release.name]


def test_a_signal_that_was_ignored_when_the_run_began_is_ignored_still(tmp_path, monkeypatch):
    """As nohup does."""
    monkeypatch.chdir(ROOT)

    def build(folder: Path) -> None:
        os.kill(os.getpid(), signal.SIGHUP)
        site("第1版")(folder)

    monkeypatch.setattr(site_commands, "_build", build)
    before = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert main(["publish", str(tmp_path)]) == 0
    finally:
        signal.signal(signal.SIGHUP, before)
    assert served(tmp_path) == "第1版"


@pytest.mark.parametrize("command", ["publish", "rollback"])
@pytest.mark.parametrize("written", ["", "  "])
def test_no_folder_at_all_is_a_fault_of_writing_and_not_this_folder(folder, capsys, command, written):
    with pytest.raises(SystemExit) as ended:
        main([command, written])
    assert ended.value.code == 2
    assert "文件夹：是空的，请写明放在哪里" in capsys.readouterr().err
    assert os.listdir(folder) == ["data"]


@pytest.mark.parametrize("command", ["publish", "rollback"])
def test_a_folder_that_holds_anything_else_is_left_alone(tmp_path, monkeypatch, capsys, command):
    monkeypatch.chdir(ROOT)
    (tmp_path / "照片.jpg").write_bytes(b"1")
    (tmp_path / "round").symlink_to("round")
    for target, said in (
        (str(tmp_path / "round"), f"没有文件夹 {tmp_path / 'round'}，请先建好"),
        (str(tmp_path), f"{tmp_path} 里有别的文件（如 round），没有动它；换一个空的文件夹"),
        (str(tmp_path / "照片.jpg"), f"{tmp_path / '照片.jpg'} 不是文件夹，没有动它"),
        ("/", "/ 里有别的文件（如 "),
    ):
        assert main([command, target]) == 1
        assert said in capsys.readouterr().err
    assert sorted(os.listdir(tmp_path)) == ["round", "照片.jpg"]
    assert not Path("/releases").exists()


@pytest.mark.parametrize(
    "target", [".", "data", "content", "site", "site/www", "content/www", "../网站", "overrides/www", "hooks"]
)
def test_the_folder_of_the_site_itself_is_left_alone(tmp_path, monkeypatch, capsys, target):
    """Also where it is empty: what lies in content/ or overrides/ is built into the next site, site/ is swept away."""
    project = copy_project(tmp_path / "网站")
    monkeypatch.chdir(project)
    Path(target).mkdir(parents=True, exist_ok=True)
    before = sorted(Path().rglob("*"))
    assert main(["publish", target]) == 1
    assert f"{target} 是这个网站自己的文件夹，没有发布" in capsys.readouterr().err
    assert sorted(Path().rglob("*")) == before


def test_a_disk_of_its_own_and_what_was_added_later_are_no_hindrance(tmp_path):
    (tmp_path / "lost+found").mkdir()
    publish(tmp_path, 1)
    (tmp_path / ".well-known").mkdir()
    publish(tmp_path, 2)
    assert served(tmp_path) == "第2版"
    assert (tmp_path / ".well-known").is_dir()


def test_two_at_once_are_refused_and_the_lock_goes_with_its_process(tmp_path):
    def build(folder: Path) -> None:
        with pytest.raises(releasing.Refused, match="另一个发布正在进行"):
            publish(tmp_path, 2)
        with pytest.raises(releasing.Refused, match="另一个发布正在进行"):
            releasing.rollback(tmp_path)
        site("第1版")(folder)

    releasing.publish(tmp_path, build)
    assert served(tmp_path) == "第1版"


def test_a_missing_folder_is_said(tmp_path):
    with pytest.raises(releasing.Refused, match="请先建好"):
        publish(tmp_path / "没有", 1)


SLOWLY = """
import sys, time
from pathlib import Path
from gongkai import releasing
count = 0
print("started", flush=True)
while True:
    count += 1
    def build(folder):
        for name in ("a.html", "b.html"):
            (folder / name).write_text(sys.argv[2] + str(count), encoding="utf-8")
            time.sleep(0.002)
    releasing.publish(Path(sys.argv[1]), build, keep=3)
    if count % 2 == 0:
        releasing.rollback(Path(sys.argv[1]))
"""


@pytest.mark.parametrize("how", [signal.SIGKILL, signal.SIGTERM])
def test_a_run_killed_at_any_moment_leaves_one_whole_release(tmp_path, how):
    publish(tmp_path, 1)
    seen = {served(tmp_path)}
    for moment in range(100):  # later and later, where the machine is slow
        if moment >= 15 and len(seen) > 5:
            break
        with subprocess.Popen([sys.executable, "-c", SLOWLY, str(tmp_path), f"{moment}-"], stdout=-1) as running:
            running.stdout.readline()
            time.sleep(0.0041 * moment)
            running.send_signal(how)
        seen.add(served(tmp_path))
    assert len(seen) > 5
    publish(tmp_path, 9999)
    assert not list((tmp_path / "releases").glob(".*"))


def test_a_folder_of_releases_is_verified_by_the_one_that_it_serves(tmp_path, capsys):
    release = publish(tmp_path, 1)
    for given in ([str(tmp_path)], [str(release), "--against", str(tmp_path)]):
        assert main(["verify", "--manifest", *given]) == 0
    assert f"{tmp_path / 'current'}：与清单一致" in capsys.readouterr().out
    assert main(["verify", str(tmp_path)]) == 1
    assert f"{tmp_path / 'current'}:1:1: 没有首页 index.html [site-empty]" in capsys.readouterr().out
