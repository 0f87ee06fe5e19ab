"""A box without a title of its own is headed in Chinese."""

import markdown
import pytest

from gongkai import boxes


@pytest.mark.parametrize(
    ("written", "title"),
    [
        ("!!! note", "说明"),
        ("!!! tip", "提示"),
        ("!!! Warning", "注意"),
        ("!!! danger wide", "危险"),
        ('!!! note "怎么预约"', "怎么预约"),
        ("!!! 公告", "公告"),
    ],
)
def test_a_box_is_headed_in_chinese(written, title):
    html = markdown.markdown(f"{written}\n    先预约。", extensions=["admonition"])
    assert f'<p class="admonition-title">{title}</p>' in boxes.titled(html)


def test_a_box_that_is_to_have_no_title_has_none_and_words_elsewhere_stay():
    html = markdown.markdown('!!! note ""\n    Note\n\nNote', extensions=["admonition"])
    assert boxes.titled(html) == html
