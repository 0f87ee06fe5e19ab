"""A new site: a folder with data, neutral words and settings; everything else comes from the installed package."""

import os
import re
import shutil
import sys
import tempfile
from pathlib import Path

from gongkai import building, provenance, shared, source, writing
from gongkai.checks.mirror import RECEIVED
from gongkai.checks.settings import SETTINGS
from gongkai.faults import Refused
from gongkai.importing.announcement import Reading
from gongkai.locking import alone
from gongkai.model import Announcement
from gongkai.timeline import moments

STARTER = Path(__file__).parent / "starter"
OF_LEDGER = "content-of-ledger"  # the words of a site that no announcement was received for
DEFAULT_NAME = "整改进展公开"
DESCRIPTION = "整改情况逐条公开，与通报原文逐字核对。"
DESCRIPTION_OF_LEDGER = "整改情况逐条公开，文字由整改台账整理而成。"
MOST_EXAMPLES = 4
# What checks and publishes a site elsewhere: the files of this project's own site, to the letter but for one ending.
ELSEWHERE = (
    *(".github/workflows/site.yml", ".github/workflows/outside-links.yml", ".github/dependabot.yml"),
    *(".gitlab-ci.yml", ".workflow/check.yml", ".workflow/publish.yml", ".workflow/outside-links.yml"),
    *(".pre-commit-config.yaml", ".yamllint"),
)
_OF_PROGRAMS = re.compile(r"\n *# 以下查程序：.*", re.DOTALL)
_NOT_KNOWN = "# 还没有写上：装在这台电脑上的 gongkai，不知道别的机器从哪里装。"
_PARTS = {one.name for one in STARTER.iterdir()} | {Path(one).parts[0] for one in ELSEWHERE}
_PARTS |= {".gitignore", "local.mk", *building.SHARED}
_ANNEX = re.compile("附件.{0,4}")  # 附件2, above the title
_PLAIN_WORDS = re.compile(r"[\w、·（）《》“”—]+")


def start(folder: Path, read: Reading | None = None) -> None:
    """Makes the folder of a new site, whole or not at all: of an announcement, or with a commented example.

    Raises `Refused` where the folder holds anything, and OSError.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir()) or folder.samefile(Path())):
        raise Refused(f"{folder} 已经存在；换一个名称")
    folder.parent.mkdir(parents=True, exist_ok=True)
    with alone(folder.parent):
        _sweep(folder)
        made = Path(tempfile.mkdtemp(prefix=f".{folder.name}.", dir=folder.parent))
        try:
            shutil.copytree(STARTER, made, dirs_exist_ok=True)
            (made / "gitignore").rename(made / ".gitignore")
            program = str(Path(sys.executable).with_name("gongkai")).replace("$", "$$")
            (made / "local.mk").write_text(f"GONGKAI := {program}\n", encoding="utf-8")
            _copy_elsewhere(made)
            _fill(made, read)
            building.prepare(made)
            shutil.rmtree(made / OF_LEDGER)
            made.chmod(0o755)
            os.replace(made, folder)
        finally:
            shutil.rmtree(made, ignore_errors=True)


def _sweep(folder: Path) -> None:
    """Removes what killed runs left beside a folder under temporary names; for a run that holds the folder above."""
    temporary = re.compile(re.escape(f".{folder.name}.") + "[a-z0-9_]{8}")  # as mkdtemp names them
    for left in folder.parent.iterdir():
        if temporary.fullmatch(left.name) and left.is_dir() and {one.name for one in left.iterdir()} <= _PARTS:
            shutil.rmtree(left, ignore_errors=True)


def _copy_elsewhere(made: Path) -> None:
    for name in ELSEWHERE:
        (made / name).parent.mkdir(parents=True, exist_ok=True)
        text = (shared.folder() / name).read_text(encoding="utf-8")
        (made / name).write_text(_OF_PROGRAMS.sub("\n", text), encoding="utf-8")


def _fill(made: Path, read: Reading | None) -> None:
    settings = {"site_name": DEFAULT_NAME, "site_description": DESCRIPTION}
    examples = "[]"
    if read:
        settings |= {"site_name": name_of(read.announcement)}
        if read.announcement.facts.made_of:
            settings["site_description"] = DESCRIPTION_OF_LEDGER
            shutil.copytree(made / OF_LEDGER, made / "content", dirs_exist_ok=True)
        examples = f"[{', '.join(writing.scalar(one, inside=True) for one in _examples(read))}]"
        (made / source.DEFAULT).write_text(writing.as_yaml(read.announcement), encoding="utf-8")
        index = made / "content/index.md"
        index.write_text(_with_lede(index.read_text(encoding="utf-8"), read.announcement), encoding="utf-8")
    (made / "data" / RECEIVED).write_text(read.text if read else "", encoding="utf-8")
    _replace(made / "README.md", {"site_name": settings["site_name"]})
    _replace(made / "requirements.txt", {"gongkai": provenance.requirement("site") or _NOT_KNOWN})
    written = {key: writing.scalar(value) for key, value in settings.items()}
    _replace(made / SETTINGS, written | {"search_examples": examples})


def suit(folder: Path, announcement: Announcement) -> list[Path]:
    """Gives a site, whose data is now of a ledger or of an announcement, the words for it where it still has those that
    it began with for the other; the files that changed.
    """
    of_ledger, of_text = (STARTER / OF_LEDGER, DESCRIPTION_OF_LEDGER), (STARTER / "content", DESCRIPTION)
    made_of = announcement.facts.made_of
    (right, described), (wrong, before) = (of_ledger, of_text) if made_of else (of_text, of_ledger)
    texts = {folder / "content" / file.name: (file, right / file.name) for file in wrong.iterdir()}
    made = {
        here: new.read_text(encoding="utf-8")
        for here, (old, new) in texts.items()
        if here.is_file() and here.read_bytes() == old.read_bytes()
    }
    settings = folder / SETTINGS
    if settings.is_file() and before in (text := settings.read_text(encoding="utf-8", errors="surrogateescape")):
        made[settings] = text.replace(before, described)
    for file, text in made.items():
        writing.replace(file, text)
    return sorted(made)


def name_of(announcement: Announcement) -> str:
    """What the site of an announcement is called: after its issuer, else by the announcement's own title."""
    facts = announcement.facts
    if facts.issuer:
        return f"{facts.issuer}{DEFAULT_NAME}"
    lines = (facts.title or "").split("\n")
    return next((line for line in lines if line and not _ANNEX.fullmatch(line)), DEFAULT_NAME)


def _examples(read: Reading) -> list[str]:
    """Words to look for that stand in the text: places that its issues name."""
    inspection = read.announcement.facts.inspection
    places = inspection.places if inspection else []
    return [place for place in places if read.text.count(place) > 1][:MOST_EXAMPLES]


def _with_lede(words: str, announcement: Announcement) -> str:
    """The words of the home page, told first who inspected and when, where the announcement says it; and whom, where it
    calls whom they inspected as it calls itself.
    """
    facts, inspection = announcement.facts, announcement.facts.inspection
    if not inspection or not inspection.inspectors or not inspection.period:
        return words
    own = facts.issuer and re.search(f"对{re.escape(facts.issuer)}(?=[及和与、，（进开实])", facts.preamble or "")
    said = f"{inspection.kind}了{facts.issuer}" if own else f"开展了{inspection.kind}"
    if not _PLAIN_WORDS.fullmatch(inspection.inspectors + said):
        return words
    when = next(one.written for one in moments(announcement) if one.end)
    return words.replace("\n\n", f"\n\n{when}，{inspection.inspectors}{said}。", 1)


def _replace(file: Path, values: dict[str, str]) -> None:
    names = "|".join(values)
    text = re.sub(rf"\{{({names})\}}", lambda found: values[found[1]], file.read_text(encoding="utf-8"))
    file.write_text(text, encoding="utf-8")
