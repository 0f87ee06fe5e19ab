"""What MkDocs says of a setting is said again in Chinese: every sentence that an edit of mkdocs.yml can bring about."""

import pytest
import yaml
from mkdocs.config.defaults import MkDocsConfig

from gongkai.miswritten import explained

# What somebody writes, which setting is meant, what is said of it.
WRITTEN = [
    ("theme: nosuch", "theme", "没有这个主题：nosuch"),
    ("theme: 4", "theme", "theme 的写法不对"),
    ("theme: {custom_dir: x}", "theme", "theme 的写法不对"),
    ("theme: {name: mkdocs, custom_dir: gone}", "theme", "theme 里 custom_dir 所指的文件夹不在"),
    ("theme: {name: mkdocs, locale: 3}", "theme", "theme 的写法不对"),
    ("nav: {首页: index.md}", "nav", "nav 应是列表"),
    ("nav: [3]", "nav", "nav 里有一项写法不对：一项里只能有一个名称和一个文件"),
    ("nav: [{a: index.md, b: about.md}]", "nav", "nav 里有一项写法不对：一项里只能有一个名称和一个文件"),
    ("site_name:", "site_name", "site_name 没有填"),
    ("site_name: 2023", "site_name", "site_name 应是文字，写的是数字"),
    ("site_description: [某镇]", "site_description", "site_description 应是文字，写的是列表"),
    ("site_url: www.example.gov.cn", "site_url", "site_url 不是完整的网址"),
    ("site_url: 3", "site_url", "site_url 应是文字，写的是数字"),
    ("use_directory_urls: 是", "use_directory_urls", "use_directory_urls 应是true 或 false，写的是文字"),
    ("extra:", "extra", "extra 应是一组“名称: 值”，写的是空的"),
    ("extra_css: x.css", "extra_css", "extra_css 应是列表，写的是文字"),
    ("hooks: 3", "hooks", "hooks 应是列表，写的是数字"),
    ("hooks: [gone.py]", "hooks", "hooks 所指的文件或文件夹不在："),
    ("watch: [gone]", "watch", "watch 所指的文件或文件夹不在："),
    ("docs_dir: gone", "docs_dir", "docs_dir 所指的文件或文件夹不在："),
    ("docs_dir: .", "docs_dir", "docs_dir 不能放在这里："),
    ("exclude_docs: [a]", "exclude_docs", "exclude_docs 应是文字，写的是列表"),
    ("exclude_docs: '!'", "exclude_docs", "exclude_docs 里“!”不是文件名的写法"),
    ("plugins: 3", "plugins", "plugins 的写法不对"),
    ("plugins: [3]", "plugins", "plugins 里没有“3”"),
    ("plugins: [nosuch]", "plugins", "没有装这个插件：nosuch"),
    ("plugins: [search: 3]", "plugins", "plugins 里“search”的选项写法不对"),
    ("plugins: [search: {nosuch: 1}]", "nosuch", "没有这一项设置：nosuch"),
    ("markdown_extensions: 3", "markdown_extensions", "markdown_extensions 的写法不对"),
    ("markdown_extensions: [toc: 3]", "markdown_extensions", "markdown_extensions 里“toc”的选项写法不对"),
    ("markdown_extensions: [nosuch]", "markdown_extensions", "markdown_extensions 里的“nosuch”或它的选项打不开"),
    ("validation: {links: {anchors: 是}}", "anchors", "anchors 不能这样写"),
    ("validation: {links: 3}", "links", "links 应是一组“名称: 值”，写的是数字"),
    ("dev_addr: x", "dev_addr", "dev_addr 不是地址和端口"),
    ("dev_addr: 'a:1'", "dev_addr", "dev_addr 不是地址和端口"),
    ("dev_addr: '127.0.0.1:x'", "dev_addr", "dev_addr 不是地址和端口"),
    ("edit_uri_template: '{a}'", "edit_uri_template", "edit_uri_template 里没有“a”可填"),
    ("pages: [index.md]", "pages", "pages 这项设置已经停用"),
    ("mdx_configs: {a: 1}", "mdx_configs", "没有这一项设置：mdx_configs"),
    ("plugins: [search, search]", "plugins", "plugins 里“search”写了不止一次"),
    ("plugins: [search: {enabled: 3}]", "enabled", "enabled 应是true 或 false，写的是数字"),
    ("hooks: [a.txt]", "hooks", "hooks 里的“"),
    ("edit_uri_template: 'a}'", "edit_uri_template", "edit_uri_template 里的花括号没有配对"),
    ("theme: {name: mkdocs, locale: x y}", "theme", "theme 里 locale 写的不是语言的代号"),
    ("foo: 1", "foo", "没有这一项设置：foo"),
]


@pytest.mark.parametrize(("written", "meant", "said"), WRITTEN, ids=[written for written, *_ in WRITTEN])
def test_a_setting_that_mkdocs_refuses_is_explained(written, meant, said, tmp_path, monkeypatch):
    (tmp_path / "docs").mkdir()
    (tmp_path / "a.txt").touch()
    settings = {"site_name": "某镇"} | yaml.safe_load(written)
    (tmp_path / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    complaints = refused_by_mkdocs(tmp_path / "mkdocs.yml")
    explanations = [explained(key, str(one).split("\n")[0]) for key, one in complaints]
    assert [(key, message) for key, message, _ in explanations if message.startswith(said)][:1], explanations
    assert next(key for key, message, _ in explanations if message.startswith(said)) == meant
    assert all(advice for *_, advice in explanations)


def refused_by_mkdocs(file):
    """What MkDocs finds wrong with its settings, by setting."""
    config = MkDocsConfig(config_file_path=str(file))
    with file.open("rb") as opened:
        config.load_file(opened)
    errors, warnings = config.validate()
    return [*errors, *warnings]


def test_what_is_not_known_is_kept():
    assert explained("foo", "Something new.")[:2] == ("foo", "foo 的写法不对：Something new.")
