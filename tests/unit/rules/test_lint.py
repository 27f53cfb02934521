"""What an author forgets, lint or the loading of the plugin names, with the place."""

import pytest

from ce_rules.cli import main


@pytest.fixture
def city(tmp_path, capsys):
    """A fresh plugin that owes nothing; `broken` changes one file and gives what lint says then."""
    words = ("云溪市", "--code", "379800", "--alias", "yunxi", "--year", "2024", "--notice", "YX24")
    main(["new", *words, "--dir", str(tmp_path)])
    folder = tmp_path / "yunxi"

    def broken(path, before, after):
        file = folder / "ce_rules_yunxi" / path
        text = file.read_text("utf-8")
        assert before in text
        file.write_text(text.replace(before, after).replace("LECTURE", 'Rule(training.training, "YX24 三")'), "utf-8")
        capsys.readouterr()
        code = main(["lint", str(folder)])
        out, err = capsys.readouterr()
        return code, out + err

    return broken


@pytest.mark.parametrize(
    ("path", "before", "after", "says"),
    [
        ("notices.yaml", "  clauses:\n", "  clauses:\n    六: 研修班 20 学时\n", "“研修班 20 学时”没有规则引用"),
        ("training.py", '"YX24 四"', '"YX24 九"', "引用了 notices.yaml 未列出的条款 YX24 九"),
        ("training.py", "per_day.amount)", "per_day.amount * 1.0)", "不得使用浮点数"),
        ("training.py", '"proof_insufficient"', '"no_idea"', "未知的不计原因 'no_idea'"),
        ("parameters/training.yaml", "      quote: 每天不超过8学时\n", "", "缺少 quote"),
        ("parameters/training.yaml", "      clause: YX24 三\n      quote: 每天", "      quote: 每天", "缺少 clause"),
        ("parameters/training.yaml", "      clause: YX24 三\n", "      clause: YX24 十\n", "YX24 十"),
        ("parameters/training.yaml", "value: 8\n", "value: 7.5\n", "学分参数应为整数"),
        ("parameters/training.yaml", "value: 8\n", "value: 9\n", "个案例不符"),
        ("rulings/YX-A1.yaml", "default: R1", "default: R9", "默认读法 R9 不在读法之列"),
        ("cases/hours.yaml", "YX-A1: R2", "YX-A1: R1", "个案例不符"),
        ("hours.py", '"training": Rule', '"lecture": LECTURE, "training": Rule', "该类活动的规则没有案例"),
        ("hours.py", '"YX-A1", "R1"', '"YX-A7", "R1"', "没有公式使用该口径"),
        ("training.py", "filed = hours", "1 // 0; filed = hours", "个案例不符"),
    ],
    ids=lambda value: value.strip().replace("\n", " ")[:30] if isinstance(value, str) else "",
)  # fmt: skip
def test_lint_names_what_is_owed(city, path, before, after, says):
    code, said = city(path, before, after)
    assert code != 0
    assert says in said
    assert "Traceback" not in said


def test_a_fresh_city_owes_nothing(city):
    assert city("notices.yaml", "YX24:", "YX24:") == (0, "379800 云溪市：0 项问题\n")


def test_a_formula_that_breaks_is_a_failing_case_with_its_place(city, tmp_path, capsys):
    city("training.py", "filed = hours", "1 // 0; filed = hours")
    folder = tmp_path / "yunxi"
    cases = folder / "ce_rules_yunxi" / "cases" / "hours.yaml"
    assert main(["check", "--plugin", str(folder), str(cases)]) == 1
    assert "公式出错：ZeroDivisionError" in (out := capsys.readouterr().out)
    assert "（training.py:11）" in out
