"""What a ledger in Word says for the office alone -> the fields of the measures of the announcement that it is for."""

from typing import Any

from gongkai.importing.issues import quoted_words
from gongkai.importing.notes import Note
from gongkai.importing.tables import OfficeOnly
from gongkai.model import Announcement
from gongkai.wording import bare


def added(announcement: Announcement, said: list[tuple[int, OfficeOnly]]) -> tuple[Announcement, list[Note]]:
    """The announcement with them, and a note for each that is of no measure for certain; given with lines of the text.

    A row is for the measures whose words it has, and the only row of an issue for all of them.
    """
    if not said:
        return announcement, []
    data = announcement.model_dump(by_alias=True, exclude_unset=True)
    issues: dict[str, list[dict[str, Any]]] = {}
    for issue in (one for part in data["parts"] for group in part.get("categories", ()) for one in group["issues"]):
        issues.setdefault(bare(issue["problem"]), []).append(issue)
    notes = []
    for line, one in said:
        found = issues.get(quoted_words(bare(one.problem)), [])
        alike = [issue for issue in found if issue["number"] == one.number] if len(found) > 1 else found
        left = [*one.rows]
        for measure in alike[0]["measures"] if len(alike) == 1 else []:
            of_it = [row for row in one.rows if len(one.rows) == 1 or _says(row[0], measure["text"])]
            if len(of_it) == 1:
                measure |= of_it[0][1]
                left = [row for row in left if row is not of_it[0]]
        for _, fields in left:
            if fields:
                message = "这些是内部内容，对不上措施，没有读，也不会公开"
                notes.append(Note(line, message, "；".join(fields.values())))
    return Announcement.model_validate(data), notes


def _says(row: str, measure: str) -> bool:
    """Whether a row of a ledger has the words of a measure: among others, or before its state."""
    row, measure = bare(row), bare(measure)
    return bool(row) and (measure in row or measure.startswith(row))
