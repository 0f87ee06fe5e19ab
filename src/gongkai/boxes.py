"""The boxes of Markdown (`!!! note`): what one is called whose writer gave it no title."""

import re

_ALIKE = {
    "说明": "note info",
    "提示": "tip hint",
    "注意": "warning caution attention",
    "重要": "important",
    "摘要": "abstract summary tldr",
    "问答": "question faq",
    "帮助": "help",
    "示例": "example",
    "引用": "quote cite",
    "另见": "seealso",
    "成功": "success check done",
    "失败": "failure fail",
    "缺失": "missing",
    "危险": "danger",
    "错误": "error",
    "缺陷": "bug",
}
TITLES = {kind: title for title, kinds in _ALIKE.items() for kind in kinds.split()}
_UNTITLED = re.compile(rf'(?<=<p class="admonition-title">)(?:{"|".join(TITLES)})(?=</p>)', re.IGNORECASE)


def titled(html: str) -> str:
    """A rendered page with Chinese titles for the English ones that Markdown makes of the types."""
    return _UNTITLED.sub(lambda title: TITLES[title[0].lower()], html)
