"""The `ce` command: what it says when there is nothing to work on."""

import socket

import pytest

from ce_kit.errors import ServiceFault
from ce_ops.backing.server import DidNotStart, Server
from ce_ops.bootstrap import FirstAdministrator, invented_id_number
from ce_ops.cli import main


@pytest.mark.parametrize("command", [["status"], ["down"], ["scale", "exam", "2"], ["queues"], ["first-administrator"]])
def test_without_a_platform_it_says_how_to_start_one_and_leaves_nothing(command, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["ce", "--state", str(tmp_path), *command])
    assert main() == 1
    assert "there is no platform 370300" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_the_first_administrator_is_made_over_the_bus_that_variables_name(tmp_path, monkeypatch, capsys):
    asked = []

    def bootstrap(uri, secret, request):
        asked.append((uri, secret, request))
        return {"activation_code": "ABCDEFGHJK", "expires_at": "2026-12-14"}

    (tmp_path / "bus-secret").write_text("s3cret")
    monkeypatch.setattr("ce_ops.cli.bootstrap", bootstrap)
    monkeypatch.setattr("sys.argv", ["ce", "first-administrator", "--name", "王𠮷安"])
    monkeypatch.setattr("builtins.input", lambda _: f"{invented_id_number(7)}\n")
    monkeypatch.setenv("CE_PLATFORM", "371000")
    monkeypatch.setenv("CE_AMQP_URI", "amqp://broker/ce-371000")
    monkeypatch.setenv("CE_BUS_SECRET_FILE", str(tmp_path / "bus-secret"))
    assert main() == 0
    person = FirstAdministrator("威海市人力资源和社会保障局", "371000", "王𠮷安", invented_id_number(7))
    assert asked == [("amqp://broker/ce-371000", b"s3cret", person)]
    said = capsys.readouterr().out
    assert "ABCDEFGHJK" in said
    assert invented_id_number(7) not in said


def test_a_refusal_is_told_in_its_words(monkeypatch, capsys):
    def bootstrap(*_):
        raise ServiceFault("INVALID_ARGUMENT", "BAD_ID_NUMBER", "身份证号校验位不符，请核对是否录错")

    monkeypatch.setattr("ce_ops.cli.bootstrap", bootstrap)
    monkeypatch.setattr("sys.argv", ["ce", "first-administrator", "--trial"])
    monkeypatch.setenv("CE_AMQP_URI", "amqp://broker/ce-370300")
    monkeypatch.setenv("CE_BUS_SECRET", "s3cret")
    assert main() == 1
    assert capsys.readouterr().err == "ce: 身份证号校验位不符，请核对是否录错\n"


def test_a_server_whose_port_another_program_has_is_not_taken_for_ours(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        server = Server(tmp_path, other.getsockname()[1])
        with pytest.raises(DidNotStart, match="taken by another program"):
            server.is_running()
        assert server.pid is None
