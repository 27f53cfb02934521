"""The `ce-rules` command: what people type, what they read."""

import json
import subprocess
import sys
from decimal import Decimal
from pathlib import Path

import pytest

from ce_rules.cli import main

WANG = {
    "id": "王",
    "jurisdiction": "zibo",
    "year": 2020,
    "activities": [
        {"id": "必修", "type": "platform_course", "category": "public", "hours": 20, "part": "required"},
        {"id": "平台", "type": "platform_course", "category": "professional", "hours": 20},
        {"id": "培训", "type": "training", "hours_per_day": [9, 8, 8, 8, 8, 8], "organiser": "hrss"},
    ],
}


@pytest.fixture
def run(capsys):
    """Run the command; give exit code, standard output, standard error."""

    def run(*words):
        code = main([str(word) for word in words])
        out, err = capsys.readouterr()
        return code, out, err

    return run


@pytest.fixture
def facts(tmp_path):
    """Write facts files."""

    def write(content, name="facts.json"):
        file = tmp_path / name
        if isinstance(content, bytes):
            file.write_bytes(content)
        else:
            file.write_text(content if isinstance(content, str) else json.dumps(content, ensure_ascii=False), "utf-8")
        return file

    return write


def test_list_names_places_years_and_texts(run):
    code, out, _ = run("list")
    assert code == 0
    assert all(word in out for word in ("370300", "2020..2021", "滨人社信函〔2021〕7号", "宁阳县"))
    code, out, _ = run("list", "--settings", "zibo")
    assert "ZB-A1（ZB20 二.1）" in out
    assert "● R1" in out


def test_evaluate_prints_a_table_for_people(run, facts):
    code, out, _ = run("evaluate", facts(WANG))
    assert code == 0
    for word in ("必修", "ZB20 五(二)", "怎样达标", "上限 40"):
        assert word in out


def test_evaluate_json_holds_the_public_keys(run, facts):
    code, out, _ = run("evaluate", facts([WANG, {**WANG, "id": "李", "activities": []}]), "--json")
    first, second = json.loads(out, parse_float=Decimal)
    assert code == 0
    keys = "id unit public professional total compliant not_counted converted by_year fees_yuan title_review trace"
    assert set(keys.split()) <= set(first)
    assert (first["public"], first["professional"], first["compliant"]) == (20, 60, "no")
    cuts = {(line["reason"], line["amount"]) for line in first["not_counted"]}
    assert cuts == {("over_cap_day", 1), ("over_cap_recognition", 8)}
    assert (second["id"], second["total"]) == ("李", 0)


def test_a_setting_switches_a_reading_and_the_decision_says_so(run, facts):
    points = {**WANG, "activities": [*WANG["activities"], {"id": "强国", "type": "xuexi_qiangguo", "points": 2000}]}
    for reading, public in (("R1", 30), ("R2", 20)):
        _, out, _ = run("evaluate", facts(points), "--json", "--setting", f"ZB-A2={reading}")
        (found,) = json.loads(out)
        assert found["public"] == public
        assert found["readings"]["ZB-A2"] == reading


def test_one_bad_case_does_not_stop_the_others(run, facts):
    code, out, err = run("evaluate", facts([{**WANG, "id": "坏", "year": "2020"}, WANG]), "--json")
    assert code == 1
    assert "坏：year 的值 '2020' 无法使用" in err
    assert [one["id"] for one in json.loads(out)] == ["坏", "王"]


@pytest.mark.parametrize("day", ["2020-02-30", "2021-02-29", "2020-13-01"])
def test_a_wrong_fact_is_named_by_case_activity_and_field(run, facts, day):
    text = f"""
- id: 王
  jurisdiction: zibo
  year: 2020
  activities:
    - {{id: 必修, type: platform_course, category: public, hours: 20}}
    - {{id: 进修, type: training, hours: 8, organiser: hrss, done: {day}}}
"""
    code, _, err = run("evaluate", facts(text, "facts.yaml"))
    assert code == 1
    assert err.startswith(f"ce-rules: 王：进修：activities[1].done 的值 '{day}' 无法使用")
    assert "日历上有这一天" in err


@pytest.mark.parametrize(
    ("content", "name", "says"),
    [
        (b"\xff\xfe", "facts.yaml", "UTF-8"),
        ("cases: [", "facts.yaml", "YAML 格式有误"),
        ("id: a\nid: b", "facts.yaml", "重复的键"),
        ("", "facts.yaml", "应为一个案例"),
        ("5", "facts.yaml", "应为一个案例"),
        ("- 5", "facts.yaml", "第 1 个案例不是键值映射"),
        ("- {id: a, year: 2020}", "facts.yaml", "缺少 jurisdiction"),
        ("[" * 20000, "facts.json", "嵌套过深"),
        ('{"a":', "facts.json", "JSON 格式有误"),
        ('{"id": "a"', "facts.jsonl", "第 1 行"),
        ([WANG, WANG], "facts.json", "出现两次"),
    ],
)
def test_a_file_that_cannot_be_read_is_one_sentence(run, facts, content, name, says):
    code, _, err = run("evaluate", facts(content, name))
    assert code == 2
    assert says in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    "words",
    [
        ("evaluate", "absent.yaml"),
        ("check", "absent.yaml"),
        ("diff", "--from", "zibo:2020", "--to", "zibo:2020", "absent.jsonl"),
        ("diff", "--from", "zibo", "--to", "zibo:2020", "absent.jsonl"),
        ("diff", "--from", "zibo:2020+ZB-A1=R9", "--to", "zibo:2020", "absent.jsonl"),
        ("lint", "nowhere"),
        ("lint", "/"),
        ("list", "--settings", "nowhere"),
        ("new", "云溪市", "--code", "12", "--alias", "yunxi", "--year", "2024", "--notice", "YX24"),
        ("new", "云溪市", "--code", "370300", "--alias", "yunxi", "--year", "2024", "--notice", "YX24"),
    ],
    ids=lambda words: " ".join(words[:4]),
)
def test_what_cannot_be_done_is_one_sentence(run, words):
    code, out, err = run(*words)
    assert code == 2
    assert out == ""
    assert err.startswith("ce-rules: ")
    assert err.count("\n") == 1


def test_check_shows_what_differs_and_counts(run, facts):
    right = {**WANG, "expect": {"public": 20, "professional": 60, "compliant": "no"}}
    wrong = {**WANG, "id": "错", "expect": {"public": 21}}
    code, out, _ = run("check", facts([right, wrong]))
    assert code == 1
    assert "public：应为 21，实得 20" in out
    assert out.splitlines()[-1] == "1 passed, 1 failed"


def test_a_switched_setting_is_checked_against_what_the_case_says_of_it(run, facts):
    points = {"id": "恰好", "type": "xuexi_qiangguo", "points": 2000}
    case = {
        "jurisdiction": "zibo",
        "year": 2020,
        "activities": [points],
        "expect": {"public": 10},
        "ambiguity": "ZB-A2",
        "chosen": "R1",
    }
    of_r2 = {**case, "id": "甲", "readings": [{"id": "R1", "public": 10}, {"id": "R2", "public": 0}]}
    says_nothing = {**case, "id": "乙", "readings": [{"id": "R1", "public": 10}]}
    wrong = {**case, "id": "丙", "readings": [{"id": "R2", "public": 7}]}
    file = facts([of_r2, says_nothing, wrong])
    assert run("check", file)[1].splitlines()[-1] == "3 passed, 0 failed"
    code, out, _ = run("check", file, "--setting", "ZB-A2=R2")
    assert code == 1
    assert "案例没有写明读法 R2 的期望" in out
    assert "public：应为 7，实得 0" in out
    assert out.splitlines()[-1] == "1 passed, 1 failed"


def test_a_case_may_number_the_readings_by_itself(run, facts):
    training = {"id": "训", "type": "training", "hours_per_day": [8], "organiser": "hrss", "dates": ["2020-05-11"]}
    alone = {"id": "学", "type": "self_study", "hours_per_day": [4], "dates": ["2020-05-11"], "archive": True}
    case = {
        "id": "同日",
        "jurisdiction": "zibo",
        "year": 2020,
        "activities": [training, alone],
        "expect": {"professional": 12},
        "ambiguity": "ZB-A6",
        "chosen": "R1",
        "readings": [{"id": "R2", "professional": 8}],
    }
    for words in (("--readings",), ("--setting", "ZB-A6=R2")):
        code, out, _ = run("check", facts([case]), *words)
        assert code == 0
        assert "案例的 R2 即口径 ZB-A6 的 R3" in out


def test_an_answer_that_should_be_none_is_not_any_answer(run, facts):
    asked = {"jurisdiction": "zibo", "year": 2020, "question": "fee", "expect": {"answer": None}}
    none = {**asked, "id": "无", "facts": {"years": [2014]}}
    some = {**asked, "id": "有", "facts": {"years": [2015]}}
    _, out, _ = run("check", facts([none, some]))
    assert "answer：应为 （无），实得 20" in out
    assert out.splitlines()[-1] == "1 passed, 1 failed"


def test_a_case_that_expects_nothing_is_not_called_passed(run, facts):
    _, out, _ = run("check", facts(WANG))
    assert "没有 expect" in out
    assert out.splitlines()[-1] == "0 passed, 0 failed"


def test_diff_says_who_changes_by_how_much_and_by_which_clause(run, facts):
    three = {"id": "x", "type": "patent", "patent": "invention", "rank": 4}
    people = [{**WANG, "jurisdiction": "binzhou", "year": 2021, "id": f"人{n}", "activities": [three]} for n in (1, 2)]
    people.append({**people[0], "id": "人3", "activities": []})
    lines = "\n".join(json.dumps(one, ensure_ascii=False) for one in people)
    words = ("diff", "--from", "binzhou:2021", "--to", "binzhou:2021+BZ-A4=R2", facts(lines, "facts.jsonl"))
    code, out, _ = run(*words)
    assert code == 0
    assert "3 人中 2 人有变化" in out
    assert "合计变化 10，单人最多 5" in out
    assert "涉及 BZ21 附件一(二)：2 人" in out
    _, out, _ = run(*words, "--json")
    assert [(one["id"], one["by"]) for one in json.loads(out)] == [("人1", 5), ("人2", 5)]


def test_a_new_city_is_clean_and_green_at_once(run, tmp_path):
    words = ("--code", "379800", "--alias", "yunxi", "--year", "2024", "--notice", "YX24", "--dir", tmp_path)
    code, out, _ = run("new", "云溪市", *words)
    assert code == 0
    folder = tmp_path / "yunxi"
    assert run("lint", folder)[1].splitlines()[-1] == "379800 云溪市：0 项问题"
    cases = sorted((folder / "ce_rules_yunxi" / "cases").glob("*.yaml"))
    code, out, _ = run("check", "--plugin", folder, *cases)
    assert code == 0
    assert out.splitlines()[-1].endswith(" passed, 0 failed")
    assert not out.splitlines()[-1].startswith("0 ")
    assert run("new", "云溪市", *words)[0] == 2  # nothing that exists is overwritten


def test_the_command_is_installed():
    command = Path(sys.executable).parent / "ce-rules"
    assert subprocess.run([command, "list"], capture_output=True, check=True).stdout


def test_advice_promises_nothing_a_full_cap_would_cut(run, facts):
    person = {
        **WANG,
        "activities": [{"id": "学历", "type": "degree_education", "courses_passed": 5, "courses_failed": 1}],
    }
    _, out, _ = run("evaluate", facts(person))
    assert "考试合格 5 门" in out
    assert "可再计" not in out.split("怎样达标")[1].split("在服务平台")[0]


def test_open_readings_are_explained_in_words(run, facts):
    _, out, _ = run(
        "evaluate", facts({**WANG, "activities": [{"id": "强国", "type": "xuexi_qiangguo", "points": 2000}]})
    )
    assert "年度积分恰好 2000 分是否达到，文件没有写清，现按“2000 分即达到”计算（ZB-A2=R1）" in out
