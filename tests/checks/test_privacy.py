"""Personal data is found however it is written, and other numbers are left alone."""

import pytest

from gongkai.checks.privacy import findings

HELD = {
    "privacy-identity": ["11010519491231002X", "110105 19491231 002x", "110105-19491231-002X", "130503670401001"],
    "privacy-mobile": [
        "13800138000",
        "138 0013 8000",
        "138-0013-8000",
        "138\u00a00013\u00a08000",
        "138\u200b00138000",
        "138００13８000",
        "+86 138-0013-8000",
        "008613800138000",
        "0086 138 0013 8000",
        "138.0013.8000",
        "138/0013/8000",
        "138 001 38000",
        "1380 0138 000",
        "013800138000",
    ],
    "privacy-bank-card": ["6222020200112230", "6222 0202 0011 2230", "6222  0202  0011  2230"],
    "privacy-email": ["zhang.san@qq.com", "zhang＠163．com"],
    "privacy-plate": ["粤S12345", "粤s·12345", "粤SD12345", "粤 S 12345", "粤S-12345", "沪A1234领"],
}
LEFT_ALONE = [
    "2023年4月17日，共13800户",
    "0769-88888888",
    "13 45 60 20 231",
    "2023-10-13 15-20-30",
    "12388",
    "xunchaban@dg.gov.cn",
    "11010519491231002A",
]


@pytest.mark.parametrize(("code", "text"), [(code, text) for code, texts in HELD.items() for text in texts])
def test_personal_data_is_found_where_it_starts(code, text):
    assert [(offset, found) for offset, found, _ in findings(f"联系：{text}。")] == [(3, code)]


def test_a_number_right_after_letters_is_found():
    assert [(offset, code) for offset, code, _ in findings("ID11010519491231002X")] == [(2, "privacy-identity")]


@pytest.mark.parametrize("text", LEFT_ALONE)
def test_other_numbers_and_official_addresses_are_left_alone(text):
    assert list(findings(f"联系：{text}。")) == []
