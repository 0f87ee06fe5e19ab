"""What this project takes from MkDocs and Material exists in the versions that are installed."""

import re
from pathlib import Path

import jinja2
import material
import mkdocs
import pytest
from conftest import ROOT
from jinja2 import meta, nodes
from mkdocs.plugins import EVENTS

OURS = ROOT / "overrides"
THEME = Path(material.__file__).parent / "templates"
BUILDER = Path(mkdocs.__file__).parent / "templates"
TEMPLATES = sorted(file for file in OURS.rglob("*") if file.suffix in (".html", ".xml"))
# Files of ours that stand in the place of theirs: no block can be named for what they do.
IN_PLACE_OF_THEIRS = ["partials/javascripts/base.html", "partials/javascripts/content.html", "partials/top.html"]
# The theme's of this name lists tags of a page, below a page's text that the frame does not take from it.
NOT_USED = "partials/tags.html"


def parsed(template: Path) -> nodes.Template:
    return jinja2.Environment(extensions=["jinja2.ext.loopcontrols"]).parse(template.read_text(encoding="utf-8"))


def blocks(template: Path) -> set[str]:
    return {block.name for block in parsed(template).find_all(nodes.Block)}


def test_every_block_of_the_frame_is_one_of_the_themes():
    named = blocks(OURS / "main.html")
    assert {"site_meta", "styles", "scripts", "header", "container", "content", "footer"} <= named
    assert named <= blocks(THEME / "base.html")


def test_every_block_of_a_page_is_one_of_the_frames():
    assert blocks(OURS / "404.html") <= blocks(OURS / "main.html")


def test_what_stands_in_the_place_of_the_themes_has_a_place_there():
    for name in IN_PLACE_OF_THEIRS:
        assert (THEME / name).is_file(), name
        assert (OURS / name).is_file(), name
    assert set(IN_PLACE_OF_THEIRS) <= set(meta.find_referenced_templates(parsed(THEME / "base.html")))
    assert (THEME / "404.html").is_file()
    assert (BUILDER / "sitemap.xml").is_file()


def test_nothing_else_of_ours_hides_a_file_of_the_theme_by_chance():
    hidden = {name for file in TEMPLATES if (THEME / (name := file.relative_to(OURS).as_posix())).exists()}
    assert hidden == {*IN_PLACE_OF_THEIRS, NOT_USED, "main.html", "404.html"}


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda file: file.relative_to(OURS).as_posix())
def test_every_template_that_another_names_exists(template):
    named = re.findall(r'{%-?\s*(?:extends|include|from|import)\s+"([^"]+)"', template.read_text(encoding="utf-8"))
    for name in named:
        assert (OURS / name).is_file() or (THEME / name).is_file(), name


def test_the_words_of_the_theme_are_there_under_the_name_that_ours_builds_on():
    assert 'import "partials/languages/zh.html"' in (OURS / "partials/languages/zh-CN.html").read_text(encoding="utf-8")
    assert "partials/languages/" in (THEME / "partials/language.html").read_text(encoding="utf-8")


def test_every_hook_is_for_an_event_that_there_is():
    named = {
        event
        for file in (ROOT / "hooks").glob("*.py")
        for event in re.findall(r"^def on_(\w+)\(", file.read_text(encoding="utf-8"), re.MULTILINE)
    }
    assert {"config", "files", "page_content", "post_page"} <= named
    assert named <= set(EVENTS)
