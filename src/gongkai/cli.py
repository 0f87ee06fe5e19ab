"""The command `gongkai`; one thin function a command. Everything that staff read here is Chinese."""

import argparse
import difflib
import errno
import re
import signal
import sys
import tempfile
from pathlib import Path
from typing import NoReturn

from gongkai import (
    building,
    checks,
    compressing,
    ledger_cli,
    manifest,
    merging,
    printing,
    progress,
    reading,
    releasing,
    schema,
    shapes,
    source,
    starting,
    updating,
    uploading,
    verifying,
    writing,
)
from gongkai.faults import REPORTS, Faulty, as_text, errors, refusal
from gongkai.importing import files
from gongkai.importing.announcement import Reading
from gongkai.model import Update
from gongkai.search import matching
from gongkai.search.corpus import Corpus
from gongkai.search.documents import Document, documents, written_pages
from gongkai.search.passages import best_sentence
from gongkai.waiting import waiting

CONTENT = "content"
RECEIVED = source.DEFAULT.parent / checks.mirror.RECEIVED
EPILOG = "不写文件名时，用 data/issues.yaml。各命令的说明：gongkai 命令 --help"


def main(arguments: list[str] | None = None) -> int:
    """Runs the command. Returns the exit status: 0 well, 1 faults in what was given, 2 anything else."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="backslashreplace")
    try:
        given = _parser().parse_args(arguments)
        return given.run(given)
    except Faulty as faulty:
        sys.stdout.write(as_text(faulty.faults))
        return 1
    except (building.NotBuilt, releasing.Refused, starting.Occupied) as refused:
        print(refused, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        print(f"{error.filename or '文件'}：{_reason(error)}", file=sys.stderr)
        return 1


_REASONS = {
    errno.ENOENT: "没有这个文件或文件夹",
    errno.ENOTDIR: "路径中有一段不是文件夹",
    errno.EISDIR: "这是文件夹，不是文件",
    errno.EACCES: "没有读写权限",
    errno.EPERM: "没有读写权限",
    errno.EROFS: "所在的磁盘只能读",
    errno.ENOSPC: "磁盘满了",
    errno.EDQUOT: "磁盘的配额用完了",
    errno.EFBIG: "文件太大",
}


def _reason(error: OSError) -> str:
    return _REASONS.get(error.errno, f"读写失败（{error.strerror or error}）")


def check(given: argparse.Namespace) -> int:
    """gongkai check [FILE]: prints every fault; 1 when one of them stops a build."""
    loaded, faults = checks.run(given.file)
    sys.stdout.write(REPORTS[given.format](faults))
    if errors(faults) or loaded is None:
        return 1
    if given.format == "text":
        figures = progress.summary(loaded.announcement)
        print(
            f"{given.file}：没有错误，与通报原文一致（{figures.categories} 个类别，{figures.issues} 个问题，"
            f"{figures.tally.total} 条措施，缺 {figures.missing} 个编号）"
        )
    return 0


def import_(given: argparse.Namespace) -> int:
    """gongkai import TEXT -o YAML: reads an announcement, writes its data, says what to look at."""
    if files.is_ledger(given.text) and given.output.exists() and not given.force:
        return ledger_cli.follow(given)
    with waiting("正在读原文"):
        read = files.read(given.text)
    kept = given.output.parent / checks.mirror.RECEIVED
    for target, content in ((given.output, None), (kept, read.text)):
        if target.exists() and not given.force and (content is None or reading.read(target, foreign=True) != content):
            print(f"{target}：已经存在，没有改动。要覆盖，加 --force", file=sys.stderr)
            return 1
    writing.replace(given.output, writing.as_yaml(read.announcement))
    if not kept.exists() or kept.read_bytes() != read.text.encode():
        writing.replace(kept, read.text)
    _report_import(given.text, given.output, read)
    return 0


def _report_import(text: Path, output: Path, read: Reading) -> None:
    for note in read.notes:
        print(f"{text}:{note.line}: {note.message}\n    {note.text}")
    figures, facts = progress.summary(read.announcement), read.announcement.facts
    print(f"{output}：{figures.categories} 个类别，{figures.issues} 个问题，{figures.tally.total} 条措施")
    known = [name for name, value in facts if value and (name in _FACTS)]
    if known:
        print(f"认出了：{'、'.join(_FACTS[name] for name in known)}，请核对")
    if read.announcement.missing:
        print(f"所据文本缺的问题编号：{'、'.join(map(str, read.announcement.missing))}（已写入 missing）")
    print(f"改成中文标点的符号：{read.marks_changed} 个；需要看一看的地方：{len(read.notes)} 处")
    print("接下来：填写巡察情况、slug、status 和 evidence，然后运行 gongkai check")


_FACTS = {
    "title": "标题",
    "issuer": "发布单位",
    "published": "发布日期",
    "inspection": "巡察情况",
    "preamble": "前言",
    "closing": "联系方式和落款",
}


def new(given: argparse.Namespace) -> int:
    """gongkai new FOLDER [--from FILE]: a site of its own for an announcement, or with a commented example."""
    with waiting("正在读原文"):
        read = files.read(given.given) if given.given else None
    starting.start(given.folder, read)
    if read:
        _report_import(given.given, given.folder / source.DEFAULT, read)
    print(f"网站的文件夹已建好：{given.folder}\n看一看：cd {given.folder} && make serve")
    return 0


def build(given: argparse.Namespace) -> int:
    """gongkai build: the site of this folder, in `site/` when it is whole."""
    print(f"网站已建成：{building.site()}/")
    return 0


def serve(given: argparse.Namespace) -> int:
    """gongkai serve [ADDRESS]: shows the site of this folder, and every edit."""
    print(f"在浏览器里打开 http://{given.address}/ ，按 Ctrl+C 停止", flush=True)
    building.serve(given.address)
    return 0


def print_(given: argparse.Namespace) -> int:
    """gongkai print [FILE]: the announcement's text, put together again from the data."""
    sys.stdout.write(printing.text(source.load(given.file).announcement))
    return 0


def update(given: argparse.Namespace) -> int:
    """gongkai update ISSUE …: adds what happened after the announcement; the rest of the file stays as it is."""
    loaded = source.load(given.file)
    after = updating.updated(loaded, given.issue, given.measure, _update(given))
    known = {(fault.code, fault.message) for fault in checks.broken_rules(loaded)}
    faults = [one for one in errors(checks.broken_rules(after)) if (one.code, one.message) not in known]
    if faults:
        sys.stdout.write(as_text(faults))
        print("没有写入", file=sys.stderr)
        return 1
    merging.write(loaded, after)
    added = difflib.ndiff(loaded.text.splitlines(), after.text.splitlines())
    for line in (line[2:] for line in added if line.startswith("+ ")):
        print(f"+ {line}")
    print(f"{given.file}：已加在问题 {given.issue} 的第 {given.measure} 条措施之后")
    return 0


def _update(given: argparse.Namespace) -> Update:
    """What the options say, as the model has it; raises `Faulty` in the words of the data's own faults."""
    fields = {name: getattr(given, name) for name in ("date", "status", "text", "source")}
    written = "\n".join(writing.item({name: value for name, value in fields.items() if value is not None}))
    read = shapes.read("gongkai update", "\n".join(line[2:] for line in written.split("\n")), Update)
    return read[1]


def publish(given: argparse.Namespace) -> int:
    """gongkai publish FOLDER | s3://…: checks, builds, verifies, and only then serves a new release."""
    loaded, faults = checks.run(source.DEFAULT)
    if errors(faults) or loaded is None:
        sys.stdout.write(as_text(faults))
        print(refusal(faults), file=sys.stderr)
        return 1
    for ending in (signal.SIGTERM, signal.SIGHUP):
        signal.signal(ending, lambda number, _: sys.exit(128 + number))
    if isinstance(given.folder, uploading.Place):
        return _upload(given.folder)
    try:
        release = releasing.publish(given.folder, _build, keep=given.keep)
    except (KeyboardInterrupt, SystemExit):
        served = releasing.current(given.folder)
        print(f"发布中断了，对外的是{served.name if served else '空的：还没有发布过'}", file=sys.stderr)
        raise
    print(f"{given.folder / releasing.CURRENT} 现在是 {release.name}")
    return 0


def _upload(to: uploading.Place) -> int:
    """Makes a release here as for a folder, and sends it to an object store."""
    with tempfile.TemporaryDirectory(prefix="gongkai-") as folder:
        uploaded = uploading.upload(releasing.publish(Path(folder), _build), to)
    print(f"{to}：传了 {uploaded.sent} 个文件，{uploaded.same} 个没有变，删了 {uploaded.deleted} 个")
    return 0


def _build(folder: Path) -> None:
    """Fills a folder with the site and verifies it."""
    building.into(folder)
    compressing.compress(folder)
    with waiting("正在核对建成的网站"):
        faults = verifying.check(folder, RECEIVED)
    if faults:
        raise Faulty(faults)


def rollback(given: argparse.Namespace) -> int:
    """gongkai rollback FOLDER: serves the release before."""
    print(f"{given.folder / releasing.CURRENT} 退回到 {releasing.rollback(given.folder).name}")
    return 0


def verify(given: argparse.Namespace) -> int:
    """gongkai verify SITE: the faults of a built site; with --manifest, whether a copy is as it was published."""
    if given.manifest or given.against or manifest.on_the_web(given.site):
        with waiting("正在按清单核对"):
            listed = manifest.read(given.against or given.site)
            faults = manifest.differences(given.site, listed)
        good = f"与清单一致，没有改动过；清单的短名是 {manifest.short(listed)}，原站版本名的末尾应与它相同"
    else:
        with waiting("正在核对建成的网站"):
            faults, good = verifying.check(Path(given.site), Path(given.site).parent / RECEIVED), "没有发现问题"
    sys.stdout.write(REPORTS[given.format](faults))
    if not faults and given.format == "text":
        print(f"{given.site}：{good}")
    return 1 if faults else 0


def search(given: argparse.Namespace) -> int:
    """gongkai search QUERY [FILE]: what the site's search finds, best first; 1 when it finds nothing."""
    loaded = source.load(given.file)
    written = written_pages(given.file.parent.parent / CONTENT)
    corpus = Corpus(documents(loaded.announcement, loaded.glossary, written))
    query = " ".join(given.query)
    answer = matching.search(corpus, query)
    if not answer.found:
        print(f"没有找到“{query}”" + (f"，通报里有：{'、'.join(answer.nearest)}" if answer.nearest else ""))
        return 1
    if answer.partial:
        print("没有完全一致的内容，下面的与其中一部分相符")
    for found in answer.found:
        document = corpus.documents[found.index]
        print(f"{document.path}　{document.title}" + _standing(document))
        if sentence := best_sentence(corpus, found, ("【", "】")):
            print(f"    {sentence}")
    return 0


def _standing(document: Document) -> str:
    if document.kind != "issue":
        return ""
    return f"　（{document.category.title}；{progress.tally(document.statuses).described}）"


def schema_(given: argparse.Namespace) -> int:
    """gongkai schema [-o FILE]: the JSON Schema of the data."""
    if given.output:
        writing.replace(given.output, schema.as_json())
    else:
        sys.stdout.write(schema.as_json())
    return 0


_USAGE_FAULTS = (
    (r"argument (.+?): ", r"\1："),
    (r"invalid choice: '(.*)' \(choose from (.*)\)", r"没有“\1”，可以写 \2"),
    (r"the following arguments are required: ", "缺少 "),
    (r"unrecognized arguments: ", "不认识 "),
    (r"expected one argument", "后面缺内容"),
)


class _Parser(argparse.ArgumentParser):
    """argparse, speaking Chinese."""

    def error(self, message: str) -> NoReturn:
        for english, chinese in _USAGE_FAULTS:
            message = re.sub(english, chinese, message)
        self.exit(2, f"命令写法有误：{message}\n用 {self.prog} --help 看说明\n")

    def format_help(self) -> str:
        return super().format_help().replace("usage:", "用法：", 1)


_GIVEN = (
    "通报原文：纯文本（UTF-8、UTF-16 或 GB18030）或 Word（.docx）；"
    "也可以是网站公布的 announcement.json，或整改台账（.xlsx）"
)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(prog="gongkai", description="把整改通报变成可查、可核对的公开网站", epilog=EPILOG, add_help=False)
    commands = parser.add_subparsers(title="命令", required=True, metavar="命令", parser_class=_Parser)
    _add_help(parser)

    command = _command(commands, "new", new, "为一份通报建一个网站的文件夹")
    command.add_argument("folder", type=Path, metavar="文件夹", help="新文件夹的名称")
    command.add_argument("--from", dest="given", type=Path, metavar="原文", help=f"{_GIVEN}；不写就是带例子的空网站")

    _command(commands, "build", build, "检查数据，建成网站，放在 site/")

    command = _command(commands, "serve", serve, "在浏览器里边改边看")
    command.add_argument("address", nargs="?", default="127.0.0.1:8000", metavar="地址", help="默认 127.0.0.1:8000")

    command = _command(commands, "check", check, "检查数据：写法、编号、依据、与原文是否一致、个人信息")
    command.add_argument("file", nargs="?", type=Path, default=source.DEFAULT, metavar="文件", help="数据文件")
    formats = "text（默认）、json、github 或 gitlab"
    command.add_argument("--format", choices=REPORTS, default="text", metavar="格式", help=formats)

    command = _command(commands, "import", import_, "把通报原文读成数据")
    command.add_argument(
        "text",
        type=Path,
        metavar="原文",
        help=f"{_GIVEN}：数据文件已有时，只改台账里改了的地方",
    )
    command.add_argument(
        "-o", "--output", type=Path, default=source.DEFAULT, metavar="数据文件", help="写到哪个 YAML 文件"
    )
    command.add_argument("--force", action="store_true", help="覆盖已有的文件")
    command.add_argument("--yes", action="store_true", help="不再询问，直接写入（台账）")

    command = _command(commands, "export", ledger_cli.export, "写出整改台账，可以填写、打印，改好后用 import 导回")
    command.add_argument("--xlsx", type=Path, required=True, metavar="台账", help="写到哪个 Excel 文件（.xlsx）")
    command.add_argument("file", nargs="?", type=Path, default=source.DEFAULT, metavar="文件", help="数据文件")
    command.add_argument("--force", action="store_true", help="覆盖已有的文件")

    command = _command(commands, "print", print_, "把数据拼回通报原文")
    command.add_argument("file", nargs="?", type=Path, default=source.DEFAULT, metavar="文件", help="数据文件")

    command = _command(commands, "search", search, "搜索通报，与网站上的搜索结果一致")
    command.add_argument("query", nargs="+", metavar="词", help="要找的字、词、编号或拼音")
    command.add_argument("-f", "--file", type=Path, default=source.DEFAULT, metavar="文件", help="数据文件")

    command = _command(commands, "update", update, "在一条措施之后加上通报以后的情况")
    command.add_argument("issue", type=int, metavar="问题编号", help="通报中的问题编号")
    command.add_argument("--measure", type=int, default=1, metavar="第几条", help="第几条措施，不写就是第 1 条")
    command.add_argument("--date", required=True, metavar="日期", help="这件事的日期，如 2024-03-01")
    command.add_argument("--status", metavar="进展", help="done、ongoing、standing 或 stated；没有变化就不写")
    command.add_argument("--text", required=True, metavar="情况", help="做了什么，到了哪一步")
    command.add_argument("--source", required=True, metavar="来源", help="这个情况从哪里来")
    command.add_argument("-f", "--file", type=Path, default=source.DEFAULT, metavar="文件", help="数据文件")

    command = _command(commands, "publish", publish, "检查、建站、核对，全部通过才换上新版本")
    places = "放各个版本的文件夹，对外的是其中的 current；或对象存储：s3://存储桶/文件夹"
    command.add_argument("folder", type=_folder_or_place, metavar="文件夹", help=places)
    command.add_argument("--keep", type=_several, default=10, metavar="个数", help="留几个版本，默认 10")

    command = _command(commands, "rollback", rollback, "退回上一个版本")
    command.add_argument("folder", type=Path, metavar="文件夹", help="放各个版本的文件夹")

    command = _command(commands, "verify", verify, "核对建成的网站：链接、标题、空页、外来内容")
    command.add_argument("site", nargs="?", default="site", metavar="网站", help="默认 site；按清单核对时也可以是网址")
    command.add_argument("--manifest", action="store_true", help=f"按 {manifest.NAME} 核对副本有没有改动过")
    command.add_argument("--against", metavar="原站", help="按原站（文件夹或网址）的清单核对，防备副本连清单也改了")
    command.add_argument("--format", choices=REPORTS, default="text", metavar="格式", help=formats)

    command = _command(commands, "schema", schema_, "写出数据的 JSON Schema，供编辑器提示")
    command.add_argument("-o", "--output", type=Path, metavar="文件", help="不写则显示在屏幕上")
    return parser


def _folder_or_place(written: str) -> Path | uploading.Place:
    if not written.startswith(uploading.SCHEME):
        return Path(written)
    try:
        return uploading.place(written)
    except ValueError:
        raise argparse.ArgumentTypeError("应写成 s3://存储桶/文件夹") from None


def _several(written: str) -> int:
    if not written.isdecimal() or int(written) < 2:
        raise argparse.ArgumentTypeError("应是不小于 2 的整数")
    return int(written)


def _command(commands, name, run, help_text) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=help_text, description=help_text, add_help=False)
    command.set_defaults(run=run)
    _add_help(command)
    return command


def _add_help(parser: argparse.ArgumentParser) -> None:
    parser._positionals.title = "参数"
    parser._optionals.title = "选项"
    parser.add_argument("-h", "--help", action="help", help="显示说明")
