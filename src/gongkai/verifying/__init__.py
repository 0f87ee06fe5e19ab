"""A built site as a visitor gets it: what must not go out is found before it is served. `check` is all of it.

Each subject is a module whose `check` takes the site as read and yields its faults.
"""

from pathlib import Path

from gongkai.faults import Fault
from gongkai.verifying import (
    addresses,
    assets,
    attached,
    budgets,
    built,
    cited,
    contents,
    copies,
    crawled,
    explained,
    exports,
    frames,
    heads,
    leaks,
    listed,
    markup,
    mirrored,
    named,
    needed,
    opendata,
    own,
    policy,
    references,
    searched,
    tags,
    ways,
)

SUBJECTS = (
    contents,
    tags,
    markup,
    policy,
    references,
    addresses,
    opendata,
    exports,
    leaks,
    budgets,
    copies,
    needed,
    heads,
    assets,
    crawled,
    frames,
    cited,
    ways,
    mirrored,
    explained,
    named,
    searched,
    own,
    attached,
)


def check(folder: Path, project: Path | None = None, finished: bool = False) -> list[Fault]:
    """The faults of a built site, in the order of its files. `site-empty` where there is none.

    `project` is the folder that it was built of: what is published is held against what is there too.
    `finished` tells that the site has its list of files already.
    """
    if not (folder / built.HOME).is_file():
        message = f"没有首页 {built.HOME}" if folder.is_dir() else "没有这个文件夹"
        return [
            Fault(
                str(folder),
                1,
                1,
                "site-empty",
                message,
                "先运行 gongkai build，或核对文件夹的名称（网址以 https:// 开头）",
            )
        ]
    site, faults = built.read(folder, project)
    if built.HOME not in site.pages:
        return sorted(faults)
    faults += (fault for subject in SUBJECTS for fault in subject.check(site))
    if finished:
        faults += listed.check(site)
    return sorted(set(faults))
