"""How a page is cited and passed on: the words to copy, the picture that a phone reads."""

from collections.abc import Iterator

from gongkai import qr, sitemap
from gongkai.faults import Fault
from gongkai.model import Glossary
from gongkai.verifying import opendata, tags
from gongkai.verifying.built import HOME, NOT_FOUND, Site
from gongkai.verifying.page import START

_ADVICE = "重新建站；还是这样，核对 overrides/ 里的模板"


def check(site: Site) -> Iterator[Fault]:
    """Faults `mirror`, where a citation or a QR code is not that of its page."""
    announcement = opendata.sound(site)
    if announcement is None:
        return
    for name, text in site.texts.items():
        if site.address and name in site.pages and name != NOT_FOUND:
            address = site.stated(name)
            if qr.svg(address) not in text:
                yield site.fault(name, START, "mirror", f"没有二维码，或它不是这一页的网址 {address}", _ADVICE)
    named = site.pages[HOME].tag(tags.NAME)
    before = f"《{named.content if named else ''}》，"
    issuer = announcement.facts.issuer
    for made in sitemap.pages(announcement, Glossary(terms=[])):
        name = f"{made.path}{HOME}"
        if made.template == "issue" and name in site.pages:
            more = [f"原文发布单位：{issuer}"] if issuer else []
            more += [site.stated(name)] if site.address else []
            wanted = f"{before}{'，'.join([made.title, *more])}。"
            if site.pages[name].citation != wanted:
                yield site.fault(name, START, "mirror", f"引用的文字应是“{wanted}”", _ADVICE)
