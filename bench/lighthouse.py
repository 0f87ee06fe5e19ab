"""Lighthouse's scores of home, category, issue and progress, mobile preset, on the site served as a server would.

Wants Node.js; lighthouse comes from npm into a temporary folder.
"""

import gzip
import io
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
LIGHTHOUSE = "lighthouse@12"
PAGES = {"home": "", "category": "categories/traffic/", "issue": "issues/10/", "progress": "progress/"}
FLAGS = "--headless --no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking"


class Served(SimpleHTTPRequestHandler):
    """A web server as sites have one: compressed text, a length, a time to keep."""

    def send_head(self) -> io.BytesIO | None:
        """The answer's head, and its body to be copied."""
        path = Path(self.translate_path(self.path))
        file = path / "index.html" if path.is_dir() else path
        if not file.is_file():
            self.send_error(404)
            return None
        body = gzip.compress(file.read_bytes())
        self.send_response(200)
        for name, value in (
            ("Content-Type", f"{self.guess_type(str(file))}; charset=utf-8"),
            ("Content-Encoding", "gzip"),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "max-age=31536000"),
        ):
            self.send_header(name, value)
        self.end_headers()
        return io.BytesIO(body)

    def log_message(self, *arguments: object) -> None:
        """Only scores are printed."""


def main() -> None:
    """Builds, serves and scores the site; prints a line a page."""
    with tempfile.TemporaryDirectory() as folder:
        site = Path(folder) / "site"
        server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Served, directory=str(site)))
        threading.Thread(target=server.serve_forever, daemon=True).start()
        address = f"http://127.0.0.1:{server.server_port}/"
        build = [sys.executable, "-m", "mkdocs", "build", "--strict", "--quiet", "--site-dir", str(site)]
        subprocess.run(build, cwd=ROOT, check=True, env={**os.environ, "SITE_URL": address}, capture_output=True)
        npm = ["npm", "install", "--silent", "--no-audit", "--no-fund", "--prefix", folder, LIGHTHOUSE]
        subprocess.run(npm, check=True)
        for name, path in PAGES.items():
            print(
                name.ljust(10), *(f"{title} {score}" for title, score in scores(Path(folder), address + path).items())
            )


def scores(folder: Path, address: str) -> dict[str, int]:
    """Lighthouse's four scores of a page, out of 100."""
    chromium = shutil.which("chromium") or shutil.which("google-chrome") or ""
    command = [str(folder / "node_modules" / ".bin" / "lighthouse"), address, "--quiet", "--output=json"]
    finished = subprocess.run(
        [*command, f"--chrome-flags={FLAGS}"],
        check=True,
        capture_output=True,
        text=True,
        env={**os.environ, "CHROME_PATH": chromium},
    )
    return {title: round(one["score"] * 100) for title, one in json.loads(finished.stdout)["categories"].items()}


if __name__ == "__main__":
    main()
