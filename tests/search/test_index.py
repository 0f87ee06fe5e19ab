"""What browsers read: a table, the text in blocks, and for a large site where pairs of characters stand."""

import json

import pytest

from gongkai.model import Status
from gongkai.search import index
from gongkai.search.corpus import BETWEEN


def read(content: bytes):
    return json.loads(content.decode(index.ENCODING))


@pytest.fixture(scope="module", params=[index.WHOLE, 0], ids=["whole", "in pieces"])
def files(request, corpus):
    return {path: read(content) for path, content in index.files(corpus, whole=request.param)}


def test_the_blocks_hold_every_document_in_order(corpus, files):
    blocks = [files[f"text-{number}.txt"] for number in range(len(files["index.txt"]["blocks"]))]
    assert [len(block) for block in blocks] == files["index.txt"]["blocks"]
    rows = [row for block in blocks for row in block]
    assert [path for path, *_ in rows] == [one.path for one in corpus.documents]
    assert ["".join(passages) for _, _, _, *passages in rows] == [one.text for one in corpus.documents]
    for row, one in zip(rows, corpus.documents, strict=True):
        assert "".join(row[3:])[row[1] : row[1] + row[2]] == one.title


def test_the_table_says_how_the_measures_of_every_issue_stand(announcement, files):
    statuses = [[Status(list(Status)[int(one)]) for one in some] for some in files["index.txt"]["statuses"].split()]
    assert statuses == [[measure.status for measure in issue.measures] for issue in announcement.issues]


def test_a_small_site_has_two_files(corpus):
    assert {path for path, _ in index.files(corpus)} == {"index.txt", "text-0.txt"}


def test_every_pair_of_every_document_is_where_the_pairs_say(corpus):
    groups = index.pairs(corpus)
    for place, (first, second) in enumerate(zip(corpus.text, corpus.text[1:], strict=False)):
        if first != BETWEEN:
            for group in index.groups_of(corpus, first + second):
                assert place in groups[group][first + second]


def test_a_pair_is_in_a_group_for_every_way_to_read_it(corpus):
    assert index.groups_of(corpus, "停车") == ["tc"]
    assert index.groups_of(corpus, "会计") == ["hj", "kj"]
    assert index.groups_of(corpus, "d5") == ["d5"]
    assert index.groups_of(corpus, "难" + BETWEEN) == ["n_"]


def test_every_traditional_character_stands_beside_its_simplified_one(corpus, files):
    readings = files["index.txt"]["readings"]
    assert "车=車" in readings
    assert all(f"={old}" in readings for old in corpus.simplified)
