"""Learn what opens something to a person (event handlers): payments, accepted points, study rounds.

Each fact is only kept; what it opens is computed when it is asked, so the facts may come in any order, also
before the person has enrolled in anything.
"""

from collections.abc import Iterable, Mapping
from datetime import datetime
from decimal import Decimal
from typing import Any

from ce_learning.application.ports import LearningUnitOfWork
from ce_learning.domain.course import Category

COURSE = "course"


def learn_payment(
    uow: LearningUnitOfWork, *, order_id: str, paid_at: datetime, lines: Iterable[Mapping[str, Any]]
) -> None:
    """Keep the paid courses of an order; other products are not ours."""
    paid = [(line["person_id"], line["reference"], order_id) for line in lines if line["product"] == COURSE]
    with uow:
        uow.openings.add_payments(paid, paid_at)
        uow.commit()


def learn_points(
    uow: LearningUnitOfWork, *, activity_id: str, person_id: str, year: int, opens_class_hours: int
) -> None:
    """Keep the shorter class that accepted 学习强国 points open (WH19 一(一)), where there is one."""
    with uow:
        if opens_class_hours:
            uow.openings.add_class(person_id, year, Decimal(opens_class_hours), activity_id)
        uow.commit()


def learn_restudy(
    uow: LearningUnitOfWork, *, restudy_id: str, person_id: str, year: int, category: Category, round: int
) -> None:
    """Open the next round: the courses of the year can be taken again, earlier enrolments stay (重新学习)."""
    with uow:
        uow.openings.add_round(person_id, year, category, round, restudy_id)
        uow.commit()
