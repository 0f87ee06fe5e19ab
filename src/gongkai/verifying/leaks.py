"""What must never be published: keys and passwords, paths and names of the machine that built the site, addresses that
only its network knows. Every file is read that is text, whatever its name, and what is packed in office files.
"""

import codecs
import platform
import re
import zipfile
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

from gongkai import reading
from gongkai.faults import Fault
from gongkai.verifying.built import COMPRESSED, Site
from gongkai.verifying.page import Place

LARGEST = 32 * 1024 * 1024  # of one file, and of all that is packed in one
_VALUE = r"[^\s\"'<>{}()\[\],;]"
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
        r"://[^\s/:@\"'<>]*:[^\s/:@\"'<>]+@",
        r"access_token=\w{16,}",  # DingTalk
        r"key=[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}",  # WeCom
        r"open-apis/bot/v2/hook/[\w-]{8,}",  # Feishu
        r"hooks\.slack\.com/services/\w",
        r"\$(?:apr1|2[abxy]|[156]|argon2id?|y)\$[\w./$,=+-]{12,}",  # htpasswd and shadow
        r"\{SSHA(?:256|512)?\}[\w+/=]{16,}",
        *(rf"{word}(?:\s*[:：=]|是|为)\s*[!-~]{{5,}}" for word in ("密码", "口令", "密钥")),
    )
]
_LOWER = [
    re.compile(form)
    for form in (
        *(rf"{word}[\"']?\s*[=:]\s*[\"']?{_VALUE}{{6,}}" for word in _NAMES),
        rf"token[\"']?\s*[=:]\s*[\"']?{_TOKEN}",
        rf"bearer\s+{_TOKEN}",
        r"authorization[\"']?\s*[=:]\s*[\"']?basic\s+[\w+/]{8,}",
    )
]
_PATHS = [
    re.compile(form)
    for form in (
        r"/(?<![\w.:/-]/)(?:(?:home|Users|builds|workspace|opt|__w|drone)/[A-Za-z_][\w.-]*/|root/|tmp/|github/workspace/"
        r"|var/(?:lib|www|folders|jenkins)/|mnt/[a-z]/|srv/[\w.-]+/|private/(?:tmp|var)/)[\w.]",
        r":[\\/](?<=[A-Za-z]:.)(?<![A-Za-z]{2}:.)\\?(?:Users|Documents)\b",  # the letter of a drive stands before it
        r":\\(?<=[A-Za-z]:.)(?<![A-Za-z]{2}:.)\\?[\w.\- ]{2,}(?:\\|\.[a-z]{2,4}\b)",
        r":/(?<=[A-Z]:.)(?<![A-Za-z]{2}:.)[\w.-]+/[\w.-]",
        r"\\\\(?<![\\\w]\\\\)[\w.-]{2,}\\[\w$.-]{2,}(?=[\\\s<]|$)",
        r"file:///",
        r"sourceMappingURL=",
    )
]
# Addresses that lead a visitor nowhere: of this machine, of the networks that RFC 1918 keeps private, without a domain.
_INSIDE = [
    re.compile(form)
    for form in (
        r"://(?<=[ps]://)(?:[^\s/@\"'<>]*@)?(?:10(?:\.\d{1,3}){3}|\[::1\]|[\w-]+(?=[:/?#\s\"'<]|$)"
        r"|[\w.-]+\.(?:local|localhost|internal|intranet|lan)\b)",
        r"127\.0\.0\.(?<![\w.]127\.0\.0\.)\d{1,3}\b(?!\.\d)",
        r"192\.168\.(?<![\w.]192\.168\.)\d{1,3}\.\d{1,3}\b(?!\.\d)",
        r"172\.(?<![\w.]172\.)(?:1[6-9]|2\d|3[01])(?:\.\d{1,3}){2}\b(?!\.\d)",
    )
]


def check(site: Site) -> Iterator[Fault]:
    """Faults `secret` and `machine-path`, one a file and form. A site that is served inside may say so."""
    served_inside = any(form.search(site.address) for form in _INSIDE)
    forms = [*_PATHS, *map(re.compile, _own()), *(() if served_inside else _INSIDE)]
    for name, text in _texts(site):
        for found in filter(None, _secrets(text)):
            message = f"像是密钥或密码：{found[0][:12]}…"
            advice = "马上删去，并换掉这个密钥：发布过的要当作已经泄露"
            yield site.fault(name, Place(*reading.place(text, found.start())), "secret", message, advice)
        for found in filter(None, (form.search(text) for form in forms)):
            place = Place(*reading.place(text, found.start()))
            message = f"有本机的路径、名称，或只有内网能打开的网址：{found[0]}"
            yield site.fault(name, place, "machine-path", message, "删去，或换成公众能打开的网址")


def _secrets(text: str) -> Iterator[re.Match[str] | None]:
    yield from (form.search(text) for form in _SECRETS)
    lower = text.lower()
    yield from (form.search(lower) for form in _LOWER)


def _texts(site: Site) -> Iterator[tuple[str, str]]:
    """The texts of a site by file; of a packed file each of its members'. Compressed copies are held to their files."""
    for name in site.sizes:
        if name in site.texts:
            yield name, site.texts[name]
        elif not name.endswith(COMPRESSED):
            with (site.folder / name).open("rb") as file:
                content = file.read(LARGEST)
            if content.startswith(b"PK\x03\x04"):
                yield from ((name, text) for text in _packed(site.folder / name))
            elif text := _text(content):
                yield name, text


def _text(content: bytes) -> str | None:
    """Bytes as text, None for what is none."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        return content.decode("utf-16", "replace")
    return None if b"\0" in content[:8192] else content.decode("utf-8", "replace")


def _packed(file: Path) -> Iterator[str]:
    left = LARGEST
    # Encrypted, or in a way that Python does not unpack: nobody reads it by accident either.
    with (
        suppress(zipfile.BadZipFile, RuntimeError, NotImplementedError, OSError, ValueError),
        zipfile.ZipFile(file) as it,
    ):
        for member in it.infolist():
            left -= member.file_size
            if left >= 0 and (text := _text(it.read(member))):
                yield text


def _own() -> list[str]:
    """Where this machine builds, whose it is and its name. A path of one step could be a page's, a name without a digit
    or a hyphen a word.
    """
    paths = [str(path) for path in (Path.cwd(), Path.home()) if len(path.parts) > 2]
    node = platform.node()
    names = [node] if len(node) > 5 and re.search(r"[\d-]", node) else []
    return [rf"{re.escape(one)}(?<![\w.-]{re.escape(one)})(?![\w.-])" for one in (*paths, *names)]
