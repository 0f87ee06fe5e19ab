"""A finished release -> an object store that speaks S3, in an order that never leaves a page without what it needs.

Assets and data go first, pages after them, the home page last of all; what is no longer published is deleted when
everything new is there. Requests, retries and credentials are boto3's own.
"""

import hashlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from gongkai import manifest, releasing, serving

SCHEME = "s3://"
HOME = "index.html"
COMPRESSED = (".gz", ".br")
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
    """Reads `s3://bucket/folder`. Raises ValueError when there is no bucket in it."""
    bucket, _, folder = written.removeprefix(SCHEME).partition("/")
    if not bucket:
        raise ValueError(written)
    return Place(bucket, f"{folder.strip('/')}/" if folder.strip("/") else "")


def upload(site: Path, to: Place) -> Uploaded:
    """Sends a release with its manifest. Raises `releasing.Refused`; what was published until then is whole still.

    Assets of the release that is replaced stay until the next one, for pages that are open.
    """
    with _in_chinese(to):
        client = _client()
        there = dict(_listed(client, to))
        replaced = _replaced(client, to) if manifest.NAME in there else None
        contents = _contents(site)
        kept = {name for name in replaced or () if name.startswith(serving.ASSETS)}
        others = sorted(there.keys() - contents.keys())
        if others and replaced is None:
            raise releasing.Refused(f"{to} 里有别的文件（如 {others[0]}），没有上传。换一个空的文件夹，或先把它们移走")
        ours = {name for name in others if name in (replaced or ()) or name.startswith(serving.ASSETS)}
        doomed = sorted(ours - kept)
        sent = 0
        for name in sorted(contents, key=lambda name: (_turn(name), name)):
            content = contents[name]()
            if there.get(name) != hashlib.md5(content, usedforsecurity=False).hexdigest():
                client.put_object(
                    Bucket=to.bucket,
                    Key=to.folder + name,
                    Body=content,
                    ContentType=serving.content_type(name),
                    CacheControl=serving.cache_control(name),
                )
                sent += 1
        for name in doomed:
            client.delete_object(Bucket=to.bucket, Key=to.folder + name)
    return Uploaded(sent, len(contents) - sent, len(doomed))


def _contents(site: Path) -> dict[str, Callable[[], bytes]]:
    """How to read every file to send, by name. Stores do not choose between a file and its compressed copy, and what
    stands before them compresses by itself; so copies stay here, and the manifest that is sent does not name them.
    """
    names = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    names -= {name for name in names if name.endswith(COMPRESSED) and name.rpartition(".")[0] in names}
    read = {name: (site / name).read_bytes for name in names}
    lines = (site / manifest.NAME).read_text(encoding="utf-8").splitlines(keepends=True)
    listed = "".join(line for line in lines if line.rstrip("\n").split("  ", 1)[1] in names).encode()
    return read | {manifest.NAME: lambda: listed}


def _turn(name: str) -> int:
    """When a file's turn comes."""
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
    found = client.get_object(Bucket=to.bucket, Key=to.folder + manifest.NAME)["Body"].read().decode()
    return {line.split("  ", 1)[1] for line in found.splitlines() if "  " in line}


@contextmanager
def _in_chinese(to: Place) -> Iterator[None]:
    """What the library complains of, as one line that says what to do."""
    try:
        yield
    except releasing.Refused:
        raise
    except Exception as error:
        if not type(error).__module__.startswith(("botocore.", "boto3.")):
            raise
        raise releasing.Refused(
            f"{_complaint(error, to)}。没有传完，原来的网页还在；改好后再运行一次，接着传"
        ) from None


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
            return f"存储服务没有接受（{code} {said}）"
        case exceptions.NoCredentialsError() | exceptions.PartialCredentialsError() | exceptions.ProfileNotFound():
            return "没有找到访问密钥，请设置 AWS_ACCESS_KEY_ID 和 AWS_SECRET_ACCESS_KEY，或写进 ~/.aws/credentials"
        case exceptions.HTTPClientError() | exceptions.ConnectionError():
            return f"连不上存储服务（{_one_line(error)}），请检查网络和 AWS_ENDPOINT_URL"
        case exceptions.ParamValidationError():
            return f"存储桶的名称 {to.bucket} 写法有误"
    return f"上传出错（{_one_line(error)}）"


def _one_line(error: Exception) -> str:
    return " ".join(str(error).split())
