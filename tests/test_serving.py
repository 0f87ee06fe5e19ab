"""The site as a real nginx serves it by deploy/nginx.conf, and the same rules for hosts without one."""

import gzip
import re
import shutil
import ssl
from collections.abc import Iterator
from datetime import UTC, datetime
from email.message import Message
from http.client import HTTPConnection, HTTPSConnection
from pathlib import Path
from urllib.parse import quote

import observatory
import pytest
from webserver import CONFIGURATION, Server, nginx

from gongkai import releasing, serving

# What offices publish beside pages, and how a browser is told of it.
OFFICE = {
    "JPG": "image/jpeg",
    "jpeg": "image/jpeg",
    "gif": "image/gif",
    "webp": "image/webp",
    "avif": "image/avif",
    "mp4": "video/mp4",
    "mp3": "audio/mpeg",
    "pdf": "application/pdf",
    "zip": "application/zip",
    "doc": "application/msword",
    "xls": "application/vnd.ms-excel",
    "ppt": "application/vnd.ms-powerpoint",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
    "pptx": "application/vnd.openxmlformats-officedocument.presentationml.presentation",
    "mjs": "text/javascript; charset=utf-8",
    "wps": "application/octet-stream",
}


@pytest.fixture(scope="module")
def releases(site, tmp_path_factory) -> Path:
    """The shipped site as it is published, with what a careless hand may add."""

    def build(folder: Path) -> None:
        shutil.copytree(site, folder, dirs_exist_ok=True)
        (folder / "about/index.html.gz").write_bytes(gzip.compress((folder / "about/index.html").read_bytes(), mtime=0))
        (folder / ".git").mkdir()
        (folder / ".git/config").write_text("不公开", encoding="utf-8")
        (folder / "data/issues.xlsx").write_bytes(b"PK")
        (folder / "site.webmanifest").write_text("{}", encoding="utf-8")
        for ending in OFFICE:
            (folder / f"附件.{ending}").write_bytes(b"content")

    folder = tmp_path_factory.mktemp("www")
    releasing.publish(folder, build, now=datetime(2024, 3, 1, tzinfo=UTC))
    return folder


@pytest.fixture(scope="module")
def server(releases, tmp_path_factory) -> Iterator[Server]:
    with nginx(releases, tmp_path_factory.mktemp("nginx")) as running:
        yield running


def get(server: Server, path: str, *, method: str = "GET", port: int = 0, **headers: str) -> tuple[int, Message, bytes]:
    connection = HTTPConnection("127.0.0.1", port or server.port)
    connection.request(method, path, headers={name.replace("_", "-"): value for name, value in headers.items()})
    answer = connection.getresponse()
    try:
        return answer.status, answer.headers, answer.read()
    finally:
        connection.close()


def asset(releases: Path, pattern: str) -> str:
    """The path of the one asset that a pattern names."""
    (found,) = (releases / "current" / "assets").glob(pattern)
    return found.relative_to(releases / "current").as_posix()


def test_every_file_of_the_site_has_its_type_its_encoding_and_its_time_to_keep(server, releases):
    files = [file for file in (releases / "current").rglob("*") if file.is_file() and ".git/" not in str(file)]
    kinds = {}
    for file in files:
        path = file.relative_to(releases / "current").as_posix()
        if file.suffix not in kinds or path.startswith(serving.ASSETS):
            kinds[file.suffix] = path
            status, headers, body = get(server, quote(f"/{path}"))
            assert (status, body) == (200, file.read_bytes()), path
            assert headers["Content-Type"] == serving.content_type(path), path
            assert headers.get_all("Cache-Control") == [serving.cache_control(path)], path
    assert kinds.keys() >= {".html", ".css", ".js", ".csv", ".json", ".xml", ".atom", ".txt", ".xlsx", ".webmanifest"}


@pytest.mark.parametrize("ending", OFFICE)
def test_what_offices_publish_has_its_type_on_every_machine(server, ending):
    assert serving.content_type(f"附件.{ending}") == OFFICE[ending]
    assert get(server, f"/{quote(f'附件.{ending}')}")[1]["Content-Type"] == OFFICE[ending]


@pytest.mark.parametrize(
    "path", ["/", "/about/", "/issues/20/", "/data/announcement.json", "/gone", "/assets/gone.css"]
)
def test_every_answer_protects_the_reader(server, path):
    status, headers, _ = get(server, path)
    assert status == (404 if "gone" in path else 200)
    for name, value in serving.PROTECTING.items():
        assert headers.get_all(name) == [value], name
    assert "Strict-Transport-Security" not in headers
    assert not re.search(r"\d", headers["Server"])


def test_what_carries_no_hash_is_asked_for_again_and_only_sent_when_it_changed(server):
    _, headers, body = get(server, "/")
    assert headers["Cache-Control"] == "no-cache"
    assert body
    status, again, body = get(server, "/", If_None_Match=headers["ETag"])
    assert (status, body) == (304, b"")
    assert again["Cache-Control"] == "no-cache"
    assert get(server, "/", If_None_Match='"other"')[0] == 200


def test_a_compressed_file_is_sent_to_those_who_can_read_it(server):
    status, headers, body = get(server, "/about/", Accept_Encoding="gzip")
    assert (status, headers["Content-Encoding"], headers["Vary"]) == (200, "gzip", "Accept-Encoding")
    assert headers["Content-Type"] == "text/html; charset=utf-8"
    _, plain, whole = get(server, "/about/")
    assert plain["Content-Encoding"] is None
    assert gzip.decompress(body) == whole


def test_a_proxy_or_a_network_before_it_is_sent_the_compressed_file_too(server):
    _, headers, _ = get(server, "/about/", Accept_Encoding="gzip", Via="1.1 edge")
    assert headers["Content-Encoding"] == "gzip"


def test_the_head_and_a_part_of_a_file_can_be_asked_for(server):
    _, whole, body = get(server, "/data/announcement.json")
    status, headers, none = get(server, "/data/announcement.json", method="HEAD")
    assert (status, none, headers["Content-Length"]) == (200, b"", str(len(body)))
    assert headers["ETag"] == whole["ETag"]
    status, headers, part = get(server, "/data/announcement.json", Range="bytes=100-199")
    assert (status, part, headers["Content-Range"]) == (206, body[100:200], f"bytes 100-199/{len(body)}")
    assert get(server, "/data/announcement.json", Range="bytes=100-199", If_Range='"other"')[0] == 200


def test_a_compressed_page_is_revalidated_too(server):
    _, headers, _ = get(server, "/about/", Accept_Encoding="gzip")
    status, again, body = get(server, "/about/", Accept_Encoding="gzip", If_None_Match=headers["ETag"])
    assert (status, body, again["Vary"]) == (304, b"", "Accept-Encoding")


def test_the_site_can_stand_below_a_path_of_another_server(server, releases):
    """By the lines at the end of the configuration; redirections stay below the path, a lost address is still a 404."""
    for path in ("/", "/about/", f"/{asset(releases, 'stylesheets/site.*.css')}"):
        status, headers, body = get(server, f"/town{path}", port=server.outer_port)
        assert (status, body) == (200, get(server, path)[2])
        assert headers.get_all("Cache-Control") == [serving.cache_control(path.lstrip("/"))]
        for name, value in serving.PROTECTING.items():
            assert headers.get_all(name) == [value]
    assert get(server, "/town/about/", port=server.outer_port, Accept_Encoding="gzip")[1]["Content-Encoding"] == "gzip"
    status, headers, _ = get(server, "/town/issues/20", port=server.outer_port)
    assert (status, headers["Location"]) == (301, "/town/issues/20/")
    status, _, body = get(server, "/town/gone/", port=server.outer_port)
    assert (status, body) == (404, (releases / "current/404.html").read_bytes())
    _, headers, _ = get(server, "/town/", port=server.outer_port)
    assert get(server, "/town/", port=server.outer_port, If_None_Match=headers["ETag"])[0] == 304


@pytest.mark.parametrize(
    "path", ["/gone", "/issues/", "/assets/", "/.git/config", "/.git/", "/assets/site.css", "/%2e%2e/"]
)
def test_what_is_not_published_is_a_page_that_says_so(server, releases, path):
    status, headers, body = get(server, path)
    if path == "/%2e%2e/":
        assert status == 400
    else:
        assert (status, body) == (404, (releases / "current/404.html").read_bytes())
        assert headers["Cache-Control"] == "no-cache" or path.startswith("/assets/")


def test_an_address_without_its_last_slash_leads_on_within_the_site(server):
    status, headers, _ = get(server, "/issues/20")
    assert (status, headers["Location"]) == (301, "/issues/20/")


def test_a_switch_is_seen_at_once_and_pages_opened_before_it_keep_their_assets(tmp_path, server, releases):
    before = asset(releases, "stylesheets/site.*.css")
    index = asset(releases, "search/*/index.txt")
    old = {path: get(server, f"/{path}")[2] for path in (before, index)}

    def build(folder: Path) -> None:
        shutil.copytree(releases / "current", folder, dirs_exist_ok=True)
        shutil.rmtree(folder / "assets")
        (folder / "assets").mkdir()
        (folder / "assets/new.00000000.css").write_text("新", encoding="utf-8")
        (folder / "index.html").write_text("新", encoding="utf-8")

    releasing.publish(releases, build)
    try:
        assert get(server, "/")[2].decode() == "新"
        assert get(server, "/assets/new.00000000.css")[2].decode() == "新"
        for path, content in old.items():
            status, headers, body = get(server, f"/{path}")
            assert (status, body) == (200, content)
            assert headers["Cache-Control"] == serving.FOREVER
            assert headers["Content-Type"] == serving.content_type(path)
    finally:
        releasing.rollback(releases)
    assert "洪梅" in get(server, "/")[2].decode()


def test_observatory_gives_full_marks_where_the_lines_for_tls_are_in_force(releases, tmp_path):
    with nginx(releases, tmp_path, tls=True) as server:
        plain = HTTPConnection("127.0.0.1", server.port)
        plain.request("GET", "/about/")
        redirected = plain.getresponse()
        trusting = ssl.create_default_context(cafile=server.certificate)
        secure = HTTPSConnection("127.0.0.1", server.tls_port, context=trusting)
        for path in ("/", "/about/", "/issues/20/", "/progress/", "/search/"):
            secure.request("GET", path)
            page = secure.getresponse()
            answer = observatory.Answer(dict(page.headers), page.read().decode(), redirected.headers["Location"])
            total, results = observatory.score(answer)
            assert total == observatory.FULL_MARKS, (path, results)
        assert page.headers["Strict-Transport-Security"] == serving.STRICT_TRANSPORT
        plain.close()
        secure.close()


def test_observatory_takes_marks_off_where_something_is_missing():
    bare = observatory.Answer({}, '<script src="//cdn.example/a.js"></script>', "")
    assert observatory.score(bare)[0] == 0
    headers = serving.PROTECTING | {"Strict-Transport-Security": serving.STRICT_TRANSPORT}
    weak = observatory.Answer(headers | {"Content-Security-Policy": "default-src 'self'"}, "", "https://a/")
    total, results = observatory.score(weak)
    assert total < observatory.FULL_MARKS
    assert "csp-implemented-with-no-unsafe" in results


def test_static_hosts_are_given_the_same_headers(site):
    blocks = dict(re.findall(r"^(/\S*)\n((?:  .+\n)+)", (site / "_headers").read_text(encoding="utf-8"), re.MULTILINE))
    given = {
        pattern: dict(line.strip().split(": ", 1) for line in lines.splitlines()) for pattern, lines in blocks.items()
    }
    assert given["/*"] == serving.PROTECTING | {"Strict-Transport-Security": serving.STRICT_TRANSPORT}
    assert given["/assets/*"] == {"Cache-Control": serving.FOREVER}
    assert given["/assets/search/*"] == {"Content-Type": "text/plain; charset=gb18030"}


def test_the_policy_in_the_pages_is_that_of_the_header_without_what_counts_only_there(site):
    pages = sorted(site.rglob("*.html"))
    for page in pages:
        (stated,) = re.findall(
            r'http-equiv="Content-Security-Policy" content="([^"]*)"', page.read_text(encoding="utf-8")
        )
        assert f"{stated}; frame-ancestors 'none'" == serving.PROTECTING["Content-Security-Policy"]


def test_the_configuration_names_the_types_that_the_program_knows_and_no_others():
    stated = re.search(r"types \{(.*?)\}", CONFIGURATION.read_text(encoding="utf-8"), re.DOTALL)[1]
    kinds = {f".{ending}": kind for kind, *endings in map(str.split, stated.split(";")[:-1]) for ending in endings}
    assert kinds == serving.TYPES
    assert re.search(r"charset_types ([^;]*);", CONFIGURATION.read_text(encoding="utf-8"))[1].split() == [
        kind for kind in dict.fromkeys(serving.TYPES.values()) if kind in serving.TEXTUAL - {"text/html"}
    ]


def test_every_asset_is_named_by_its_bytes_and_every_page_names_it_so(site):
    (sheet,) = (site / "assets/stylesheets").iterdir()
    assert re.fullmatch(r"site\.[0-9a-f]{8}\.css", sheet.name)
    for file in (site / "assets").rglob("*"):
        assert file.is_dir() or re.search(r"[./][0-9a-f]{8}[./]", file.relative_to(site).as_posix()), file
    for page in site.rglob("*.html"):
        named = re.findall(r'(?:href|src|data-search)="((?:\.\./|/)*assets/[^"]*)"', page.read_text(encoding="utf-8"))
        assert named
        for one in named:
            assert re.search(r"\.[0-9a-f]{8}\.", one), (page, one)


def test_scripts_state_their_own_sums_so_that_a_browser_runs_no_others(address, browser):
    tab = browser.new_page()
    told = []
    tab.on("console", lambda message: told.append(message.text))
    tab.goto(f"{address}progress/")
    tab.wait_for_selector("[data-large-type]:not([hidden])")
    assert told == []
    assert tab.locator("script[src][integrity]").count() == tab.locator("script[src]").count() == 2
    tab.route("**/site.*.js", lambda route: route.fulfill(body="document.title='x'", content_type="text/javascript"))
    tab.reload()
    assert tab.title() != "x"
    tab.close()


def test_a_browser_can_use_all_of_the_site_as_it_is_served(server, browser):
    tab = browser.new_page()
    told = []
    tab.on("console", lambda message: told.append(message.text))
    tab.goto(f"http://127.0.0.1:{server.port}/issues/20/")
    tab.fill("[name=q]", "停车")
    tab.wait_for_selector("[role=option]")
    tab.goto(f"http://127.0.0.1:{server.port}/progress/")
    tab.wait_for_selector("table.all-issues")
    assert told == []
    tab.close()
