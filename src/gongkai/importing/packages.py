"""A file of an office suite (.docx, .xlsx) before it is opened: a zip package from anywhere that may hold anything.

What cannot be read, or would grow without end, is refused with one line that says what the file is and what to do.
"""

import re
import zipfile
from dataclasses import dataclass
from pathlib import Path

from gongkai import reasons
from gongkai.faults import Fault, Faulty
from gongkai.importing import formats

LARGEST = 50 * 1024 * 1024  # bytes, unpacked
MOST_SQUEEZED = 200  # times; XML seldom packs better than 20
MOST_TAGS = 2_000_000
MOST_MEMBERS = 5000
_OLD = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_STRICT = b"http://purl.oclc.org/ooxml/"  # ISO/IEC 29500-4 names what most programs write otherwise


@dataclass(frozen=True)
class Kind:
    """What a file should be: the code of its faults, its name, what its older form is, its main member, the advice."""

    code: str
    name: str
    older: str
    main: str
    save: str

    def fault(self, path: Path, message: str, advice: str | None = None, code: str | None = None) -> Faulty:
        """That a file is not of this kind; by default with the advice to save it as one."""
        return Faulty([Fault(str(path), 1, 1, code or self.code, message, advice or self.save)])

    def damaged(self, path: Path) -> Faulty:
        """That a file has the outside of this kind, and cannot be opened."""
        return self.fault(path, f"{self.name}打不开，可能已经损坏")


def refuse_others(path: Path, kind: Kind) -> None:
    """Raises `Faulty` where a file is not of a kind, or not safe to open."""
    try:
        if path.exists() and not path.is_file():  # a pipe would be waited for
            raise kind.fault(path, "这不是文件", "核对文件名和所在文件夹", "unreadable")
        with path.open("rb") as file:
            if file.read(len(_OLD)) == _OLD:
                if _ENCRYPTED in file.read(LARGEST):
                    raise kind.fault(path, "文件加了密码", f"打开后取消密码；{kind.save}")
                raise kind.fault(path, kind.older)
        with zipfile.ZipFile(path) as package:
            _refuse(path, package, kind)
    except FileNotFoundError:
        raise kind.fault(path, "没有这个文件", "核对文件名和所在文件夹", "no-file") from None
    except OSError as error:
        advice = "核对它是不是文件，以及有没有读取权限"
        raise kind.fault(path, f"文件打不开（{reasons.of(error)}）", advice, "unreadable") from None
    except Faulty:
        raise
    except zipfile.BadZipFile:
        found = formats.of(path)
        if found not in (None, formats.PACKED):
            raise kind.fault(path, f"这是{found.name}，不是{kind.name}", found.advice) from None
        raise kind.fault(path, f"这不是{kind.name}，或已经损坏") from None
    except Exception:  # what zipfile and zlib raise on broken packages is many things
        raise kind.damaged(path) from None


def _refuse(path: Path, package: zipfile.ZipFile, kind: Kind) -> None:
    members = package.infolist()
    size, packed = (sum(getattr(one, name) for one in members) for name in ("file_size", "compress_size"))
    if size > LARGEST or len(members) > MOST_MEMBERS or (size > LARGEST // 10 and size > MOST_SQUEEZED * packed):
        message = f"文件展开后超过 {LARGEST // 1024 // 1024} MB，或压缩得异常"
        raise kind.fault(path, message, "核对是否选错了文件", "too-large")
    names = package.namelist()
    if any(name.endswith("vbaProject.bin") for name in names):
        raise kind.fault(path, "文件带有宏，没有打开")
    if "[Content_Types].xml" not in names or not any(re.fullmatch(kind.main, name) for name in names):
        raise kind.fault(path, f"这不是{kind.name}")
    tags = 0
    for one in members:
        if one.filename.endswith((".xml", ".rels")):
            content = package.read(one)
            # No office suite writes entities, which can grow, nor what would hide them (UTF-16).
            if any(sign in content for sign in (b"<!DOCTYPE", b"<!ENTITY", b"\0")):
                raise kind.fault(path, f"文件里有{kind.name}不该有的内容")
            if one.filename.endswith(".rels") and _STRICT in content:
                raise kind.fault(path, "文件是“Strict Open XML”格式，读不了", f"保存类型不要选“Strict”；{kind.save}")
            tags += content.count(b"<")
    if tags > MOST_TAGS:
        raise kind.fault(path, "文件里的内容太多", "核对是否选错了文件", "too-many")
