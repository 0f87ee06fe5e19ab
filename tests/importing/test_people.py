"""Lines that name people: those in charge and those to ask are pointed out, those who filled in a form are not read."""

import time

import pytest

from gongkai.importing import announcement, people


@pytest.mark.parametrize(
    ("line", "labels"),
    [
        ("责任领导：张三丰", ["责任领导"]),
        ("整改措施：全面排查。责任人：张三　责任单位：办公室", ["责任人"]),
        ("（责任领导：张三；整改责任人：李四）", ["责任领导", "整改责任人"]),
        ("牵头领导（签字）：张三", ["牵头领导"]),
        ("联系人：张三 电话：0769-12345678", ["联系人"]),
        ("填表人：张三　审核人：李四", ["填表人", "审核人"]),
        ("责任领导：", []),
        ("责任单位：办公室", []),
        ("落实领导责任：压实责任。", []),
        ("填报单位：水利局", []),
    ],
)
def test_labels_that_people_stand_behind(line, labels):
    assert people.named(line) == labels


@pytest.mark.parametrize("line", ["责任领导：王某某", "责任人: 王某某", "联系人：王某某", "填表人：王某某 电话：0769"])
def test_an_announcement_that_names_people_says_so_by_line_and_keeps_its_words(line):
    text = f"一、关于党建方面\n1.针对“学习不深”的问题，加强学习。\n{line}\n"
    made = announcement.read(text)
    assert [note.line for note in made.notes if "会照原文公开；不宜公开的，先从原文删去" in note.message] == [3]
    assert made.text == text


def test_a_long_line_is_looked_through_in_no_time():
    begun = time.process_time()
    assert people.named("牵头" * 20_000) == []
    assert time.process_time() - begun < 2
