"""Why the operating system refused something, in words for staff: its own are English, or those of its settings."""

import errno

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
    errno.ENAMETOOLONG: "名称太长",
    errno.ELOOP: "快捷方式（符号链接）指来指去，没有尽头",
    errno.EIO: "磁盘读写出错",
    errno.EBUSY: "正被别的程序占用",
    errno.EMFILE: "打开的文件太多",
    errno.ENFILE: "打开的文件太多",
    errno.EADDRNOTAVAIL: "不是这台电脑的地址",
}


def of(error: OSError) -> str:
    """The reason of an error; the number alone where it is not one of the usual ones."""
    return _REASONS.get(error.errno, f"读写失败，系统错误号 {error.errno}" if error.errno else "读写失败")
