"""A finished release -> an object store that speaks S3, in an order that never leaves a page without what it needs.

Assets and data go first, pages after them, the home page last of all; what is no longer published is deleted when
everything new is there. Requests, retries and credentials are boto3's own.
"""

import hashlib
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai import manifest, releasing, serving

SCHEME = "s3://"
HOME = "index.html"
AT_ONCE = 8
# Metadata of every file: what a run that broke off sent is known again, and goes when it must.
_MARK = {"sent-by": "gongkai"}
_CLOCK = {"RequestTimeTooSkewed", "RequestExpired", "InvalidTimestamp"}
_ELSEWHERE = {"301", "PermanentRedirect", "AuthorizationHeaderMalformed", "IllegalLocationConstraintException"}
# What the library lets through of settings that it cannot make sense of.
_OF_SETTINGS = (ValueError, TypeError, AttributeError, LookupError)
_LONGEST = 200  # characters of what the library says
_DENIED = {"403", "AccessDenied", "InvalidAccessKeyId", "SignatureDoesNotMatch", "AccountProblem", "ExpiredToken"}


@dataclass(frozen=True)
class Place:
    """Where in a store a site goes: a bucket, and a folder in it that ends with a slash or is empty."""

    bucket: str
    folder: str = ""

    def __str__(self) -> str:
        return f"{SCHEME}{self.bucket}/{self.folder}"


@dataclass(frozen=True)
class Uploaded:
    """How many files were sent, were there already, and were deleted."""

    sent: int
    same: int
    deleted: int


def place(written: str) -> Place:
    """Reads `s3://bucket/folder`. Raises ValueError when there is no bucket in it, or a step that leads up."""
    bucket, _, folder = written.removeprefix(SCHEME).partition("/")
    if not bucket or {".", ".."}.intersection(folder.split("/")):
        raise ValueError(written)
    return Place(bucket, f"{folder.strip('/')}/" if folder.strip("/") else "")


def reach(to: Place) -> None:
    """Raises `releasing.Refused` where a store cannot be asked for: known before a site is built for it."""
    with _in_chinese(to, "没有上传，原来的网页还在"):
        next(_listed(_client(), to), None)


def upload(site: Path, to: Place) -> Uploaded:
    """Sends a release with its manifest. Raises `releasing.Refused`; what was published until then is whole still.

    Assets of the release that is replaced stay until the next one, for pages that are open.
    """
    with _in_chinese(to, "没有传完，原来的网页还在；改好后再运行一次，接着传"):
        client = _client()
        there = dict(_listed(client, to))
        replaced = _replaced(client, to) if manifest.NAME in there else None
        names = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
        others = there.keys() - names
        ours = _marked(client, to, others)
        if replaced is not None:
            ours |= {name for name in others if name in replaced or name.startswith(serving.ASSETS)}
        elif strange := sorted(others - ours):
            raise releasing.Refused(f"{to} 里有别的文件（如 {strange[0]}），没有上传。换一个空的文件夹，或先把它们移走")
        kept = {name for name in replaced or () if name.startswith(serving.ASSETS)}
        same = {name for name in names & there.keys() if there[name] == _etag((site / name).read_bytes())}
        same -= _served_otherwise(client, to, same)
        for name in sorted(names - same, key=lambda name: (_turn(name), name)):
            client.put_object(
                Bucket=to.bucket,
                Key=to.folder + name,
                Body=(site / name).read_bytes(),
                Metadata=_MARK,
                **_served_as(name),
            )
    with _in_chinese(to, "新的网页传完了，不再公开的文件还没有删完；改好后再运行一次，接着删"):
        doomed = sorted(ours - kept)
        for name in doomed:
            client.delete_object(Bucket=to.bucket, Key=to.folder + name)
    return Uploaded(len(names - same), len(same), len(doomed))


def _etag(content: bytes) -> str:
    """What a store calls an object that was sent in one piece."""
    return hashlib.md5(content, usedforsecurity=False).hexdigest()


def _served_as(name: str) -> dict[str, str]:
    return {"ContentType": serving.content_type(name), "CacheControl": serving.cache_control(name)}


def _marked(client: Any, to: Place, names: set[str]) -> set[str]:
    """Those of the files that are there which were sent from here, by whatever run: also by one that broke off."""
    return {name for name, head in _heads(client, to, names) if _is_marked(head)}


def _served_otherwise(client: Any, to: Place, names: set[str]) -> set[str]:
    """Those of the files that are there which the store would serve with other headers than it should."""
    return {
        name
        for name, head in _heads(client, to, names)
        if not _is_marked(head)
        or {header: head[header] for header in (*_served_as(name), "ContentEncoding") if head.get(header)}
        != _served_as(name)
    }


def _is_marked(head: dict[str, Any]) -> bool:
    """Some stores give the names of metadata back with a capital letter."""
    return _MARK.items() <= {name.lower(): value for name, value in head["Metadata"].items()}.items()


def _heads(client: Any, to: Place, names: set[str]) -> list[tuple[str, dict[str, Any]]]:
    """What a store says of files beside their bytes. Its lists do not tell; so it is asked for each."""
    asked = sorted(names)
    with ThreadPoolExecutor(AT_ONCE) as threads:
        told = threads.map(lambda name: client.head_object(Bucket=to.bucket, Key=to.folder + name), asked)
        return list(zip(asked, told, strict=True))


def _turn(name: str) -> int:
    """When a file's turn comes. Compressed copies go with what they are copies of."""
    name = name.removesuffix(".gz").removesuffix(".br")
    if name == HOME:
        return 4
    if name == manifest.NAME:
        return 3
    return 2 if name.endswith(".html") else int(not name.startswith(serving.ASSETS))


def _client() -> Any:
    try:
        import boto3
        from botocore.config import Config
    except ModuleNotFoundError:
        raise releasing.Refused('上传还缺一个组件：运行 pip install "boto3<2"') from None
    # Stores other than Amazon's do not all know the checksums that newer clients add where nobody asks for them.
    settings = Config(
        retries={"mode": "standard", "max_attempts": 5},
        connect_timeout=10,
        max_pool_connections=AT_ONCE,
        request_checksum_calculation="when_required",
        response_checksum_validation="when_required",
    )
    return boto3.Session().client("s3", config=settings)


def _listed(client: Any, to: Place) -> Iterator[tuple[str, str]]:
    """The name of every file that is there, and its ETag: the MD5 sum of what was sent in one piece."""
    for some in client.get_paginator("list_objects_v2").paginate(Bucket=to.bucket, Prefix=to.folder):
        for one in some.get("Contents", ()):
            yield one["Key"].removeprefix(to.folder), one["ETag"].strip('"')


def _replaced(client: Any, to: Place) -> set[str]:
    """The files of the release that is there."""
    found = client.get_object(Bucket=to.bucket, Key=to.folder + manifest.NAME)["Body"].read().decode(errors="replace")
    return {line.split("  ", 1)[1] for line in found.splitlines() if "  " in line}


@contextmanager
def _in_chinese(to: Place, how_things_stand: str) -> Iterator[None]:
    """What the library complains of, as one line that says what to do."""
    try:
        yield
    except releasing.Refused:
        raise
    except Exception as error:
        if not (type(error).__module__.startswith(("botocore.", "boto3.")) or isinstance(error, _OF_SETTINGS)):
            raise
        raise releasing.Refused(f"{_complaint(error, to)}。{how_things_stand}") from None


def _complaint(error: Exception, to: Place) -> str:
    from botocore import exceptions

    match error:
        case exceptions.ClientError():
            given = error.response.get("Error", {})
            code, said = str(given.get("Code", "")), given.get("Message", "")
            if code in ("NoSuchBucket", "404"):
                return f"没有存储桶 {to.bucket}，请先建好"
            if code in _DENIED:
                return f"没有读写 {to} 的权限（{code}），请核对访问密钥和存储桶的授权"
            if code in _CLOCK:
                return f"这台机器的时间与存储服务的差得太多（{code}），请先校准时间"
            if code in _ELSEWHERE:
                return f"存储桶 {to.bucket} 不在这个地区（{code}），请核对 AWS_DEFAULT_REGION 和 AWS_ENDPOINT_URL"
            return f"存储服务没有接受（{_short(f'{code} {said}')}），请核对 AWS_ENDPOINT_URL"
        case exceptions.NoCredentialsError() | exceptions.PartialCredentialsError():
            return "没有找到访问密钥，请设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或写进 ~/.aws/credentials"
        case exceptions.ProfileNotFound():
            return f"没有找到访问密钥（{_short(error)}），请核对 AWS_PROFILE"
        case exceptions.HTTPClientError() if "header value" in str(error):  # it says them, secrets among them
            return "访问密钥里有换行之类不能用的字符，请重新填写"
        case exceptions.ProxyConnectionError():
            return f"连不上代理服务器（{_short(error)}），请核对 HTTPS_PROXY"
        case exceptions.SSLError():
            return f"与存储服务的加密连接没有通过核对（{_short(error)}），请核对 AWS_ENDPOINT_URL 和这台机器的时间"
        case exceptions.HTTPClientError() | exceptions.ConnectionError():
            return f"连不上存储服务（{_short(error)}），请检查网络和 AWS_ENDPOINT_URL"
        case exceptions.ParamValidationError():
            return f"存储桶的名称 {to.bucket} 写法有误"
        case exceptions.InvalidRegionError() | exceptions.NoRegionError():
            return f"存储桶的地区写法有误（{_short(error)}），请核对 AWS_DEFAULT_REGION"
        case exceptions.EndpointProviderError() | ValueError():
            return f"存储服务的地址用不了（{_short(error)}）：AWS_ENDPOINT_URL 应是“https://”开头的网址"
    return f"上传出错（{_short(error)}），请核对 AWS_ 开头的设置和 ~/.aws/config"


def _short(said: object) -> str:
    line = " ".join(str(said).split())
    return line if len(line) <= _LONGEST else f"{line[:_LONGEST]}…"
