"""Builds the site with what carries MkDocs and Material on (ProperDocs, MaterialX) and holds its pages against ours.

Prints a line a build; returns 1 when a page is missing, is new, or says anything else. Each pair of a program and a
theme has an environment of its own below .long-life/, with the newest versions that there are.
"""

import os
import re
import shutil
import subprocess
import sys
import tempfile
import tomllib
import venv
from dataclasses import dataclass
from pathlib import Path

import tinyhtml5

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENTS = ROOT / ".long-life"
QUIET = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true", "PYTHONPATH": str(ROOT / "src")}
UNSEEN = {"script", "style", "head", "template"}


@dataclass(frozen=True)
class Successor:
    """A program that builds, a theme as it is called in the settings, and the packages that both come from."""

    program: str
    theme: str
    packages: tuple[str, ...]


SUCCESSORS = (
    Successor("properdocs", "material", ("properdocs", "mkdocs-material")),
    Successor("mkdocs", "materialx", ("mkdocs<2", "mkdocs-materialx")),
    Successor("properdocs", "materialx", ("properdocs", "mkdocs-materialx")),
)


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as folder:
        ours = Path(folder) / "ours"
        _build([sys.executable, "-m", "mkdocs"], ROOT / "mkdocs.yml", ours)
        differing = 0
        for one in SUCCESSORS:
            binaries = _environment(one) / "bin"
            project = _project(Path(folder) / f"{one.program}-{one.theme}", one.theme)
            theirs = project / "site"
            _build([str(binaries / one.program)], project / "successor.yml", theirs)
            differences = _differences(ours, theirs)
            differing += len(differences)
            pages = len(list(theirs.rglob("*.html")))
            print(f"{_versions(binaries)}: {pages} pages, {len(differences)} say anything else; {_alike(ours, theirs)}")
            print("".join(f"  {line}\n" for line in differences[:20]), end="")
    return 1 if differing else 0


def _environment(one: Successor) -> Path:
    """An environment with a successor's packages and the others that this project builds with."""
    folder = ENVIRONMENTS / f"{one.program}-{one.theme}"
    if not (folder / "bin" / one.program).exists():
        venv.create(folder, clear=True, with_pip=True)
        project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        others = [name for name in project["dependencies"] if not name.startswith("mkdocs")]
        subprocess.run([folder / "bin/pip", "install", "--quiet", *one.packages, *others], check=True)
    return folder


def _project(folder: Path, theme: str) -> Path:
    """A copy of what the site is built from, with settings that name another theme."""
    for name in ("content", "data", "hooks", "overrides"):
        shutil.copytree(ROOT / name, folder / name, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "successor.yml").write_text(f"INHERIT: mkdocs.yml\ntheme:\n  name: {theme}\n", encoding="utf-8")
    return folder


def _build(program: list[str], settings: Path, output: Path) -> None:
    command = [*program, "build", "--strict", "--quiet", "-f", str(settings), "--site-dir", str(output)]
    built = subprocess.run(
        command, cwd=settings.parent, env=os.environ | QUIET, capture_output=True, text=True, check=False
    )
    if built.returncode:
        sys.exit(f"{' '.join(command)}\n{built.stderr}")


def _differences(ours: Path, theirs: Path) -> list[str]:
    names = {page.relative_to(site).as_posix() for site in (ours, theirs) for page in site.rglob("*.html")}
    return [name for name in sorted(names) if _said(ours / name) != _said(theirs / name)]


def _said(page: Path) -> str | None:
    """A page's title and the text that a reader sees."""
    if not page.exists():
        return None
    document = tinyhtml5.parse(page.read_bytes(), namespace_html_elements=False, transport_encoding="utf-8")
    return f"{document.findtext('.//title')}\n{_visible(document)}"


def _visible(element) -> str:
    if element.tag in UNSEEN:
        return ""
    parts = [element.text or "", *(_visible(child) + (child.tail or "") for child in element)]
    return re.sub(r"\s+", " ", "".join(parts))


def _alike(ours: Path, theirs: Path) -> str:
    files = [file for file in ours.rglob("*") if file.is_file()]
    same = sum(
        (theirs / file.relative_to(ours)).is_file()
        and (theirs / file.relative_to(ours)).read_bytes() == file.read_bytes()
        for file in files
    )
    return f"{same} of {len(files)} files byte for byte the same"


def _versions(binaries: Path) -> str:
    listed = subprocess.run([binaries / "pip", "list"], capture_output=True, text=True, check=True).stdout
    wanted = r"^(properdocs|mkdocs|mkdocs-materialx?)\s+(\S+)"
    return ", ".join(f"{name} {version}" for name, version in re.findall(wanted, listed, re.MULTILINE))


if __name__ == "__main__":
    sys.exit(main())
