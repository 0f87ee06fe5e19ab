"""The outline of a text, line by line: its parts, and their sections or categories with issues.

What a line is depends on what stands above it; what has no place in the outline is kept beside what it follows.
"""

from dataclasses import dataclass, field
from typing import Any

from gongkai.importing import forms, issues, labels, lacking, marks, measures, passages
from gongkai.importing.categories import Categories, titled
from gongkai.importing.forms import IssueHead
from gongkai.importing.heads import Heads, Line, names_a_problem
from gongkai.importing.notes import Note
from gongkai.importing.succession import Succession
from gongkai.model import Announcement
from gongkai.wording import chinese_number, number_of


@dataclass
class Outline:
    """Takes lines in order; `issue` is what the next line would follow, in a category or none.

    `titled`: the last part has a numbered heading, so that others have, too. `numeral`: the last 一、 that a part or a
    category has; `leading`: the lines between the heading of the last part and what it holds;
    `introduction`: the heading of the first part, and those below it.
    """

    heads: Heads
    titled: bool = False
    numeral: int = 0
    leading: list[Line] = field(default_factory=list)
    heading: Line | None = None
    preamble: list[str] = field(default_factory=list)
    introduction: list[Line] = field(default_factory=list)
    parts: list[dict[str, Any]] = field(default_factory=list)
    categories: Categories = field(default_factory=Categories)
    issue: dict[str, Any] | None = None
    succession: Succession = field(default_factory=Succession)
    notes: list[Note] = field(default_factory=list)

    def take(self, line: Line) -> None:
        """Reads the next line as the heading that it is, or as more of what stands above it."""
        if self._is_measure(line):
            self.heads.is_no_part(line)
            self._continue(line, strange=False)
            return
        answers = []
        marked = (self._group, self._category, self._issue, self._part, self._section)
        for read in (*marked, self._counted_category, self._bare_category):
            answers.append(read(line))
            if answers[-1]:
                return
        strange = False in answers or self._looks_like_a_head(line.text)
        if False in answers:
            self._note(line, "像是标题或问题，但与前后不成次序；当作普通段落保留")
        self._continue(line, strange=strange)

    def prose(self) -> list[str]:
        """What the parts say besides the introduction and their issues."""
        leads = [part["lead"] for part in self.parts[1:] if "lead" in part]
        return leads + [section["text"] for part in self.parts for section in part.get("sections", [])]

    def finish(self, facts: dict[str, Any]) -> Announcement:
        """The announcement of all lines taken. What it calls missing is what no line that was not read may be."""
        for part in self.parts:
            for category in part.get("categories", []):
                for issue in category["issues"]:
                    self.notes += issues.settle(issue)
        for category, lost in lacking.declare(facts, self.parts):
            named = "、".join(map(chinese_number, lost))
            message = f"此前缺类别{named}（已写入 missing_categories），它的问题可能接在上一类别之后"
            self._note(self.categories.headings[category["slug"]], message)
        return Announcement.model_validate({"announcement": facts, "parts": self.parts})

    def _note(self, line: Line, message: str) -> None:
        self.notes.append(Note(line.number, message, line.text))

    def _is_measure(self, line: Line) -> bool:
        """Whether a line that begins as a heading does counts on what the issue above it counts.

        Where it may as well count on from the category or the part, the title of one has no full stop and stands below
        a line with one, or below a state; that of plans may have one.
        """
        if not self.issue or forms.CATEGORY.fullmatch(line.text) or self.heads.of(line):
            return False
        body = [one.text for one in self.issue["body"]]
        above = body[-1] if body else "："
        first = marks.may_list(line.text) and (
            not body or labels.ANY.fullmatch(above) or self._lists_like_parts(line, above[-1])
        )
        if not (first or measures.counts_on(body, line.text)):
            return False
        as_part = self._counts_parts(line)
        plans = as_part and forms.PLANS.search(line.text) is not None
        stopped = line.text.endswith(("。", "；"))
        if stopped and not plans:
            return True
        if not (as_part or self._counts_categories(line)):
            return True
        ended = above.endswith("。") or passages.is_about_state(above)
        title = (plans and not stopped) or (not above.endswith(("；", "：")) and (ended or plans))
        other = "一部分" if as_part else "类别"
        self._note(line, f"可能是措施，也可能是{other}的标题；读作{other if title else '措施'}，请核对")
        return not title

    def _lists_like_parts(self, line: Line, mark: str) -> bool:
        """Whether a line that begins with 一、 lists what the line above it, with that mark at its end, announces:
        below a colon or a comma; else where a first part stands above, and it is a sentence or goes on at once.
        """
        if not forms.PART.fullmatch(line.text) or not marks.may_list(line.text):
            return False
        goes_on = line.following is not None and marks.count_on(line.text, line.following.text)
        return mark in ("，", "：") or (self.numeral > 0 and (goes_on or line.text.endswith(("。", "；"))))

    def _counts_parts(self, line: Line) -> bool:
        """Whether a line has the number after that of the part above it, as parts have it."""
        found = forms.PART.fullmatch(line.text)
        return found is not None and number_of(found[1]) == self.numeral + 1

    def _counts_categories(self, line: Line) -> bool:
        """Whether a line right above an issue has the number after that of the category above it, in the same way."""
        above_issue = line.following is not None and self.heads.of(line.following) is not None
        return above_issue and self.categories.are_counted_on(line)

    def _looks_like_a_head(self, line: str) -> bool:
        """Whether a line begins as the heads of this text's issues do, or as the labels 问题2 and 第二 do."""
        return kind in self.heads.kinds if (kind := forms.kind_of(line)) else forms.number_starting(line) is not None

    def _group(self, line: Line) -> bool | None:
        """A heading over categories, which count anew below it."""
        part = self.parts[-1] if self.parts else {}
        if not self.heads.group(line) or "sections" in part or self._of_plans(line) or forms.PART.fullmatch(line.text):
            return None
        self.categories.begin_group(line, part.get("categories", []))
        self.issue = None
        return True

    def _of_plans(self, line: Line) -> bool:
        """Whether a line stands in a part after the issues that has none: its headings open no categories."""
        return bool(self.succession.last and self.titled) and not self.heads.have_issues_beside(line)

    def _category(self, line: Line) -> bool | None:
        found = forms.CATEGORY.fullmatch(line.text)
        if not found or self._of_plans(line):
            return None
        if self.parts and "sections" in self.parts[-1]:
            return False
        if forms.PART.fullmatch(line.text) and ((self.parts and self.titled) or self.heads.group(line)):
            return None  # the text numbers its parts so
        number, title, written = titled(found, line)
        if "break_at" in written:
            self._note(line, "类别的标题在原文中分成两行，接成了一个，请核对")
        started = self._start_category(line, number, title, written)
        if forms.PART.fullmatch(line.text):
            self.numeral = max(self.numeral, number or 0)
        return started

    def _start_category(self, line: Line, number: int | None, title: str | None, written: dict[str, Any]) -> bool:
        if not self.parts:
            self.parts.append({"title": None})
            self.numeral += 1
        self.notes += self.categories.open(self.parts[-1], line, number, title, written)
        self.issue = None
        return True

    def _issue(self, line: Line) -> bool | None:
        head = self.heads.of(line)
        if head is None:
            return False if forms.bare_head(line.text) and not forms.PART.fullmatch(line.text) else None
        if not (head.body or self._goes_on(line) or self._lists_below(line, head.mark)):
            return False
        if not self._in_order(line, head):
            return False if names_a_problem(line) else None
        if not (self.categories.current or self._part_as_category(line, head) or self._no_category(line, head)):
            return False
        category = self.categories.current
        as_parts = head.kind == "一、" and not category["title"]  # counted with the parts, some of them above
        if as_parts:
            self.numeral = max(self.numeral, head.number)
        number, skips = self.succession.take(head, first=not category["issues"], with_parts=as_parts)
        if skips:
            self._note(line, "问题不是从头连续编号，这里的序号不连，没有当作缺失，请核对")
        self.issue, notes = issues.opened(line, head, number)
        self.notes += notes
        if line.number in self.heads.guessed:
            self._note(line, "没有“问题”字样，因下面是措施而读作问题，请核对")
        category["issues"].append(self.issue)
        return True

    def _in_order(self, line: Line, head: IssueHead) -> bool:
        """Whether the number of a head can follow the issue above it."""
        category = self.categories.current
        if not category or not category["issues"]:
            return True
        if names_a_problem(line):
            return self.succession.may_go_on(head)
        listed = any(forms.kind_of(one.text) == head.kind for one in self.issue["body"])
        return self.succession.is_next(head) and not listed  # else as likely a measure of the issue above

    def _part_as_category(self, line: Line, head: IssueHead) -> bool:
        """Makes a category of the part's own heading, where the part has issues and no categories."""
        part = self.parts[-1] if self.parts else {}
        sure = forms.issue_head(line.text) is not None or measures.opens(_words_below(line, head))
        if not part.get("title") or "sections" in part or not sure or forms.PLANS.search(part["title"]):
            return False
        if forms.issue_head(self.heading.text) and not forms.issue_head(line.text):
            return False
        self.notes = [note for note in self.notes if note.line != self.heading.number]
        title = part["title"]
        self.parts.pop()
        self._open_untitled_part()
        self._start_category(self.heading, None, title, {"before": f"{chinese_number(self.numeral)}、"})
        for above in self.leading:
            self.notes.append(issues.keep_unplaced(self.categories.current, above))
        self._note(line, f"问题之上没有类别，以这一部分的标题“{title}”作类别")
        return True

    def _no_category(self, line: Line, head: IssueHead) -> bool:
        """Makes a category without a title, where an issue stands under no heading, or is numbered as the parts are."""
        body = _words_below(line, head)
        named = forms.issue_head(line.text) is not None
        sure = (named and (head.number or measures.opens(body))) or labels.is_labelled(body)
        if head.kind == "一、":
            sure = sure and head.number > self.numeral and self.heads.named[head.kind] > 1
        elif self.parts or not self.heads.all_above_parts or (head.kind and head.number != 1):
            return False
        if not sure:
            return False
        self._open_untitled_part()
        self._start_category(line, None, None, {})
        self._note(line, "问题之上没有标题，读作没有标题的类别（title: null）")
        return True

    def _open_untitled_part(self) -> None:
        """Opens a part for categories under no heading, but where the last one is such a part."""
        if not self.parts or self.parts[-1].get("title") or "categories" not in self.parts[-1]:
            self.parts.append({"title": None})

    def _part(self, line: Line) -> bool | None:
        found = forms.PART.fullmatch(line.text)
        if not found:
            return None
        number = number_of(found[1])
        if number is None or number <= self.numeral or self._counts_unread(line):
            return False
        if number > self.numeral + 1:  # an office may as well have counted wrong: nothing is called missing
            last = f"第{chinese_number(self.numeral)}部分" if self.numeral else "开头"
            self._note(
                line, f"{last}之后接的是“{found[1]}”，序号不连，没有当作缺失；确实缺的，在 parts 里加 missing: true"
            )
        self.parts.append({"title": found[2].strip()})
        if number != len(self.parts):  # what stands above is numbered as parts are, or a number is skipped
            self.parts[-1]["written"] = {"before": f"{chinese_number(number)}、"}
        self.titled, self.numeral, self.leading, self.heading = True, number, [], line
        if len(self.parts) == 1:
            self.introduction = [line]
        self.categories.begin_part()
        if forms.issue_head(line.text):
            self._note(line, "像是问题，但它的上面没有类别，只好读作一部分的标题，请核对")
        self.issue = None
        return True

    def _counts_unread(self, line: Line) -> bool:
        """Whether a line counts on what an issue has above it that was not read, and so may be no part."""
        unread = self.issue.get("unplaced", []) if self.issue else []
        return measures.counts_on(unread, line.text) and not forms.PLANS.search(line.text)

    def _section(self, line: Line) -> bool | None:
        found = forms.SECTION.fullmatch(line.text)
        if not found:
            return None
        number = number_of(found[1])
        if not self.parts or number is None:
            return False
        part = self.parts[-1]
        if "sections" in part and number <= part["sections"][-1]["number"]:
            return False
        title, stop, text = (piece.strip() for piece in found[2].partition("。"))
        if stop and text and title and "categories" not in part:
            part.setdefault("sections", []).append({"number": number, "title": title, "text": text})
            if self.heads.of(line):
                self._doubt_section(line)
            return True
        if not stop and "categories" not in part and self._goes_on(line):
            written = {"after": "", "own_line": True}
            part.setdefault("sections", []).append({"number": number, "title": title, "written": written, "text": ""})
            if forms.bare_head(line.text):
                self._doubt_section(line)
            return True
        above = part.get("categories", [])
        if not stop and "sections" not in part and number not in {one["number"] for one in above}:
            may_open = not self._of_plans(line) and (not above or self.categories.is_titled())
            return may_open and self._start_category(line, number, title, {})
        return False

    def _doubt_section(self, line: Line) -> None:
        self._note(line, "像是问题，但后面没有措施的标志；读作一节，请核对")

    def _counted_category(self, line: Line) -> bool | None:
        """A short line right above an issue that counts on from the category before it is the next one; and one with
        which such lines begin is the first.
        """
        first = self.heads.begins_categories(line)
        if not (first or self._counts_categories(line)):
            return None
        head = forms.plain_head(line.text)
        if first:
            self._note(line, "没有“方面”字样，因下面是问题、序号相连而读作类别，请核对")
        written = {} if forms.SECTION.match(line.text) else {"before": head.before.strip()}
        written |= {"after": head.after} if head.after else {}
        return self._start_category(line, head.number, head.problem.strip(), written)

    def _bare_category(self, line: Line) -> bool | None:
        """A short line without a number and without marks right above an issue is the title of a category."""
        bare = forms.BARE_TITLE.fullmatch(line.text) and forms.number_starting(line.text) is None
        if not bare or not line.following or not self.heads.of(line.following):
            return None
        part = self.parts[-1] if self.parts else {}
        if "sections" in part or any(one.get("written", {}).get("before") != "" for one in part.get("categories", [])):
            return None
        if self.issue and (not self.issue["body"] or measures.broken(self.issue["body"][-1].text)):
            return None
        if passages.is_about_state(line.text):  # of the issue above
            return None
        self._note(line, "这一行没有序号，读作类别的标题，请核对")
        return self._start_category(line, None, line.text, {"before": ""})

    def _goes_on(self, line: Line) -> bool:
        """Whether the next line is no heading, and so says more of what this one opens."""
        below = line.following
        return below is not None and not self.heads.opens(below) and not self._counts_categories(below)

    def _lists_below(self, line: Line, mark: str) -> bool:
        """Whether the next line is the first of what this one, with the mark at its end, goes on with."""
        below = line.following
        if below is None or self.heads.of(below) or forms.CATEGORY.fullmatch(below.text):
            return False
        return (mark == "，" and marks.lists(below.text)) or self._lists_like_parts(below, mark)

    def _continue(self, line: Line, *, strange: bool) -> None:
        """Keeps a line that is no heading; `strange`: it begins as one does."""
        if self.categories.group:
            self.categories.group.append(line)
            self._name_kept(line)
        elif self.issue is not None:
            self.notes += issues.go_on(self.issue, line, strange=strange)
        elif self.categories.current is not None:
            self.notes.append(issues.keep_unplaced(self.categories.current, line))
        elif not self.parts:
            self.preamble.append(line.text)
            self._name_kept(line)
        elif sections := self.parts[-1].get("sections"):
            sections[-1]["text"] = "\n".join(filter(None, (sections[-1]["text"], line.text)))
            if labels.is_labelled(line.text) or forms.issue_head(line.text):
                self._name_kept(line)
        else:
            self.leading.append(line)
            if len(self.parts) == 1:
                self.introduction.append(line)
            part = self.parts[-1]
            part["lead"] = f"{part['lead']}\n{line.text}" if "lead" in part else line.text
            self._name_kept(line)

    def _name_kept(self, line: Line) -> None:
        """Names a line kept as prose that begins as a heading, an issue or measures do."""
        named = any(note.line == line.number for note in self.notes)
        if not named and (forms.number_starting(line.text) or measures.opens(line.text) or forms.issue_head(line.text)):
            self._note(line, "像是标题、问题或措施，没有认出；当作普通段落保留")


def _words_below(line: Line, head: IssueHead) -> str:
    """What the head of an issue goes on with: words on its line, else the next line; a state in brackets is neither."""
    here = "" if passages.lone_bracket(head.body) else head.body
    return here or (line.following.text if line.following else "")
