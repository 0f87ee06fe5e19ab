"""Builds this site and a peer (plain MkDocs, Material and its search with jieba, the same announcement as Markdown)
by turns, and prints seconds, memory and output of each, and their ratios. For Linux."""

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from statistics import median

import yaml
from mkdocs.utils.yaml import yaml_load

from gongkai import printing, source, writing
from gongkai.model import Announcement, Category, Part

ROOT = Path(__file__).resolve().parent.parent
PEER_REQUIREMENTS = ROOT / "bench/requirements.txt"
QUIET = {"NO_MKDOCS_2_WARNING": "true", "DISABLE_MKDOCS_2_WARNING": "true"}


@dataclass(frozen=True)
class Project:
    """A folder with a mkdocs.yml, where its site goes, and what its build has in the environment."""

    folder: Path
    site: Path
    environment: dict[str, str]


@dataclass(frozen=True)
class Build:
    """What one build took."""

    seconds: float
    peak_megabytes: float


def main() -> None:
    """Measures and prints."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=7, help="measured builds of each (default 7)")
    parser.add_argument("--copies", type=int, default=1, help="copies of the categories (default 1)")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="gongkai-bench-") as name:
        temporary = Path(name)
        announcement = multiplied(source.load(ROOT / source.DEFAULT).announcement, options.copies)
        ours = our_project(temporary, announcement, options.copies)
        peer = peer_project(temporary, announcement)
        our_builds, peer_builds = by_turns(ours, peer, options.runs)
        print(f"{len(announcement.categories)} categories, {len(announcement.issues)} issues, {options.runs} runs each")
        for line in table(measures(ours, our_builds), measures(peer, peer_builds)):
            print(line)


def multiplied(announcement: Announcement, copies: int) -> Announcement:
    """The announcement with each part's categories repeated, numbered on; the first copy is as it was."""
    span = max([issue.number for issue in announcement.issues] + announcement.missing)
    parts = [_multiplied_part(part, copies, span) if isinstance(part, Part) else part for part in announcement.parts]
    return announcement.model_copy(update={"parts": parts})


def _multiplied_part(part: Part, copies: int, span: int) -> Part:
    if not part.categories:
        return part
    missing = [number + copy * span for copy in range(copies) for number in part.missing]
    categories = [
        _renumbered(category, copy, len(part.categories), span)
        for copy in range(copies)
        for category in part.categories
    ]
    return part.model_copy(update={"missing": missing, "categories": categories})


def _renumbered(category: Category, copy: int, categories: int, issues: int) -> Category:
    if not copy:
        return category
    return category.model_copy(
        update={
            "number": category.number + copy * categories,
            "slug": f"{category.slug}-{copy + 1}",
            "issues": [issue.model_copy(update={"number": issue.number + copy * issues}) for issue in category.issues],
        }
    )


def our_project(temporary: Path, announcement: Announcement, copies: int) -> Project:
    """The repository itself, or a copy of it that has the multiplied announcement."""
    folder = ROOT
    if copies > 1:
        folder = temporary / "ours"
        for name in ("content", "hooks", "overrides"):
            shutil.copytree(ROOT / name, folder / name)
        shutil.copy(ROOT / "mkdocs.yml", folder)
        data = folder / source.DEFAULT
        data.parent.mkdir()
        data.write_text(writing.as_yaml(announcement), encoding="utf-8")
        data.with_name("announcement.txt").write_text(printing.text(announcement), encoding="utf-8")
    return Project(folder, temporary / "our-site", {})


def peer_project(temporary: Path, announcement: Announcement) -> Project:
    """The announcement as Markdown under Material as it comes, and jieba where only the peer finds it."""
    folder, packages = temporary / "peer", temporary / "peer-packages"
    install = ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--root-user-action=ignore"]
    subprocess.run([sys.executable, *install, "--target", packages, "-r", PEER_REQUIREMENTS], check=True)
    name = yaml_load((ROOT / "mkdocs.yml").read_text(encoding="utf-8"))["site_name"]
    for path, paragraphs in markdown_pages(name, announcement).items():
        page = folder / "docs" / path
        page.parent.mkdir(parents=True, exist_ok=True)
        page.write_text("\n\n".join(paragraphs) + "\n", encoding="utf-8")
    settings = {
        "site_name": name,
        "theme": {"name": "material", "language": "zh"},
        "plugins": [{"search": {"lang": "zh"}}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(settings, allow_unicode=True), encoding="utf-8")
    return Project(folder, temporary / "peer-site", {"PYTHONPATH": str(packages)})


def markdown_pages(name: str, announcement: Announcement) -> dict[str, list[str]]:
    """The paragraphs of each page: the preamble's, one for every part and one for every category."""
    pages = {"index.md": [f"# {name}"]}
    page = pages["index.md"]
    for paragraph in printing.paragraphs(announcement):
        if paragraph.kind == "part":
            page = pages[f"part-{paragraph.part_number}.md"] = [f"# {paragraph.text}"]
        elif paragraph.kind == "category":
            page = pages[f"categories/{paragraph.subject.slug}.md"] = [f"# {paragraph.text}"]
        else:
            page.append(paragraph.text)
    return pages


def by_turns(ours: Project, peer: Project, runs: int) -> tuple[list[Build], list[Build]]:
    """The builds of each, after a first one of each that does not count."""
    build(ours)
    build(peer)
    pairs = [(build(ours), build(peer)) for _ in range(runs)]
    return [pair[0] for pair in pairs], [pair[1] for pair in pairs]


def build(project: Project) -> Build:
    """Builds a site once. Raises `RuntimeError` with what the build printed when it fails."""
    options = ["--strict", "--quiet", "-f", project.folder / "mkdocs.yml", "-d", project.site]
    # jieba keeps its dictionary in the folder of temporary files.
    environment = os.environ | QUIET | {"TMPDIR": str(project.site.parent)} | project.environment
    with tempfile.TemporaryFile() as output:
        start = time.perf_counter()
        process = subprocess.Popen(
            [sys.executable, "-m", "mkdocs", "build", *options],
            env=environment,
            stdout=output,
            stderr=subprocess.STDOUT,
        )
        _, status, usage = os.wait4(process.pid, 0)
        seconds = time.perf_counter() - start
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            output.seek(0)
            raise RuntimeError(output.read().decode(errors="replace"))
    return Build(seconds, usage.ru_maxrss / 1024)


def measures(project: Project, builds: list[Build]) -> list[float]:
    """The numbers of the table, in the order of its lines."""
    sizes = [file.stat().st_size for file in project.site.rglob("*") if file.is_file()]
    return [
        median(build.seconds for build in builds),
        max(build.peak_megabytes for build in builds),
        len(sizes),
        sum(sizes),
    ]


def table(ours: list[float], peer: list[float]) -> Iterator[str]:
    """The lines of the table."""
    yield f"{'':16}{'ours':>12}{'peer':>12}{'ours/peer':>12}"
    formats = {"median seconds": ".2f", "peak MB": ".1f", "files": ",d", "bytes": ",d"}
    for (label, form), our, other in zip(formats.items(), ours, peer, strict=True):
        yield f"{label:16}{our:>12{form}}{other:>12{form}}{our / other:>12.2f}"


if __name__ == "__main__":
    main()
