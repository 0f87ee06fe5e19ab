"""Text files as people hand them in: size, encoding, byte order mark, line ends, control characters."""

import codecs
import re
import stat
from pathlib import Path

from gongkai import reasons
from gongkai.faults import Fault, Faulty
from gongkai.wording import is_chinese

LARGEST = 2 * 1024 * 1024
# Controls, marks that turn the direction of reading, and what no file of text holds.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff\ufffe\uffff]")
_MOSTLY = 0.95
_FRONT_MATTER = re.compile(r"-{3}[ \t]*\n.*?\n(?:-{3}|\.{3})[ \t]*\n", re.DOTALL)
# What git writes into a file at the places where two versions of it differ.
CONFLICT = re.compile(r"^(?:<{7}|\|{7}|>{7})(?: .*)?$", re.MULTILINE)
_UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)


def read(path: Path, *, foreign: bool = False) -> str:
    """The text of a UTF-8 file, without byte order mark, with `\\n` as the line end.

    `foreign`: GB 18030 and UTF-16 are read too, the latter without its mark where that is certain. Raises `Faulty` when
    the file is absent, no file, too large, in another encoding, or has control characters or the marks of a merge.
    """
    content = _content(path)
    text = (_decoded_foreign(content) if foreign else None) or _decoded(path, content)
    if foreign and text.count("\0") > 1:  # a stray one is named with its place
        raise _faulty(path, "encoding", "文件不是文本，或者编码认不出", _SAVE_AS)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    faults = [
        Fault(
            str(path),
            *place(text, found.start()),
            "control-character",
            f"有看不见的控制字符 U+{ord(found[0]):04X}",
            "删掉这个字符；多半是从别的软件粘贴时带进来的",
        )
        for found in UNPRINTABLE.finditer(text)
    ]
    faults += (
        Fault(
            str(path),
            *place(text, found.start()),
            "merge-conflict",
            f"合并没有做完：git 的标记“{found[0][:20]}”还在",
            "留下正确的一份，删去 <<<<<<<、=======、>>>>>>> 这几行和另一份",
        )
        for found in CONFLICT.finditer(text)
    )
    if faults:
        raise Faulty(faults)
    return text


def without_front_matter(text: str) -> str:
    """A page in Markdown without the settings (`title: …`) that it may begin with."""
    found = _FRONT_MATTER.match(text)
    return text[found.end() :] if found else text


def _content(path: Path) -> bytes:
    try:
        known = path.stat()
        if not stat.S_ISREG(known.st_mode):
            raise _faulty(path, "unreadable", "这不是文件", "核对文件名和所在文件夹")
        if known.st_size > LARGEST:
            raise _faulty(path, "too-large", f"文件超过 {LARGEST // 1024 // 1024} MB", "核对是否选错了文件")
        return path.read_bytes()
    except FileNotFoundError:
        raise _faulty(path, "no-file", "没有这个文件", "核对文件名和所在文件夹") from None
    except (OSError, ValueError) as error:
        reason = reasons.of(error) if isinstance(error, OSError) else "文件名无效"
        raise _faulty(path, "unreadable", f"文件打不开（{reason}）", "核对它是不是文件，以及有没有读取权限") from None


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of an offset in a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)


def _decoded_foreign(content: bytes) -> str | None:
    """The text of bytes that are no UTF-8 but, by their mark or by the commonest signs of Chinese, something else."""
    if content.startswith(_UTF16):
        return content.decode("utf-16", errors="ignore")
    if b"\0" in content:  # as the line ends of UTF-16 have, and no text in another encoding
        likely = [text for encoding in ("utf-16-le", "utf-16-be") if (text := _chinese(content, encoding))]
        return likely[0] if len(likely) == 1 else None
    try:
        content.decode()
    except UnicodeDecodeError:
        return content.decode("gb18030") if "GB18030" in _encoding_of(content) else None
    return None


def _chinese(content: bytes, encoding: str) -> str | None:
    """The text of bytes in an encoding, if it is Chinese beyond doubt."""
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        return None
    usual = sum(is_chinese(character) or character.isascii() for character in text)
    sure = usual > _MOSTLY * len(text) and re.search("[的，。、]", text) and not UNPRINTABLE.search(text)
    return text if sure else None


def _decoded(path: Path, content: bytes) -> str:
    try:
        if content.startswith(_UTF16):
            raise _faulty(path, "encoding", "文件是 UTF-16 编码", _SAVE_AS)
        return content.removeprefix(codecs.BOM_UTF8).decode()
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        column = len(content[content.rfind(b"\n", 0, error.start) + 1 : error.start].decode(errors="replace")) + 1
        raise Faulty([Fault(str(path), line, column, "encoding", _encoding_of(content), _SAVE_AS)]) from None


def _encoding_of(content: bytes) -> str:
    """What a file is encoded in, told by the commonest signs of Chinese: other encodings can pass for GBK."""
    for encoding, name in _OTHER_ENCODINGS:
        try:
            if re.search("[的，。、]", content.decode(encoding)):
                return f"文件是 {name} 编码，不是 UTF-8"
        except UnicodeDecodeError:
            continue
    return "文件不是 UTF-8 编码，或已经损坏"


_OTHER_ENCODINGS = (("gb18030", "GBK（GB18030）"), ("big5", "Big5（繁体）"))


_SAVE_AS = "用“另存为”，编码选 UTF-8，再试一次"


def _faulty(path: Path, code: str, message: str, advice: str) -> Faulty:
    return Faulty([Fault(str(path), 1, 1, code, message, advice)])
