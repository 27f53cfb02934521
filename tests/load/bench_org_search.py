"""What building in and searching 20,000 units cost, on SQLite and on PostgreSQL.

`make bench-org`; the search of a service waits for people, so the slowest answer matters.
"""

import random
import statistics
import time

import pytest
from stdnum.cn import uscc

from ce_files.testing import FakeSheets, xlsx
from ce_kit.db.engine import make_engine
from ce_kit.testing.bus import person
from ce_kit.testing.store import Units, create_tables
from ce_org.adapters.unit_of_work import SqlOrgUnitOfWork
from ce_org.application.create_root import create_root
from ce_org.application.import_units import import_units
from ce_org.application.search_units import search_units

COUNT = 20_000
PLACES = ["淄博市", "张店区", "淄川区", "博山区", "周村区", "临淄区", "桓台县", "高青县", "沂源县", "高新区"]
SIGNS = (
    "恒通鑫盛源泰瑞祥华信诚达安康宏伟晨光明德佳美嘉利丰裕金石海天云龙凤翔福润泽清博雅文景立新远东方正中大业隆昌顺兴永"
)
TRADES = [
    "第一中学",
    "实验小学",
    "中心卫生院",
    "人民医院",
    "建筑工程有限公司",
    "科技有限公司",
    "机械制造有限公司",
    "化工有限公司",
]
TRADES += [
    "陶瓷有限公司",
    "会计师事务所",
    "职业技术学校",
    "幼儿园",
    "生物医药股份有限公司",
    "电子商务有限公司",
    "社区卫生服务中心",
]
QUERIES = [
    "演示医院",
    "淄博演式医院",
    "淄博市",
    "有限公司",
    "科技有限公司",
    "张店区恒通科技有限公司",
    "高新区 鑫盛 机械制造有限公司",
]
QUERIES += ["人民医院", "淄博第一中学", "12370300000012"]


def a_city_of_units():
    """Return 20,000 rows of a clerk's list, the same each time; one of them is the unit the test looks for."""
    chance, names = random.Random(7), {"淄博演示医院": None}
    while len(names) < COUNT:
        names[
            chance.choice(PLACES) + "".join(chance.sample(SIGNS, chance.choice([2, 2, 3, 4]))) + chance.choice(TRADES)
        ] = None
    bodies = [f"12370300{number:09d}" for number in range(COUNT)]
    return [["用人单位", name, body + uscc.calc_check_digit(body)] for name, body in zip(names, bodies, strict=True)]


@pytest.fixture(params=["sqlite", "postgresql"])
def units(request, tmp_path):
    """Units of work on a database in a file, or on PostgreSQL."""
    if request.param == "sqlite":
        engine = make_engine(f"sqlite:///{tmp_path}/org.db")
    else:
        backing = request.getfixturevalue("backing")
        database = f"{backing.worker}_org_search"
        backing.postgres.create_databases([database])
        engine = make_engine(str(backing.postgres.url(database)))
    create_tables(engine, SqlOrgUnitOfWork.metadata)
    yield Units(SqlOrgUnitOfWork, engine=engine)
    engine.dispose()


def test_search_among_twenty_thousand_units(units, capsys):
    today = units.clock.now().date()
    root = create_root(units(), today=today, name="淄博市人社局", jurisdiction="370300")["unit_id"]
    clerk, sheets = person("clerk", ("hrss_admin", root)), FakeSheets()
    ticket = sheets.upload(xlsx(["类别", "名称", "统一社会信用代码"], a_city_of_units()), clerk.id)
    took = []
    for status in ("NEW", "UNCHANGED"):
        began = time.perf_counter()
        answer = import_units(units(clerk), sheets, clerk, today=today, hrss_id=root, file_ticket=ticket, dry_run=False)
        took.append(time.perf_counter() - began)
        assert answer["counts"] == {status: COUNT}

    milliseconds = {}
    for query in QUERIES:
        times = []
        for _ in range(7):
            began = time.perf_counter()
            found = search_units(units(clerk), query=query, kind=None)["matches"]
            times.append((time.perf_counter() - began) * 1000)
        assert found
        milliseconds[query] = statistics.median(times)
        if query in QUERIES[:2]:
            assert found[0]["unit"]["name"] == "淄博演示医院"
    with capsys.disabled():
        print(f"\n{units.engine.dialect.name}: import of {COUNT} units {took[0]:.1f} s, again {took[1]:.1f} s")
        print("search, ms:", "  ".join(f"{query} {value:.0f}" for query, value in milliseconds.items()))
        print(f"median {statistics.median(milliseconds.values()):.0f}, slowest {max(milliseconds.values()):.0f}")
