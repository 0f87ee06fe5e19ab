"""The command `gongkai`: how it is called, and what becomes of errors. Everything that staff read here is Chinese."""

import argparse
import os
import re
import sys
from importlib import import_module
from pathlib import Path
from typing import NoReturn

from gongkai import manifest, reasons, releasing, shared, uploading
from gongkai.faults import REPORTS, Faulty, Refused, as_text

EPILOG = "不写文件名时，用 data/issues.yaml。各命令的说明：gongkai 命令 --help"


def main(arguments: list[str] | None = None) -> int:
    """Runs the command. Returns the exit status: 0 well, 1 faults in what was given, 2 anything else."""
    for name in ("stdout", "stderr"):
        if getattr(sys, name) is None:  # closed by whoever started the program
            setattr(sys, name, os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8"))
        getattr(sys, name).reconfigure(errors="backslashreplace")
    try:
        if arguments is None and sys.getfilesystemencoding() != "utf-8":
            _start_in_utf8()
        return _run(sys.argv[1:] if arguments is None else arguments)
    except Faulty as faulty:
        sys.stdout.write(as_text(faulty.faults))
        return 1
    except Refused as refused:
        print(refused, file=sys.stderr)
        return 1
    except BrokenPipeError:
        sys.stderr.close()
        return 1
    except KeyboardInterrupt:
        return 130
    except OSError as error:
        where = f"{error.filename}：" if error.filename else ""  # a disk that is full names no file
        print(f"{where}{reasons.of(error)}", file=sys.stderr)
        return 1
    except (MemoryError, RuntimeError) as error:
        if isinstance(error, RuntimeError) and "new thread" not in str(error):
            raise
        print("内存或可用的进程数不够，没有做完；关掉别的程序，或请管理员放宽限制，再运行一次", file=sys.stderr)
        return 1


def _start_in_utf8() -> NoReturn:
    """Becomes the same program reading names of files as UTF-8, with all that it starts; what it says stays in the
    encoding of the terminal. A name is bytes: the locale (GBK, C) must not change which file a page links to.

    Only Linux has such locales. There the kernel has the arguments as given; not all that Python read can be encoded
    back (the last byte of 一 in a locale of GBK).
    """
    given = Path("/proc/self/cmdline").read_bytes().split(b"\0")[1:-1]
    environment = {"PYTHONIOENCODING": sys.getfilesystemencoding()} | os.environ | {"PYTHONUTF8": "1"}
    os.execve(sys.executable, [sys.executable, "-X", "utf8", *given], environment)


def _run(arguments: list[str]) -> int:
    parser = _parser()
    for place, one in enumerate(arguments, start=1):
        if re.search("[\ud800-\udfff]", one):  # bytes that the encoding of the terminal has no character for
            parser.error(f"第 {place} 个参数的文字不是 UTF-8 编码，把终端（或文件名）改成 UTF-8")
    given = parser.parse_args(arguments)
    module, _, run = given.run.partition(".")  # one command alone: the others take longer to load than it may take
    return getattr(import_module(f"gongkai.commands.{module}"), run)(given)


_USAGE_FAULTS = (
    (r"argument (.+?): ", r"\1："),
    (r"invalid choice: '(.*)' \(choose from (.*)\)", r"没有“\1”，可以写 \2"),
    (r"the following arguments are required: ", "缺少 "),
    (r"unrecognized arguments: ", "不认识 "),
    (r"expected one argument", '后面缺内容；内容以“-”开头的，用等号接上，例如 --source="-公告"'),
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

    command = _command(commands, "new", "site.new", "为一份通报建一个网站的文件夹")
    command.add_argument("folder", type=Path, metavar="文件夹", help="新文件夹的名称")
    command.add_argument("--from", dest="given", type=Path, metavar="原文", help=f"{_GIVEN}；不写就是带例子的空网站")

    formats = "text（默认）、json、github 或 gitlab"
    command = _command(commands, "build", "site.build", "检查数据，建成网站，放在 site/")
    command.add_argument("--details", action="store_true", help="也显示建站程序 MkDocs 自己的话，供技术人员查原因")
    at_once = ("text", "github")  # the others are whole files, and MkDocs warns while it builds
    command.add_argument("--format", choices=at_once, default="text", metavar="格式", help="text（默认）或 github")

    command = _command(commands, "serve", "site.serve", "在浏览器里边改边看")
    command.add_argument("address", nargs="?", default="127.0.0.1:8000", metavar="地址", help="默认 127.0.0.1:8000")

    command = _command(commands, "check", "data.check", "检查数据和文字：写法、编号、依据、原文、个人信息、链接")
    command.add_argument("file", nargs="?", type=Path, default=shared.DATA, metavar="文件", help="数据文件")
    command.add_argument("--format", choices=REPORTS, default="text", metavar="格式", help=formats)

    command = _command(commands, "import", "data.import_", "把通报原文读成数据")
    command.add_argument(
        "text",
        type=Path,
        metavar="原文",
        help=f"{_GIVEN}：数据文件已有时，只改台账里改了的地方",
    )
    command.add_argument(
        "-o", "--output", type=Path, default=shared.DATA, metavar="数据文件", help="写到哪个 YAML 文件"
    )
    command.add_argument("--force", action="store_true", help="覆盖已有的文件")
    command.add_argument("--yes", action="store_true", help="不再询问，直接写入（台账、开放数据）")

    command = _command(commands, "export", "ledger.export", "写出整改台账，可以填写、打印，改好后用 import 导回")
    command.add_argument("--xlsx", type=Path, required=True, metavar="台账", help="写到哪个 Excel 文件（.xlsx）")
    command.add_argument("file", nargs="?", type=Path, default=shared.DATA, metavar="文件", help="数据文件")
    command.add_argument("--force", action="store_true", help="覆盖已有的文件")

    command = _command(commands, "print", "data.print_", "把数据拼回通报原文")
    command.add_argument("file", nargs="?", type=Path, default=shared.DATA, metavar="文件", help="数据文件")

    command = _command(commands, "search", "data.search", "搜索通报，与网站上的搜索结果一致")
    command.add_argument("query", nargs="+", metavar="词", help="要找的字、词、编号或拼音")
    command.add_argument("-f", "--file", type=Path, default=shared.DATA, metavar="文件", help="数据文件")

    command = _command(commands, "update", "data.update", "在一条措施之后加上通报以后的情况")
    command.add_argument("issue", type=int, metavar="问题编号", help="通报中的问题编号")
    command.add_argument("--measure", type=int, default=1, metavar="第几条", help="第几条措施，不写就是第 1 条")
    command.add_argument("--date", required=True, metavar="日期", help="这件事的日期，如 2024-03-01")
    command.add_argument(
        "--status",
        metavar="进展",
        help="已完成、推进中、长期坚持、已公布措施（或 done、ongoing、standing、stated）；没有变化就不写",
    )
    command.add_argument("--text", required=True, metavar="情况", help="做了什么，到了哪一步")
    command.add_argument("--source", required=True, metavar="来源", help="这个情况从哪里来")
    command.add_argument("-f", "--file", type=Path, default=shared.DATA, metavar="文件", help="数据文件")

    command = _command(commands, "publish", "site.publish", "检查、建站、核对，全部通过才换上新版本")
    places = "放各个版本的文件夹，对外的是其中的 current；或对象存储：s3://存储桶/文件夹"
    command.add_argument("folder", type=_folder_or_place, metavar="文件夹", help=places)
    command.add_argument("--keep", type=_several, default=10, metavar="个数", help="留几个版本，默认 10")

    command = _command(commands, "rollback", "rollback.rollback", "退回上一个版本")
    command.add_argument("folder", type=_folder, metavar="文件夹", help="放各个版本的文件夹")

    command = _command(commands, "verify", "site.verify", "核对建成的网站：链接、标题、空页、外来内容")
    command.add_argument(
        "site", nargs="?", type=_site, default="site", metavar="网站", help="默认 site；按清单核对时也可以是网址"
    )
    command.add_argument("--manifest", action="store_true", help=f"按 {manifest.NAME} 核对副本有没有改动过")
    command.add_argument(
        "--against", type=_site, metavar="原站", help="按原站（文件夹或网址）的清单核对，防备副本连清单也改了"
    )
    command.add_argument("--format", choices=REPORTS, default="text", metavar="格式", help=formats)

    command = _command(commands, "schema", "data.schema_", "写出数据的 JSON Schema，供编辑器提示")
    command.add_argument("-o", "--output", type=Path, metavar="文件", help="不写则显示在屏幕上")
    return parser


def _folder_or_place(written: str) -> Path | uploading.Place:
    if not written.startswith(uploading.SCHEME):
        return _folder(written)
    try:
        return uploading.place(written)
    except ValueError:
        raise argparse.ArgumentTypeError("应写成 s3://存储桶/文件夹") from None


def _folder(written: str) -> Path:
    if not written.strip():
        raise argparse.ArgumentTypeError("是空的，请写明放在哪里")
    if written.startswith(uploading.SCHEME):
        raise argparse.ArgumentTypeError("对象存储里不留旧的版本，请改回内容，再用 gongkai publish 发布")
    if manifest.on_the_web(written):
        raise argparse.ArgumentTypeError("是网址，请写本机的文件夹")
    return Path(written)


def _site(written: str) -> str:
    """A site in a folder, or at its address. A folder of releases means the one that it serves."""
    if not written.strip():
        raise argparse.ArgumentTypeError("是空的，请写明是哪个网站")
    if manifest.on_the_web(written):
        return written
    if re.match("[a-z][a-z0-9+.-]+:/", written, re.IGNORECASE):
        raise argparse.ArgumentTypeError(f"{written} 不能核对，请写文件夹，或 https:// 开头的网址")
    served = Path(written) / releasing.CURRENT
    return str(served) if served.is_symlink() and (Path(written) / releasing.RELEASES).is_dir() else written


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
