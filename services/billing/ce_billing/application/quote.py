"""What things cost: looked up here, asked of the rules, configured where the rules leave it open."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from ce_billing.application.ports import BillingUnitOfWork, Courses, Rules
from ce_billing.domain.employment import check_may_pay, jurisdiction_of
from ce_billing.domain.errors import BadReference, MakeupNotOpen
from ce_billing.domain.order import OrderLine
from ce_billing.domain.price import Price, SetPrice, by_rule, of_course
from ce_billing.domain.product import Course, Item, Product
from ce_billing.domain.resit import ResitNeed, need_of
from ce_kit.call import Actor


@dataclass(frozen=True, slots=True)
class _Known:
    """What this service knows of the things asked about."""

    jurisdictions: Mapping[str, str]
    configured: Mapping[str, SetPrice]
    resits: Mapping[Item, ResitNeed]


def quote(
    uow: BillingUnitOfWork, rules: Rules, courses: Courses, actor: Actor, *, items: Sequence[Item], today: date
) -> list[OrderLine]:
    """Return each thing with its title and today's price; asks other services between two transactions.

    Raises:
        PermissionDenied: somebody else's thing, and the person is not on the caller's staff.
        BadReference, NoFailedAttempt, AlreadyPaid, MakeupNotOpen, PriceNotSet: see there.
        ServiceFault: NOT_FOUND/COURSE_NOT_FOUND, or a service that is needed does not answer.
    """
    taught = {item.reference: courses.get(item.reference) for item in items if item.product is Product.COURSE}
    with uow.reader() as read:
        known = _look_up(read, actor, items, list(taught.values()), today)
    return [_line(rules, item, known, taught.get(item.reference), today) for item in items]


def _look_up(
    read: BillingUnitOfWork, actor: Actor, items: Sequence[Item], taught: Sequence[Course], today: date
) -> _Known:
    people = {item.person_id for item in items}
    employments = read.employments.on(people, today)
    for person_id in people - {actor.id}:
        check_may_pay(employments.get(person_id, ()), actor.scopes("employer_admin"), person_id)
    return _Known(
        {person_id: jurisdiction_of(employments.get(person_id, ())) for person_id in people},
        read.prices.of_courses(taught, today),
        {item: resit_need(read, item) for item in items if item.product is Product.RESIT},
    )


def resit_need(read: BillingUnitOfWork, item: Item) -> ResitNeed:
    """Return what a resit is for. Raises NoFailedAttempt, AlreadyPaid."""
    paid = read.orders.resits_paid(item.person_id)
    return need_of(item.reference, read.attempts.of(item.person_id), paid)


def _line(rules: Rules, item: Item, known: _Known, course: Course | None, today: date) -> OrderLine:
    jurisdiction = known.jurisdictions[item.person_id]
    if course is not None:
        fee = rules.ask(jurisdiction, course.year, "fee", {"what": course.category})
        configured = known.configured.get(course.course_id)
        price = of_course(fee, configured, course.title, priced=course.priced)
        return OrderLine(item, f"《{course.title}》", price)
    if item.product is Product.RESIT:
        need = known.resits[item]
        # two attempts: the first is free or paid otherwise, the second is the resit
        facts = {"what": need.category, "attempts": 2, "exam_mode": need.mode}
        fee = rules.ask(jurisdiction, need.year, "fee", facts)
        return OrderLine(item, f"{need.year} 年度考试补考费", by_rule(fee, "补考"))
    return OrderLine(item, f"{item.reference} 年度补学费", _makeup_price(rules, jurisdiction, item.reference, today))


def _makeup_price(rules: Rules, jurisdiction: str, reference: str, today: date) -> Price:
    if not (reference.isascii() and reference.isdecimal() and len(reference) == 4):
        raise BadReference("补学的年度应为四位数，如 2016", reference=reference)
    year = int(reference)
    is_open = rules.ask(jurisdiction, year, "makeup_years", {"for_year": year, "on": today.isoformat()})
    if is_open.value == "no":
        raise MakeupNotOpen(f"{year} 年度不开放补学：{is_open.cited}", year=year)
    fee = rules.ask(jurisdiction, year, "fee", {"what": "makeup", "years": [year]})
    return by_rule(fee, f"{year} 年度补学")
