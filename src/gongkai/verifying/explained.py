"""The page of the glossary explains what the glossary does: the file of it where that is at hand."""

from collections.abc import Iterator
from itertools import pairwise

from gongkai import glossary, sitemap, source
from gongkai.faults import Fault, Faulty
from gongkai.model import Glossary, Term
from gongkai.verifying.built import HOME, Site
from gongkai.verifying.page import START

PAGE = f"{sitemap.GLOSSARY}{HOME}"
_ADVICE = "重新建站；还是这样，核对 overrides/bodies/glossary.html"


def check(site: Site) -> Iterator[Fault]:
    """Faults `mirror`."""
    shown, written = _shown(site).terms, glossary_of(site).terms
    for one in [one for one in shown if one not in written] + [one for one in written if one not in shown]:
        message = f"“{one.term}”的解释与 {glossary.FILE} 不一致"
        yield site.fault(PAGE, START, "mirror", message, _ADVICE)


def glossary_of(site: Site) -> Glossary:
    """The glossary of a site: of the folder that it was built of, else as its page shows it."""
    if site.project and (site.project / source.DEFAULT).is_file():
        try:
            return glossary.load(site.project / source.DEFAULT.parent / glossary.FILE)
        except Faulty:  # of which `gongkai check` speaks
            pass
    return _shown(site)


def _shown(site: Site) -> Glossary:
    page = site.pages.get(PAGE)
    if page is None:
        return Glossary(terms=[])
    blocks = [block.text.strip() for block in page.blocks.found]
    found = (Term(term=term, meaning=meaning) for term, meaning in pairwise(blocks))
    return Glossary(terms=[one for one in found if sitemap.term_anchor(one) in page.ids])
