"""Pictures of every kind of page, to be looked at: 360, 768 and 1280 px, light, dark, large type and paper."""

import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

ROOT = Path(__file__).resolve().parent.parent
GALLERY = ROOT / "gallery"
PAGES = {
    "home": "",
    "full-text": "announcement/",
    "part": "parts/1/",
    "categories": "categories/",
    "category": "categories/traffic/",
    "category-empty": "categories/finance/",
    "issue": "issues/10/",
    "issue-broken": "issues/1/",
    "progress": "progress/",
    "search": "search/?q=违建",
    "places": "places/",
    "figures": "figures/",
    "glossary": "glossary/",
    "open-data": "open-data/",
    "site-map": "sitemap/",
    "about": "about/",
    "not-found": "404.html",
}
WIDTHS = (360, 768, 1280)
LOOKS = ("light", "dark", "large", "paper")


def main() -> None:
    """Builds the site with an address, so that pages have all they can have, and takes every picture."""
    shutil.rmtree(GALLERY, ignore_errors=True)
    GALLERY.mkdir()
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
        subprocess.run(build, cwd=ROOT, check=True, env={**os.environ, "SITE_URL": "https://example.org/"})
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(SimpleHTTPRequestHandler, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        with sync_playwright() as playwright:
            found = shutil.which("chromium") or shutil.which("google-chrome")
            browser = playwright.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
            for look in LOOKS:
                for width in WIDTHS if look != "paper" else WIDTHS[-1:]:
                    take(browser, f"http://127.0.0.1:{server.server_port}/", look, width)


def take(browser: Browser, address: str, look: str, width: int) -> None:
    """Every page in one look at one width."""
    scheme = "dark" if look == "dark" else "light"
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme)
    if look == "large":
        context.add_init_script("localStorage.setItem('large-type', 'on')")
    page = context.new_page()
    for name, path in PAGES.items():
        page.goto(address + path)
        if look == "paper":
            sheets = GALLERY / f"{name}-paper.pdf"
            page.pdf(path=sheets, prefer_css_page_size=True)
            subprocess.run(["pdftoppm", "-r", "80", "-png", sheets, sheets.with_suffix("")], check=True)
        else:
            page.screenshot(path=GALLERY / f"{name}-{width}-{look}.png", full_page=True)
    context.close()


if __name__ == "__main__":
    main()
