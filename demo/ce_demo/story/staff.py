"""An employer imports its staff: a dry run, the import, the same file again."""

from typing import Any

from ce.identity.v1 import identity_service_pb2 as identity
from ce.org.v1 import org_service_pb2 as org
from ce_demo.files import people
from ce_demo.story.cast import Cast

PAGE = 200


def import_staff(cast: Cast) -> dict[str, Any]:
    """Import and check row by row; return what the report says of it."""
    tale, employer, city = cast.tale, cast.employer, cast.city
    refused = {row: flaw.value for row, flaw in people.refused(city).items()}
    good = len(people.staff(city))

    def run(*, dry_run: bool) -> identity.ImportStaffResponse:
        ticket = employer.upload(city.file("staff.xlsx"))
        request = identity.ImportStaffRequest(employer_id=cast.employer_id, file_ticket=ticket, dry_run=dry_run)
        return employer.identity.ImportStaff(request)

    tried, done = run(dry_run=True), run(dry_run=False)
    tale.expect("人员导入与试运行一致", dict(done.counts), dict(tried.counts))
    tale.expect("导入人数", done.counts["NEW"], good)
    found = {row.row: row.problems[0].code for row in done.rows if row.status == "REJECTED"}
    tale.expect("退回的行", found, refused)
    tale.say(city.employer, f"批量导入 {good + len(refused)} 行人员：新增 {good}，退回 {len(refused)}")
    for row in done.rows:
        for problem in row.problems:
            tale.detail(f"第 {row.row} 行 {problem.column}：{problem.message}")
    again = run(dry_run=False)
    tale.expect("重复导入", again.counts["UNCHANGED"], good)
    tale.detail(f"同一文件再导入一次：未变 {good}，什么都不改")
    _wait_for_employments(cast, good)
    rejected = [
        {"row": row.row, "code": problem.code, "message": problem.message}
        for row in done.rows
        for problem in row.problems
    ]
    return {"people_imported": good, "rows_rejected": rejected}


def _wait_for_employments(cast: Cast, good: int) -> None:
    request = org.ListStaffRequest(employer_id=cast.employer_id, state="EMPLOYMENT_STATE_ACTIVE", page_size=PAGE)
    cast.tale.until(
        "在职关系建立",
        lambda: len(cast.employer.org.ListStaff(request).employments),
        lambda count: count == good,
    )


def person_ids(cast: Cast) -> dict[str, str]:
    """Return the person ids of the employer's staff by name."""
    request = org.ListStaffRequest(employer_id=cast.employer_id, state="EMPLOYMENT_STATE_ACTIVE", page_size=PAGE)
    return {one.person_name: one.person_id for one in cast.employer.org.ListStaff(request).employments}
