"""What must never be published: keys and passwords, paths and names of the machine that built the site, addresses that
only its network knows. Every file is read, whatever its name, and what is packed in office files and archives.

In pictures and other files that are no text (their properties say who made them and where) only those forms count that
compressed data does not give by chance.
"""

import codecs
import platform
import re
import zipfile
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from gongkai import reading, serving
from gongkai.faults import Fault
from gongkai.verifying import copies
from gongkai.verifying.built import Site, shown, without_code
from gongkai.verifying.page import START, Place

_WIDE = re.compile(
    rb"(?:[ -~]\0){8}|[A-Za-z]\0:\0\\\0"
)  # UTF-16; in the other order of bytes it is the same from the second on
LARGEST = 32 * 1024 * 1024  # of one file, and of all that is packed in one
_VALUE = r"[^\x00-\x20\x7f-\U0010ffff\s\"'<>{}()\[\],;]"
_TOKEN = r"(?=[\w.~+/-]*\d)[\w.~+/-]{16,}"
_NAMES = ("password", "passwd", "pwd", "secret", "api_key", "apikey", "access_key", "accesskey", "secret_key")
# The forms are those that the services document for scanners. Each begins with letters to look for, which is quick.
_SECRETS = [
    re.compile(form)
    for form in (
        r"-----BEGIN (?:[A-Z]+ )*PRIVATE KEY(?: BLOCK)?-----",
        r"PuTTY-User-Key-File-\d",
        r"A(?:KIA|SIA)[A-Z0-9]{16}\b",  # Amazon
        r"LTAI[A-Za-z0-9]{16,20}\b",  # Aliyun
        r"AKID[A-Za-z0-9]{32}\b",  # Tencent Cloud
        r"AIza[\w-]{35}",  # Google
        r"gh[pousr]_[A-Za-z0-9]{36}\b|github_pat_\w{40,}",
        r"glpat-[\w-]{20,}",
        r"xox[abprs]-[\w-]{10,}",
        r"sk-(?<![\w-]sk-)(?=[\w-]*\d)[\w-]{20,}",  # OpenAI, Anthropic, DeepSeek
        r"k_live_(?<=[rs]k_live_)[A-Za-z0-9]{16,}",  # Stripe
        r"npm_[A-Za-z0-9]{36}\b",
        r"pypi-[\w-]{50,}",
        r"hf_[A-Za-z]{30,}\b",
        r"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}",  # JSON Web Token
        r"access_token=\w{16,}",  # DingTalk
        r"key=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",  # WeCom
        r"open-apis/bot/v2/hook/[\w-]{8,}",  # Feishu
        r"hooks\.slack\.com/services/\w",
        r"\$(?:apr1|2[abxy]|[156]|argon2id?|y)\$[\w./$,=+-]{12,}",  # htpasswd and shadow
        r"\{SSHA(?:256|512)?\}[\w+/=]{16,}",
    )
]
_SECRETS_OF_TEXT = [
    re.compile(form)
    for form in (
        r"://[^\s/:@\"'<>]*:[^\s/:@\"'<>]+@",
        *(rf"{word}(?:\s*[:：=]\s*|\w?[是为\s]\s*(?=[!-~]*\d))[!-~]{{5,}}" for word in ("密码", "口令", "密钥")),
    )
]
_LOWER = tuple(
    re.compile(form)
    for form in (
        *(rf"{word}[\"']?\s*[=:]\s*[\"']?{_VALUE}{{6,}}" for word in _NAMES),
        rf"token[\"']?\s*[=:]\s*[\"']?{_TOKEN}",
        rf"bearer\s+{_TOKEN}",
        r"authorization[\"']?\s*[=:]\s*[\"']?basic\s+[\w+/]{8,}",
    )
)
_PATHS = [
    re.compile(form)
    for form in (
        r"/(?<![\w.:/-]/)(?:(?:home|Users|builds|workspace|opt|__w|drone)/[A-Za-z_][\w.-]*/|root/|tmp/|github/workspace/"
        r"|var/(?:lib|www|folders|jenkins)/|mnt/[a-z]/|srv/[\w.-]+/|private/(?:tmp|var)/)[\w.]",
        r"file:///",
        r"sourceMappingURL=",
    )
]
_FOLDER = r"(?:[\w .-]{3,}|[\u4e00-\u9fff]{2,})"
_PATHS_OF_BYTES = [re.compile(rf"[A-Za-z]:\\(?:Users\\|Documents and |{_FOLDER}\\{_FOLDER})")]
_PATHS_OF_TEXT = [
    re.compile(form)
    for form in (
        r"(?<![A-Za-z])[A-Za-z]:(?:[\\/]\\?(?:Users|Documents)\b|\\\\?[\w.\- ]{2,}(?:\\|\.[a-z]{2,4}\b)"
        r"|(?<=[A-Z]:)/[\w.-]+/[\w.-])",
        r"\\\\(?<![\\\w]\\\\)[\w.-]{2,}\\[\w$.-]{2,}(?=[\\\s<]|$)",
    )
]
# Addresses that lead a visitor nowhere: of this machine, of the networks that RFC 1918 keeps private, without a domain.
_INSIDE = tuple(
    re.compile(form)
    for form in (
        r"https?://(?:[^\s/@\"'<>]*@)?(?:10(?:\.\d{1,3}){3}|\[::1\]|[\w-]+(?=[:/?#\s\"'<]|$)"
        r"|[\w.-]+\.(?:local|localhost|internal|intranet|lan)\b)",
        r"127\.0\.0\.(?<![\w.]127\.0\.0\.)\d{1,3}\b(?!\.\d)",
        r"192\.168\.(?<![\w.]192\.168\.)\d{1,3}\.\d{1,3}\b(?!\.\d)",
        r"10\.(?<![\w.]10\.)\d{1,3}\.\d{1,3}\.\d{1,3}:\d{2,5}\b",
        r"0\.0\.0\.0(?<![\w.]0\.0\.0\.0):\d",
        r"172\.(?<![\w.]172\.)(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}\b(?!\.\d)",
    )
)
_ADVICE = "删去，或换成公众能打开的网址；教人设置设备的内网地址，放进代码（`…`）"


@dataclass(frozen=True)
class _Text:
    """What a file says, or one that is packed in it; `spoken` where it is a text and not what other bytes look like."""

    text: str
    spoken: bool


def check(site: Site) -> Iterator[Fault]:
    """Faults `secret` and `machine-path`, one a file and form. A site that is served inside may say so."""
    served_inside = any(form.search(site.address) for form in _INSIDE)
    everywhere = (*_PATHS, *map(re.compile, _own()))
    of_text = (*everywhere, *_PATHS_OF_TEXT)
    of_bytes = (*everywhere, *_PATHS_OF_BYTES)
    for name, one in _texts(site):
        for found in secrets(one):
            message = f"像是密钥或密码：{shown(found[0][:12])}…"
            advice = "马上删去，并换掉这个密钥：发布过的要当作已经泄露"
            yield site.fault(name, _place(one, found), "secret", message, advice)
        # The words of the search are those of the pages, but without the marks of code.
        led_inside = one.spoken and not served_inside and not name.startswith(serving.SEARCH_INDEX)
        inside = first_of_each(_INSIDE, without_code(one.text)) if led_inside else ()
        for found in (*first_of_each(of_text if one.spoken else of_bytes, one.text), *inside):
            message = f"有本机的路径、名称，或只有内网能打开的网址：{shown(found[0])}"
            advice = _ADVICE if one.spoken else "它多半在文件的属性里：另存一份不带属性的"
            yield site.fault(name, _place(one, found), "machine-path", message, advice)


def _place(one: _Text, found: re.Match[str]) -> Place:
    return Place(*reading.place(one.text, found.start())) if one.spoken else START


def secrets(one: _Text) -> list[re.Match[str]]:
    """What in a text looks like a key or a password."""
    forms = (*_SECRETS, *(_SECRETS_OF_TEXT if one.spoken else ()))
    return first_of_each(forms, one.text) + first_of_each(_LOWER, one.text.lower())


def first_of_each(forms: Iterable[re.Pattern[str]], text: str) -> list[re.Match[str]]:
    """The first place of each form that a text has."""
    return [found for form in forms if (found := form.search(text))]


def _texts(site: Site) -> Iterator[tuple[str, _Text]]:
    """What the files of a site say; of a packed file each of its members. Compressed copies are held to their files."""
    for name in site.sizes:
        if name in site.texts:
            yield name, _Text(site.texts[name], spoken=True)
        elif not copies.is_copy(site, name):
            with (site.folder / name).open("rb") as file:
                content = file.read(LARGEST)
            if content.startswith(b"PK\x03\x04"):
                yield from ((name, one) for one in _packed(site.folder / name))
            if content.startswith(b"\x1f\x8b"):
                yield from ((name, one) for one in _said(_unpacked(content)))
            yield from ((name, one) for one in _said(content))


def _said(content: bytes) -> Iterator[_Text]:
    """Bytes as texts; where they are none, as the two encodings that programs write names and paths in."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        yield _Text(content.decode("utf-16", "replace"), spoken=True)
        return
    yield _Text(content.decode("utf-8", "replace"), spoken=b"\0" not in content)
    if _WIDE.search(content):
        yield from (_Text(content[start:].decode("utf-16-le", "replace"), spoken=False) for start in (0, 1))


def _packed(file: Path) -> Iterator[_Text]:
    left = LARGEST
    # Encrypted, or in a way that Python does not unpack: nobody reads it by accident either.
    with (
        suppress(zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError, EOFError, zlib.error),
        zipfile.ZipFile(file) as it,
    ):
        for member in it.infolist():
            left -= member.file_size
            if left >= 0:
                yield from _said(it.read(member))


def _unpacked(content: bytes) -> bytes:
    with suppress(zlib.error):
        return zlib.decompressobj(wbits=31).decompress(content, LARGEST)
    return b""


def _own() -> list[str]:
    """Where this machine builds, whose it is and its name. A path of one step could be a page's, a name without a digit
    or a hyphen a word.
    """
    paths = [str(path) for path in (Path.cwd(), Path.home()) if len(path.parts) > 2]
    node = platform.node()
    names = [node] if len(node) > 5 and re.search(r"[\d-]", node) else []
    return [rf"{re.escape(one)}(?<![\w.-]{re.escape(one)})(?![\w.-])" for one in (*paths, *names)]
