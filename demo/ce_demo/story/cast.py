"""Everyone who acts in a city, signed in; and how a city is set up before its year begins."""

from dataclasses import dataclass

from ce.billing.v1 import billing_service_pb2 as billing
from ce.exam.v1 import exam_service_pb2 as exam
from ce.exam.v1 import item_bank_service_pb2 as items
from ce.identity.v1 import identity_service_pb2 as identity
from ce.learning.v1 import learning_service_pb2 as learning
from ce.org.v1 import org_service_pb2 as org
from ce_demo.client import Session
from ce_demo.files import people
from ce_demo.files.city import ZIBO, City
from ce_demo.files.people import Part, Person
from ce_demo.platforms import Running
from ce_demo.story.tale import Calendar, Tale

PASSWORD = "Demo-Lushan-2020"
STAFF_PASSWORD = PASSWORD + "-x"
"""What everybody on a staff list takes; those who register themselves take the other."""
COURSE_PRICE_FEN = 3_000
ITEMS, POINTS_PER_ITEM, PASS_MARK = 50, 2, 60


@dataclass
class Cast:
    """The people of a city and what they have set up."""

    tale: Tale
    city: City
    running: Running
    calendar: Calendar
    hrss: Session
    authority: Session
    employer: Session
    employer_id: str
    exam_id: str
    courses: dict[str, learning.Course]

    def activate(self, person: Person) -> Session:
        """Activate an imported person with the last six characters of the ID number."""
        session = Session(self.running.address)
        return session.activate(person.id_number, person.id_number[-6:], STAFF_PASSWORD)


def set_up(tale: Tale, running: Running, city: City) -> Cast:
    """HRSS, authority and employer register in order; catalogue, item bank, exam and prices are put in."""
    calendar = Calendar(running)
    admin = running.administrator
    hrss = Session(running.address).activate(admin.id_number, running.activation_code, PASSWORD)
    tale.say(f"{city.name}人社", "管理员用激活码激活并设置密码")
    _import_units(tale, hrss, city, running)
    authority = _register(tale, hrss, running, city, Part.AUTHORITY_ADMIN, city.authority)
    employer = _register(tale, authority, running, city, Part.EMPLOYER_ADMIN, city.employer)
    courses = _catalogue(tale, hrss, city)
    exam_id = _exam(tale, hrss, city)
    if city is ZIBO:
        price = billing.SetPriceRequest(product="PRODUCT_COURSE", year=city.year, amount_fen=COURSE_PRICE_FEN)
        hrss.billing.SetPrice(price)
        tale.say(f"{city.name}人社", f"登记专业课价格：每门 {COURSE_PRICE_FEN / 100:.0f} 元（通知未定价，由平台配置）")
    unit = _find(employer, city.employer)
    return Cast(tale, city, running, calendar, hrss, authority, employer, unit.unit_id, exam_id, courses)


def _import_units(tale: Tale, hrss: Session, city: City, running: Running) -> None:
    request = org.ImportUnitsRequest(
        hrss_id=running.unit_id, file_ticket=hrss.upload(city.file("units.xlsx")), dry_run=True
    )
    tried = hrss.org.ImportUnits(request)
    request.dry_run, request.request_id = False, ""
    done = hrss.org.ImportUnits(request)
    tale.expect("单位导入与试运行一致", dict(done.counts), dict(tried.counts))
    tale.say(f"{city.name}人社", f"导入单位名录：{_counts(done.counts)}")


def _register(tale: Tale, approver: Session, running: Running, city: City, part: Part, unit_name: str) -> Session:
    person = people.the(part, people.administrators(city.code))
    session = Session(running.address).sign_up(person.name, person.id_number, PASSWORD)
    unit = _find(session, unit_name[2:])
    tale.expect("模糊搜索到的单位", unit.name, unit_name)
    asked = session.org.RegisterUnit(org.RegisterUnitRequest(unit_id=unit.unit_id)).registration
    approver.org.ApproveRegistration(org.ApproveRegistrationRequest(registration_id=asked.registration_id))

    def roles() -> list[str]:
        session.refresh()
        return [role.role for role in session.identity.GetMe(identity.GetMeRequest()).roles]

    tale.until(f"{unit_name}管理员取得角色", roles, bool)
    session.refresh()
    tale.say(unit_name, f"{person.name} 搜索“{unit_name[2:]}”找到单位并申请注册，上级审核通过")
    return session


def _find(session: Session, name: str) -> org.Unit:
    return session.org.SearchUnits(org.SearchUnitsRequest(query=name)).matches[0].unit


def _catalogue(tale: Tale, hrss: Session, city: City) -> dict[str, learning.Course]:
    ticket = hrss.upload(city.file("catalogue.xlsx"))
    done = hrss.learning.ImportCatalogue(learning.ImportCatalogueRequest(file_ticket=ticket))
    tale.say(f"{city.name}人社", f"导入 {city.year} 年度课程目录：{_counts(done.counts)}")
    listed = hrss.learning.ListCourses(learning.ListCoursesRequest(year=city.year, page_size=200))
    return {course.code: course for course in listed.courses}


def _exam(tale: Tale, hrss: Session, city: City) -> str:
    ticket = hrss.upload(city.file("items.xlsx"))
    done = hrss.items.ImportItems(items.ImportItemsRequest(file_ticket=ticket))
    request = exam.CreateExamRequest(
        year=city.year,
        category="EXAM_CATEGORY_PUBLIC",
        title=f"{city.year} 年度公需科目考试",
        opens_on=f"{city.year}-05-01",
        closes_on=f"{city.year}-12-31" if city is ZIBO else f"{city.year}-09-30",
        duration_minutes=90,
        blueprint=[
            exam.BlueprintLine(difficulty="DIFFICULTY_EASY", count=25),
            exam.BlueprintLine(difficulty="DIFFICULTY_MEDIUM", count=15),
            exam.BlueprintLine(difficulty="DIFFICULTY_HARD", count=10),
        ],
        points_per_item=POINTS_PER_ITEM,
        pass_mark=PASS_MARK,
        multiple_choice_rule="MULTIPLE_CHOICE_RULE_ALL_OR_NOTHING",
        min_study_hours="30" if city is ZIBO else "25",
        mode="EXAM_MODE_ONLINE",
    )
    made = hrss.exam.CreateExam(request).exam
    tale.say(f"{city.name}人社", f"导入题库：{_counts(done.counts)}；设立{made.title}")
    tale.detail(f"考试规则：{made.policy.text}")
    return str(made.exam_id)


def _counts(counts: object) -> str:
    words = {"NEW": "新增", "LINKED": "关联", "UPDATED": "更新", "UNCHANGED": "未变", "REJECTED": "退回"}
    return "，".join(f"{words.get(key, key)} {value}" for key, value in sorted(dict(counts).items()))  # type: ignore[call-overload]
