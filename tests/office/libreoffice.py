"""The ledger through a real LibreOffice Calc; `make test-office` runs it. As a program it makes the fixtures."""

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import openpyxl

sys.path.insert(0, str(Path(__file__).parents[1]))

from conftest import LEDGER, ROOT, SHIPPED

from gongkai import ledger, source
from gongkai.cli import main
from gongkai.exporting import ledger as exporting

FIXTURES = ROOT / "tests" / "fixtures" / "ledger"


def saved(path: Path) -> Path:
    """A workbook as LibreOffice saves it, in a folder beside."""
    folder = path.parent / "saved"
    profile = f"-env:UserInstallation=file://{path.parent / 'profile'}"
    command = ["soffice", profile, "--headless", "--convert-to", "xlsx", "--outdir", str(folder), str(path)]
    subprocess.run(command, check=True, capture_output=True)
    return folder / path.name


def edited(path: Path) -> Path:
    """A ledger as a person might leave it: unmerged, sorted, filtered, with rows, columns and heads of their own."""
    book = openpyxl.load_workbook(path)
    sheet = book[ledger.SHEET]
    for area in list(sheet.merged_cells.ranges):
        sheet.unmerge_cells(str(area))
    first, last = ([cell.value for cell in sheet[row]] for row in (3, sheet.max_row))
    for column, (one, other) in enumerate(zip(first, last, strict=True), start=1):
        sheet.cell(3, column).value = other
        sheet.cell(sheet.max_row, column).value = one
    sheet["K3"] = "2024年3月1日"
    sheet["E2"], sheet["G2"] = "责任 领导", "完成时限"
    sheet["N2"], sheet["N3"] = "联系电话", "无"
    sheet.row_dimensions[4].hidden = True
    sheet.insert_rows(4)
    sheet.insert_rows(1)
    book.save(path)
    return path


def test_an_export_saved_by_libreoffice_changes_nothing(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    shutil.copytree(SHIPPED.parent, tmp_path / "data")
    before = Path("data/issues.yaml").read_bytes()
    assert main(["export", "--xlsx", "台账.xlsx"]) == 0
    again = saved(tmp_path / "台账.xlsx")
    assert main(["import", str(again), "-o", "data/issues.yaml", "--yes"]) == 0
    assert Path("data/issues.yaml").read_bytes() == before
    assert openpyxl.load_workbook(again)[ledger.BEFORE].sheet_state == "hidden"


def test_the_fixtures_are_what_libreoffice_saves(tmp_path):
    for name, path in made(tmp_path).items():
        first, second = (_said(openpyxl.load_workbook(one)) for one in (path, FIXTURES / name))
        assert first == second


def _said(book: openpyxl.Workbook) -> dict[tuple[str, str], list[list]]:
    """What the sheets say, by their names and whether they are hidden."""
    return {(sheet.title, sheet.sheet_state): [[cell.value for cell in row] for row in sheet] for sheet in book}


def made(folder: Path) -> dict[str, Path]:
    """The fixtures by name, made anew."""
    content = exporting.as_xlsx(source.parse("a.yaml", LEDGER).announcement)
    names = {"libreoffice.xlsx": lambda path: path, "libreoffice-edited.xlsx": edited}
    for name in names:
        (folder / name).write_bytes(content)
    return {name: saved(edit(folder / name)) for name, edit in names.items()}


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as folder:
        for name, path in made(Path(folder)).items():
            shutil.copy(path, FIXTURES / name)
