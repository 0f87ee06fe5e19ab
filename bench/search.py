"""Searches the same content with Material and jieba, with Pagefind extended, and with this project's search, in
Chromium, and prints of each: the share of first results that are right, bytes until the first result, milliseconds.

The peers' results are pages of a category, an easier target than our issues. With --libraries also MiniSearch and
FlexSearch over the same documents as ours. Wants Node.js only for these.
"""

import argparse
import gzip
import json
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from urllib.parse import unquote, urlsplit

from build import PEER_REQUIREMENTS, build, multiplied, peer_project
from playwright.sync_api import Page, sync_playwright

from gongkai import source
from gongkai.search import index
from gongkai.search.corpus import Corpus
from gongkai.search.documents import documents, written_pages

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "tests"), str(ROOT / "tests/search")]
from conftest import served  # noqa: E402
from table import Case, cases  # noqa: E402

LIBRARIES = ("minisearch@7", "flexsearch@0.8")
BESIDE = ("places/", "glossary/", "about/", "progress/", "figures/")


@dataclass
class Score:
    """What one search did with the queries."""

    right: int = 0
    bytes: list[int] = field(default_factory=list)
    milliseconds: list[float] = field(default_factory=list)


Ask = Callable[[Page, str], tuple[float, str | None]]


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--copies", type=int, default=1, help="copies of the categories (default 1)")
    parser.add_argument("--every", type=int, default=1, help="take every n-th query (default all)")
    parser.add_argument("--libraries", action="store_true", help="MiniSearch and FlexSearch too")
    options = parser.parse_args()
    asked = [case for case in cases() if not any(answer.startswith(BESIDE) for answer in case.answers[:1])]
    asked = asked[:: options.every]
    loaded = source.load(ROOT / source.DEFAULT)
    announcement = multiplied(loaded.announcement, options.copies)
    corpus = Corpus(documents(announcement, loaded.glossary, written_pages(ROOT / "content")))
    span = max([issue.number for issue in loaded.announcement.issues] + loaded.announcement.missing)
    homes = {
        str(issue.number): f"categories/{category.slug}/"
        for category in loaded.announcement.categories
        for issue in category.issues
    }

    def page_of(answer: str) -> str:
        if answer.startswith("parts/"):
            return f"part-{answer.split('/')[1]}/"
        if answer.startswith("announcement/"):
            return f"part-{answer.rpartition('-')[2]}/" if "#part-" in answer else ""
        return homes.get(answer, answer)

    def same_page(answer: str, address: str) -> bool:
        path = unquote(urlsplit(address).path).strip("/").rstrip("-0123456789" if options.copies > 1 else "")
        return path == page_of(answer).strip("/").rstrip("-0123456789" if options.copies > 1 else "")

    def same_issue(answer: str, name: str) -> bool:
        return str((int(name) - 1) % span + 1) == answer if name.isdecimal() else name == answer

    print(f"{len(asked)} queries, {len(announcement.categories)} categories, {len(announcement.issues)} issues")
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name, sync_playwright() as playwright:
        folder = Path(name)
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        peer = peer_project(folder, announcement)
        build(peer)
        searches: list[tuple[str, Path, str, str, Ask, Callable]] = [
            ("gongkai", our_site(folder, corpus), "categories/traffic/", "search", evaluated("gongkai"), same_issue),
            ("Material + jieba", peer.site, "", "search", typed, same_page),
            ("Pagefind extended", with_pagefind(peer.site), "", "pagefind", evaluated("pagefind"), same_page),
        ]
        if options.libraries:
            libraries = with_libraries(folder, corpus)
            searches += [
                ("MiniSearch, pairs", libraries, "minisearch.html", ".js", evaluated("minisearch"), same_issue),
                ("FlexSearch, CJK", libraries, "flexsearch.html", ".js", evaluated("flexsearch"), same_issue),
            ]
        print(f"{'':20}{'first right':>14}{'first bytes':>14}{'most':>12}{'median ms':>12}{'most':>10}")
        for title, site, start, part, ask, same in searches:
            score = Score()
            with served(site) as address:
                for case in asked:
                    take(score, browser, address + start, site, part, ask, same, case)
            share = f"{score.right}/{len(asked)}"
            print(
                f"{title:20}{share:>14}{median(score.bytes):>14,.0f}{max(score.bytes):>12,d}"
                f"{median(score.milliseconds):>12.1f}{max(score.milliseconds):>10.1f}"
            )


def take(score: Score, browser, address: str, site: Path, part: str, ask: Ask, same: Callable, case: Case) -> None:
    """One query in a fresh window; the bytes of the files named `part`, as a server would send them, compressed."""
    with fresh(browser) as page:
        fetched: set[str] = set()
        page.context.on("request", lambda request: fetched.add(unquote(urlsplit(request.url).path).lstrip("/")))
        page.goto(address, wait_until="load")
        ask(page, case.query)
        score.bytes.append(sum(compressed(site / path) for path in fetched if part in path))
        milliseconds, found = ask(page, case.query)
    score.milliseconds.append(milliseconds)
    right = found is None if not case.answers else found is not None and same(case.answers[0], found)
    score.right += right


@contextmanager
def fresh(browser) -> Iterator[Page]:
    """A window with an empty cache."""
    context = browser.new_context(bypass_csp=True)
    context.route(lambda address: not address.startswith("http://127.0.0.1"), lambda route: route.abort())
    yield context.new_page()
    context.close()


def compressed(file: Path) -> int:
    content = file.read_bytes() if file.is_file() else b""
    return min(len(content), len(gzip.compress(content, 9)))


def evaluated(name: str) -> Ask:
    """A search that is a function in the page, in a file beside this one."""
    script = (ROOT / f"bench/searches/{name}.js").read_text(encoding="utf-8")
    return lambda page, query: tuple(page.evaluate(script, query))


def typed(page: Page, query: str) -> tuple[float, str | None]:
    """Material's: typed into its field; the list changes, or it says that there is nothing."""
    page.evaluate("const open = document.querySelector('#__search'); if (!open.checked) open.click()")
    page.evaluate("""() => {
      const field = document.querySelector("[data-md-component=search-query]");
      field.value = "";
      for (const name of ["keyup", "input"]) field.dispatchEvent(new Event(name, { bubbles: true }));
    }""")
    page.wait_for_timeout(400)
    return evaluated("material")(page, query)


def our_site(folder: Path, corpus: Corpus) -> Path:
    """The site as it is built, with the index of a corpus."""
    site = folder / "ours"
    command = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True)
    for file in (site / "search").glob("*.txt"):
        file.unlink()
    for path, content in index.files(corpus):
        (site / path).write_bytes(content)
    return site


def with_pagefind(site: Path) -> Path:
    """A built site with Pagefind's index."""
    packages = site.parent / "pagefind-packages"
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    subprocess.run([sys.executable, *install, "--target", packages, "-r", PEER_REQUIREMENTS], check=True)
    command = [sys.executable, "-m", "pagefind", "--site", str(site)]
    subprocess.run(command, check=True, capture_output=True, env={"PYTHONPATH": str(packages)})
    return site


def with_libraries(folder: Path, corpus: Corpus) -> Path:
    """A page for each library, with the documents."""
    site = folder / "libraries"
    site.mkdir()
    install = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", str(folder / "npm"), *LIBRARIES]
    subprocess.run(install, check=True)
    modules = folder / "npm/node_modules"
    shutil.copy(modules / "minisearch/dist/umd/index.js", site / "minisearch.js")
    shutil.copy(modules / "flexsearch/dist/flexsearch.bundle.min.js", site / "flexsearch.js")
    rows = [
        {
            "id": at,
            "title": one.title,
            "text": one.text,
            "name": str(one.numbers[0]) if one.kind == "issue" else one.path,
        }
        for at, one in enumerate(corpus.documents)
    ]
    (site / "documents.js").write_text(f"const documents = {json.dumps(rows, ensure_ascii=False)}", encoding="utf-8")
    for name in ("minisearch", "flexsearch"):
        scripts = "".join(f'<script src="{file}.js"></script>' for file in (name, "documents"))
        (site / f"{name}.html").write_text(f'<!doctype html><meta charset="utf-8">{scripts}', encoding="utf-8")
    return site


if __name__ == "__main__":
    main()
