"""What the words of an announcement say of how far its measures have got, and which words are about that at all.

A status is claimed only where a whole passage (a label's words, a bracket, a sentence) is made of plain `phrases`.
"""

import re

from gongkai.checks.quotations import SHORTEST_EVIDENCE
from gongkai.importing import apiece, labels, passages, phrases
from gongkai.importing.passages import Kind, Passage
from gongkai.model import Status
from gongkai.wording import CHINESE_NUMERAL

Stated = tuple[Status, str]  # a status, and the words that say so

_LAST_SENTENCE = re.compile(r"(?:^|(?<=[。！？\n]))[^。！？\n]+。?$")
_CLAUSES_AT_END = re.compile(r"(?<=[，；])(?=([^。！？\n]+。?)$)")
_OF_THE_MEASURE = re.compile("整改|[该此本]项")
_PROGRESS_LABEL = re.compile("进展|进度|情况|结果|现状")
_OPENS_UNDONE = re.compile("(?:目前|现)?(?:正在?|尚|还|仍|暂|未|没有|待|拟|将)[^。；\n]*[。；]?")
_CLAUSE_AT_END = re.compile(r"(?<=[，；：—–])(?![—–])(?=([^。！？\n]+。?)$)")
_PART_OF_IT = re.compile(
    rf"[的者前内后时中期批段年月日率%％]$|其中|[一二三四首]期|首批|多数|少数|有的|一些|\d[一-龥]{{0,2}}$|"
    rf"(?:{CHINESE_NUMERAL}|[两几])[个项条家户处名人件起次套份场]$|"
    "^(?:对|凡|力争|力求|争取|确保|保证|要求?|预计|计划|拟|将|待|若|如|除|按|根据|依据|经|因|由于|为|以|督促|责令|责成|"
    "敦促|限|原则上|尽快|目标|任务|务必|逐步|必?须|需|应)"
)
_SEVERAL = re.compile("[，；：—–。！？\\n]")
_TELLS_HOW_FAR = re.compile(
    "(?:已|未|均|正在|尚|基本|部分|全部|剩余|其余|申请|暂缓)[^，。；]{0,8}(?:完成|整改|到位|销号|办结|推进)"
)
_ON_THE_ISSUE = re.compile(rf"(?:{phrases.WHEN}，?)?{phrases.ISSUE}")
_OPENS_WITH_A_STATE = re.compile(rf"(?:{phrases.WHEN}，?)?(?:均|都|现|已经?|全部|全面|基本|尚|未)+(?:完成)?整改")
_PROBLEMS_ABOVE = re.compile(rf"(?:^|(?<=[。！？\n]))(?:{phrases.WHEN}，?)?(?:(?:上述|以上)(?:项|个|类|些)?)?问题")
_OTHER_PROBLEMS = re.compile(r"(?:发现|排查|查[出摆]|梳理|检查)[^。]*(?:问题|隐患|线索)|问题\d")
_AFTER_SOME = re.compile(rf"[。！？；\n].|{_OTHER_PROBLEMS.pattern}", re.DOTALL)  # what 已完成整改。 may be on as well
_GOES_ON = re.compile("正在|尚未|未完成")
_SOME_UNDONE = r"未(?:整改|完成|拆除|修[缮复]|清[理退]|收回|追回|办理|办结)\d|[还仍尚]有[^，。；]{1,8}未"
_UNDONE = re.compile(
    f"{_SOME_UNDONE}|(?:尚|还|仍)未|(?:还|仍)没有?(?:完成|启动|到位)|"
    "未(?:能|曾|全部|完全|按[期时]|如期)*(?:完成|启动|开工|动工|开展|实施|到位|整改到位|销号|办结)(?=整改|[，。；！）\n]|$)|"
    "(?:正|还|仍|正还)在(?:继续|持续|积极|有序|抓紧|加快|稳步)*(?:推进|整改|建设|施工|办理|落实|实施|进行|协调|筹备)|"
    "(?:推进|整改|进行|施工|建设)中(?=[，。；！）\n]|$)"
)
_LEFT_OPEN = re.compile(f"正在|尚未|暂|未[^，。；]*(?:完成|到位)|{_SOME_UNDONE}|剩余|其余|仍有|部分|个别|除|下一步")


def denies(words: str) -> bool:
    """Whether words answer that something is not done, which tells no more: it may be under way or not begun."""
    return any(phrases.NO.match(labels.unboxed(passage.whole)) for passage in passages.of(words))


def ends_in_state(line: str) -> bool:
    """Whether the last sentence of a line says how far something has got, and nothing else."""
    return phrases.told(re.split("[。！？；]", line)[-1]) is not None


def of_issue_at_end(text: str, *, alone: bool) -> re.Match[str] | None:
    """The words after the last of several measures that say how far the whole issue has got: after a full stop
    （已完成）, or a sentence on 该问题; and 已完成整改。 after the one sentence of the last measure.

    `alone`: no measure above has words of its own on its progress, nor has the last one a line of its own.
    """
    if (found := passages.bracket_at_end(text)) and text[: found.start()].endswith(("。", "；", "！", "？")):
        return found
    found = _LAST_SENTENCE.search(text)
    if not found or not found.start() or not phrases.state_of(found[0]):
        return None
    if _ON_THE_ISSUE.match(found[0]):
        return found
    after_one = alone and not _AFTER_SOME.search(text[: found.start()])
    return found if after_one and _OPENS_WITH_A_STATE.match(found[0]) and of_measure(text) else None


def of_measure(text: str) -> Stated | None:
    """The status that a measure's own words state, with those words."""
    if label := labels.ABOUT_ISSUE_INSIDE.search(text):
        labelled = text[label.start() :]
        if (stated := of_issue(labelled, 1)[0]) or _labelled(labelled):
            return _in_one_line(stated)
        return of_measure(text[: label.start()].rstrip("\n"))
    if bracketed := passages.bracket_at_end(text):
        return _stated(bracketed[0])
    if bare := _bare_state(text):
        sentence, words = bare
        return None if sentence != text or _is_of_a_part(sentence, words) else _evident(text, words)
    words = _ending(text)
    status = phrases.told(words)
    before = text.removesuffix(words)
    if status is None or (status is Status.DONE and _LEFT_OPEN.search(before)) or is_on_others(words, before):
        return None
    return _evident(text, words)


def of_measure_in_issue(text: str, of_issue: Stated | None) -> Stated | None:
    """The status of a measure: by its own words, else by those on its issue.

    Where it is or ends in a bare state (…，正在推进。) that is not that of its issue, none.
    """
    own = of_measure(text)
    if own and of_issue and own[0] is not of_issue[0] and (_bare_state(text) or phrases.state_of(text)):
        return None
    return own or allowed(of_issue, text)


def contradict(status: Status, words: str) -> bool:
    """Whether words on how far something has got state another status, or that it still goes on where it is done, or
    that it is done where it goes on.
    """
    (told,) = of_issue(f"进展情况：{words}", 1)
    agreed = not told or told[0] is status or {told[0], status} == {Status.DONE, Status.STANDING}
    goes_on = _GOES_ON.search(words) or Status.ONGOING in _in_clauses(words)
    return not agreed or bool(status is Status.DONE and goes_on) or (status is Status.ONGOING and _is_done(words))


def is_on_others(words: str, before: str) -> bool:
    """Whether words such as 以上问题已整改到位 may be on problems that the measures before them came upon."""
    return bool(_PROBLEMS_ABOVE.search(words) and _OTHER_PROBLEMS.search(before))


def allowed(stated: Stated | None, text: str) -> Stated | None:
    """What an issue states of a measure, unless its own words say that it still goes on, or say what is not known."""
    goes_on = _GOES_ON.search(text) or _UNDONE.search(text)
    if stated and (bare := _bare_state(text)):
        return stated if phrases.told(bare[1]) is stated[0] and not (goes_on or _LEFT_OPEN.search(text)) else None
    return None if (stated and stated[0] is Status.DONE and goes_on) or on_progress(text) else stated


def of_issue(words: str, measures: int) -> list[Stated | None]:
    """What words on an issue state of each of its measures: all the same, or as they count them; None for nothing, and
    where its results say otherwise: not done, or done.
    """
    nothing: list[Stated | None] = [None] * measures
    finished = [False] * measures
    told: list[list[Stated | None]] = []
    named: list[list[Stated | None]] = []
    undone = [False] * measures
    for passage in passages.of(words):
        each = apiece.counted(passage.words)
        if passage.kind is Kind.RESULT:
            apart = [one for _, one in each] if len(each) == measures else [passage.words] * measures
            undone = [before or bool(_UNDONE.search(one)) for before, one in zip(undone, apart, strict=True)]
            finished = [before or _is_done(one) for before, one in zip(finished, apart, strict=True)]
        if passage.kind is Kind.STATE:
            if each and len(each) == measures:
                named.append([_stated(one, phrases.state_of(one[mark:])) for mark, one in each])
            else:
                named.append(
                    [_stated(passage.whole)] * measures
                    if apiece.may_be_on_all(passage.words, measures) and not each
                    else nothing
                )
        elif passage.kind is Kind.RESULT and each:
            if len(each) == measures and all(phrases.state_of(one[mark:]) for mark, one in each):
                told.append([_stated(one, phrases.state_of(one[mark:])) for mark, one in each])
        elif passage.kind is Kind.RESULT and (stated := _of_result(passage)):
            told.append([stated] * measures)
    agreed = [_agreed(said) for said in zip(*told, *named, strict=True)] if told or named else nothing
    return [
        None if one and ((one[0] is Status.DONE and a) or (one[0] is Status.ONGOING and b)) else one
        for one, a, b in zip(agreed, undone, finished, strict=True)
    ]


def on_progress(text: str) -> list[str]:
    """The words of a measure, or on an issue, that are about how far it has got, whatever they say."""
    label = labels.ABOUT_ISSUE_INSIDE.search(text)
    own = text[: label.start()].rstrip("\n") if label else text
    found = []
    if bracketed := passages.bracket_at_end(own):
        found.append(bracketed[0])
    elif last := _ending(own):
        found.append(last)
    elif bare := _bare_state(own):
        found.append(bare[0])
    return found + (_labelled(text[label.start() :]) if label else [])


def above_measures(lead: str) -> list[str]:
    """The words above the measures of an issue that are about how far it has got, in brackets or behind a label."""
    label = labels.ABOUT_ISSUE_INSIDE.search(lead)
    first = lead.partition("\n")[0]
    ends = (first.rstrip("，："), first.partition("）")[0] + "）")
    bracketed = any(passages.bracket_at_end(end) for end in ends)
    return ([first] if bracketed else []) + (_labelled(lead[label.start() :]) if label else [])


def _ending(text: str) -> str:
    """The last sentence or clause of a text, where it names a state or is on the issue and how far that has got."""
    found = _LAST_SENTENCE.search(text)
    sentence = found[0] if found else ""
    on_progress = _ON_THE_ISSUE.match(sentence) and passages.SPEAKS_OF_PROGRESS.search(sentence)
    if on_progress or _OPENS_WITH_A_STATE.match(sentence) or phrases.state_of(sentence):
        return sentence
    ends = (found[1] for found in _CLAUSES_AT_END.finditer(text[-phrases.LONGEST :]))
    so_now = (words for words in ends if phrases.ALREADY.search(words) or phrases.AT_PRESENT.search(words))
    return next((words for words in so_now if _OF_THE_MEASURE.search(words) and phrases.state_of(words)), "")


def _bare_state(text: str) -> tuple[str, str] | None:
    """The last sentence of a text and, within it, the clause in which it ends, where that is a state and says no more:
    …，已完成。 and …——正在推进。
    """
    if _ending(text) or passages.bracket_at_end(text) or labels.ABOUT_ISSUE_INSIDE.search(text):
        return None
    sentence = _LAST_SENTENCE.search(text)
    ends = (found[1] for found in _CLAUSE_AT_END.finditer(text[-phrases.LONGEST :]))
    words = next((words for words in ends if phrases.told(words)), "")
    return (sentence[0], words) if sentence and words else None


def _is_of_a_part(sentence: str, words: str) -> bool:
    """Whether the state in which a sentence ends may be on a part of what it says, or what is asked for."""
    before = sentence.removesuffix(words).rstrip(phrases.AROUND)
    doubtful = _SEVERAL.search(before) or _PART_OF_IT.search(before) or _LEFT_OPEN.search(before)
    on_others = re.search("均|都|全部", words) and _OTHER_PROBLEMS.search(before)
    return not before or bool(doubtful or on_others)


def _evident(text: str, words: str) -> Stated | None:
    """The status that the last words of a text tell, with evidence that its page can mark."""
    status = phrases.told(words)
    return _stated(words, status) or _in_one_line(_stated(text, status))


def _labelled(words: str) -> list[str]:
    """The passages behind labels that are about how far an issue has got."""
    return [
        passage.whole
        for passage in passages.of(words)
        if passage.kind is Kind.STATE or (passage.kind is Kind.RESULT and _tells_progress(passage))
    ]


def _tells_progress(passage: Passage) -> bool:
    """Whether words on results are about how far an issue has got, and not only about what came of it."""
    if _ends_in_a_state(passage.words):
        return True
    told = _PROGRESS_LABEL.search(passage.whole.removesuffix(passage.words)) and _TELLS_HOW_FAR.search(passage.words)
    return len(passage.words) <= phrases.LONGEST and bool(told or _OPENS_UNDONE.fullmatch(passage.words))


def _in_clauses(words: str) -> set[Status | None]:
    """The statuses that clauses of words tell, each by itself."""
    return {phrases.told(clause) for clause in re.split("[，。；：、！？\\s]", words)}


def _is_done(words: str) -> bool:
    """Whether words tell that something is done and leave nothing open."""
    doubtful = _LEFT_OPEN.search(words) or _UNDONE.search(words) or _OTHER_PROBLEMS.search(words)
    return Status.DONE in _in_clauses(words) and not doubtful


def _ends_in_a_state(words: str) -> bool:
    """Whether the last clause of words on results tells how far the whole has got, or the bracket behind it does."""
    clauses = re.split("[，；。！？\n]", words.rstrip("。；\n"))
    return bool(passages.bracket_at_end(words)) or phrases.told(clauses[-1]) is not None


def _of_result(passage: Passage) -> Stated | None:
    """What a passage on results states: where it is nothing but a state, or ends in a sentence that is."""
    if phrases.PLANNED.search(passage.whole.removesuffix(passage.words)):
        return None
    if status := phrases.state_of(passage.words):
        return _stated(passage.words, status) or _stated(passage.whole, status)
    if bracketed := passages.bracket_at_end(passage.words):
        before = passage.words[: bracketed.start()]
        behind_all = before.endswith(("；", "。", "！", "？", "\n"))
        left_open = phrases.state_of(bracketed[0]) is Status.DONE and _LEFT_OPEN.search(before)
        doubtful = left_open if behind_all else _is_of_a_part(passage.words, bracketed[0])
        return None if doubtful else _stated(bracketed[0])
    last = _LAST_SENTENCE.search(passage.words)
    if not last or (phrases.told(last[0]) is Status.DONE and _LEFT_OPEN.search(passage.words[: last.start()])):
        return None
    return _stated(last[0], phrases.told(last[0])) or _stated(passage.whole, phrases.told(last[0]))


def _agreed(said: tuple[Stated | None, ...]) -> Stated | None:
    """What all passages state together: nothing where one states nothing, or they contradict each other."""
    statuses = {stated[0] if stated else None for stated in said}
    if len(statuses) > 1 and statuses != {Status.DONE, Status.STANDING}:
        return None
    return next((one for one in reversed(said) if one and one[0] is Status.STANDING), said[-1])


def _stated(words: str, status: Status | None = None) -> Stated | None:
    """A status with the words that say so, where they are long enough to be its evidence."""
    status = status or phrases.state_of(words)
    return (status, words) if status and len(words) >= SHORTEST_EVIDENCE else None


def _in_one_line(stated: Stated | None) -> Stated | None:
    """A status of a measure with evidence that its page can mark: the last line of the words that say so."""
    return stated and _stated(stated[1].rpartition("\n")[2], stated[0])
