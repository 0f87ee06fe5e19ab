"""What MkDocs says becomes a fault at its line; what is not known is kept, behind a Chinese lead."""

import pytest

from gongkai import complaints
from gongkai.complaints import faults, taken_apart

TRACEBACK = """\
Traceback (most recent call last):
  File "/srv/lib/mkdocs/commands/build.py", line 167, in _populate_page
AssertionError: expected name token at '<![ 写错了\\n\\n'
"""


def found(said: str, folder) -> list[tuple[str, int, int, str, str]]:
    given = faults(taken_apart(said), folder)
    return [(fault.file, fault.line, fault.column, fault.code, fault.message) for fault in given]


def page(folder, text: str) -> None:
    (folder / "content").mkdir()
    (folder / "content/页.md").write_text(text, encoding="utf-8")


def test_news_of_progress_is_left_out_and_what_others_wrote_is_kept():
    said = taken_apart("INFO    -  Cleaning site directory\n某行\n\x1b[33mWARNING -  \x1b[0mA.\n" + TRACEBACK)
    assert (said.others, said.warnings) == (["某行"], ["A."])
    assert said.ending == TRACEBACK.splitlines()


def test_each_place_of_a_link_is_named_and_no_link_that_only_holds_it(tmp_path):
    page(tmp_path, "[a](x/gone.md) [a](gone.md)\n[b](gone.md)\n")
    said = (
        "WARNING -  Doc file '页.md' contains a link 'gone.md', but the target is not found among documentation files."
    )
    message = "链接打不开：没有“gone.md”"
    assert found(said, tmp_path) == [
        ("content/页.md", 1, 20, "link-broken", message),
        ("content/页.md", 2, 5, "link-broken", message),
    ]


def test_a_footnote_is_named_as_such_though_it_is_read_as_a_link(tmp_path):
    page(tmp_path, "数据[^1]。\n\n[^1]: 截至年底。\n")
    said = "WARNING -  Doc file '页.md' contains an unrecognized relative link '截至年底。', it was left as is."
    assert found(said, tmp_path) == [("content/页.md", 3, 1, "link-broken", "脚注排不出来，被当成链接：截至年底。")]


def test_a_page_that_cannot_be_made_is_named_in_a_line_and_not_by_a_traceback(tmp_path):
    page(tmp_path, "# 页\n\n文字 <![ 写错了\n")
    said = "ERROR   -  Error reading page '页.md': expected name token at '<![ 写错了\\n\\n'\n"
    ((file, line, column, code, message),) = found(said + TRACEBACK, tmp_path)
    assert (file, line, column, code) == ("content/页.md", 3, 4, "page-fails")
    assert message.startswith("生成这一页时出错：")


def test_an_error_in_a_template_is_named_there(tmp_path):
    frames = (
        'Traceback (most recent call last):\n  File "/opt/gongkai/overrides/bodies/issue.html", line 7, in x\nE: bad\n'
    )
    assert found(f"ERROR   -  Error building page 'issues/1.md': bad\n{frames}", tmp_path) == [
        ("overrides/bodies/issue.html", 7, 1, "page-fails", "生成 issues/1.md 时出错：bad")
    ]
    assert found(frames, tmp_path) == [("overrides/bodies/issue.html", 7, 1, "mkdocs-says", "建站程序出错：E: bad")]


def test_what_is_not_known_is_kept_as_it_is(tmp_path):
    assert found("WARNING -  Something new.", tmp_path) == [
        (complaints.SETTINGS, 1, 1, "mkdocs-says", "建站程序提醒：Something new.")
    ]
    assert found("Error: It failed.", tmp_path) == [
        (complaints.SETTINGS, 1, 1, "setting-wrong", "设置读不出来：It failed.")
    ]


def settings(folder, text: str) -> None:
    (folder / "mkdocs.yml").write_text(text, encoding="utf-8")


def test_what_cannot_be_loaded_is_told_without_the_lines_of_its_traceback(tmp_path):
    settings(tmp_path, "site_name: 某\nmarkdown_extensions: [toc: {no: 1}]\n")
    said = (
        "ERROR   -  Config value 'markdown_extensions': Failed to load extension 'toc'.\n"
        '  File "/srv/lib/mkdocs/config/config_options.py", line 1021, in run_validation\n'
        "    md.registerExtensions((ext,), self.configdata)\n"
        "KeyError: 'no'\n"
    )
    assert taken_apart(said).others == []
    assert found(said, tmp_path) == [
        ("mkdocs.yml", 2, 1, "setting-wrong", "markdown_extensions 里的“toc”或它的选项打不开")
    ]


def test_a_setting_within_another_is_named_at_its_own_place(tmp_path):
    settings(tmp_path, "site_name: 某 # anchors\nvalidation:\n  links:\n    anchors: 1\n")
    said = "ERROR   -  Config value 'validation': Sub-option 'links': Sub-option 'anchors': For internal use only."
    assert found(said, tmp_path) == [("mkdocs.yml", 4, 5, "setting-wrong", "没有这一项设置：anchors")]


def test_settings_that_mkdocs_does_not_so_much_as_read_are_named_at_their_line(tmp_path):
    settings(tmp_path, "site_name: 某\nINHERIT: gone.yml\nfoo: !!python/name:os.no\n")
    said = "Error: Inherited config file 'gone.yml' does not exist at '/srv/网站/gone.yml'.\n"
    assert found(said, tmp_path) == [("mkdocs.yml", 2, 1, "setting-wrong", "INHERIT 所指的文件不在：gone.yml")]
    said = (
        "Error: MkDocs encountered an error parsing the configuration file: while constructing a Python object\n"
        "cannot find 'no' in the module 'os'\n  in \"/srv/网站/mkdocs.yml\", line 3, column 6\n"
    )
    assert found(said, tmp_path) == [("mkdocs.yml", 3, 6, "setting-wrong", "这里以“!”开头的标签读不了")]


def test_a_template_that_is_not_there_is_named_where_it_is_asked_for(tmp_path):
    settings(tmp_path, "site_name: 某\nextra_templates: [gone.html]\n")
    said = "WARNING -  Template skipped: 'gone.html' not found in docs_dir."
    assert found(said, tmp_path) == [("mkdocs.yml", 2, 19, "setting-wrong", "content/ 里没有“gone.html”")]


@pytest.mark.parametrize(
    ("written", "said", "message"),
    [
        (
            "edit_uri: x",
            "edit_uri: 'x/a.md' is not a valid URL, it should include the http:// (scheme)",
            "edit_uri 不是",
        ),
        ("extra_css: [a\\b.css]", "Path 'a\\b.css' uses OS-specific separator '\\'. That will be un…", "路径里有“\\”"),
        (
            "theme: {static_templates: [x.html]}",
            "Template skipped: 'x.html' not found in theme directories.",
            "overrides/ 里",
        ),
        (
            "extra_templates: [x.html]",
            "Error reading template 'x.html': 'utf-8' codec can't …",
            "content/ 里的“x.html”",
        ),
        (
            "theme: {locale: xx}",
            "No translations could be found for the locale 'xx'. Defaulting to English.",
            "主题没有",
        ),
    ],
)
def test_rarer_warnings_are_told_at_the_setting_that_is_meant(tmp_path, written, said, message):
    settings(tmp_path, f"site_name: 某\n{written}\n")
    ((file, line, _, code, told),) = found(f"WARNING -  {said}", tmp_path)
    assert (file, line, code) == ("mkdocs.yml", 2, "setting-wrong")
    assert told.startswith(message)


def test_a_tag_that_has_no_meaning_there_is_named_at_its_line(tmp_path):
    settings(tmp_path, "site_name: 某\ndocs_dir: !relative\n")
    said = "Error: The current file is not set for the '!relative' tag. It cannot be used in this context; …"
    assert found(said, tmp_path) == [("mkdocs.yml", 2, 11, "setting-wrong", "!relative 不能写在这里")]
