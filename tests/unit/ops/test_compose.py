"""What `ce compose-files` writes, and that deploy/compose.yaml and the images are made for it."""

import base64
import hashlib
import json
import re
import stat
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from ce_ops.compose import PARTS, write_compose_files
from ce_ops.layout import GATEWAY, STANDS_BACK, Platform

ROOT = Path(__file__).resolve().parents[3]
COMPOSE = yaml.safe_load((ROOT / "deploy" / "compose.yaml").read_text())


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "run"


@pytest.fixture
def platform(folder):
    return Platform("370300", "淄博市", "city", "cluster", folder / "state", 50051, 8080)


def settings(folder, part):
    return dict(line.split("=", 1) for line in (folder / f"{part}.env").read_text().splitlines())


def secrets(folder):
    return {path.read_text() for path in (folder / "state" / "secrets").iterdir()}


def test_a_part_gets_its_own_secrets_in_files_and_none_in_a_variable(platform, folder):
    write_compose_files(platform, folder)
    for part in PARTS:
        text = (folder / f"{part}.env").read_text()
        assert not [secret for secret in secrets(folder) if secret in text]
        named = {Path(value).name for name, value in settings(folder, part).items() if name.endswith("_FILE")}
        assert {path.name for path in (folder / "secrets" / part).iterdir()} == named
    assert "identity-vault" not in {path.name for path in (folder / "secrets" / GATEWAY).iterdir()}


def test_only_the_owner_enters_and_below_any_user_of_a_container_reads(platform, folder):
    write_compose_files(platform, folder)
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for path in [*folder.glob("*.*"), *(folder / "secrets").glob("*/*")]:
        assert stat.S_IMODE(path.stat().st_mode) == 0o644, path
    for path in (folder / "secrets").iterdir():
        assert stat.S_IMODE(path.stat().st_mode) == 0o755, path


def test_the_broker_learns_its_user_with_a_hash_of_the_password(platform, folder):
    write_compose_files(platform, folder)
    broker = json.loads((folder / "definitions.json").read_text())
    (user,) = broker["users"]
    assert [one["user"] for one in broker["permissions"]] == [user["name"]]
    salted = base64.b64decode(user["password_hash"])
    password = (folder / "state" / "secrets" / "rabbitmq").read_bytes()
    assert salted[4:] == hashlib.sha256(salted[:4] + password).digest()
    assert password.decode() not in (folder / "definitions.json").read_text() + (folder / "rabbitmq.conf").read_text()


def test_writing_again_keeps_settings_and_secrets(platform, folder):
    write_compose_files(platform, folder)
    (folder / "billing.env").write_text("CE_BILLING_PAYEE=某公司\n")
    before = secrets(folder)
    again = write_compose_files(platform, folder)
    assert (folder / "billing.env").read_text() == "CE_BILLING_PAYEE=某公司\n"
    assert secrets(folder) == before
    assert not [path for path in again if path.suffix == ".env"]


def test_every_part_is_a_service_of_its_own_image_settings_and_secrets():
    assert set(COMPOSE["services"]) == {*PARTS, "rabbitmq", "postgres"}
    for part in PARTS:
        service = COMPOSE["services"][part]
        assert service["build"]["args"] == {"PART": part}
        assert (service["image"], service["env_file"]) == (f"ce-{part}", f"run/{part}.env")
        assert f"./run/secrets/{part}:/run/secrets:ro" in service["volumes"]


def test_what_compose_mounts_is_written(platform, folder):
    write_compose_files(platform, folder)
    mounted = [volume.split(":")[0] for service in COMPOSE["services"].values() for volume in service["volumes"]]
    for source in mounted:
        assert not source.startswith("./run/") or (folder / source.removeprefix("./run/")).exists(), source


READ = {
    GATEWAY: "from ce_gateway.settings import GatewaySettings; read = GatewaySettings.read().common",
    "identity": "from ce_identity.app import APP; read = Settings.read(APP.name); prepare(APP)",
    "certificate": "from ce_certificate.app import APP; read = Settings.read(APP.name); prepare(APP)",
}


@pytest.mark.parametrize("part", READ)
def test_a_part_takes_every_setting_of_its_container(part, platform, folder):
    write_compose_files(platform, folder)
    own = str(folder / "secrets" / part)
    inside = {name: value.replace("/run/secrets", own) for name, value in settings(folder, part).items()}
    dockerfile = (ROOT / "deploy" / "docker" / "Dockerfile").read_text()
    image = dict(re.findall(r"(CE_[A-Z_]+)=(\S+)", dockerfile))
    code = (
        "from ce_nameko.main import prepare; from ce_kit.settings import Settings, refuse_unknown; "
        f"{READ[part]}; refuse_unknown(); print(read.files, read.http_port, read.database_url)"
    )
    python = [sys.executable, "-W", "ignore", "-c", code]
    done = subprocess.run(python, env={**image, **inside}, capture_output=True, text=True, check=True)
    assert done.stdout.startswith("/files 8080 postgresql+psycopg2://ce:")
    assert done.stdout.endswith(f"@postgres:5432/ce_{part}_370300\n")


def test_in_containers_the_same_parts_stand_back_as_elsewhere():
    shares = {part: service["cpu_shares"] for part, service in COMPOSE["services"].items() if "cpu_shares" in service}
    assert set(shares) == set(STANDS_BACK)
    for part, share in shares.items():  # each step of nice is worth a quarter less of the processor
        assert share == pytest.approx(1024 / 1.25 ** STANDS_BACK[part], rel=0.02)
