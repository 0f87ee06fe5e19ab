"""What the operating system refuses is said in Chinese, whatever its own words are."""

import errno
import os
from pathlib import Path

import pytest

from gongkai import reading, reasons
from gongkai.faults import Faulty
from gongkai.importing import files


@pytest.mark.parametrize("number", sorted(errno.errorcode))
def test_every_error_has_a_reason_without_the_systems_own_words(number):
    reason = reasons.of(OSError(number, os.strerror(number)))
    assert reason
    assert os.strerror(number) not in reason


def test_an_error_without_a_number_has_one_too():
    assert reasons.of(OSError("cannot read")) == "读写失败"


@pytest.mark.parametrize("name", ["a.txt", "a.docx", "a.xlsx"])
def test_a_file_that_leads_to_itself_is_refused_in_chinese(folder, name):
    Path(name).symlink_to(name)
    with pytest.raises(Faulty) as refused:
        files.read(Path(name))
    (fault,) = refused.value.faults
    assert (fault.code, fault.message) == ("unreadable", "文件打不开（快捷方式（符号链接）指来指去，没有尽头）")


def test_a_name_that_is_too_long_is_refused_in_chinese():
    with pytest.raises(Faulty) as refused:
        reading.read(Path("长" * 300))
    assert [fault.message for fault in refused.value.faults] == ["文件打不开（名称太长）"]
