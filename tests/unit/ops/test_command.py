"""The `ce` command: what it says when there is nothing to work on."""

import socket

import pytest

from ce_ops.backing.server import DidNotStart, Server
from ce_ops.cli import main


@pytest.mark.parametrize("command", [["status"], ["down"], ["scale", "exam", "2"], ["queues"]])
def test_without_a_platform_it_says_how_to_start_one_and_leaves_nothing(command, tmp_path, monkeypatch, capsys):
    monkeypatch.setattr("sys.argv", ["ce", "--state", str(tmp_path), *command])
    assert main() == 1
    assert "there is no platform 370300" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


def test_a_server_whose_port_another_program_has_is_not_taken_for_ours(tmp_path):
    with socket.create_server(("127.0.0.1", 0)) as other:
        server = Server(tmp_path, other.getsockname()[1])
        with pytest.raises(DidNotStart, match="taken by another program"):
            server.is_running()
        assert server.pid is None
