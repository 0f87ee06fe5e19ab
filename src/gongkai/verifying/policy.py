"""The Content-Security-Policy of each page: it is there, it is strict, and nothing on the page needs more."""

from collections.abc import Iterator

from gongkai.faults import Fault
from gongkai.verifying.built import Site
from gongkai.verifying.page import START, Page

NAME = "content-security-policy"
_LOOSE = frozenset({"'unsafe-inline'", "'unsafe-eval'", "*", "data:", "blob:", "http:", "https:"})


def check(site: Site) -> Iterator[Fault]:
    """Faults `page-policy` (none, or one that lets scripts of any origin run), `policy-blocks`, `link-unsafe`."""
    for name, page in site.pages.items():
        policy = page.tag(NAME)
        if policy is None:
            message = "网页没有安全策略（Content-Security-Policy）"
            yield site.fault(name, START, "page-policy", message, "恢复 overrides/main.html 里的 meta 标签")
            continue
        loose = sorted(_sources(policy.content, "script-src") & _LOOSE)
        if loose or not _sources(policy.content, "script-src"):
            message = f"安全策略放过了任意脚本：{' '.join(loose) or '没有 script-src'}"
            yield site.fault(name, policy.place, "page-policy", message, "脚本只写 script-src 'self'")
        yield from _blocked(site, name, page, policy.content)


def _blocked(site: Site, name: str, page: Page, policy: str) -> Iterator[Fault]:
    styles_run = "'unsafe-inline'" in _sources(policy, "style-src")
    for what, place in page.inline:
        if not (styles_run and what in ("style", "<style>")):
            message = f"写在网页里的 {what} 会被安全策略拦下"
            yield site.fault(name, place, "policy-blocks", message, "移到 overrides/assets/ 的样式或脚本文件里")
    for reference in page.references:
        if reference.address.strip().lower().startswith(("javascript:", "vbscript:", "data:text")):
            message = f"链接里是脚本：{reference.address[:60]}"
            yield site.fault(name, reference.place, "link-unsafe", message, "改成网址；要脚本，写在脚本文件里")


def _sources(policy: str, directive: str) -> frozenset[str]:
    """What a directive allows; the default where it is not given."""
    stated = {words[0].lower(): frozenset(words[1:]) for one in policy.split(";") if (words := one.split())}
    return stated.get(directive, stated.get("default-src", frozenset()))
