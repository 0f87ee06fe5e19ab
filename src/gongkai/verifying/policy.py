"""The Content-Security-Policy of each page: it is the one that `serving` gives, and nothing on the page needs more."""

import re
from collections.abc import Iterator

from gongkai import serving
from gongkai.faults import Fault
from gongkai.verifying import references
from gongkai.verifying.built import Site, shown
from gongkai.verifying.page import START, Page, Place, Reference

NAME = "content-security-policy"
# What the default of the policy keeps out, wherever it comes from.
_KEPT_OUT = frozenset({"iframe", "frame", "object", "embed", "applet", "video", "audio"})
_SCRIPTS = ("javascript:", "vbscript:", "data:text", "data:application", "blob:")
_OF_PICTURES = re.compile(r"<script\b|\son[a-z]+\s*=|<foreignObject\b", re.IGNORECASE)


def check(site: Site) -> Iterator[Fault]:
    """Faults `page-policy` (none, or another than the site's), `policy-blocks`, `link-unsafe`."""
    for name, page in site.pages.items():
        policy = page.tag(NAME)
        if policy is None:
            message = "网页没有安全策略（Content-Security-Policy）"
            yield site.fault(name, START, "page-policy", message, "恢复 overrides/main.html 里的 meta 标签")
            continue
        if other := _other(policy.content):
            message = f"安全策略与程序给的不同：{other}"
            yield site.fault(name, policy.place, "page-policy", message, "恢复 overrides/main.html 里的 meta 标签")
        referrer = page.tag("referrer")
        if referrer and referrer.content != serving.PROTECTING["Referrer-Policy"]:
            message = f"网页把来访的网址告诉别的网站（referrer）：{shown(referrer.content)}"
            yield site.fault(name, referrer.place, "page-policy", message, "去掉这个 meta 标签")
        yield from _blocked(site, name, page)
    stated = site.texts.get(serving.HEADERS_FILE)
    if stated and stated != serving.headers_file():
        message = "静态托管用的安全标头与程序给的不同"
        yield site.fault(serving.HEADERS_FILE, START, "page-policy", message, "重新建站；这个文件由程序生成，不要手改")
    for name, text in site.of_kind(frozenset({".svg"})).items():
        if script := _OF_PICTURES.search(text):
            yield _blocks(site, name, site.place(name, script.start()), script[0].strip("<= \t\n"))
    for name, found in references.of_files(site).items():
        yield from _unsafe(site, name, found)


def _other(policy: str) -> str:
    """The first directive in which a policy differs from that of the pages; empty where none does."""
    given, wanted = (
        {words[0].lower(): words for one in text.split(";") if (words := one.split())}
        for text in (policy, serving.PAGE_POLICY)
    )
    for directive in (*wanted, *given):
        if set(given.get(directive, ())) != set(wanted.get(directive, ())):
            return shown(" ".join(given.get(directive, ()))) or f"没有 {directive}"
    return ""


def _blocked(site: Site, name: str, page: Page) -> Iterator[Fault]:
    for what, place in [*page.inline, *((f"<{tag}>", place) for tag, place in page.elements if tag in _KEPT_OUT)]:
        yield _blocks(site, name, place, what)
    yield from _unsafe(site, name, page.references)


def _unsafe(site: Site, name: str, found: list[Reference]) -> Iterator[Fault]:
    for reference in found:
        # Browsers pass over these characters wherever they stand.
        if re.sub(r"[\x00-\x20]", "", reference.address).lower().startswith(_SCRIPTS):
            message = f"链接里是脚本：{shown(reference.address)}"
            yield site.fault(name, reference.place, "link-unsafe", message, "改成网址；要脚本，写在脚本文件里")


def _blocks(site: Site, name: str, place: Place, what: str) -> Fault:
    advice = "样式和脚本移到 overrides/assets/ 的文件里；影音和别的网页改成链接"
    return site.fault(name, place, "policy-blocks", f"{what} 会被安全策略拦下", advice)
