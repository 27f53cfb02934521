"""Set the price of professional courses (定价)."""

from datetime import date, datetime

from ce_billing.application.ports import BillingUnitOfWork, Courses
from ce_billing.domain.errors import BackdatedPrice, BadReference, NothingToPay, PriceByRule
from ce_billing.domain.price import SetPrice
from ce_billing.domain.product import Product
from ce_kit.clock import local_date
from ce_kit.ids import new_id


def set_price(
    uow: BillingUnitOfWork,
    courses: Courses,
    *,
    actor_id: str,
    now: datetime,
    product: Product,
    reference: str,
    year: int,
    amount_fen: int,
    valid_from: date | None,
) -> SetPrice:
    """Add a price from a day on; the prices before it stay on record.

    Raises:
        PriceByRule, BackdatedPrice, BadReference, NothingToPay: see there.
        ServiceFault: NOT_FOUND/COURSE_NOT_FOUND.
    """
    today = local_date(now)
    if product is not Product.COURSE:
        raise PriceByRule("补考费和补学费由文件规定，不能另行设置", product=product)
    first = valid_from or today
    if first < today:
        raise BackdatedPrice(f"价格自 {first} 起执行，早于今天 {today}；已发生的价格不能更改", valid_from=first)
    price = SetPrice(new_id(), _year(courses, reference, year), reference, amount_fen, first)
    with uow:
        uow.prices.add(price, actor_id, now)
        detail = {"year": price.year, "course_id": reference, "amount_fen": amount_fen, "valid_from": str(first)}
        uow.audit.record("price.set", price.price_id, detail)
        uow.commit()
    return price


def _year(courses: Courses, course_id: str, year: int) -> int:
    if not course_id:
        if not year:
            raise BadReference("请指明课程，或指明年度（为该年度全部专业科目课程定价）")
        return year
    course = courses.get(course_id)
    if year not in (0, course.year):
        raise BadReference(f"《{course.title}》是 {course.year} 年度课程，不是 {year} 年度", reference=course_id)
    if not course.priced:
        raise NothingToPay(f"《{course.title}》在课程目录中标明不收费，不能定价", reference=course_id)
    return course.year
