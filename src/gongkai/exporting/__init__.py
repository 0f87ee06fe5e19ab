"""The announcement as open data: files of stable names that programs and spreadsheets read, from the same model.

`files` is all of it; what may go out of an office's own fields is settled before, by `internal`. No file holds a time
of making: the same data gives the same bytes.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass

from gongkai import printing, schema
from gongkai.exporting import feed, table
from gongkai.model import Announcement

FOLDER = "data/"
SUMS = "SHA256SUMS"
PACKAGE = "datapackage.json"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TITLES = {
    "announcement.json": "全部数据",
    "announcement.schema.json": "全部数据的 JSON Schema",
    "issues.csv": "措施一览表，每行一条措施，Excel 可以直接打开",
    "issues.xlsx": "措施一览表，Excel 工作簿，各列与 issues.csv 相同",
    "announcement.txt": "全文",
    feed.FILE: "后续进展（Atom 订阅）",
    PACKAGE: "数据包说明（Frictionless Data Package）",
    SUMS: "以上文件的 SHA-256 校验值",
}


@dataclass(frozen=True)
class Export:
    """A file of open data: its name below `data/`, what it is (for people), its media type and its bytes."""

    name: str
    media_type: str
    content: bytes

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        return TITLES[self.name]

    @property
    def path(self) -> str:
        """Its address below the root of the site."""
        return FOLDER + self.name

    @property
    def sha256(self) -> str:
        """The SHA-256 sum of its bytes, in hexadecimal."""
        return hashlib.sha256(self.content).hexdigest()


def as_json(announcement: Announcement) -> str:
    """The whole data as JSON, which `gongkai import` reads back."""
    data = announcement.model_dump(mode="json", by_alias=True, exclude_unset=True)
    return json.dumps(data, ensure_ascii=False, indent=1) + "\n"


def version(announcement: Announcement) -> str:
    """A short name of exactly what is published: the first eight digits of the SHA-256 sum of announcement.json."""
    return hashlib.sha256(as_json(announcement).encode()).hexdigest()[:8]


def files(announcement: Announcement, title: str, address: str = "") -> list[Export]:
    """All files of open data, the sums last, of an announcement as it may be published.

    `title` names the site, `address` is where it stands, if that is known.
    """
    whole, described = as_json(announcement), schema.as_json()
    csv, xlsx, text = table.as_csv(announcement), table.as_xlsx(announcement), printing.text(announcement)
    made = [
        Export("announcement.json", "application/json", whole.encode()),
        Export("announcement.schema.json", "application/schema+json", described.encode()),
        Export("issues.csv", "text/csv", csv.encode()),
        Export("issues.xlsx", XLSX, xlsx),
        Export("announcement.txt", "text/plain", text.encode()),
    ]
    if news := feed.as_atom(announcement, title, address, FOLDER + feed.FILE):
        made.append(Export(feed.FILE, feed.MEDIA_TYPE, news))
    made.append(Export(PACKAGE, "application/json", _package(made, title, announcement)))
    sums = "".join(f"{one.sha256}  {one.name}\n" for one in made)
    return [*made, Export(SUMS, "text/plain", sums.encode())]


def _package(exports: list[Export], title: str, announcement: Announcement) -> bytes:
    """https://datapackage.org/standard/data-package/, version 1."""
    package = {"name": "announcement", "title": title, "resources": list(_resources(exports, announcement))}
    return (json.dumps(package, ensure_ascii=False, indent=1) + "\n").encode()


def _resources(exports: list[Export], announcement: Announcement) -> Iterator[dict[str, object]]:
    for one in exports:
        resource: dict[str, object] = {
            "name": one.name.replace(".", "-"),
            "title": one.title,
            "path": one.name,
            "mediatype": one.media_type,
            "bytes": len(one.content),
            "hash": f"sha256:{one.sha256}",
        }
        if one.media_type != XLSX:
            resource["encoding"] = "utf-8"
        if one.media_type == "text/csv":
            resource |= {"profile": "tabular-data-resource", "schema": {"fields": table.fields(announcement)}}
        yield resource
