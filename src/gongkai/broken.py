"""How a link in content/ that leads nowhere is told, whoever found it: `gongkai check`, or MkDocs while it builds."""

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from gongkai import looking
from gongkai.faults import Fault

CODE = "link-broken"
TO_MEND = "改成 content/ 里的文件名（如 about.md#小标题），或删去这个链接"
_NO_FOOTNOTES = "这里没有脚注：把说明写进正文，例如放在句末的括号里，删去“[^…]”"


class Way(NamedTuple):
    """A way in which a link is broken: what is said of it, and what to do."""

    message: str
    advice: str


GONE = Way("链接打不开：没有“{link}”", TO_MEND)
ABSOLUTE = Way("链接以“/”开头：“{link}”，网站放在别的路径下就打不开", "从这一页的位置写起，如 about.md、../about.md")
NO_SUCH_PLACE = Way("链接打不开：网页在，但没有“{link}”指的那一处", "核对“#”后面的名称，或删去“#”和后面的部分")


def faults(page: Path, named: str, link: str, way: Way, meant: str | None) -> Iterator[Fault]:
    """The fault `link-broken` at each place of a link in a page; `named` is what faults call the page, `meant` the link
    that its writer most likely wanted.
    """
    if footnote := looking.first(page, rf"^\s*\[\^[^]]+\]:\s*{re.escape(link)}\s*$"):
        yield Fault(named, *footnote, CODE, f"脚注排不出来，被当成链接：{link}", _NO_FOOTNOTES)
        return
    advice = f"是不是要写“{meant}”？" if meant else way.advice
    for place in looking.places(page, link):
        yield Fault(named, *place, CODE, way.message.format(link=link), advice)
