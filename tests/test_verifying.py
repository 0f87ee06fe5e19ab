"""What a visitor must not meet is found in the built site: planted faults one by one, each by its code and file."""

import gzip
import io
import json
import os
import platform
import random
import re
import shutil
import zipfile
from collections.abc import Callable
from functools import cache
from pathlib import Path
from urllib.parse import quote, unquote

import pytest
from conftest import ROOT, SMALL, SMALL_RECEIVED, UPDATE, build, copy_project

from gongkai import absences, compressing, exporting, manifest, qr, source, unwritten, verifying
from gongkai.exporting import feed, ledger, table
from gongkai.verifying import budgets, leaks, markup, opendata, page

HOME, ISSUE, FULL, LOST = "index.html", "issues/1/index.html", "announcement/index.html", "404.html"
REPAIRED, CATEGORY, PART = "issues/3/index.html", "categories/traffic/index.html", "parts/1/index.html"
CATEGORIES, PROGRESS, PLACES = "categories/index.html", "progress/index.html", "places/index.html"
SEARCHING, SITE_MAP, WRITTEN = "search/index.html", "sitemap/index.html", "about/index.html"
CSS, SCRIPT, SEARCH, ICON = (
    "assets/stylesheets/site.*.css",
    "assets/javascripts/site.*.js",
    "assets/javascripts/search.*.js",
    "assets/images/favicon.*.svg",
)
INDEX = "assets/search/*/text-0.txt"
PICTURE, PAIRS = "assets/images/summary.*.png", "assets/javascripts/search/pairs.*.js"
JSON, TEXT, CSV, SUMS = "data/announcement.json", "data/announcement.txt", "data/issues.csv", "data/SHA256SUMS"
PACKAGE, SCHEMA = "data/datapackage.json", "data/announcement.schema.json"
XLSX, FEED = "data/issues.xlsx", "data/updates.atom"
BODY, HEAD, AWS = "</main>", "</head>", "AKIA" + "IOSFODNN7EXAMPLE"
TOP, TITLED, INVENTED = '<div class="wrap" id="content" tabindex="-1">', "</h1>", "<p>整改全部完成。</p>"
AFTER = SMALL.replace("- text: 加强管理。\n", "- text: 加强管理。\n" + UPDATE)
# What an office may write without a fault: nothing of it is a leaving, a leak or a hidden word.
ABOUT = """# 关于

这里说明进展是怎么定的，依据是什么，**一字不差**。<br>`code`、<kbd>Ctrl</kbd>、HTML、[首页](index.md "回到首页")

| 左 | 中 | 右 |
|:---|:--:|---:|
| 一 | 二 | 三 |

## 小标题 {#small .small data-kind=x}

1. 一

    - 一之一

        > 引用

!!! note "提示"
    说明

!!! tip "提示"
    先预约。

!!! warning
    带身份证。

再看一看。
{ .tip }

<!-- 以后再写：[旧的](旧.md)，**停用** -->

<!--
| 甲 | 乙 |
|----|----|
-->

路由器的地址是 `192.168.1.1`，加[微信](weixin://dl/chat)，[回到顶部](#top)，[目录](sitemap.xml)，[清单](MANIFEST.sha256)，[停车](办事指南/停车%20(一).md#content)。

车牌粤S·×××××，编号 No.XXXX-1，《XX镇20XX年工作方案》范本。姓名：________ 日期：____年__月__日

| 项目 | 值 |
|---|---|
| 逾期 | None |
|  |  |

<details><summary>展开</summary><ul><li>甲<li>乙</ul></details>
<dl><div><dt>词<dd>解释</div></dl>
<figure><pre>图</pre><figcaption>说明</figcaption></figure>
<table><caption>表</caption><tr><th scope="col">年<td rowspan="1">2023</table>
<p>段<p lang="en" dir="ltr">p <time datetime="2023-04-17">17 April</time> <del>x</del> <ruby>东<rt>dong</rt></ruby>

*[HTML]: 超文本
"""
SHORT = {
    "图.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>',
    "表.csv": "甲,乙\n",
    "扫描件.md": "# 扫描件\n\n![](图.svg)\n",
    "附件.md": "# 附件\n\n[表](表.csv)\n",
    "折叠.md": "# 折叠\n\n<details><summary>甲</summary>乙</details>\n",
    "范本.md": "# 《XX镇20XX年工作方案》范本\n\n略\n",
}
LEFT = ("~$台账.docx", "about.md~", "notes.txt.bak", "Thumbs.db")
ADDRESS = "https://example.gov.cn/town/"
OWN = quote("办事指南/停车 (一)")  # a page of the office's own
OFFICIAL = {
    'domain: ""': "domain: example.gov.cn",
    'id_code: ""': 'id_code: "4419000001"',
    'type: ""': "type: 政务公开",
}


def small_project(folder: Path, data: str, received: str) -> Path:
    project = copy_project(folder)
    (project / "content/about.md").write_text(ABOUT, encoding="utf-8")
    own = project / f"content/{unquote(OWN)}.md"
    own.parent.mkdir()
    own.write_text("# 停车\n\n到一楼办理。\n", encoding="utf-8")
    for name, text in SHORT.items():
        (own.parent / name).write_text(text, encoding="utf-8")
    for name in LEFT:
        (project / "content" / name).write_text("旧稿", encoding="utf-8")
    (project / "data/issues.yaml").write_text(data, encoding="utf-8")
    (project / "data/announcement.txt").write_text(received, encoding="utf-8")
    (project / "data/glossary.yaml").unlink()
    return project


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> Path:
    """A small site with all that is configured: address, domain, site code, kind of column."""
    folder = tmp_path_factory.mktemp("small")
    project = small_project(folder, AFTER, SMALL_RECEIVED)
    (project / "content/订阅.md").write_text("# 订阅\n\n[订阅](data/updates.atom)\n", encoding="utf-8")
    settings = (project / "mkdocs.yml").read_text(encoding="utf-8").replace('[SITE_URL, ""]', f'[NONE, "{ADDRESS}"]')
    for empty, filled in OFFICIAL.items():
        assert empty in settings
        settings = settings.replace(empty, filled)
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    finished = build(project, folder / "site")
    assert finished.returncode == 0, finished.stderr
    return folder / "site"


@pytest.fixture(scope="module")
def copy(built, tmp_path_factory) -> Path:
    """A copy of it that a test spoils and puts right again."""
    return shutil.copytree(built, tmp_path_factory.mktemp("copy") / "site")


def test_a_good_site_has_no_fault(built):
    assert verifying.check(built) == []


def test_what_editors_leave_in_the_folder_of_content_is_not_published(built):
    assert [path for name in LEFT for path in built.rglob(name)] == []


def test_the_shipped_site_has_no_fault_and_says_what_was_received(site):
    assert verifying.check(site, ROOT) == []


def test_a_site_with_all_that_an_office_can_add_has_no_fault(tmp_path):
    project = copy_project(tmp_path)
    data = project / "data/issues.yaml"
    text = data.read_text(encoding="utf-8").replace("announcement:\n", "announcement:\n  publish: [leader, note]\n", 1)
    more = "                leader: 张三 & 李四\n                note: '<i>“按月”\n\n                  报'\n"
    later = UPDATE + "                  - {date: 2024-05-06, text: '已建成 \"新\" 的。', source: 公告}\n"
    later += "                  - {date: 2024-05-07, text: '表上印着 {{ 7*7 }} 和 {% if \"新\" %}。', source: 公告}\n"
    later += "".join(
        f"                  - {{date: 2024-06-{day:02d}, text: 又有进展。, source: 公告}}\n" for day in range(1, 15)
    )
    first, second = list(re.finditer(r"^ +evidence: .*\n", text, re.MULTILINE))[:2]
    text = text[: first.end()] + later + text[first.end() : second.end()] + UPDATE + more + text[second.end() :]
    data.write_text(text, encoding="utf-8")
    (project / "content/progress.md").write_text("先说几句：\n\n- 其一\n- 其二\n", encoding="utf-8")
    finished = build(project, tmp_path / "site")
    assert finished.returncode == 0, finished.stderr
    assert verifying.check(tmp_path / "site") == []
    assert "<li>其一</li>" in (tmp_path / "site" / PROGRESS).read_text(encoding="utf-8")
    shown = (tmp_path / "site" / PROGRESS).read_text(encoding="utf-8").partition("历次变化")[2]
    before, _, rest = shown.partition("<details")
    folded, _, after = rest.partition("</details>")
    assert "较早的变化" in folded
    assert [part.count('class="when"') for part in (before, folded, after)] == [1, 5, 12]


@pytest.fixture(scope="module", autouse=True)
def files_that_did_not_change_are_read_once():
    """Ninety sites differ in a file each: reading the others anew would take a minute."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(page, "read", cache(page.read))
        patch.setattr(markup, "parsed", cache(markup.parsed))
        patch.setattr(qr, "svg", cache(qr.svg))
        patch.setattr(leaks, "secrets", cache(leaks.secrets))
        patch.setattr(leaks, "first_of_each", cache(leaks.first_of_each))
        yield


def test_a_site_without_any_issue_has_no_fault(tmp_path):
    data = "announcement: {issuer: null, published: null, preamble: 某镇进行了整改。}\nparts:\n- title: 整改\n"
    data += "  categories: [{number: 1, slug: traffic, title: 关于交通方面, issues: []}]\n"
    received = "某镇进行了整改。\n一、整改\n（一）关于交通方面\n"
    finished = build(small_project(tmp_path, data, received), tmp_path / "site")
    assert finished.returncode == 0, finished.stderr
    assert verifying.check(tmp_path / "site") == []


def without(element: str) -> Callable[[str], str]:
    """Takes the first element out that a pattern begins, to its end."""
    tag = re.match("<([a-z]+)", element)[1]
    return lambda text: re.sub(f"{element}.*?\n *</{tag}>", "", text, count=1, flags=re.DOTALL)


def emptied(text: str) -> str:
    return ""


def cut(pattern: str) -> Callable[[str], str]:
    """Takes out what a pattern finds."""
    return lambda text: re.sub(pattern, "", text, flags=re.DOTALL)


def recoded(text: str) -> str:
    """Puts the QR code of the home page in the place of the first issue's."""
    return text.replace(qr.svg(f"{ADDRESS}issues/1/"), qr.svg(ADDRESS))


def swapped(one: str, other: str) -> Callable[[str], str]:
    """Puts the words of two patterns in each other's place."""
    return lambda text: re.sub(f"({one})(.*?)({other})", r"\3\2\1", text, count=1, flags=re.DOTALL)


# What is planted; in which file; how: old words and new, or words at the end, or bytes for a new file, or None where it
# is gone, or what is done to the text; and the code. Some faults are named where they are noticed, in another file.
NOTICED = {(CSS, "visit-heavy"): ISSUE}
MAPPED = f"<url><loc>{ADDRESS}</loc></url><url>"
WILD = "a1B2c3D4" * 4


def packed(name: str, text: str) -> bytes:
    """An office file with a text in it."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as it:
        it.writestr(name, text)
    return file.getvalue()


POINTER = b"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a2146\nsize 12345\n"
SMALL_DATA = source.parse("issues.yaml", SMALL).announcement
PLANTED = [
    ("no title", ISSUE, ("<title>问题1：停车难 - 洪梅镇巡察整改进展公开</title>", ""), "page-untitled"),
    ("an empty title", ISSUE, ("<title>问题1：停车难 - 洪梅镇巡察整改进展公开", "<title> "), "page-untitled"),
    ("no heading", ISSUE, ("<h1>", "<h4>"), "page-heading"),
    ("two headings", ISSUE, (BODY, "<h1>又一个</h1></main>"), "page-heading"),
    ("no description", ISSUE, ('<meta name="description"', '<meta name="other"'), "page-undescribed"),
    ("an empty page of another ending", "void.HTM", b"<!doctype html><title>x</title><main><h1>x</h1>", "page-empty"),
    (
        "a page of signs",
        "void/index.html",
        "<!doctype html><title>x</title><main><h1>x</h1>\u200b……</main>".encode(),
        "page-empty",
    ),
    ("an empty page", "void/index.html", b"<!doctype html><title>x</title><main><h1>x</h1></main>", "page-empty"),
    ("TODO", ISSUE, (BODY, "<p>TODO 以后写</p></main>"), "placeholder"),
    ("lorem ipsum", ISSUE, (BODY, "<p>Lorem ipsum dolor</p></main>"), "placeholder"),
    ("待补充", ISSUE, (BODY, "<p>（待补充）</p></main>"), "placeholder"),
    ("XXX", ISSUE, (BODY, "<p>联系电话：XXX</p></main>"), "placeholder"),
    ("None for a text", ISSUE, (BODY, "<p>None</p></main>"), "placeholder"),
    ("null in a tag", ISSUE, ('content="4419000001"', 'content="null"'), "placeholder"),
    ("a template left over", ISSUE, (BODY, "<p>{{ issue.title }}</p></main>"), "template-left"),
    ("no SiteName", ISSUE, ('<meta name="SiteName"', '<meta name="Other"'), "tag-missing"),
    ("no ColumnType", ISSUE, ('<meta name="ColumnType"', '<meta name="Other"'), "tag-missing"),
    ("no ArticleTitle", ISSUE, ('<meta name="ArticleTitle"', '<meta name="Other"'), "tag-missing"),
    ("an empty tag", ISSUE, ('content="政务公开"', 'content=""'), "tag-empty"),
    ("another site's code", ISSUE, ('content="4419000001"', 'content="4419000002"'), "tag-differs"),
    ("an unclosed element", ISSUE, (BODY, "<div></main>"), "html-invalid"),
    ("a duplicate attribute", ISSUE, (BODY, '<p lang="zh" lang="en">x</p></main>'), "html-invalid"),
    ("a comment in a comment", ISSUE, (BODY, "<!-- 甲 <!-- 乙 --></main>"), "html-invalid"),
    ("crossed elements", ISSUE, (BODY, "<b><i>x</b></i></main>"), "html-invalid"),
    ("an obsolete element", ISSUE, (BODY, "<center>x</center></main>"), "html-obsolete"),
    ("a font", ISSUE, (BODY, "<p><font size='2'>x</font></p></main>"), "html-obsolete"),
    ("an obsolete attribute", ISSUE, (BODY, "<p align='center'>x</p></main>"), "html-obsolete"),
    ("a colour of a row", ISSUE, (BODY, "<table><tr bgcolor='red'><td>x</table></main>"), "html-obsolete"),
    ("a border of a table", ISSUE, (BODY, "<table border='1'><tr><td>x</table></main>"), "html-obsolete"),
    ("a name for an anchor", ISSUE, (BODY, "<a name='x'></a></main>"), "html-obsolete"),
    *(
        (what, ISSUE, (BODY, f"{words}{BODY}"), "html-invalid")
        for what, words in {
            "a block in a paragraph": "<p>x<div>y</div></p>",
            "a block in a run of text": "<span><div>x</div></span>",
            "a list in a run of text": "<p><span><ul><li>x</ul></span></p>",
            "a table in a run of text": "<b><table><tr><td>x</table></b>",
            "an entry outside a list": "<div><li>x</li></div>",
            "a paragraph as an entry": "<ul><p>x</p></ul>",
            "words between entries": "<ul>x<li>y</li></ul>",
            "a term outside a list of terms": "<div><dt>x</dt><dd>y</dd></div>",
            "a list of terms without a term": "<dl><dd>x</dd></dl>",
            "a row outside a table": "<div><tr><td>x</td></tr></div>",
            "a paragraph between rows": "<table><p>x</p><tr><td>y</table>",
            "a caption that comes late": "<table><tr><td>x<caption>y</caption></table>",
            "a link in a link": "<a href='.'>x<a href='.'>y</a></a>",
            "a button in a link": "<a href='.'><button type='button'>x</button></a>",
            "a link in a button": "<button type='button'><b><a href='.'>x</a></b></button>",
            "a form in a form": "<form action='.'><form action='.'></form></form>",
            "a heading in a heading": "<h2>x<div><h3>y</h3></div></h2>",
            "a heading in a paragraph": "<p><span><h2>x</h2></span></p>",
            "an empty heading": "<h2> </h2>",
            "a heading with nothing under it": "<h2>联系方式</h2>",
            "a heading right above another": "<h2>联系方式</h2><h2>地址</h2><p>某路</p>",
            "an empty paragraph": "<p> </p>",
            "an empty entry": "<ul><li>x</li><li><b></b></li></ul>",
            "a row without cells": "<table><tr><td>x</td></tr><tr></tr></table>",
            "an empty table": "<table><tr><td> </td></tr></table>",
            "a note with nothing in it": "<div class='admonition note'><p class='admonition-title'>提示</p></div>",
            "a summary that is missing": "<details><p>x</p></details>",
            "a second summary": "<details><summary>x</summary><summary>y</summary></details>",
            "a link without words": "<a href='.'></a>",
            "a button without words": "<button type='button'></button>",
            "a time that is none": "<time>昨天</time>",
            "a day that is none": "<time datetime='2023-13-45'>x</time>",
            "a table's head below its body": "<table><tbody><tr><td>x<thead><tr><td>y</table>",
            "a second main": "<main>x</main>",
            "a main in a section of its own": "<article><main>x</main></article>",
            "a style sheet amid text": "<style>p{}</style>",
            "a title amid text": "<title>x</title>",
            "a meta amid text": "<meta name='x' content='x'>",
            "an unknown element": "<foo>x</foo>",
            "an unknown attribute": "<a hreff='.'>x</a>",
            "an unknown ARIA attribute": "<p aria-lable='x'>x</p>",
            "an attribute of another element": "<p href='.'>x</p>",
            "an unknown role": "<p role='buton'>x</p>",
            "an unknown type of a button": "<button type='sumbit'>x</button>",
            "an unknown type of a field": "<input type='txt'>",
            "an unknown direction": "<p dir='x'>x</p>",
            "an empty language": "<p lang=''>x</p>",
            "a country for a language": "<p lang='cn'>x</p>",
            "a frame without its underscore": "<a href='.' target='blank'>x</a>",
            "an unknown scope": "<table><tr><th scope='column'>x</table>",
            "a width in words": f"<img src='/town/{ICON}' alt='' width='100%'>",
            "a date in words": "<time datetime='2023年'>x</time>",
            "a state that is none": "<p aria-hidden='yes'>x</p>",
            "a boolean that is no": "<button disabled='no'>x</button>",
            "a picture without words": f"<img src='/town/{ICON}'>",
            "a picture of nothing": "<img src='' alt=''>",
            "a link to nothing": "<a href=''>x</a>",
            "a script of nothing": "<script src=''></script>",
            "an empty id": "<p id=''>x</p>",
            "an id of two words": "<p id='a b'>x</p>",
            "a map without a name": "<map></map>",
            "a day that no month has": "<time datetime='2023-02-30'>x</time>",
            "a label of a box": "<label for='content'>x</label>",
            "a tick in a field for words": "<input type='text' checked>",
            "a number in a list without numbers": "<ul><li value='1'>x</ul>",
            "a frame for no link": "<a target='_blank'>x</a>",
            "sizes of one picture": f"<img src='/town/{ICON}' alt='' sizes='100vw'>",
            "a map of a picture that leads nowhere": f"<img src='/town/{ICON}' alt='' ismap>",
            "a picture of an unknown size": f"<img src='/town/{ICON}' srcset='/town/{ICON} 2q' alt=''>",
            "a least number that is none": "<input type='number' min='a'>",
            "a cell that reaches below its table": "<table><tr><td rowspan='3'>x<td>y</table>",
            "a cell over another": "<table><tr><td>x<td rowspan='2'>y<tr><td colspan='2'>z</table>",
            "words between cells": "<table><tr>x<td>y</table>",
            "words between rows": "<table>x<tr><td>y</table>",
            "two pictures for one density": f"<img src='/town/{ICON}' srcset='/town/{ICON} 1x, /town/{ICON}' alt=''>",
            "pictures by width and by density": f"<img src='/town/{ICON}' srcset='/town/{ICON} 9w, . 2x' alt=''>",
            "a map of a picture that is not there": f"<img src='/town/{ICON}' usemap='#gone' alt=''>",
            "more than all": "<progress value='5'></progress>",
            "less than the least": "<meter min='2' max='4' value='1'></meter>",
            "a label of two fields": "<label>x<input name='a'><input name='b'></label>",
            "a cell over columns of no cell": "<table><tr><td colspan='3'>x<tr><td>y<td>z</table>",
        }.items()
    ),
    ("a second title", ISSUE, (HEAD, "<title>x</title></head>"), "html-invalid"),
    ("a link of no kind", ISSUE, (HEAD, "<link href='.'></head>"), "html-invalid"),
    ("an empty first heading", ISSUE, ("<h1>", "<h1></h1><h4>"), "html-invalid"),
    ("an empty language of the page", ISSUE, ('lang="zh-CN"', 'lang=""'), "page-language"),
    ("no doctype", ISSUE, ("<!doctype html>", ""), "page-doctype"),
    ("no language", ISSUE, ('lang="zh-CN"', ""), "page-language"),
    ("no charset", ISSUE, ('<meta charset="utf-8">', ""), "page-charset"),
    ("an id twice", ISSUE, (BODY, '<p id="issue-1">x</p></main>'), "id-twice"),
    ("a label for nothing", ISSUE, ('for="q"', 'for="p"'), "id-missing"),
    *(
        (f"two of {what}", ISSUE, (HEAD, f"<{what}></head>"), "html-invalid")
        for what in (
            'meta name="description" content="x"',
            'meta name="viewport" content="width=device-width"',
            'meta charset="utf-8"',
            'meta name="PubDate" content="2024-01-01 00:00"><meta name="PubDate" content="2025-01-01 00:00"',
            f'link rel="canonical" href="{ADDRESS}issues/1/"',
            """meta http-equiv="Content-Security-Policy" content="default-src 'none'\"""",
        )
    ),
    ("an owner that is not there", ISSUE, (BODY, "<p aria-owns='gone'>x</p></main>"), "id-missing"),
    *(
        (f"unwritten: {words}", ISSUE, (BODY, f"{words}{BODY}"), "placeholder")
        for words in (
            "<p>时间：待填写</p>",
            "<p>待完善</p>",
            "<p>电话 TBD</p>",
            "<p>某局××××</p>",
            "<p>此处填写说明</p>",
            "<p>这里输入内容</p>",
            "<p>示例文字</p>",
            "<p>（占位）</p>",
            "<p>占位文字</p>",
            "<p>敬请期待</p>",
            "<p>ＸＸＸ</p>",
            "<p>${name}</p>",
            "<p>Invalid Date</p>",
            "<p>锟斤拷</p>",
            "<p>\ufffd</p>",
            "<p>甲&amp;nbsp;乙</p>",
            "<p title='TODO'>x</p>",
            "<p aria-label='待补充'>x</p>",
            "<input placeholder='XXX'>",
            f"<img src='/town/{ICON}' alt='示例文字'>",
            "<p>待<b>补</b>充</p>",
            "<p>Lorem\n<em>ipsum</em></p>",
            "<!-- TODO: 核对 -->",
            "<p>办公地址待补充。</p>",
            "<p>联系电话（0769）待补充</p>",
            "<p>说明：内容待补充~</p>",
            "<p>——待补充——</p>",
            "<p>《待补充》</p>",
            "<p>1、待补充、待完善</p>",
            "<p>（后续补充）</p>",
            "<p>lorem</p>",
            "<p>20XX年</p>",
            "<p>单击此处添加标题</p>",
            f"<img src='/town/{ICON}' alt='图片说明待补充'>",
            "<p>Issue(number=1, problem=2)</p>",
            "<p>['洪屋涡', '梅沙']</p>",
            "<p>{'number': 1}</p>",
            "<p>datetime.date(2023, 4, 17)</p>",
            "<p>&lt;bound method x&gt;</p>",
            "<p>&lt;strong&gt;x</p>",
            f"<p>{'停车难'.encode().decode('latin-1')}</p>",
            "<p>[请填写单位名称]</p>",
            "<p>（暂缺，后补）</p>",
            "<p>图片待上传</p>",
            "<p>日期：？？？</p>",
            "<p>共%s条</p>",
            "<p>共{0}条</p>",
            "<p>错误!未找到引用源。</p>",
            "<p>Error! Bookmark not defined.</p>",
            "<p>合计 #REF!</p>",
            "<table><tr><td>#DIV/0!</td><td>x</td></tr></table>",
            "<table><tr><td>########</td><td>x</td></tr></table>",
            "<p>jinja2.exceptions.UndefinedError</p>",
            f"<p>{'停车难'.encode().decode('cp1252', 'ignore')}</p>",
            f"<p>{'巡察整改公开'.encode().decode('gbk', 'ignore')}</p>",
        )
    ),
    *(
        (f"unrendered: {words}", WRITTEN, (BODY, f"<p>{words}</p>{BODY}"), "markdown-left")
        for words in (
            '!!! note "提示"',
            "## 二级标题",
            "说的是**粗体**。",
            "说的是** 粗体 **。",
            "见[链接](about.md)",
            "|---|---|",
            "小标题 {#small .small}",
            "```",
            "事项 | 材料\n--- | ---\n甲 | 乙",
            "见[附件][1]",
            "~~作废~~",
            "::: note",
            "title: 办事指南\ndescription: x",
        )
    ),
    *(
        (f"a mark of a merge: {words}", WRITTEN, (BODY, f"{words}{BODY}"), "merge-conflict")
        for words in (
            "<p>&lt;&lt;&lt;&lt;&lt;&lt;&lt; HEAD</p>",
            "<p>电话：1\n=======\n电话：2</p>",
            "\n>>>>>>> 3fa1b2c (改电话)\n",
        )
    ),
    *(
        (f"a file that is none to hand out: {name}", name, b"x", "file-stray")
        for name in ("issues.yaml", "mkdocs.yml", "Dockerfile", "requirements.txt", "data/台账.xlsx", "a - 副本.csv")
    ),
    ("the ledger of the office", "附件.xlsx", ledger.as_xlsx(SMALL_DATA), "file-stray"),
    ("a mark of a merge in a text", "notes.txt", "<<<<<<< HEAD\n甲\n".encode(), "merge-conflict"),
    ("a mark that turns the reading", ISSUE, (BODY, "<p>甲\u202e乙</p></main>"), "control-character"),
    ("a comment of a template", ISSUE, (BODY, "<p>{# 备注 #}</p></main>"), "template-left"),
    ("a heading that is hidden", ISSUE, ("<h1>", "<h1 hidden>"), "page-frame"),
    ("TODO in a style sheet", CSS, 'a::after{content:"（待补充）"}', "placeholder"),
    ("TODO in a script", SCRIPT, "// TODO\n", "placeholder"),
    ("TODO in a picture", ICON, ("</svg>", "<text>TODO</text></svg>"), "placeholder"),
    ("TODO in JSON-LD", ISSUE, ('{"@context"', '{"alternateName": "TODO", "@context"'), "placeholder"),
    ("TODO in the title", ISSUE, ("<title>问题1：停车难", "<title>TODO"), "placeholder"),
    ("no policy", ISSUE, ('http-equiv="Content-Security-Policy"', 'name="Policy"'), "page-policy"),
    ("a loose policy", ISSUE, ("script-src 'self'", "script-src 'self' 'unsafe-inline'"), "page-policy"),
    *(
        (f"a policy with {new}", ISSUE, (old, new), "page-policy")
        for old, new in {
            "connect-src 'self'": "connect-src *",
            "script-src 'self'": "script-src 'self' cdn.example",
            "style-src 'self'": "style-src 'self' 'unsafe-inline'",
            "img-src 'self' data:": "img-src *",
            "base-uri 'none'": "base-uri 'self'",
            "form-action 'self'": "object-src *",
            "default-src 'none'; ": "",
        }.items()
    ),
    ("the address told to others", ISSUE, (HEAD, "<meta name=referrer content=unsafe-url></head>"), "page-policy"),
    ("headers with a looser policy", "_headers", ("frame-ancestors 'none'", "frame-ancestors *"), "page-policy"),
    ("a page in a page", ISSUE, (BODY, "<iframe srcdoc='x'></iframe></main>"), "policy-blocks"),
    ("a film", ISSUE, (BODY, "<video src='a.mp4'></video></main>"), "policy-blocks"),
    ("an import map", ISSUE, (HEAD, "<script type='importmap'>{}</script></head>"), "policy-blocks"),
    ("a link to a script in a picture", ICON, ("</svg>", "<a href='java&#10;script:x()'/></svg>"), "link-unsafe"),
    ("a script in a picture", ICON, ("</svg>", "<script>x()</script></svg>"), "policy-blocks"),
    ("a handler in a picture", ICON, ("<svg ", "<svg onload='x()' "), "policy-blocks"),
    ("an inline script", ISSUE, (BODY, "<script>alert(1)</script></main>"), "policy-blocks"),
    ("a script of an old kind", ISSUE, (BODY, "<script type='text/ecmascript'>x()</script></main>"), "policy-blocks"),
    ("an inline style", ISSUE, (BODY, '<p style="color:red">x</p></main>'), "policy-blocks"),
    ("a handler", ISSUE, (BODY, '<p onclick="x()">x</p></main>'), "policy-blocks"),
    ("a javascript: link", ISSUE, (BODY, '<a href="javascript:x()">x</a></main>'), "link-unsafe"),
    ("a link to no page", ISSUE, ('href="../3/"', 'href="../4/"'), "link-broken"),
    ("a link out of the site", ISSUE, (BODY, '<a href="../../../etc/passwd">x</a></main>'), "link-broken"),
    ("a link to no anchor", ISSUE, ("announcement/#issue-1", "announcement/#issue-9"), "link-broken"),
    ("a link of a full address to no page", ISSUE, (BODY, f'<a href="{ADDRESS}gone/">x</a></main>'), "link-broken"),
    ("a link past the site's own folder", LOST, ('href="/town/about/"', 'href="/about/"'), "link-broken"),
    *(
        (f"no address: {address}", ISSUE, (BODY, f"<a href='{address}'>x</a></main>"), "link-broken")
        for address in (
            "http://",
            "https:/www.gov.cn",
            "https://www.gov.cn，",
            "https://www.gov.cn/a。",
            "mailto:",
            "tel:无",
        )
    ),
    ("a link whose address was not written", ISSUE, (BODY, '<a href="#">点击此处</a></main>'), "link-broken"),
    ("an unknown scheme", ISSUE, (BODY, '<a href="htp://example.org/">x</a></main>'), "link-broken"),
    ("a lost image", ISSUE, (BODY, '<img src="a.png" alt=""></main>'), "link-broken"),
    (
        "a lost image of a set",
        ISSUE,
        (BODY, f'<img src="/town/{ICON}" srcset="b.png 2x" alt=""></main>'),
        "link-broken",
    ),
    ("a lost poster", ISSUE, (BODY, '<video poster="a.png"></video></main>'), "link-broken"),
    ("a lost symbol", ISSUE, (BODY, f'<svg><use href="/town/{ICON}#no"/></svg></main>'), "link-broken"),
    ("a lost style sheet", ISSUE, ("stylesheets/site.", "stylesheets/sites."), "link-broken"),
    ("a lost script of the search", ISSUE, ("javascripts/search.", "javascripts/find."), "link-broken"),
    ("a lost picture to share", ISSUE, ("images/summary.", "images/sum."), "link-broken"),
    (
        "a lost address in JSON-LD",
        ISSUE,
        (f'"url": "{ADDRESS}issues/1/"', f'"url": "{ADDRESS}x/"'),
        "link-broken",
    ),
    ("a lost picture of a style sheet", CSS, "a{background:url(gone.png)}", "link-broken"),
    ("a lost import of a style sheet", CSS, '@import "gone.css";', "link-broken"),
    ("a lost module", SEARCH, ("./search/pairs.", "./search/none."), "link-broken"),
    ("a lost icon of a manifest", "a.webmanifest", b'{"icons":[{"src":"gone.png"}]}', "link-broken"),
    ("a lost entry of a feed", "feed.atom", f'<feed><link href="{ADDRESS}x/"/></feed>'.encode(), "link-broken"),
    (
        "a script of another site",
        ISSUE,
        (HEAD, '<script src="https://cdn.example/a.js"></script></head>'),
        "third-party",
    ),
    ("an image of another site", ISSUE, (BODY, '<img src="//cdn.example/a.png" alt=""></main>'), "third-party"),
    (
        "a connection to another site",
        ISSUE,
        (HEAD, '<link rel="preconnect" href="https://cdn.example"></head>'),
        "third-party",
    ),
    ("a base of another site", ISSUE, (HEAD, '<base href="https://evil.example/"></head>'), "third-party"),
    (
        "a picture of another site behind the page",
        ISSUE,
        ("<body", '<body background="//cdn.example/a.png"'),
        "third-party",
    ),
    ("an import in capitals", CSS, '@IMPORT "https://fonts.example/a.css";', "third-party"),
    *(
        (f"elsewhere: {words}", ISSUE, (at, f"{words}{at}"), "third-party")
        for at, words in (
            (HEAD, '<meta http-equiv="refresh" content="0; url=https://evil.example/">'),
            (HEAD, '<meta http-equiv="refresh" content="0;https://evil.example/">'),
            (HEAD, '<link rel="alternate stylesheet" href="https://cdn.example/a.css" title="x">'),
            (HEAD, '<link rel="dns-prefetch" href="//cdn.example">'),
            (HEAD, '<link rel="preload" as="image" imagesrcset="https://cdn.example/a.png 2x">'),
            (HEAD, '<link rel="modulepreload" href="https://cdn.example/a.js">'),
            (HEAD, '<link rel="prefetch" href="https://cdn.example/">'),
            (HEAD, '<meta property="og:image" content="https://cdn.example/a.png">'),
            (HEAD, '<meta property="og:video" content="https://cdn.example/a.mp4">'),
            (BODY, '<svg><rect fill="url(https://cdn.example/a.svg#b)"/></svg>'),
            (BODY, '<form action="https://evil.example/"></form>'),
            (BODY, '<button type="submit" formaction="https://evil.example/">x</button>'),
            (BODY, '<a href="." ping="https://evil.example/">x</a>'),
            (BODY, '<svg><image href="https://cdn.example/a.png"/></svg>'),
            (BODY, '<svg><use xlink:href="https://cdn.example/a.svg#x"/></svg>'),
            (BODY, '<form data-index="https://cdn.example/" action="."></form>'),
        )
    ),
    *(
        (f"elsewhere: {words}", CSS, words, "third-party")
        for words in (
            'a{background:image-set("https://cdn.example/a.png" 1x)}',
            'a{background:-webkit-image-set(url(a.png) 1x, "//cdn.example/b.png" 2x)}',
            "@import url(https://cdn.example/a.css) screen;",
            "@import url('//cdn.example/a.css');",
            "@font-face{font-family:x;src:local(x),url(//cdn.example/a.woff2)}",
            "a{background:url(//cdn.example/a.png)}",
        )
    ),
    *(
        (f"elsewhere: {words}", SCRIPT, words, "third-party")
        for words in (
            'fetch("//cdn.example/a");',
            'new Worker("https://cdn.example/a.js");',
            'new WebSocket("wss://cdn.example/");',
            "new EventSource('https://cdn.example/');",
            'navigator.sendBeacon("https://cdn.example/");',
            'x.open("GET", "http://cdn.example/");',
            "fetch(`https://${host}/`);",
            r'fetch("https:\/\/cdn.example");',
        )
    ),
    (
        "a style sheet of another site in a picture",
        ICON,
        ("</svg>", "<style>@import '//a.example/b';</style></svg>"),
        "third-party",
    ),
    (
        "a style sheet of another site for XML",
        "sitemap.xml",
        ("<urlset", '<?xml-stylesheet href="https://cdn.example/a.xsl"?><urlset'),
        "third-party",
    ),
    (
        "a search of another site",
        "opensearch.xml",
        b'<OpenSearchDescription><Url template="https://evil.example/?q={searchTerms}"/></OpenSearchDescription>',
        "third-party",
    ),
    *(
        (f"lost: {words}", ISSUE, (BODY, f"{words}{BODY}"), "link-broken")
        for words in (
            "<blockquote cite='gone/'>x</blockquote>",
            "<q cite='gone/'>x</q>",
            "<p><ins cite='gone/'>x</ins></p>",
            "<form action='gone/'></form>",
            "<form data-index='gone/' action='.'></form>",
            "<svg><rect fill='url(#gone)'/></svg>",
            "<link rel='preload' as='image' href='.' imagesrcset='gone.png 2x'>",
        )
    ),
    *(
        (f"lost: {words}", SCRIPT, words, "link-broken")
        for words in (
            'fetch("./gone.json")',
            'fetch("/gone.json")',
            'import("./gone.js")',
            'new URL("gone.png", import.meta.url)',
        )
    ),
    (
        "a lost address for searching",
        "opensearch.xml",
        f'<OpenSearchDescription><Url template="{ADDRESS}gone/?q={{searchTerms}}"/></OpenSearchDescription>'.encode(),
        "link-broken",
    ),
    ("a sum of another script", ISSUE, ('integrity="sha256-', 'integrity="sha256-A'), "sums-wrong"),
    (
        "a page that search engines are to leave out",
        ISSUE,
        (HEAD, "<meta name=robots content=noindex></head>"),
        "robots-wrong",
    ),
    (
        "a page that one of them is to leave out",
        ISSUE,
        (HEAD, "<meta name=Baiduspider content=none></head>"),
        "robots-wrong",
    ),
    ("a site that search engines may not read", "robots.txt", "\nUser-agent: *\nDisallow: /\n", "robots-wrong"),
    (
        "a folder that Baidu may not read",
        "robots.txt",
        "\nUser-agent: Baiduspider\nDisallow: /town/issues/\n",
        "robots-wrong",
    ),
    (
        "a page of a Chinese name that none may read",
        "robots.txt",
        f"\nUser-agent: *\nDisallow: /town/{OWN}\n",
        "robots-wrong",
    ),
    (
        "a page of a Chinese name that the map lacks",
        "sitemap.xml",
        (f"<url><loc>{ADDRESS}{OWN}/</loc></url>", ""),
        "sitemap-wrong",
    ),
    (
        "an entity of another site in a picture",
        ICON,
        ("<svg", '<!DOCTYPE svg [<!ENTITY x SYSTEM "https://evil.example/x">]><svg'),
        "third-party",
    ),
    ("a way to another site", "_redirects", b"/* https://evil.example/:splat 301!\n", "third-party"),
    ("a way to no page", "_redirects", b"/old/ /town/gone/ 301\n", "link-broken"),
    ("the domain of another host", "CNAME", b"evil.example\n", "canonical-wrong"),
    (
        "our address in capitals",
        ISSUE,
        (BODY, "<a href='HTTPS://EXAMPLE.GOV.CN/town/gone/'>x</a></main>"),
        "link-broken",
    ),
    (
        "our address with its port",
        ISSUE,
        (BODY, "<a href='https://example.gov.cn:443/town/gone/'>x</a></main>"),
        "link-broken",
    ),
    ("a lost page for lost addresses", LOST, None, "file-needed"),
    *(
        (f"left over: {name}", name, b"x", "file-stray")
        for name in (
            *(
                "index.html.bak",
                "index.html~",
                "site.css.orig",
                "site.css.rej",
                ".index.html.swp",
                "a.tmp",
                "site.js.map",
            ),
            *(".DS_Store", "Thumbs.db", "desktop.ini", "~$台账.docx", ".git/config", ".env", "prod.env", "build.py"),
            *("index.php", "web.config", ".htaccess", "backup.zip", "site.tar", "backup-2024.tar.gz", "台账.db"),
            *("server.key", ".htpasswd", "__MACOSX/a", "old.bak.gz", ".well-known/.DS_Store", "dump.SQL"),
        )
    ),
    ("a lost robots.txt", "robots.txt", None, "file-needed"),
    ("lost headers", "_headers", None, "file-needed"),
    ("a font of another site", CSS, "@font-face{src:url(https://fonts.example/a.woff2)}", "third-party"),
    ("a fetch from another site", SCRIPT, 'fetch("https://stats.example/hit");', "third-party"),
    ("an import from another site", SCRIPT, 'import("//cdn.example/a.js");', "third-party"),
    (
        "another canonical address",
        ISSUE,
        (f'canonical" href="{ADDRESS}', 'canonical" href="https://other.gov.cn/'),
        "canonical-wrong",
    ),
    ("no canonical address", ISSUE, ('rel="canonical"', 'rel="help"'), "canonical-wrong"),
    (
        "another address to share",
        ISSUE,
        (f'og:url" content="{ADDRESS}', f'og:url" content="{ADDRESS}x/'),
        "canonical-wrong",
    ),
    ("a page that the map lacks", "sitemap.xml", (f"<url><loc>{ADDRESS}issues/1/</loc></url>", ""), "sitemap-wrong"),
    ("a page that only the map has", "sitemap.xml", ("issues/1/", "issues/2/"), "sitemap-wrong"),
    ("no map", "sitemap.xml", None, "sitemap-wrong"),
    ("robots without a map", "robots.txt", ("Sitemap: ", "# "), "robots-wrong"),
    ("JSON that breaks off", SCHEMA, ("{", ""), "json-invalid"),
    ("JSON-LD that breaks off", ISSUE, ('{"@context"', '"@context"'), "json-invalid"),
    ("XML that breaks off", ICON, ("</svg>", ""), "xml-invalid"),
    ("a row that is too short", CSV, "1,2\r\n", "csv-ragged"),
    ("a changed cell of the table", CSV, ("停车", "行车"), "export-differs"),
    ("another status in the table alone", CSV, ("推进中", "已完成"), "export-differs"),
    ("another heading of the table", CSV, ("反馈的问题", "反馈问题"), "table-wrong"),
    ("a status of no kind in the table", CSV, ("推进中", "快好了"), "table-wrong"),
    ("words for a number in the table", CSV, ("\n1,", "\n一,"), "table-wrong"),
    ("a day that does not exist in the table", CSV, ("2024-03-01", "2024-02-30"), "table-wrong"),
    ("an empty cell that must not be", CSV, ("停车难", ""), "table-wrong"),
    ("a lost table", CSV, None, "export-differs"),
    ("a workbook that cannot be opened", XLSX, b"PK", "export-differs"),
    ("a lost workbook", XLSX, None, "export-differs"),
    ("a lost feed", FEED, None, "export-differs"),
    ("another day in the feed", FEED, ("2024-03-01T", "2024-03-02T"), "export-differs"),
    ("a feed without a name", FEED, ("<name>某镇党委</name>", ""), "feed-wrong"),
    ("a feed without an identity", FEED, (f"<id>{ADDRESS}</id>", ""), "feed-wrong"),
    ("an entry without a title", FEED, ("<title>问题1：停车难（已完成）</title>", ""), "feed-wrong"),
    (
        "an entry without a link",
        FEED,
        ('<link href="https://example.gov.cn/town/issues', '<link title="'),
        "feed-wrong",
    ),
    ("a feed with a day that is no moment", FEED, ("T00:00:00+08:00", ""), "feed-wrong"),
    ("another sum", SUMS, "\n", "export-differs"),
    ("another type of a column", PACKAGE, ('"integer"', '"number"'), "export-differs"),
    ("a package that names no columns", PACKAGE, ('"fields"', '"columns"'), "table-wrong"),
    ("data without a key", JSON, ('"problem"', '"problems"'), "unknown-key"),
    (
        "data with evidence that its measure lacks",
        JSON,
        ('"evidence": "加快', '"evidence": "完成'),
        "evidence-not-in-text",
    ),
    ("data with a number twice", JSON, ('"number": 3', '"number": 1'), "number-twice"),
    ("data written otherwise", JSON, "\n", "export-differs"),
    ("another schema", SCHEMA, ('"type"', '"types"'), "export-differs"),
    ("another text of the announcement", TEXT, ("停车难", "停车"), "export-differs"),
    ("another word on the page of the full text", FULL, ("召开会议", "召开大会"), "mirror"),
    ("a paragraph lost from the full text", FULL, ("召开会议。", ""), "mirror"),
    ("another word on the page of an issue", ISSUE, ("加强管理", "加强治理"), "mirror"),
    *(
        (f"an invented paragraph at {where}", page, (at, f"{at}{INVENTED}" if at != BODY else INVENTED + at), "mirror")
        for page in (ISSUE, CATEGORY, PART, FULL, CATEGORIES, PROGRESS, PLACES)
        for where, at in (("the start", TOP), ("the middle", TITLED), ("the end", BODY))
    ),
    ("a paragraph invented among the measures", ISSUE, ("加强管理。</p>", f"加强管理。</p>{INVENTED}"), "mirror"),
    ("a paragraph invented behind the site's words", ISSUE, ("</figure>", f"{INVENTED}</figure>"), "mirror"),
    ("words invented behind the announcement's", ISSUE, ("加强管理。</p>", "加强管理。全部完成。</p>"), "mirror"),
    ("a character of a problem changed", ISSUE, ("</span>停车难</h1>", "</span>停车易</h1>"), "mirror"),
    ("a character of a problem lost", CATEGORY, ("</span>停车难</a>", "</span>停车</a>"), "mirror"),
    ("a character of a measure changed", CATEGORY, ("加强管理", "加强治理"), "mirror"),
    ("a character of a measure lost", CATEGORY, ("加强管理", "加管理"), "mirror"),
    ("a character of a quotation changed", ISSUE, ("加快建设停车场", "加快建成停车场"), "mirror"),
    ("a quotation that begins later", CATEGORY, swapped("<mark[^>]*>", "加快"), "mirror"),
    ("another status that a quotation is explained by", ISSUE, ("</span>推进中<", "</span>已完成<"), "mirror"),
    ("a quotation in the looks of another status", ISSUE, ('<mark class="ongoing"', '<mark class="done"'), "mirror"),
    ("a title of a category changed", CATEGORY, ("关于交通方面</h1>", "关于交道方面</h1>"), "mirror"),
    ("a title of a category changed above an issue", ISSUE, ("关于交通方面</a>", "关于交道方面</a>"), "mirror"),
    *(
        ("a title of a category changed in a list", page, ("关于交通方面</", "关于交道方面</"), "mirror")
        for page in (HOME, CATEGORIES, PROGRESS, SEARCHING, SITE_MAP)
    ),
    ("a problem changed in a list", PROGRESS, ("停车难</a>", "停车易</a>"), "mirror"),
    ("a problem changed on the site map", SITE_MAP, ("停车难</a>", "停车易</a>"), "mirror"),
    ("a problem changed in another's links", REPAIRED, ("停车难</a>", "停车易</a>"), "mirror"),
    ("a character of a section changed", PART, ("召开会议", "召开大会"), "mirror"),
    ("a character of a section's title lost", PART, ("精心部署", "精心部"), "mirror"),
    ("another date on the home page", HOME, ("2023年7月26日", "2023年7月25日"), "mirror"),
    ("another label of a status", ISSUE, ('ongoing">推进中</span>', 'ongoing">已完成</span>'), "mirror"),
    ("another class of a status", ISSUE, ('"status ongoing"', '"status done"'), "mirror"),
    (
        "a status lost from a category",
        CATEGORY,
        ('</p>\n      <span class="status stated">已公布措施</span>', "</p>"),
        "mirror",
    ),
    (
        "another status on the page of the progress",
        PROGRESS,
        ('是</span><span class="status ongoing', '是</span><span class="status done'),
        "mirror",
    ),
    ("a measure lost", ISSUE, without('<li id="issue-1-measure-2"'), "mirror"),
    ("a measure lost from a category", CATEGORY, without('<li id="issue-1-measure-2"'), "mirror"),
    ("two measures in each other's place", ISSUE, swapped("<p><mark.*?</p>", "<p>加强管理。</p>"), "mirror"),
    ("two issues in each other's place", SITE_MAP, swapped("问题1：停车难", "问题3：道路破损"), "mirror"),
    ("an issue lost from its category", CATEGORY, without('<section class="issue" id="issue-3"'), "mirror"),
    ("an issue lost from the site map", SITE_MAP, without('<li><a href="../issues/3/"'), "mirror"),
    ("a lost page of an issue", REPAIRED, None, "mirror"),
    ("an invented page of an issue", "issues/2/index.html", b"<!doctype html><title>x</title><h1>x</h1>", "mirror"),
    ("a status that the filter takes for another", PROGRESS, ('"ongoing done"', '"done done"'), "mirror"),
    ("another number of issues on the home page", HOME, ("<b>2</b>", "<b>3</b>"), "mirror"),
    ("another number of missing issues", HOME, ("另缺 </span>1", "另缺 </span>0"), "mirror"),
    ("another number of a status on the home page", HOME, ("推进中</span> 1", "推进中</span> 2"), "mirror"),
    ("another bar for those who see", HOME, ('width="', 'width="9'), "mirror"),
    ("another bar for those who listen", HOME, ('aria-label="已完成', 'aria-label="已完成9'), "mirror"),
    ("another number of issues of a category", HOME, ('class="note">2', 'class="note">3'), "mirror"),
    ("another number on the page of a category", CATEGORY, ('class="note">2', 'class="note">3'), "mirror"),
    ("another number on the page of the progress", PROGRESS, ("推进中</span> 1", "推进中</span> 2"), "mirror"),
    ("another number in the table of the progress", PROGRESS, ('推进中">1', '推进中">2'), "mirror"),
    ("another number on the page of the categories", CATEGORIES, ("</span>3<span", "</span>4<span"), "mirror"),
    *(
        ("another number of a missing issue", page, ("缺问题</span>2", "缺问题</span>4"), "mirror")
        for page in (ISSUE, CATEGORY, CATEGORIES, PROGRESS, FULL)
    ),
    ("another category of a missing issue", ISSUE, ("关于交通方面</a><span", "关于交道方面</a><span"), "mirror"),
    ("another title in the window", ISSUE, ("<title>问题1：停车难", "<title>问题1：停车易"), "mirror"),
    *(
        (
            f"another problem in {tag}",
            ISSUE,
            (f'"{tag}" content="问题1：停车难', f'"{tag}" content="问题1：停车易'),
            "mirror",
        )
        for tag in ("og:title", "ArticleTitle", "description", "og:description")
    ),
    ("another figure beside the picture to share", ISSUE, ("2个问题", "3个问题"), "mirror"),
    ("another problem in JSON-LD", ISSUE, (json.dumps("问题1：停车难"), json.dumps("问题1：停车易")), "mirror"),
    ("another category in JSON-LD", ISSUE, (json.dumps("（一）关于交通方面"), json.dumps("（一）关于方面")), "mirror"),
    ("an update with other words", ISSUE, ("沿线新增", "沿线增加"), "mirror"),
    ("an update of another day", ISSUE, ("2024年3月1日", "2024年3月2日"), "mirror"),
    ("an update from elsewhere", ISSUE, ("镇政府网站公告", "县政府网站公告"), "mirror"),
    ("an update lost", ISSUE, without('<ol class="updates"'), "mirror"),
    ("an update with other words on the home page", HOME, ("沿线新增", "沿线增加"), "mirror"),
    ("an update of another status on the home page", HOME, ('"status done"', '"status ongoing"'), "mirror"),
    ("another word in the search", INDEX, ("停车难".encode("gb18030"), "停车易".encode("gb18030")), "export-differs"),
    *(
        (f"words of the site's own that no template has: {new}", page, (old, new), "mirror")
        for page, old, new in (
            (ISSUE, "整改措施和进展</h2>", "整改全部完成</h2>"),
            (ISSUE, "复制引用</button>", "已完成100%</button>"),
            (ISSUE, '<p class="after" data-own>通报之后', '<p class="after" data-own>2025年1月1日之后'),
            (CATEGORY, "个问题，</span>", "个问题都已整改，</span>"),
            (ISSUE, "大字版", "全部完成"),
            (ISSUE, 'placeholder="问题', 'placeholder="甲村'),
            (HOME, "<p>本站文字与", "<p>全部完成，"),
            (LOST, "<p>网址可能写错了", "<p>整改已完成，网址可能写错了"),
            ("open-data/index.html", "没有注明使用许可", "不许使用"),
        )
    ),
    ("another name of the site above a page", ISSUE, ("整改进展公开</a>", "整改完成公开</a>"), "page-frame"),
    ("another publisher in JSON-LD", ISSUE, ('{"@context"', '{"publisher": {"name": "某县"}, "@context"'), "mirror"),
    ("an emptied style sheet", CSS, emptied, "sums-wrong"),
    ("a changed script of the search", SEARCH, ";alert(1)", "sums-wrong"),
    ("a changed table of pairs", PAIRS, ";alert(1)", "sums-wrong"),
    ("a changed icon", ICON, ("#a3161b", "#00ff00"), "export-differs"),
    ("an icon of other bytes than its name says", ICON, ("#a3161b", "#00ff00"), "sums-wrong"),
    ("an empty picture to share", PICTURE, b"", "export-differs"),
    ("half a picture to share", PICTURE, b"\x89PNG\r\n\x1a\n", "export-differs"),
    *(
        (
            f"a page without {what}",
            ISSUE,
            cut(element),
            code,
        )
        for what, element, code in (
            ("a style sheet", '<link rel="stylesheet"[^>]*>', "page-frame"),
            ("an icon", '<link rel="icon"[^>]*>', "page-frame"),
            ("the feed", '<link rel="alternate"[^>]*>', "page-frame"),
            ("the script", "<script src=[^>]*></script>", "page-frame"),
            ("the navigation", "<nav aria-label=.*?</nav>", "page-frame"),
            ("the footer", "<footer.*</footer>", "page-frame"),
            ("the version of its data", '<p class="version">.*?</p>', "page-frame"),
            ("a viewport", '<meta name="viewport"[^>]*>', "tag-missing"),
            ("JSON-LD", "<script type=.*?</script>", "tag-missing"),
            ("its picture", '<meta property="og:image"[^>]*>', "tag-missing"),
            ("its source", '<meta name="ContentSource"[^>]*>', "tag-missing"),
            ("a QR code", '<figure class="qr">.*?</figure>', "mirror"),
        )
    ),
    *(
        (f"a page without {tag}", ISSUE, (f'property="{tag}"', 'property="x"'), "tag-missing")
        for tag in ("og:type", "og:locale", "og:site_name", "og:title", "og:description", "og:url")
    ),
    ("another column", ISSUE, ('"ColumnName" content="问题', '"ColumnName" content="通知'), "mirror"),
    ("another source", ISSUE, ('"ContentSource" content="某镇', '"ContentSource" content="某县'), "mirror"),
    ("another title of a page of staff's", WRITTEN, ('"og:title" content="', '"og:title" content="别'), "mirror"),
    ("another picture to share", ISSUE, ("images/summary", "images/summery"), "mirror"),
    ("another language", ISSUE, ('lang="zh-CN"', 'lang="en"'), "page-language"),
    ("a late charset", ISSUE, ("<head>", f"<head><!--{'x' * 1100}-->"), "page-charset"),
    ("a policy after what it governs", ISSUE, ("<head>", '<head><link rel="icon" href="/town/">'), "page-policy"),
    *(
        (f"hidden: {old}", ISSUE, (old, new), code)
        for old, new, code in (
            ("<html ", "<html hidden ", "page-frame"),
            ("<body", "<body inert", "page-frame"),
            ("<main ", '<main aria-hidden="true" ', "page-frame"),
            ('<ol class="measures">', '<ol class="measures" hidden>', "mirror"),
            ('<ol class="measures">', '<ol class="measures unseen">', "mirror"),
            ("<p>加强管理。", '<p class="gloss">加强管理。', "mirror"),
            ("加强管理。", '<span aria-hidden="true">加强管理。</span>', "mirror"),
            ('class="no-js"', 'class="no-js unseen"', "page-frame"),
            ("<body", '<body class="unseen"', "page-frame"),
            *(
                ('<ol class="measures">', f'<{element}><ol class="measures">', "mirror")
                for element in ("template", "noscript", "dialog", "div popover", "canvas")
            ),
        )
    ),
    *(
        (f"withdrawn or turned round: {new}", ISSUE, (old, new), code)
        for old, new, code in (
            ("<p>加强管理。</p>", "<p><del>加强管理。</del></p>", "mirror"),
            ("加强管理。", "<s>加强管理。</s>", "mirror"),
            ("加强管理。", "加强<strike>管理</strike>。", "mirror"),
            ("加强管理。", '<bdo dir="rtl">加强管理。</bdo>', "mirror"),
            ("<p>加强管理。", '<p dir="rtl">加强管理。', "mirror"),
            ("<html ", '<html dir="RTL" ', "page-frame"),
            ('<body dir="ltr"', '<body dir="rtl"', "page-frame"),
        )
    ),
    *(
        (f"read out in place of the announcement: {new}", ISSUE, (old, new), "mirror")
        for old, new in (
            ('<ol class="measures">', '<ol class="measures" aria-label="已全部完成">'),
            ('<li id="issue-1-measure-1"', '<li id="issue-1-measure-1" aria-label="已全部完成"'),
            ('<span class="status ongoing"', '<span aria-label="已完成" class="status ongoing"'),
            ('<nav class="steps"', '<nav title="已全部完成" class="steps"'),
            ('<ol class="measures">', '<ol class="measures" aria-description="已全部完成">'),
            ("<p>加强管理。", '<p>加强管理。<input readonly value="已全部完成">'),
        )
    ),
    ("a search that goes elsewhere", ISSUE, ('action="../../search/"', 'action="../../about/"'), "page-frame"),
    ("a search for nothing", ISSUE, ('name="q"', 'name="w"'), "page-frame"),
    ("a search without its index", ISSUE, ("data-index=", "data-other="), "page-frame"),
    ("a search with another script", ISSUE, ("javascripts/search.", "javascripts/site."), "page-frame"),
    (
        "a lost page that loads from where it is",
        LOST,
        ('sheet" href="/town/', 'sheet" href="'),
        "link-broken",
    ),
    ("another version of the data", ISSUE, ("数据版本：", "数据版本：0"), "page-frame"),
    ("another publisher", ISSUE, ("通报发布单位：某镇", "通报发布单位：某县"), "page-frame"),
    ("another address on paper", ISSUE, (f"本页网址：{ADDRESS}", "本页网址：https://example.gov.cn/"), "page-frame"),
    ("a footer of one page alone", ISSUE, ("<p>本站文字", "<p>电话：12345</p><p>本站文字"), "page-frame"),
    ("a citation of another publisher", ISSUE, ("原文发布单位：某镇", "原文发布单位：某县"), "mirror"),
    ("a citation of another address", ISSUE, (f"，{ADDRESS}issues/1/", f"，{ADDRESS}issues/3/"), "mirror"),
    (
        "a QR code of another page",
        ISSUE,
        recoded,
        "mirror",
    ),
    *(
        (f"a link that leads elsewhere: {old}", page, (old, new), "mirror")
        for page, old, new in (
            (ISSUE, 'announcement/#issue-1"', 'announcement/#issue-3"'),
            (ISSUE, 'rel="next" href="../3/', 'rel="next" href="../1/'),
            (ISSUE, 'categories/traffic/">（一）', 'about/">（一）'),
            (ISSUE, 'href="../../categories/">问题和措施</a> ›', 'href="../../progress/">问题和措施</a> ›'),
            (ISSUE, 'href="../../about/">口径说明', 'href="../../sitemap/">口径说明'),
            (ISSUE, 'class="skip" href="#content', 'class="skip" href="../3/#content'),
            (CATEGORY, 'id="link-1" href="../../issues/1/', 'id="link-1" href="../../issues/3/'),
            (CATEGORY, '<h2><a href="../../issues/1/', '<h2><a href="../../issues/3/'),
            (HOME, 'href="issues/1/#issue-1-measure-2', 'href="issues/3/'),
            (HOME, '<li><a href="categories/traffic/', '<li><a href="categories/'),
            (FULL, 'href="../issues/1/', 'href="../issues/3/'),
            (PROGRESS, 'href="../issues/1/#issue-1-measure-1', 'href="../issues/1/#issue-1-measure-2'),
            (SITE_MAP, 'href="../issues/1/', 'href="../issues/3/'),
            ("open-data/index.html", 'href="../data/issues.csv', 'href="../data/issues.xlsx'),
        )
    ),
    ("a site map without its name", "sitemap.xml", (' xmlns="', ' id="'), "sitemap-wrong"),
    (
        "a page twice in the site map",
        "sitemap.xml",
        ("<url>", MAPPED),
        "sitemap-wrong",
    ),
    ("a change on no day", "sitemap.xml", ("</loc>", "</loc><lastmod>2099-13-45</lastmod>"), "sitemap-wrong"),
    ("more in the site map than it may have", "sitemap.xml", ("</loc>", "</loc><foo/>"), "sitemap-wrong"),
    ("a page in place of robots.txt", "robots.txt", ("User-agent", "<html>User-agent"), "robots-wrong"),
    ("a key of a cloud", SCRIPT, f"// {AWS}\n", "secret"),
    ("a private key", "key.txt", b"-----BEGIN RSA PRIVATE KEY-----\n", "secret"),
    ("a password", ISSUE, (BODY, "<p>password=correct-horse</p></main>"), "secret"),
    *(
        (f"a secret: {words[:16]}", ISSUE, (BODY, f"<p>{words}</p></main>"), "secret")
        for words in (
            "AIza" + "b" * 35,
            "sk-" + "ant-api03-" + WILD,
            "sk_" + "live_" + WILD,
            "npm_" + WILD + "abcd",
            "pypi-" + WILD + WILD,
            "https://oapi.dingtalk.com/robot/send?access_" + "token=" + WILD,
            "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + "0a1b2c3d-0a1b-0a1b-0a1b-0a1b2c3d4e5f",
            "https://open.feishu.cn/open-apis/bot/v2/hook/" + WILD,
            "Authorization: Bearer " + WILD,
            "Authorization: Basic " + "Y2xlcms6c2VjcmV0",
            "api_token=" + WILD,
            "密码：Hm2023!x",
            "初始口令为 abc12345",
            "口令是abc12345",
            "初始密码均为abc12345",
            "密码 abc12345",
            "clerk:$apr1$" + "abcdefgh$0123456789abcdefghijkl",
            "clerk:$2y$" + "05$0123456789abcdefghijklmnopqrstuv",
            "postgres://clerk:" + "correct@db.example.cn/town",
            "redis://:" + "correct@db.example.cn",
            "-----BEGIN PGP PRIVATE KEY BLOCK-----",
        )
    ),
    *(
        (f"a secret in {name}", name, content, "secret")
        for name, content in {
            "notes.md": AWS.encode(),
            "deploy.yaml": b"password: correct-horse",
            "page.map": AWS.encode(),
            "server.log": AWS.encode(),
            "key": AWS.encode(),
            "utf16.reg": AWS.encode("utf-16"),
            "table.xlsx": packed("xl/sharedStrings.xml", f"<t>{AWS}</t>"),
            "letter.docx": packed("word/document.xml", f"<t>{AWS}</t>"),
            "photo.png": b"\x89PNG\r\n\x1a\n\0\0\0\x27tEXtComment\0" + AWS.encode() + b"\0\xff\xfe",
            "letter.doc": b"\xd0\xcf\x11\xe0" + bytes(9) + f" password={WILD} ".encode("utf-16-le"),
            "utf16.dat": AWS.encode("utf-16-be") + b"\0 ",
            "附件.tar.gz": gzip.compress(b"a.txt" + bytes(507) + AWS.encode() + bytes(99)),
        }.items()
    ),
    *(
        (f"a path: {words}", ISSUE, (BODY, f"<p>{words}</p></main>"), "machine-path")
        for words in (
            "/var/lib/jenkins/workspace",
            "/builds/town/site",
            "/home/runner/work",
            "/github/workspace/site",
            "/mnt/c/site",
            "/tmp/build-1/site",
            "/opt/gongkai/build",
            "D:\\工作\\网站\\index.html",
            "D:\\work\\site",
            "C:/Users/clerk",
            "E:/web/site",
            "\\\\server\\share",
            "http://localhost:8000/",
            "<a href='http://127.0.0.1:8000/'>x</a>",
            "192.168.1.20",
            "http://10.0.0.5/oa/",
            "10.0.0.5:8080",
            "0.0.0.0:8000",
            "172.16.3.4",
            "http://oa/login",
            "http://oa.local/",
        )
    ),
    *(
        (f"a path in {name}", name, b"\xff\xd8\xff\xe1\0\x40Exif\0\0" + content + b"\0\xff\xd9", "machine-path")
        for name, content in {
            "photo.jpg": b"C:\\Users\\zhangsan\\a.psd",
            "scan.pdf": b"/home/zhangsan/a.docx",
            "chart.xls": "D:\\巡察整改\\台账\\a.xls".encode("utf-16-le"),
        }.items()
    ),
    *(
        (f"unwritten in {name}", name, content.encode(), "placeholder")
        for name, content in {
            "清单.txt": "一、材料\n内容待补充\n",
            "表.csv": "编号,内容\n1,待补充\n",
            "表二.csv": "编号,内容\n1,TODO\n",
            "说明.json": '{"说明": ["Lorem ipsum"]}',
        }.items()
    ),
    *(
        (f"no such file: {name}", name, content, "file-broken")
        for name, content in {
            "空.docx": b"",
            "空.csv": b"",
            "合影.png": POINTER,
            "名单.csv": POINTER,
            "批复.pdf": b"<html>404 Not Found",
            "大厅.JPG": b"\n<!DOCTYPE html><title>x</title>",
            "申请表.docx": b"<html>x",
            "汇总.xlsx": b'{"code":401}',
            "半份.docx": packed("word/document.xml", "<t>x</t>")[:-9],
            "网页.zip": b"<html>x",
        }.items()
    ),
    ("a map to the sources", SCRIPT, "//# sourceMappingURL=data:application/json;base64,e30=\n", "machine-path"),
    ("a path of a home folder", ISSUE, (BODY, "<p>/home/clerk/site/index.html</p></main>"), "machine-path"),
    ("a path of Windows", SCRIPT, "// C:\\Users\\clerk\n", "machine-path"),
    ("a large page", ISSUE, (BODY, f"<p>{'字' * 400_000}</p></main>"), "page-large"),
    ("a heavy first visit", CSS, "/*" + "x" * 2_100_000 + "*/", "visit-heavy"),
    ("a byte that is no UTF-8", ISSUE, ("停车难".encode(), "停车难".encode("gbk")), "encoding"),
    ("a compressed copy of another file", "index.html.gz", b"\x1f\x8b", "copy-wrong"),
    ("a compressed copy of nothing", "gone.txt.br", b"", "copy-wrong"),
    (
        "a home page that says it is nowhere",
        HOME,
        (f'canonical" href="{ADDRESS}', 'canonical" href="https://[x'),
        "canonical-wrong",
    ),
]


@pytest.mark.parametrize(("file", "how", "code"), [row[1:] for row in PLANTED], ids=[row[0] for row in PLANTED])
def test_each_planted_fault_is_found_by_its_code_and_file(copy, file, how, code):
    noticed = published(copy, NOTICED.get((file, code), file))
    spoilt = copy / published(copy, file)
    before = spoilt.read_bytes() if spoilt.exists() else None
    try:
        plant(spoilt, before, how)
        found = {(fault.code, fault.file) for fault in verifying.check(copy)}
    finally:
        spoilt.unlink(missing_ok=True)
        if before is not None:
            spoilt.write_bytes(before)
        elif not any(spoilt.parent.iterdir()):
            spoilt.parent.rmdir()
    assert (code, str(copy / noticed)) in found


def published(copy: Path, name: str) -> str:
    """The name that a file has in the site: an asset's carries a hash of its bytes."""
    return next(copy.glob(name)).relative_to(copy).as_posix() if "*" in name else name


def plant(file: Path, before: bytes | None, how: tuple | str | bytes | Callable | None) -> None:
    if how is None:
        file.unlink()
    elif callable(how):
        spoilt = how(before.decode())
        assert spoilt != before.decode()
        file.write_text(spoilt, encoding="utf-8")
    elif isinstance(how, bytes):
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(how)
    elif isinstance(how, str):
        file.write_bytes(before + how.encode())
    else:
        icon = published(next(one for one in file.parents if (one / LOST).exists()), ICON)
        old, new = (words.replace(ICON, icon).encode() if isinstance(words, str) else words for words in how)
        assert old in before
        file.write_bytes(before.replace(old, new, 1))


def test_what_cannot_be_read_is_named_and_nothing_breaks_off(copy):
    long, deep = b"1" * 5000, b"[" * 100_000 + b"]" * 100_000
    page = b"<!doctype html><title>x</title>"
    odd = {
        "long.json": (long, "json-invalid"),
        "deep.json": (deep, "json-invalid"),
        "long.html": (page + b"<script type=application/ld+json>[" + long + b"]</script>", "json-invalid"),
        "deep.html": (page + b"<script type=application/ld+json>" + deep + b"</script>", "json-invalid"),
        "half.html": (page + b"<p>x<![foo", "html-invalid"),
        "wide.csv": (b'a,b\n"' + b"x" * 200_000 + b'",1\n', "csv-ragged"),
        "a.webmanifest": (b'{"start_url":5}', "link-broken"),
    }
    for name, (content, _) in odd.items():
        (copy / name).write_bytes(content)
    found = {(Path(fault.file).name, fault.code) for fault in verifying.check(copy)}
    for name in odd:
        (copy / name).unlink()
    assert {(name, code) for name, (_, code) in odd.items()} <= found


@pytest.mark.parametrize(
    "name", [JSON, PACKAGE, CSV, HOME, ISSUE, SUMS, XLSX, FEED, ICON, "sitemap.xml", "robots.txt", "_headers"]
)
def test_whatever_stands_in_a_file_is_named_and_nothing_breaks_off(copy, name):
    file = copy / published(copy, name)
    before = file.read_bytes()
    by_chance = random.Random(name)
    pieces = (
        b"<![",
        b"[" * 9000,
        b"\0",
        b'"',
        b"{",
        b"]]>",
        b"\xff",
        b"&#xFFFFFFFFF;",
        b"9" * 5000,
        b"https://[x",
        b"<",
        b"null",
        b"",
    )
    for _ in range(3):
        start = by_chance.randrange(len(before))
        end = start + by_chance.randrange(40)
        file.write_bytes(before[:start] + by_chance.choice(pieces) + before[end:])
        found = verifying.check(copy)
        assert all(fault.line >= 1 and fault.column >= 1 for fault in found)
    file.write_bytes(before)


def test_compressed_data_gives_no_secret_and_no_path_by_chance(copy):
    (copy / "photo.jpg").write_bytes(b"\xff\xd8\xff" + random.Random(6).randbytes(3_000_000))
    found = verifying.check(copy)
    (copy / "photo.jpg").unlink()
    assert found == []


def test_an_archive_may_be_handed_out(copy):
    names = ("附件.gz", "附件.tar.gz", "附件.zip")
    for name in names:
        (copy / name).write_bytes(gzip.compress(b"x"))
    found = verifying.check(copy)
    for name in names:
        (copy / name).unlink()
    assert found == []


def test_a_file_that_opens_may_be_handed_out_whatever_its_kind_is_called(copy):
    old = b"\xd0\xcf\x11\xe0" + bytes(508)
    opened = {
        "照片.jpg": b"\x89PNG\r\n\x1a\n" + bytes(9),
        "照片.png": b"RIFF\0\0\0\0WEBPVP8 ",
        "公文.pdf": b"\xef\xbb\xbf\n%PDF-1.7\n",
        "申请表.docx": packed("word/document.xml", "<t>x</t>"),
        "加密.xlsx": old,
        "旧表.doc": old,
        "网页表.xls": "<html><table><tr><td>甲</table>".encode(),
        "新表.wps": packed("word/document.xml", "<t>x</t>"),
        "附件.zip": b"Rar!\x1a\7\0",
    }
    for name, content in opened.items():
        (copy / name).write_bytes(content)
    found = verifying.check(copy)
    for name in opened:
        (copy / name).unlink()
    assert found == []


def test_an_export_of_a_site_without_announcement_may_be_empty(copy):
    text = copy / TEXT
    before = text.read_text(encoding="utf-8")
    text.write_text("", encoding="utf-8")
    codes = {fault.code for fault in verifying.check(copy)}
    text.write_text(before, encoding="utf-8")
    assert "export-differs" in codes
    assert "file-broken" not in codes


def test_a_text_or_table_may_be_written_as_it_likes_if_it_is_finished(copy):
    finished = {
        "说明.txt": "## 说明\n**注意**：见[附件](a.md)，<b>甲</b>\n姓名：__\n",
        "表.csv": "编号,内容\n1,None\n2,手续待补充的3户\n",
        "点.geojson": '{"name": "null", "待补充": ["[object Object]"]}',
    }
    for name, text in finished.items():
        (copy / name).write_text(text, encoding="utf-8")
    found = verifying.check(copy)
    for name in finished:
        (copy / name).unlink()
    assert found == []


def test_own_addresses_lead_to_their_pages_escaped_or_not(copy, said):
    assert said(f"<a href='{ADDRESS}{OWN}/'>x</a><a href='{unquote(ADDRESS + OWN)}/'>x</a>") == set()


def test_own_redirects_and_own_addresses_in_other_letters_are_ours(copy, said):
    lines = (
        *("# 旧网址", "/old /town/issues/1/ 301", f"/all/* {ADDRESS}:splat", "/issue number=:n /town/issues/:n 301"),
        *("/first /second", "/second/ /town/issues/1", "/asked /.netlify/functions/x 200", "/town/a /town/404 301"),
    )
    (copy / "_redirects").write_text("\n".join(lines), encoding="utf-8")
    (copy / "CNAME").write_text("Example.gov.cn\n", encoding="utf-8")
    address = ADDRESS.replace("example.gov.cn", "EXAMPLE.gov.cn:443")
    found = said(f"<a href='{address}issues/1/'>x</a>")
    (copy / "_redirects").unlink()
    (copy / "CNAME").unlink()
    assert found == set()


def test_what_the_data_alone_says_is_noticed_in_all_that_is_made_of_it(copy):
    data = copy / JSON
    before = data.read_text(encoding="utf-8")
    data.write_text(before.replace('"ongoing"', '"standing"', 1), encoding="utf-8")
    found = {(fault.code, Path(fault.file).relative_to(copy).as_posix()) for fault in verifying.check(copy)}
    data.write_text(before, encoding="utf-8")
    exports = {("export-differs", name) for name in (CSV, XLSX, PACKAGE, SUMS)}
    assert found >= exports | {("mirror", name) for name in (HOME, ISSUE, CATEGORY, CATEGORIES, PROGRESS, SEARCHING)}


def test_a_changed_cell_of_the_workbook_is_found_and_another_compression_is_not(copy):
    book = copy / XLSX
    before = book.read_bytes()

    def repacked(old: bytes, new: bytes) -> set[str]:
        with zipfile.ZipFile(io.BytesIO(before)) as package, zipfile.ZipFile(book, "w") as made:
            for name in package.namelist():
                made.writestr(name, package.read(name).replace(old, new))
        return {fault.file for fault in verifying.check(copy) if fault.code == "export-differs"}

    assert repacked("停车难".encode(), "停车易".encode()) == {str(book)}
    assert repacked(b"", b"") == set()
    book.write_bytes(before)


def test_a_fault_of_the_program_that_makes_the_files_is_found(copy, monkeypatch):
    monkeypatch.setattr(feed, "beginning", lambda day: day.isoformat())
    monkeypatch.setitem(table._A_STATUS, "enum", ["已完成"])
    address = (ADDRESS, "洪梅镇巡察整改进展公开")
    before = {name: (copy / name).read_bytes() for name in (FEED, CSV, PACKAGE, SUMS)}
    for export in exporting.files(opendata.announcement(verifying.built.read(copy)[0]), address[1], address[0]):
        (copy / export.path).write_bytes(export.content)
    found = {(fault.code, Path(fault.file).name) for fault in verifying.check(copy)}
    for name, content in before.items():
        (copy / name).write_bytes(content)
    assert found == {("feed-wrong", "updates.atom"), ("table-wrong", "issues.csv")}


def test_the_spoilt_copy_is_good_again(copy):
    assert verifying.check(copy) == []


def test_a_fault_names_its_line_and_column(copy):
    page = copy / WRITTEN
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace(BODY, '\n  <a href="gone/">x</a></main>', 1), encoding="utf-8")
    (fault,) = verifying.check(copy)
    page.write_text(before, encoding="utf-8")
    line = before[: before.index(BODY)].count("\n") + 2
    assert (fault.line, fault.column, fault.message) == (line, 3, "链接打不开：gone/")


def test_what_a_page_says_is_quoted_in_one_line(copy):
    page = copy / WRITTEN
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace(BODY, f'<a href="gone\n{"x" * 90}">x</a></main>', 1), encoding="utf-8")
    (fault,) = verifying.check(copy)
    page.write_text(before, encoding="utf-8")
    assert fault.message == f"链接打不开：gone {'x' * 75}…"


@pytest.fixture
def said(copy):
    """Verifies the copy with more words on a page that staff write."""
    page = copy / WRITTEN
    before = page.read_text(encoding="utf-8")

    def verify(words: str) -> set[str]:
        page.write_text(before.replace(BODY, f"<p>{words}</p>{BODY}", 1), encoding="utf-8")
        return {fault.code for fault in verifying.check(copy)}

    yield verify
    page.write_text(before, encoding="utf-8")


def test_the_folder_of_the_building_machine_is_named(said, monkeypatch):
    monkeypatch.setattr(Path, "cwd", lambda: Path("/data/sites/town"))
    assert said("建在 /data/sites/town/site 里") == {"machine-path"}
    assert said("建在 /data/sites/town-other 里") == set()


def test_the_name_of_the_building_machine_is_named(said, monkeypatch):
    monkeypatch.setattr(platform, "node", lambda: "clerk-pc-07")
    assert said("建于 clerk-pc-07。") == {"machine-path"}
    assert said("建于 clerk-pc-075。") == set()
    monkeypatch.setattr(platform, "node", lambda: "localhost")
    assert said("建于 localhost。") == set()


@pytest.mark.parametrize(
    "words",
    [
        "Forgot your password? Ask the secretariat. password: 请勿告诉他人，pwd：见通知",
        "https://www.gov.cn/home/news/2023.html",
        "文件在根目录（/root）下，编号 AKIA2023。",
        "机制有待完善，设施亟待补充。",
        "<code>None</code>",
        "The nullity of a TODOs list",
        "密码要定期更换，密码长度为 8-16 位，密码 如下；口令：由各村自行保管；密码是重要的。",
        "增长10.5个百分点，见第10.1.2.3条，版本 1.192.168.1.2。",
        "比例为 3:2，开放时间 9:00/12:00，见 A:B。",
        "curl -O https://example.gov.cn/data/issues.csv；https://www.gov.cn/tmp/a.html",
        '<a href="https://www.gov.cn/政策/a_(1).html?x=1&amp;y=2#z">x</a><a href="tel:+86-769-12345">x</a>',
        '<a href="#">回到顶部</a><a href="#">↑</a>',
        '<a href="mailto:hm@example.gov.cn">x</a><a href="https://中国政府网.政务.cn">x</a>',
        "risk-management-plan-2023-for-the-town",
        "http://www.w3.org/2000/svg",
        "工作待定岗后开展，占位经营，示例。",
    ],
)
def test_words_that_only_look_like_a_fault_are_none(said, words):
    assert said(words) == set()


def test_a_robot_that_is_no_search_engine_may_be_kept_off(copy):
    robots = copy / "robots.txt"
    before = robots.read_text(encoding="utf-8")
    robots.write_text(f"{before}\nUser-agent: SomeBot\nDisallow: /\n", encoding="utf-8")
    found = verifying.check(copy)
    robots.write_text(before, encoding="utf-8")
    assert found == []


def test_words_that_the_announcement_says_itself_are_no_placeholder(copy):
    text = copy / TEXT
    before = text.read_text(encoding="utf-8")
    page = copy / ISSUE
    shown = page.read_text(encoding="utf-8")
    page.write_text(shown.replace(BODY, "<p>XXX公司，机制有待完善。</p></main>", 1), encoding="utf-8")
    text.write_text(before + "XXX公司\n", encoding="utf-8")
    codes = {fault.code for fault in verifying.check(copy)}
    text.write_text(before, encoding="utf-8")
    page.write_text(shown, encoding="utf-8")
    assert "placeholder" not in codes
    assert "mirror" in codes


@pytest.mark.parametrize(
    "words",
    [
        *(
            "这一段内容TODO，以后写",
            "电话TBD",
            "FIXME修",
            "见todo列表",
            "Lorem\n ipsum",
            "lorem\u00a0ipsum",
            "dolor sit amet",
        ),
        *(
            "待補充",
            "尚待补充",
            "本节内容尚待补充。",
            "（待填写）",
            "待 补充",
            "联系人：待补",
            "请在这里写正文",
        ),
        *(
            "此处填写办理情况",
            "（在此填写内容）",
            "X月X日",
            "×月×日",
            "共None条",
            "undefined年",
            "日期Invalid Date",
            "本页建设中",
            "更多内容，敬请期待！",
        ),
    ],
)
def test_what_is_unwritten_is_told_beside_chinese_and_over_white_space(words):
    assert [piece for piece, *_ in unwritten.found(["问题：", words])] == [1]


@pytest.mark.parametrize(
    "words",
    [
        *(
            "工作机制待完善的，限期完善",
            "手续待补充的企业",
            "仍待完善的制度3项",
            "已办结12户，另有3户手续待补充，预计6月完成",
        ),
        *(
            "测试内容：防汛演练",
            "样例文本分析",
            "敬请期待第二批通报",
            "页面建设中遇到的问题",
            "电话：0769-8884××××",
            "待定岗人员",
            "收费标准：待定",
            "待定",
            "开放时间（待定）",
            "此项工作尚待完善。",
            "配套设施仍待完善；制度还待完善。",
        ),
        *(
            "无 null 值",
            "138****1234，139****5678",
            "车牌粤S·×××××、粤S×××××",
            "编号 No.XXXX-1",
            "《XX镇20XX年工作方案》范本",
            "姓名：________ 日期：____年__月__日",
            "3 * 4 * 5",
            "见[1]（下页）",
            "a list of TODOs",
            "待核实的线索",
            "在这里写的是意见",
            "这里填写的是意见",
            "好的~~谢谢~~",
            "见[1][2]，[甲]、[乙]",
            "真的吗？？？",
            "电话：暂缺",
            "增长5%，占 30%；集合{1}",
            "把网址里的 {0} 换成编号",
            "系统提示错误！未找到记录",
            "1# 楼、#5 路口、C#",
            "材料待上传的，3日内补齐",
            "[请填写人签名]栏",
            "2023---2024 | 甲 | 乙",
            "在此填写意见",
        ),
    ],
)
def test_ordinary_words_amid_a_sentence_are_not_unwritten(words):
    assert list(unwritten.found([words])) == []


@pytest.mark.parametrize(
    ("announced", "shown"),
    [
        ("另有3户手续待补充。", "问题3：另有3户手续待补充 - 某镇"),
        ("XXX公司的企业，限期补充", "推进中XXX公司的企业"),
        ("比例为××××", "×××× 推进中"),
        ("由XXX公司承建", "针对“由XXX公司承建”的问题"),
        ("见 [附件](a.md)，**共3份**", "见 [附件](a.md)，**共3份**"),
        ("写着<b>不相干</b>", "写着<b>不…"),
    ],
)
def test_what_an_announcement_says_is_its_own_wherever_a_page_shows_it(announced, shown):
    assert list(unwritten.found([shown])) != []
    assert list(unwritten.found([shown], unwritten.Said([announced]))) == []


@pytest.mark.parametrize("shown", ["待补充", "办公地址待补充。", "内容：待补充", "XXX", "联系XXX科"])
def test_the_same_words_beside_others_are_not_the_announcements(shown):
    said = unwritten.Said(["另有3户手续待补充，由XXX公司承建"])
    assert list(unwritten.found([shown], said)) != []


def test_what_the_data_says_in_its_own_fields_is_no_placeholder_and_what_a_page_says_beside_it_is(copy):
    data, page = copy / JSON, copy / WRITTEN
    before, shown = data.read_text(encoding="utf-8"), page.read_text(encoding="utf-8")
    data.write_text(before.replace("沿线新增", "TODO 沿线新增 {{ 甲 }} 待补充", 1), encoding="utf-8")
    page.write_text(shown.replace(BODY, f"<p>TODO {{{{ 甲 }}}}</p><p>待补充</p>{BODY}", 1), encoding="utf-8")
    found = [one for one in verifying.check(copy) if one.code in ("placeholder", "template-left")]
    data.write_text(before, encoding="utf-8")
    page.write_text(shown, encoding="utf-8")
    assert [(one.code, one.message) for one in found] == [("placeholder", "网页上还有没写完的“待补充”")]
    assert "正文里放进代码（`…`），标题、术语表、mkdocs.yml 里换个说法" in found[0].advice


@pytest.mark.parametrize(
    "words",
    [
        "x</p><h2>甲</h2><h3>乙</h3><p>x</p><h2>丙</h2><ul><li>x</li></ul><p>x",
        f"x</p><h2>图</h2><p><img src='/town/{ICON}' alt=''></p><p>x",
        "x</p><table><tr><td>甲<td></tr></table><p>x",
        "<output></output>",
    ],
)
def test_what_has_a_part_picture_or_cell_in_it_is_not_empty(copy, said, words):
    assert said(words.replace(ICON, published(copy, ICON))) == set()


def test_measures_between_their_ends_sets_of_pictures_and_labels_of_one_field_are_valid(copy, said):
    words = "<progress></progress><progress value='2' max='5'></progress><meter min='-2' value='-1.5'></meter>"
    words += "<img src='ICON' srcset='ICON, ICON 1.5x' alt='' usemap='#m'><map name='m'></map>"
    words += "<label>甲<input type='hidden' name='a'><input name='b'></label>"
    assert said(words.replace("ICON", f"/town/{published(copy, ICON)}")) == set()


def test_what_stands_in_code_is_meant(said):
    assert said("写作 <code>{{ title }}</code>、<code>TODO</code>、<code>待补充</code>") == set()


def test_what_was_received_is_held_against_what_is_published(built, tmp_path):
    received = tmp_path / "data/announcement.txt"
    received.parent.mkdir()
    received.write_text(SMALL_RECEIVED, encoding="utf-8")
    assert verifying.check(built, tmp_path) == []
    received.write_text(SMALL_RECEIVED.replace("召开会议", "召开大会"), encoding="utf-8")
    assert [fault.code for fault in verifying.check(built, tmp_path)] == ["mirror"]


def test_a_lost_index_of_the_search_is_named(copy, tmp_path):
    shutil.move(copy / "assets/search", tmp_path / "search")
    codes = {fault.code for fault in verifying.check(copy)}
    shutil.move(tmp_path / "search", copy / "assets/search")
    assert "file-needed" in codes


@pytest.mark.parametrize("name", ["index.txt", "text-0.txt"])
def test_a_changed_or_lost_file_of_the_index_is_named(copy, name):
    file = next((copy / "assets/search").glob(f"*/{name}"))
    before = file.read_bytes()
    for spoil in (
        lambda: file.write_bytes(before + b" "),
        file.unlink,
    ):
        spoil()
        assert "sums-wrong" in {fault.code for fault in verifying.check(copy)}
    file.write_bytes(before)


def test_a_lost_picture_is_named(copy, tmp_path):
    (picture,) = copy.glob(PICTURE)
    shutil.move(picture, tmp_path)
    assert "export-differs" in {fault.code for fault in verifying.check(copy)}
    shutil.move(tmp_path / picture.name, picture)


def test_where_the_text_received_breaks_off_its_pages_say_so(site, tmp_path):
    copy = shutil.copytree(site, tmp_path / "site")
    told = [file for file in copy.rglob("*.html") if absences.BROKEN_OFF in file.read_text(encoding="utf-8")]
    for file in told:
        shown = file.read_text(encoding="utf-8")
        file.write_text(shown.replace(f'<p class="gap">{absences.BROKEN_OFF}</p>', "", 1), encoding="utf-8")
    found = {(fault.code, Path(fault.file)) for fault in verifying.check(copy)}
    assert len(told) >= 3
    assert found == {("mirror", file) for file in told}


def test_the_explanation_of_a_term_is_that_of_the_glossary(site, tmp_path):
    copy = shutil.copytree(site, tmp_path / "site")
    file = next(file for file in sorted(copy.glob("issues/*/index.html")) if 'class="term"' in file.read_text("utf-8"))
    shown = file.read_text(encoding="utf-8")
    file.write_text(re.sub('(class="gloss" data-own>)', r"\1不", shown, count=1), encoding="utf-8")
    assert {(fault.code, fault.file) for fault in verifying.check(copy)} == {("mirror", str(file))}


def test_what_the_folder_of_the_site_says_is_held_against_what_is_published(site, tmp_path):
    copy = shutil.copytree(site, tmp_path / "site")
    (index,) = copy.glob(INDEX)
    for file, old, new in (
        (copy / "glossary/index.html", "</dd>", "别的。</dd>"),
        (copy / "figures/index.html", 'class="fill" x="0" y="14" width="', 'class="fill" x="0" y="14" width="1'),
        *((file, "<p>本站文字", "<p>主办单位：某县</p><p>本站文字") for file in copy.rglob("*.html")),
        (copy / HOME, '"SiteName" content="', '"SiteName" content="某县'),
    ):
        shown = file.read_text(encoding="utf-8")
        assert old in shown
        file.write_text(shown.replace(old, new, 1), encoding="utf-8")
    index.write_bytes(index.read_bytes().replace("口径说明".encode("gb18030"), "口径是明".encode("gb18030")))
    found = {(fault.code, Path(fault.file).relative_to(copy).as_posix()) for fault in verifying.check(copy, ROOT)}
    assert found >= {
        ("mirror", "glossary/index.html"),
        ("mirror", "figures/index.html"),
        ("page-frame", HOME),
        ("tag-differs", HOME),
        ("export-differs", index.relative_to(copy).as_posix()),
    }


def test_a_finished_site_has_its_list_of_files_and_each_is_as_listed(built, tmp_path):
    site = shutil.copytree(built, tmp_path / "site")
    compressing.compress(site)
    listed = site / manifest.NAME
    assert [fault.code for fault in verifying.check(site, finished=True)] == ["no-manifest"]
    listed.write_text(manifest.of(site), encoding="utf-8")
    assert verifying.check(site, finished=True) == []
    for copy in (site / f"{ISSUE}.gz", site / f"{ISSUE}.br"):
        copy.unlink()
    assert [fault.code for fault in verifying.check(site, finished=True)] == ["file-lost"] * 2
    listed.write_text("nonsense", encoding="utf-8")
    assert [fault.code for fault in verifying.check(site, finished=True)] == ["manifest-invalid"]


def test_names_that_hosts_ask_for_are_not_left_over(copy):
    (copy / ".well-known").mkdir()
    for name in (".nojekyll", ".well-known/security.txt"):
        (copy / name).write_text("x", encoding="utf-8")
    found = verifying.check(copy)
    shutil.rmtree(copy / ".well-known")
    (copy / ".nojekyll").unlink()
    assert found == []


def odd(folder: Path, name: str) -> Path:
    """Something in a folder that is no file of a site."""
    path = folder / name
    match name:
        case "gone":
            path.symlink_to(folder / "nowhere")
        case "out.txt":
            path.symlink_to("/etc/hostname")
        case "around":
            path.symlink_to(folder)
        case "pipe.txt":
            os.mkfifo(path)
        case _:
            path.write_bytes(b"x")
    return path


@pytest.mark.parametrize("name", ["gone", "out.txt", "around", "pipe.txt", "\udcff.txt", "a\u200b.txt"])
def test_what_is_no_file_of_the_site_is_named_and_not_followed(copy, name):
    path = odd(copy, name)
    found = verifying.check(copy)
    path.unlink()
    assert [(fault.code, fault.file) for fault in found] == [("file-stray", str(path).replace("\udcff", "?"))]


def test_a_link_within_the_site_is_a_file(copy):
    link = copy / "again.html"
    link.symlink_to("404.html")
    found = verifying.check(copy)
    link.unlink()
    assert "file-stray" not in {fault.code for fault in found}


@pytest.mark.parametrize("name", [CSV, "issues", "."])
def test_what_may_not_be_read_is_named(copy, name, monkeypatch):
    may = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: Path(path) != copy / name and may(path, mode))
    assert ("unreadable", str(copy / name)) in {(fault.code, fault.file) for fault in verifying.check(copy)}


def test_a_site_that_is_too_large_is_named(copy):
    with (copy / "film.mp4").open("wb") as film:
        film.truncate(budgets.LARGEST_SITE)
    found = [fault.code for fault in verifying.check(copy)]
    (copy / "film.mp4").unlink()
    assert found == ["site-large"]


def test_compressed_copies_are_verified_and_do_not_count(built, tmp_path, monkeypatch):
    site = shutil.copytree(built, tmp_path / "site")
    plain = sum(file.stat().st_size for file in site.rglob("*") if file.is_file() and file.suffix != ".gz")
    compressing.compress(site)
    monkeypatch.setattr(budgets, "LARGEST_SITE", plain)
    assert verifying.check(site) == []
    copy = site / "announcement" / "index.html.br"
    copy.write_bytes(copy.read_bytes()[:-1])
    assert [(fault.code, fault.file) for fault in verifying.check(site)] == [("copy-wrong", str(copy))]


def test_a_folder_without_a_site_is_named_and_nothing_else_of_it(tmp_path):
    (tmp_path / "a.txt").write_bytes(b"\xff")
    for folder, said in ((tmp_path, "没有首页 index.html"), (tmp_path / "none", "没有这个文件夹")):
        (fault,) = verifying.check(folder)
        assert (fault.code, fault.message) == ("site-empty", said)


@pytest.mark.parametrize(
    ("old", "new", "advice"),
    [
        ("<h1>", "<h4>", "在这一页的开头加一行“# 标题”"),
        ("</main>", "<h1>又一个</h1></main>", "每页只留一个“# 标题”"),
    ],
)
def test_what_to_do_about_a_heading_follows_from_how_many_there_are(copy, old, new, advice):
    page = copy / ISSUE
    before = page.read_text(encoding="utf-8")
    page.write_text(before.replace(old, new, 1), encoding="utf-8")
    found = {fault.advice for fault in verifying.check(copy) if fault.code == "page-heading"}
    page.write_text(before, encoding="utf-8")
    assert found == {advice}
