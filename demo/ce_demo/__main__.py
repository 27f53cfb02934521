"""Live a year on two cities and the province: python -m ce_demo [--exit] [--profile server]."""

import argparse
import json
import signal
import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

from ce_demo.files import people
from ce_demo.files.city import WEIHAI, ZIBO
from ce_demo.files.people import Part
from ce_demo.platforms import PROVINCE, Demo, DidNotStart, Running
from ce_demo.story import province, weihai, zibo
from ce_demo.story.cast import STAFF_PASSWORD, Cast, set_up
from ce_demo.story.tale import StoryBroke, Tale
from ce_ops.backing.server import DidNotStart as ServerDidNotStart
from ce_ops.backing.server import NotInstalled
from ce_ops.server_profile import NotReady

OUT = Path("out/demo")


def main() -> int:
    """Start, tell, report; 0 only when every step gave what it must."""
    parser = argparse.ArgumentParser(prog="python -m ce_demo", description=__doc__)
    parser.add_argument("--exit", action="store_true", help="end with the story instead of staying up")
    parser.add_argument("--profile", choices=["embedded", "server"], default="embedded")
    parser.add_argument("--out", type=Path, default=OUT, help="folder of the report and the certificates")
    arguments = parser.parse_args()
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    tale, demo = Tale(), Demo(arguments.out / "state" / arguments.profile, arguments.profile)
    try:
        tale.chapter(f"启动：山东省平台、淄博市平台、威海市平台（{arguments.profile}）")
        running = demo.start()
        for one in running.values():
            tale.say(one.platform.name, f"gRPC {one.address}，网页 {one.web}")
        tell(tale, running)
        write_report(tale, arguments.out)
        if not arguments.exit:
            wait_for_interrupt(tale, running)
    except (StoryBroke, DidNotStart, ServerDidNotStart, NotInstalled, NotReady) as error:
        sys.stderr.write(f"\n演示未完成：{error}\n")
        return 1
    finally:
        demo.stop()
    return 0


def tell(tale: Tale, running: dict[str, Running]) -> None:
    """Tell the story."""
    tale.chapter("各级依次注册：人社 → 行业主管部门 → 用人单位 → 专业技术人员")
    cities = (ZIBO, WEIHAI)
    with ThreadPoolExecutor(2) as pool:
        casts = dict(zip(cities, pool.map(lambda city: set_up(tale, running[city.code], city), cities), strict=True))
        tale.chapter("淄博 2020 年与威海 2019 年，两市同时过完一年")
        futures = {ZIBO: pool.submit(zibo.live, casts[ZIBO]), WEIHAI: pool.submit(weihai.live, casts[WEIHAI])}
        lived = {city: future.result() for city, future in futures.items()}
    tale.chapter("省平台：每一条学时都要到")
    finish(tale, running, casts, lived)


def finish(tale: Tale, running: dict[str, Running], casts: dict[Any, Cast], lived: dict[Any, dict[str, Any]]) -> None:
    """Follow the records to the province, ask the title-review question, revoke a certificate."""
    reader = province.title_reader(tale, running[PROVINCE])
    for city, cast in casts.items():
        report = lived[city]
        session, certificate = report.pop("session"), report.pop("certificate")
        who = next(iter(report["people"]))
        report["records"] = province.records_arrive(cast, session, who)
        report["digest"] = province.compare(cast)
        if city is WEIHAI:
            code, certificate_id = certificate["verification_code"], certificate["certificate_id"]
            reason = "姓名用字更正，换发新证"
            report["revoked"] = province.revoke(cast, running[PROVINCE], code, certificate_id, reason)
        tale.report["cities"][city.name] = report
    tale.report["province"] = {"title_review": province.title_review(tale, reader)}


def write_report(tale: Tale, out: Path) -> None:
    """Write out/demo/report.json."""
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.json").write_text(json.dumps(tale.report, ensure_ascii=False, indent=2) + "\n")
    tale.chapter("完成")
    tale.say("报告", f"{out / 'report.json'}；证书 PDF 在 {out / 'certificates'}")


def wait_for_interrupt(tale: Tale, running: dict[str, Running]) -> None:
    """Leave everything running until Ctrl-C."""
    stopping = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: stopping.set())
    for one in running.values():
        tale.detail(f"{one.platform.name}：gRPC {one.address}，网页 {one.web}")
    hero = people.the(Part.WHOLE_YEAR, people.staff(ZIBO))
    login = f"demo/files/{ZIBO.folder}/staff.xlsx 第 {hero.row} 行的身份证号"
    tale.detail(f"可登录{ZIBO.name}平台：{hero.name}，账号为 {login}，密码 {STAFF_PASSWORD}")
    tale.detail("按 Ctrl-C 结束")
    stopping.wait()


if __name__ == "__main__":
    raise SystemExit(main())
