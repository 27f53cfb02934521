"""Settings: read once, refused when unknown, secrets from files, no demo clock outside of the demo."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from ce_kit import settings as module
from ce_kit.clock import RatedClock, SystemClock, set_rated_clock
from ce_kit.settings import Settings, SettingsError, Variables, refuse_unknown

LEAST = {
    "CE_PLATFORM": "370300",
    "CE_AMQP_URI": "amqp://",
    "CE_DATABASE_URL": "sqlite://",
    "CE_BUS_SECRET": "the bus secret",
}


@pytest.fixture
def environment(monkeypatch):
    for name in module.os.environ:
        if name.startswith("CE_"):
            monkeypatch.delenv(name)
    monkeypatch.setattr(module, "_known", set())
    for name, value in LEAST.items():
        monkeypatch.setenv(name, value)
    return monkeypatch


def test_least_and_defaults(environment):
    settings = Settings.read("credit")
    assert (settings.service, settings.platform, settings.role) == ("credit", "370300", "city")
    assert settings.bus_secret == b"the bus secret"
    assert isinstance(settings.clock, SystemClock)
    assert (settings.http_host, settings.http_port) == ("127.0.0.1", 0)
    assert not settings.demo
    refuse_unknown()


def test_secrets_are_not_shown(environment):
    environment.setenv("CE_DATABASE_URL", "postgresql://ce:word-of-pass@db/ce")
    environment.setenv("CE_AMQP_URI", "amqp://ce:word-of-pass@mq/")
    text = repr(Settings.read("credit"))
    assert "the bus secret" not in text
    assert "word-of-pass" not in text


def test_own_name_wins(environment):
    environment.setenv("CE_DATABASE_URL", "sqlite:///all")
    environment.setenv("CE_CREDIT_DATABASE_URL", "sqlite:///credit")
    assert Settings.read("credit").database_url == "sqlite:///credit"
    assert Settings.read("exam").database_url == "sqlite:///all"


@pytest.mark.parametrize("name", LEAST)
def test_missing(environment, name):
    environment.delenv(name)
    with pytest.raises(SettingsError, match=name):
        Settings.read("credit")


@pytest.mark.parametrize(
    ("name", "value"),
    [("CE_HTTP_PORT", "eighty"), ("CE_DEMO", "perhaps"), ("CE_ROLE", "village"), ("CE_GRACE_SECONDS", "")],
)
def test_wrong(environment, name, value):
    environment.setenv(name, value)
    with pytest.raises(SettingsError, match=name):
        Settings.read("credit")


def test_unknown_name_is_refused(environment):
    environment.setenv("CE_DATABSE_URL", "sqlite://")
    Settings.read("credit")
    with pytest.raises(SettingsError, match="CE_DATABSE_URL"):
        refuse_unknown()


def test_name_that_a_service_reads_is_known(environment):
    environment.setenv("CE_CREDIT_RULES", "zibo")
    settings = Settings.read("credit")
    assert settings.variables.read("RULES") == "zibo"
    refuse_unknown()


def test_secret_from_a_file(environment, tmp_path: Path):
    (tmp_path / "secret").write_text("from a file\n")
    environment.delenv("CE_BUS_SECRET")
    environment.setenv("CE_BUS_SECRET_FILE", str(tmp_path / "secret"))
    assert Settings.read("credit").bus_secret == b"from a file"
    refuse_unknown()
    environment.setenv("CE_BUS_SECRET_FILE", str(tmp_path / "absent"))
    with pytest.raises(SettingsError, match="CE_BUS_SECRET"):
        Settings.read("credit")


def test_demo_clock_is_refused_outside_of_the_demo(environment, tmp_path):
    set_rated_clock(tmp_path / "clock.json", datetime(2020, 1, 1, tzinfo=UTC), 60)
    environment.setenv("CE_CLOCK_FILE", str(tmp_path / "clock.json"))
    with pytest.raises(SettingsError, match="CE_DEMO"):
        Settings.read("credit")


def test_demo_clock(environment, tmp_path):
    set_rated_clock(tmp_path / "clock.json", datetime(2020, 1, 1, tzinfo=UTC), 1000)
    environment.setenv("CE_DEMO", "true")
    environment.setenv("CE_CLOCK_FILE", str(tmp_path / "clock.json"))
    clock = Settings.read("credit").clock
    assert isinstance(clock, RatedClock)
    assert clock.start == datetime(2020, 1, 1, tzinfo=UTC)


@pytest.mark.parametrize("text", ["", "{}", '{"start": "yesterday", "rate": 1, "origin": 0}'])
def test_demo_clock_needs_a_clock_in_its_file(environment, tmp_path, text):
    (tmp_path / "clock.json").write_text(text)
    environment.setenv("CE_DEMO", "true")
    environment.setenv("CE_CLOCK_FILE", str(tmp_path / "clock.json"))
    with pytest.raises(SettingsError, match="CE_CLOCK_FILE"):
        Settings.read("credit")


def test_kinds(environment):
    environment.setenv("CE_LIST", "a,b")
    environment.setenv("CE_FLAG", "true")
    variables = Variables("credit")
    assert variables.read("LIST", "list") == ["a", "b"]
    assert variables.read("FLAG", "bool") is True
    assert variables.read("ABSENT", "int", 7) == 7
