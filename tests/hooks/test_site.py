"""The built site as files: complete, linked, small, and never built from faulty data."""

import hashlib
import json
import re
import shutil
import subprocess
import sys
from pathlib import Path
from urllib.parse import unquote

from conftest import ROOT, UPDATE, build, copy_project

from gongkai import exporting, printing, source

LYCHEE = Path(sys.executable).parent / "lychee"


def page(site: Path, path: str) -> str:
    return (site / path / "index.html").read_text(encoding="utf-8")


def words(site: Path, path: str) -> str:
    """What a page says, without its tags."""
    return re.sub("<[^>]+>", "", page(site, path))


def test_every_category_and_issue_has_its_page(site, announcement):
    assert sorted(one.name for one in (site / "categories").iterdir() if one.is_dir()) == sorted(
        category.slug for category in announcement.categories
    )
    assert sorted(one.name for one in (site / "issues").iterdir()) == sorted(
        str(issue.number) for issue in announcement.issues
    )
    assert len(announcement.categories) == 19
    assert len(announcement.issues) == 32


def test_no_page_has_anything_for_scripts_that_it_does_not_load(site):
    pages = sorted(site.rglob("*.html"))
    assert len(pages) > 60
    for one in pages:
        assert 'class="md-toggle' not in one.read_text(encoding="utf-8")


def test_every_link_anchor_and_asset_resolves(site):
    command = [str(LYCHEE), "--offline", "--include-fragments", "--no-progress", "--index-files", "index.html"]
    finished = subprocess.run(
        [*command, "--root-dir", str(site), str(site)], capture_output=True, text=True, check=False
    )
    assert finished.returncode == 0, finished.stdout
    total, wrong = re.search(r"(\d+) Total.*?(\d+) Error", finished.stdout).groups()
    assert int(total) > 1000
    assert int(wrong) == 0


def test_a_broken_anchor_would_be_found(site, tmp_path):
    spoilt = tmp_path / "site"
    shutil.copytree(site, spoilt)
    file = spoilt / "progress" / "index.html"
    file.write_text(
        file.read_text(encoding="utf-8").replace("#issue-20-measure-1", "#issue-20-measure-9"), encoding="utf-8"
    )
    command = [str(LYCHEE), "--offline", "--include-fragments", "--no-progress", "--index-files", "index.html"]
    finished = subprocess.run(
        [*command, "--root-dir", str(spoilt), str(spoilt)], capture_output=True, text=True, check=False
    )
    assert finished.returncode != 0
    assert "issue-20-measure-9" in finished.stdout


def test_an_anchor_named_in_content_is_checked_by_the_build(tmp_path):
    project = copy_project(tmp_path)
    about = project / "content" / "about.md"
    about.write_text(
        about.read_text(encoding="utf-8").replace("#issue-10-measure-2", "#issue-10-measure-7"), encoding="utf-8"
    )
    finished = build(project, tmp_path / "site")
    assert finished.returncode == 1
    assert "issue-10-measure-7" in finished.stderr


def test_no_page_holds_the_list_of_all_pages(site, announcement):
    links = re.findall(r'href="([^"]*)"', page(site, "issues/20"))
    below = [link for link in links if re.search(r"(issues|categories)/[^/]+/|\.\./\d+/", link)]
    assert len(below) < 12


def test_missing_numbers_and_empty_categories_are_said_in_words(site):
    assert "所据文本缺问题18，可能属于" in words(site, "categories/traffic")
    assert "所据文本缺问题36、37、38、39，可能属于" in words(site, "categories/finance")
    assert "所据文本只有这一类别的标题，没有列出问题。" in words(site, "categories/finance")
    assert "所据文本只有这一类别的标题，没有列出问题。" in words(site, "categories/past-findings")
    assert "所据文本缺第（二）节。" in words(site, "parts/1")
    assert "所据文本缺问题4，按编号次序属于" in words(site, "progress")
    assert "所据文本在此处中断，前后两段不相接。" in words(site, "issues/1")


def test_missing_categories_are_said_in_words_and_unread_ones_not_called_empty(tmp_path):
    project = copy_project(tmp_path)
    data = project / "data/issues.yaml"
    text = data.read_text(encoding="utf-8")
    start, end = text.index("      - number: 14\n"), text.index("      - number: 15\n        slug")
    text = (text[:start] + text[end:]).replace("    missing: [4", "    missing_categories: [14]\n    missing: [4", 1)
    slug = "        slug: past-findings\n"
    text = text.replace(slug, f"{slug}        unplaced: [没有认出的一段。]\n", 1)
    data.write_text(text, encoding="utf-8")
    received = project / "data/announcement.txt"
    lines = received.read_text(encoding="utf-8").split("\n")
    kept = "\n".join(line for line in lines if not line.startswith("(十四)"))
    heading = next(line for line in lines if line.startswith("(十九)"))
    received.write_text(kept.replace(heading, f"{heading}\n没有认出的一段。"), encoding="utf-8")
    finished = build(project, tmp_path / "site")
    assert finished.returncode == 0, finished.stderr
    for address in ("announcement", "progress", "categories"):
        assert "所据文本缺类别（十四）。" in words(tmp_path / "site", address)
    assert "也可能属于所据文本缺的类别（十四）。" in words(tmp_path / "site", "progress")
    unread = words(tmp_path / "site", "categories/past-findings")
    assert "没有认出的一段。" in unread
    assert "没有列出问题" not in unread
    for address in ("categories", "progress", ""):
        said = "".join(words(tmp_path / "site", address).split())
        assert "关于部分巡察、审计反馈问题整改未完成方面文字照录，没有分出问题" in said
        assert "关于部分巡察、审计反馈问题整改未完成方面只有标题" not in said


def test_statuses_show_the_words_they_rest_on(site):
    shown = page(site, "issues/20")
    marked = shown[shown.index("<mark") : shown.index("</mark>")]
    assert marked.startswith('<mark class="ongoing"')
    assert "<b>加快完善公共停车设施</b><span" in marked
    assert shown[shown.index("</mark>") :].startswith("</mark><b>，</b>推动现有公共停车位物尽其用。")


def test_no_page_has_a_script_of_its_own_or_asks_a_third_party(site):
    for file in site.rglob("*.html"):
        text = file.read_text(encoding="utf-8")
        scripts = re.findall(r"<script([^>]*)>([^<]*)", text)
        assert scripts
        assert all("src=" in found or found == ' type="application/ld+json"' for found, _ in scripts), file
        assert not re.search(r'(?:src|href)="(?:https?:)?//', text), file


def test_nothing_of_the_theme_is_shipped_that_no_page_uses(site, announcement):
    published = {site / one.path for one in exporting.files(announcement, "")}
    kinds = {file.suffix for file in site.rglob("*") if file.is_file() and file not in published}
    assert kinds == {".html", ".css", ".js", ".svg", ".xml", ".gz", ".txt", ".png", ""}


def test_an_offices_own_pictures_and_papers_are_published_wherever_they_stand_in_content(tmp_path):
    """In assets/ under a name that follows from the bytes, as all that browsers keep for good."""
    project = copy_project(tmp_path)
    for name in ("assets/logo.png", "assets/通知.pdf", "图片/a.jpeg"):
        (project / "content" / name).parent.mkdir(exist_ok=True)
        (project / "content" / name).write_bytes(b"same")
    words = "# 页\n\n![徽标](assets/logo.png) [通知](assets/通知.pdf) ![图](图片/a.jpeg)\n"
    (project / "content/页.md").write_text(words, encoding="utf-8")
    assert build(project, tmp_path / "site").returncode == 0
    named = re.findall(r'(?:src|href)="\.\./([^"]*\.(?:png|pdf|jpeg))"', page(tmp_path / "site", "页"))
    digits = hashlib.sha256(hashlib.sha256(b"same").digest()).hexdigest()[:8]
    assert [unquote(one) for one in named if "summary" not in one] == [
        f"assets/logo.{digits}.png",
        f"assets/通知.{digits}.pdf",
        "图片/a.jpeg",
    ]
    assert all((tmp_path / "site" / unquote(one)).read_bytes() == b"same" for one in named if "summary" not in one)


def test_faulty_data_stops_the_build_with_the_lines_of_the_check(tmp_path):
    project = copy_project(tmp_path)
    data = project / "data" / "issues.yaml"
    data.write_text(data.read_text(encoding="utf-8").replace("slug: traffic", "slug: 交通"), encoding="utf-8")
    finished = build(project, tmp_path / "site")
    assert finished.returncode == 1
    line = next(
        n for n, text in enumerate(data.read_text(encoding="utf-8").split("\n"), start=1) if "slug: 交通" in text
    )
    assert f"data/issues.yaml:{line}:15: “交通”不能用作网址" in finished.stderr
    assert "Traceback" not in finished.stderr
    assert not (tmp_path / "site").exists()


def test_a_failed_build_leaves_the_last_good_site(tmp_path):
    project = copy_project(tmp_path)
    assert build(project, tmp_path / "site").returncode == 0
    before = {file: file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()}
    (project / "data" / "issues.yaml").write_text("announcement: [", encoding="utf-8")
    assert build(project, tmp_path / "site").returncode == 1
    assert before == {file: file.read_bytes() for file in (tmp_path / "site").rglob("*") if file.is_file()}


HOSTILE = [
    "<script>document.title='x'</script>",
    "</title><script>document.title='x'</script>",
    '"><img src=x onerror=document.title="x">',
    "{{ 7*7 }}{% raw %}",
    "[点](javascript:document.title='x')",
    "# 标题 **粗** `码` &lt;b&gt;",
]


def hostile_project(folder: Path) -> Path:
    """A project whose every text field holds markup of all kinds."""
    words = "某" + " ".join(HOSTILE)
    quoted = "'" + words.replace("'", "''") + "'"
    two_lines = json.dumps(f"{words}\n{words}", ensure_ascii=False)
    data = f"""\
announcement:
  issuer: {quoted}
  published: null
  preamble: {quoted}
parts:
  - title: {quoted}
    lead: {quoted}
    sections:
      - {{number: 1, title: 某, text: {quoted}}}
  - title: 某
    categories:
      - number: 1
        slug: one
        title: {quoted}
        unplaced: [{quoted}]
        issues:
          - number: 1
            problem: {quoted}
            lead: {quoted}
            unplaced: [{quoted}]
            measures:
              - text: {quoted}
                after_gap: {quoted}
                status: done
                evidence: {quoted}
            closing: {two_lines}
"""
    project = copy_project(folder)
    (project / "content" / "about.md").write_text("# 关于\n", encoding="utf-8")
    (project / "data" / "issues.yaml").write_text(data, encoding="utf-8")
    printed = printing.text(source.parse("issues.yaml", data).announcement)
    (project / "data" / "announcement.txt").write_text(printed, encoding="utf-8")
    return project


def test_markup_in_any_text_field_is_shown_as_plain_text(tmp_path, browser):
    finished = build(hostile_project(tmp_path), tmp_path / "site")
    assert finished.returncode == 0, finished.stderr
    opened = browser.new_page()
    for path in ("announcement", "categories/one", "issues/1", "parts/1", "progress", "categories", ""):
        opened.goto((tmp_path / "site" / path / "index.html").as_uri())
        assert opened.title() != "x"
        assert opened.locator("#content script, img, #content a[href^=javascript]").count() == 0
        shown = opened.inner_text("body")
        for sign in HOSTILE if path else HOSTILE[:0]:
            assert sign in shown, (path, sign)
    opened.goto((tmp_path / "site/issues/1/index.html").as_uri())
    assert opened.locator(".measures ~ p").count() == 3  # the two lines of the closing, and what was not recognised
    opened.close()


def test_with_an_address_pages_tell_it_to_machines_and_on_paper(tmp_path, monkeypatch):
    monkeypatch.setenv("SITE_URL", "https://example.org/")
    assert build(ROOT, tmp_path / "site").returncode == 0
    for path in ("categories/traffic", "issues/20", "progress", "about", "announcement"):
        shown = page(tmp_path / "site", path)
        assert len(re.findall(r'class="qr">\s*<svg', shown)) == 1, path
        said = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', shown)[1])
        assert said["url"] == f"https://example.org/{path}/"
        trail = [one["item"] for one in said["breadcrumb"]["itemListElement"]]
        assert (trail[0], trail[-1]) == ("https://example.org/", said["url"])


def test_pages_say_which_column_they_stand_in(site):
    columns = {
        "issues/20": "问题和措施",
        "parts/3": "通报全文",
        "figures": "整改进展",
        "glossary": "关于",
        "about": "关于",
    }
    for path, column in columns.items():
        assert f'<meta name="ColumnName" content="{column}">' in page(site, path)
    assert "ColumnName" not in page(site, ".")
    assert '<meta property="og:title" content="洪梅镇巡察整改进展公开">' in page(site, ".")


def test_what_is_no_content_is_kept_from_search_engines(site):
    noindex = '<meta name="robots" content="noindex">'
    assert noindex in page(site, "search")
    assert noindex in (site / "404.html").read_text(encoding="utf-8")
    assert noindex not in page(site, ".")


def test_the_site_map_lists_every_page(site):
    shown = page(site, "sitemap")
    for file in site.rglob("index.html"):
        path = file.parent.relative_to(site).as_posix()
        link = {".": "..", "sitemap": "./"}.get(path, f"../{path}/")
        assert f'href="{link}"' in shown, path


def test_the_home_page_says_what_comes_next(site):
    assert "坚持以改促治，不断巩固提升巡察整改成果</a>" in page(site, ".")


def test_examples_of_searches_stand_in_the_announcement(tmp_path):
    project = copy_project(tmp_path)
    settings = project / "mkdocs.yml"
    settings.write_text(settings.read_text(encoding="utf-8").replace("[停车难,", "[比特币, 停车难,"), encoding="utf-8")
    assert build(project, tmp_path / "site").returncode == 0
    home = page(tmp_path / "site", ".")
    assert "停车难</a>" in home
    assert "比特币" not in home


def test_what_came_after_the_announcement_stands_beside_what_it_said(tmp_path):
    project = copy_project(tmp_path)
    data = project / "data/issues.yaml"
    evidence = "                evidence: 目前，已完成洪梅大道、洪金路和疏港大道升级改造工程\n"
    text = data.read_text(encoding="utf-8")
    assert text.count(evidence) == 1
    data.write_text(text.replace(evidence, evidence + UPDATE), encoding="utf-8")
    finished = build(project, tmp_path / "site")
    assert finished.returncode == 0, finished.stderr
    issue = page(tmp_path / "site", "issues/19")
    assert "2024年3月1日" in issue
    assert "新增公共停车位，比特币&lt;b&gt;不相干&lt;/b&gt;。" in issue
    assert "来源：镇政府网站公告" in words(tmp_path / "site", "issues/19")
    assert "新增公共停车位" not in page(tmp_path / "site", "announcement")
    assert "通报之后的新情况" in page(tmp_path / "site", ".")
    assert "新增公共停车位" in page(tmp_path / "site", ".")
    summary = words(tmp_path / "site", "progress")
    assert "截至2024年3月1日。" in summary
    assert "每条措施通报时的进展都以通报原文的话为依据，通报之后的都写明来源" in summary
    assert "历次变化" not in summary
    data.write_text(data.read_text(encoding="utf-8").replace(UPDATE, UPDATE + SECOND_UPDATE), encoding="utf-8")
    assert build(project, tmp_path / "site").returncode == 0
    assert "历次变化" in page(tmp_path / "site", "progress")


def test_nothing_is_said_of_changes_where_there_are_none(site):
    assert "通报之后的新情况" not in page(site, ".")
    assert "截至" not in page(site, "progress")


def test_open_data_stands_beside_the_pages(site):
    listed = page(site, "open-data")
    for name in ("announcement.json", "announcement.schema.json", "issues.csv", "announcement.txt", "SHA256SUMS"):
        assert f'href="../data/{name}"' in listed
    finished = subprocess.run(["sha256sum", "-c", "SHA256SUMS"], cwd=site / "data", capture_output=True, check=False)
    assert finished.returncode == 0
    assert "发布单位没有注明使用许可" in listed


SECOND_UPDATE = """\
                  - date: 2024-05-01
                    status: done
                    text: 又新增一处。
                    source: 镇政府网站公告
"""
