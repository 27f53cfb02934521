"""Online or offline exam, one of the two (考试方式二选一), ZB20 三(二)3."""

from collections.abc import Mapping, Sequence

from ce_rules.authoring import CrossRule, Item, Outcome, Sheet

CLAUSE = "ZB20 三(二)3"


def one_mode(items: Sequence[Item], sheet: Sheet) -> Mapping[int, Outcome]:
    """Refuse public courses passed in the exam mode that was not chosen (ZB-A12)."""
    public = [i for i in items if i.activity.word("category") == "public" and i.activity.stated("exam_mode")]
    if len({i.activity.word("exam_mode") for i in public}) < 2:
        return {}
    by_id = {i.id: i for i in items}
    chosen = _chosen(public)
    changed = {}
    for item in public:
        mode = item.activity.word("exam_mode")
        first = by_id.get(item.activity.word("same_as") or "")
        again = first is not None and bool(first.outcome.entries)
        clash = mode != chosen if sheet.reading("ZB-A12") == "R1" else again
        if clash and item.outcome.entries:
            words = {"online": "线上考试", "offline": "集中定点考试"}
            template = "已选择{chosen}，不能再选{other}，两种方式只能二选一"
            refused = sheet.item(
                "exam_mode_conflict",
                item.outcome.would_count,
                CLAUSE,
                template,
                chosen=words[chosen],
                other=words["offline" if chosen == "online" else "online"],
            )
            changed[item.index] = item.outcome.refused(refused)
    return changed


def _chosen(public: Sequence[Item]) -> str:
    """Give the mode chosen first: by day where all are dated, else online, which is the ordinary one."""
    first = [i for i in public if not i.activity.stated("same_as")] or list(public)
    days = [(i.activity.day("done"), str(i.activity.word("exam_mode"))) for i in first]
    dated = sorted((day, mode != "online", mode) for day, mode in days if day is not None)
    if len(dated) == len(days):
        return dated[0][2]
    return "online" if any(mode == "online" for _, mode in days) else "offline"


ONE_MODE = CrossRule(
    "exam_mode", one_mode, CLAUSE, ("platform_course",), "category exam_mode same_as done", ("exam_mode",)
)
