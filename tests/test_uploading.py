"""A release in an object store: what pages need comes before them, and goes after them."""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import boto3
import pytest
from conftest import ROOT
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app
from werkzeug.serving import make_server

from gongkai import cli, manifest, releasing, serving, uploading
from gongkai.commands import site as site_commands
from gongkai.uploading import Place, Uploaded

BUCKET = "gongkai-test"


class Store:
    """A store that speaks S3, on a loopback port; remembers what it was asked, and can be told to deny."""

    def __init__(self) -> None:
        self.moto = DomainDispatcherApplication(create_backend_app)
        self.requests: list[tuple[str, str]] = []
        self.denied = ""
        self.denial = "AccessDenied"

    def __call__(self, environ, start_response):
        method, path = environ["REQUEST_METHOD"], environ["PATH_INFO"].removeprefix(f"/{BUCKET}/")
        self.requests.append((method, path))
        if f"{method} {path}" == self.denied:
            start_response("403 Forbidden", [("Content-Type", "application/xml")])
            return [f"<Error><Code>{self.denial}</Code><Message>no</Message></Error>".encode()]
        return self.moto(environ, start_response)

    def asked(self, method: str) -> list[str]:
        return [path for one, path in self.requests if one == method]


@pytest.fixture(scope="module")
def running() -> Iterator[tuple[Store, str]]:
    store = Store()
    server = make_server("127.0.0.1", 0, store, threaded=True)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield store, f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture
def store(running, monkeypatch) -> Store:
    """The store with an empty bucket, and a way to it as staff would set it."""
    store, address = running
    for name, value in {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_DEFAULT_REGION": "us-east-1",
        "AWS_EC2_METADATA_DISABLED": "true",
        "AWS_CONFIG_FILE": "/nonexistent",
        "AWS_SHARED_CREDENTIALS_FILE": "/nonexistent",
    }.items():
        monkeypatch.setenv(name, value)
    client = boto3.client("s3")
    client.create_bucket(Bucket=BUCKET)
    store.denied, store.denial = "", "AccessDenied"
    store.requests.clear()
    yield store
    store.denied = ""
    for name in there(client):
        client.delete_object(Bucket=BUCKET, Key=name)
    client.delete_bucket(Bucket=BUCKET)


def there(client=None) -> dict[str, bytes]:
    """What the bucket has."""
    client = client or boto3.client("s3")
    names = [one["Key"] for one in client.list_objects_v2(Bucket=BUCKET).get("Contents", ())]
    return {name: client.get_object(Bucket=BUCKET, Key=name)["Body"].read() for name in names}


def release(folder: Path, version: str, **more: str) -> Path:
    """A small release whose pages want the style sheet of their version."""
    files = {
        "index.html": f"首页 {version}.css",
        "about/index.html": f"关于 {version}.css",
        "404.html": "没有",
        "data/issues.csv": version,
        f"assets/{version}.css": version,
        "index.html.gz": f"压缩的 {version}.css",
    } | more

    def build(site: Path) -> None:
        for name, content in files.items():
            (site / name).parent.mkdir(parents=True, exist_ok=True)
            (site / name).write_text(content, encoding="utf-8")

    folder.mkdir(exist_ok=True)
    return releasing.publish(folder, build)


def test_what_pages_need_is_sent_before_them_and_the_home_page_last(store, tmp_path):
    assert uploading.upload(release(tmp_path, "1"), Place(BUCKET)) == Uploaded(sent=7, same=0, deleted=0)
    assert store.asked("PUT") == [
        "assets/1.css",
        "data/issues.csv",
        "404.html",
        "about/index.html",
        manifest.NAME,
        "index.html",
        "index.html.gz",
    ]


def test_only_what_changed_is_sent_and_deletions_come_after_all_of_it(store, tmp_path):
    uploading.upload(release(tmp_path, "1", **{"old/index.html": "旧"}), Place(BUCKET))
    store.requests.clear()
    assert uploading.upload(release(tmp_path, "2"), Place(BUCKET)) == Uploaded(sent=6, same=1, deleted=1)
    assert "404.html" not in store.asked("PUT")
    assert store.asked("DELETE") == ["old/index.html"]
    methods = [method for method, _ in store.requests]
    assert methods.index("DELETE") > max(place for place, method in enumerate(methods) if method == "PUT")


def test_assets_stay_for_one_release_more(store, tmp_path):
    for version, kept in (("1", {"1"}), ("2", {"1", "2"}), ("3", {"2", "3"})):
        uploading.upload(release(tmp_path, version), Place(BUCKET))
        assert {name for name in there() if name.startswith("assets/")} == {f"assets/{one}.css" for one in kept}
    uploading.upload(releasing.current(tmp_path), Place(BUCKET))
    assert {name for name in there() if name.startswith("assets/")} == {"assets/3.css"}


def test_every_file_has_the_type_and_the_time_to_keep_that_a_server_gives_it(store, tmp_path):
    uploading.upload(release(tmp_path, "1", **{"assets/search/12345678/index.txt": "[]"}), Place(BUCKET))
    client = boto3.client("s3")
    for name in there():
        head = client.head_object(Bucket=BUCKET, Key=name)
        assert head["ContentType"] == serving.content_type(name)
        assert head["CacheControl"] == serving.cache_control(name)
    assert client.head_object(Bucket=BUCKET, Key="data/issues.csv")["ContentType"] == "text/csv; charset=utf-8"


def test_headers_that_changed_reach_files_whose_bytes_did_not(store, tmp_path, monkeypatch):
    uploading.upload(release(tmp_path, "1"), Place(BUCKET))
    store.requests.clear()
    assert uploading.upload(releasing.current(tmp_path), Place(BUCKET)) == Uploaded(sent=0, same=7, deleted=0)
    assert not store.asked("PUT")
    client = boto3.client("s3")
    client.put_object(Bucket=BUCKET, Key="404.html", Body=there()["404.html"], ContentType="text/plain")
    client.put_object(Bucket=BUCKET, Key="data/issues.csv", Body=b"1", ContentEncoding="gzip")
    monkeypatch.setattr(serving, "FOREVER", "public, max-age=600")
    store.requests.clear()
    assert uploading.upload(releasing.current(tmp_path), Place(BUCKET)) == Uploaded(sent=3, same=4, deleted=0)
    assert store.asked("PUT") == ["assets/1.css", "data/issues.csv", "404.html"]
    for name in there():
        head = client.head_object(Bucket=BUCKET, Key=name)
        assert (head["ContentType"], head["CacheControl"]) == (serving.content_type(name), serving.cache_control(name))
        assert "ContentEncoding" not in head


def test_what_is_served_from_the_store_is_the_release_itself_and_verifies(store, tmp_path, capsys):
    local = release(tmp_path / "www", "1")
    uploading.upload(local, Place(BUCKET, "town/"))
    readable = {"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", "Resource": f"arn:aws:s3:::{BUCKET}/*"}
    policy = {"Version": "2012-10-17", "Statement": [readable]}
    boto3.client("s3").put_bucket_policy(Bucket=BUCKET, Policy=json.dumps(policy))
    address = f"{os.environ['AWS_ENDPOINT_URL']}/{BUCKET}/town/"
    assert cli.main(["verify", address, "--manifest"]) == 0
    assert f"清单的短名是 {local.name.rpartition('-')[2]}" in capsys.readouterr().out
    assert cli.main(["verify", address, "--against", str(local)]) == 0
    boto3.client("s3").put_object(Bucket=BUCKET, Key="town/about/index.html", Body=b"changed")
    assert cli.main(["verify", address, "--manifest"]) == 1
    assert "town/about/index.html:1:1: 内容被改动过 [file-changed]" in capsys.readouterr().out


def test_an_upload_that_fails_half_way_leaves_old_pages_whole_and_the_next_one_goes_on(store, tmp_path):
    uploading.upload(release(tmp_path, "1"), Place(BUCKET))
    before = there()
    store.denied = "PUT about/index.html"
    with pytest.raises(releasing.Refused, match=r"没有读写 s3://gongkai-test/ 的权限（AccessDenied）.*原来的网页还在"):
        uploading.upload(release(tmp_path, "2"), Place(BUCKET))
    after = there()
    for name in ("index.html", "about/index.html", "404.html", "assets/1.css"):
        assert after[name] == before[name]
    store.denied = ""
    assert uploading.upload(releasing.current(tmp_path), Place(BUCKET)) == Uploaded(sent=4, same=3, deleted=0)
    assert there()["index.html"].decode() == "首页 2.css"


@pytest.mark.parametrize("broken_off", ["PUT about/index.html", "DELETE old/index.html"])
def test_what_is_no_longer_public_goes_also_after_a_run_that_broke_off(store, tmp_path, broken_off):
    uploading.upload(release(tmp_path, "1"), Place(BUCKET))
    uploading.upload(release(tmp_path, "2", **{"old/index.html": "旧"}), Place(BUCKET))
    store.denied = broken_off
    with pytest.raises(releasing.Refused, match="没有读写"):
        uploading.upload(release(tmp_path, "3", **{"new.csv": "没有公开完"}), Place(BUCKET))
    store.denied = ""
    uploading.upload(release(tmp_path, "4"), Place(BUCKET))
    assert {name for name in there() if not name.startswith("assets/")} == {
        file.relative_to(site).as_posix()
        for site in [releasing.current(tmp_path)]
        for file in site.rglob("*")
        if file.is_file() and "assets" not in file.parts
    }


def test_a_first_upload_that_broke_off_is_gone_on_with_by_another_release(store, tmp_path):
    store.denied = "PUT about/index.html"
    with pytest.raises(releasing.Refused, match="原来的网页还在"):
        uploading.upload(release(tmp_path, "1", **{"data/more.csv": "1"}), Place(BUCKET))
    store.denied = ""
    uploading.upload(release(tmp_path, "2"), Place(BUCKET))
    assert "data/more.csv" not in there()


def test_deletions_that_are_denied_are_told_from_uploads_that_are(store, tmp_path):
    uploading.upload(release(tmp_path, "1", **{"old/index.html": "旧"}), Place(BUCKET))
    store.denied = "DELETE old/index.html"
    with pytest.raises(releasing.Refused, match=r"新的网页传完了，不再公开的文件还没有删完；改好后再运行一次，接着删"):
        uploading.upload(release(tmp_path, "2"), Place(BUCKET))
    assert there()["index.html"].decode() == "首页 2.css"


def test_what_is_not_the_sites_is_never_touched(store, tmp_path):
    for name in ("assets/别的.txt", "别的.txt"):
        boto3.client("s3").put_object(Bucket=BUCKET, Key=name, Body=b"1")
        with pytest.raises(releasing.Refused, match=rf"里有别的文件（如 {name}），没有上传"):
            uploading.upload(release(tmp_path, "1"), Place(BUCKET))
        assert there() == {name: b"1"}
        boto3.client("s3").delete_object(Bucket=BUCKET, Key=name)
    boto3.client("s3").put_object(Bucket=BUCKET, Key="别的.txt", Body=b"1")
    uploading.upload(release(tmp_path, "1"), Place(BUCKET, "town/"))
    boto3.client("s3").put_object(Bucket=BUCKET, Key="town/photos/别人的.jpg", Body=b"2")
    uploading.upload(release(tmp_path, "2"), Place(BUCKET, "town/"))
    assert there()["别的.txt"] == b"1"
    assert there()["town/photos/别人的.jpg"] == b"2"


def test_a_manifest_that_is_none_of_ours_vouches_for_nothing(store, tmp_path):
    client = boto3.client("s3")
    client.put_object(Bucket=BUCKET, Key=manifest.NAME, Body=b"\xff\xfe  a.html")
    client.put_object(Bucket=BUCKET, Key="b.html", Body=b"1")
    uploading.upload(release(tmp_path, "1"), Place(BUCKET))
    assert there()["b.html"] == b"1"


@pytest.mark.parametrize(
    ("settings", "bucket", "said"),
    [
        ({}, "gongkai-none", "没有存储桶 gongkai-none，请先建好"),
        ({}, "!", "存储桶的名称 ! 写法有误"),
        ({"AWS_ACCESS_KEY_ID": "", "AWS_SECRET_ACCESS_KEY": ""}, BUCKET, "没有找到访问密钥"),
        ({"AWS_ENDPOINT_URL": "http://127.0.0.1:9"}, BUCKET, "连不上存储服务"),
        ({"AWS_PROFILE": "none"}, BUCKET, "没有找到访问密钥（The config profile (none) could not be found）"),
        ({"AWS_ENDPOINT_URL": "oss-cn-hangzhou.aliyuncs.com"}, BUCKET, "AWS_ENDPOINT_URL 应是“https://”开头的网址"),
        ({"AWS_ENDPOINT_URL": "http://[::1"}, BUCKET, "AWS_ENDPOINT_URL 应是“https://”开头的网址"),
        ({"AWS_ENDPOINT_URL": "ftp://127.0.0.1"}, BUCKET, "AWS_ENDPOINT_URL 应是“https://”开头的网址"),
        ({"AWS_DEFAULT_REGION": "华东 1"}, BUCKET, "请核对 AWS_DEFAULT_REGION"),
        ({"AWS_ENDPOINT_URL": "http://no.invalid", "http_proxy": "http://127.0.0.1:9"}, BUCKET, "连不上代理服务器"),
        ({"AWS_RETRY_MODE": "standard", "AWS_STS_REGIONAL_ENDPOINTS": "x"}, BUCKET, "请核对 AWS_ 开头的设置"),
    ],
)
def test_what_stands_in_the_way_is_one_line_that_says_what_to_do(store, tmp_path, monkeypatch, settings, bucket, said):
    for name, value in settings.items():
        monkeypatch.setenv(name, value) if value else monkeypatch.delenv(name)
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(releasing.Refused) as refused:
        uploading.upload(release(tmp_path, "1"), Place(bucket))
    assert said in str(refused.value)
    assert "\n" not in str(refused.value)


def test_a_key_that_cannot_be_sent_is_not_shown(store, monkeypatch):
    monkeypatch.setenv("AWS_SESSION_TOKEN", "机密\n".encode().hex() + "\nx")
    with pytest.raises(releasing.Refused) as refused:
        uploading.reach(Place(BUCKET))
    assert str(refused.value).startswith("访问密钥里有换行之类不能用的字符，请重新填写。")


def test_a_store_that_speaks_plainly_where_encryption_is_asked_for_is_told(store, monkeypatch):
    monkeypatch.setenv("AWS_ENDPOINT_URL", os.environ["AWS_ENDPOINT_URL"].replace("http:", "https:"))
    monkeypatch.setattr("time.sleep", lambda _: None)
    with pytest.raises(releasing.Refused, match="加密连接没有通过核对"):
        uploading.reach(Place(BUCKET))


def test_a_file_of_settings_that_the_library_stumbles_over_is_told_in_a_line(store, tmp_path, monkeypatch):
    (tmp_path / "config").write_text("[default]\ns3 = x\n", encoding="utf-8")
    monkeypatch.setenv("AWS_CONFIG_FILE", str(tmp_path / "config"))
    with pytest.raises(releasing.Refused, match="请核对 AWS_ 开头的设置"):
        uploading.reach(Place(BUCKET))


@pytest.mark.parametrize(
    ("code", "said"),
    [
        ("RequestTimeTooSkewed", "请先校准时间"),
        ("AuthorizationHeaderMalformed", "不在这个地区"),
        ("SlowDown", "存储服务没有接受（SlowDown no）"),
    ],
)
def test_what_the_store_answers_is_told_in_chinese(store, monkeypatch, code, said):
    monkeypatch.setattr("time.sleep", lambda _: None)
    store.denied, store.denial = f"GET /{BUCKET}", code
    with pytest.raises(releasing.Refused, match=said):
        uploading.reach(Place(BUCKET))


def test_without_the_library_it_is_said_how_to_get_it(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "boto3", None)
    with pytest.raises(releasing.Refused, match='运行 pip install "boto3<2"'):
        uploading.upload(release(tmp_path, "1"), Place(BUCKET))


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("s3://a", Place("a")),
        ("s3://a/", Place("a")),
        ("s3://a/b/c", Place("a", "b/c/")),
        ("s3://a/b/", Place("a", "b/")),
    ],
)
def test_a_place_is_a_bucket_and_a_folder(written, read):
    assert uploading.place(written) == read


def test_the_command_sends_the_checked_and_verified_site(store, site, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(site_commands, "_build", lambda folder: shutil.copytree(site, folder, dirs_exist_ok=True))
    assert cli.main(["publish", f"s3://{BUCKET}/town"]) == 0
    files = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    sent = there()
    assert sent.keys() == {f"town/{name}" for name in [*files, manifest.NAME]}
    assert sent["town/index.html"] == (site / "index.html").read_bytes()
    assert f"s3://{BUCKET}/town/：传了 {len(sent)} 个文件，0 个没有变，删了 0 个" in capsys.readouterr().out


def test_a_store_that_cannot_be_asked_is_told_before_anything_is_built(store, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    build = Mock()
    monkeypatch.setattr(site_commands, "_build", build)
    assert cli.main(["publish", "s3://no-such-bucket/x"]) == 1
    assert capsys.readouterr().err.endswith("没有存储桶 no-such-bucket，请先建好。没有上传，原来的网页还在\n")
    build.assert_not_called()


def test_a_signal_during_the_upload_says_what_to_do(store, monkeypatch, capsys):
    monkeypatch.chdir(ROOT)
    monkeypatch.setattr(site_commands, "_build", lambda folder: os.kill(os.getpid(), signal.SIGTERM))
    with pytest.raises(SystemExit) as ended:
        cli.main(["publish", f"s3://{BUCKET}/town"])
    assert ended.value.code == 128 + signal.SIGTERM
    assert f"上传中断了，s3://{BUCKET}/town/ 里原来的网页还在；再运行一次，接着传" in capsys.readouterr().err
    assert not there()


@pytest.mark.parametrize("written", ["s3://", "s3://town/a/../b", "s3://town/."])
def test_a_place_without_a_bucket_or_that_leads_up_is_a_fault_of_writing(capsys, written):
    with pytest.raises(SystemExit):
        cli.main(["publish", written])
    assert "应写成 s3://存储桶/文件夹" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["publish", "https://example.gov.cn"], "是网址，请写本机的文件夹"),
        (["rollback", "https://example.gov.cn"], "是网址，请写本机的文件夹"),
        (["rollback", "s3://town"], "对象存储里不留旧的版本，请改回内容，再用 gongkai publish 发布"),
    ],
)
def test_an_address_in_the_place_of_a_folder_is_a_fault_of_writing(capsys, given, said):
    with pytest.raises(SystemExit):
        cli.main(given)
    assert said in capsys.readouterr().err


def commands_of_readme(opening: str, tmp_path: Path) -> str:
    """A block of commands in README, word for word, with the folders of a test."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    block = next(one for one in readme.split("\n```\n") if one.startswith(opening))
    return block.replace("/srv/www", str(tmp_path / "www")).replace("服务器:网站目录", str(tmp_path / "copy"))


def test_copying_with_rsync_keeps_the_same_order(tmp_path):
    shown = commands_of_readme("rsync -a --checksum --exclude", tmp_path)
    shown = shown.replace("rsync -a", "rsync -a --out-format=%o:%n")
    (tmp_path / "copy").mkdir()
    for version in ("1", "2"):
        release(tmp_path / "www", version, **{f"only-{version}/index.html": version})
        finished = subprocess.run(["sh", "-ec", shown], capture_output=True, text=True, check=True, env=os.environ)
    moved = [line for line in finished.stdout.splitlines() if not line.endswith("/")]
    sent = [line for line in moved if line.startswith("send:")]
    assert sent.index("send:assets/2.css") < sent.index("send:about/index.html") < sent.index("send:index.html")
    assert moved.index("send:index.html") < moved.index("del.:only-1/index.html")
    assert (tmp_path / "copy/assets/1.css").exists()
    assert not (tmp_path / "copy/only-1").exists()
    for name in ("index.html", "about/index.html", "data/issues.csv", manifest.NAME):
        assert (tmp_path / "copy" / name).read_bytes() == (tmp_path / "www/current" / name).read_bytes()
    subprocess.run(["sh", "-ec", commands_of_readme("rsync -a --checksum --delete", tmp_path)], check=True)
    assert manifest.differences(str(tmp_path / "copy"), manifest.read(str(tmp_path / "www/current"))) == []
