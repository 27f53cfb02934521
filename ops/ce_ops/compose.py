"""The files that deploy/compose.yaml needs: settings of each part, secrets, broker definitions, databases."""

import json
import shutil
from pathlib import Path

from ce_kit.bus.topology import definitions
from ce_ops.layout import GATEWAY, SERVICES, Platform, environment

SECRETS_INSIDE = "/run/secrets"


def write_compose_files(platform: Platform, folder: Path) -> list[Path]:
    """Write everything below `folder`; secrets that exist are kept. Returns the files."""
    folder.mkdir(parents=True, exist_ok=True)
    secrets = platform.secrets()
    password = secrets.text("postgres").read_text()
    amqp_password = secrets.text("rabbitmq").read_text()
    written = []
    for part in (*SERVICES, GATEWAY):
        uri = f"amqp://ce:{amqp_password}@rabbitmq:5672/{platform.vhost}"
        url = f"postgresql+psycopg2://ce:{password}@postgres:5432/{platform.database(part)}"
        settings = {
            **environment(platform, part, uri, url),
            "CE_FILES": "/files",
            "CE_HTTP_HOST": "0.0.0.0",
            "CE_HTTP_PORT": "8080",
        }
        if part == GATEWAY:
            settings |= {"CE_GATEWAY_GRPC_ADDRESS": "0.0.0.0:50051", "CE_GATEWAY_HTTP_PORT": "8080"}
            settings.pop("CE_HTTP_PORT")
        for name, value in settings.items():
            if name.endswith("_FILE"):
                settings[name] = f"{SECRETS_INSIDE}/{Path(value).name}"
        written.append(_write(folder / f"{part}.env", "".join(f"{key}={value}\n" for key, value in settings.items())))
    written.append(_write(folder / "definitions.json", json.dumps(definitions([platform.vhost], "ce"), indent=2)))
    conf = f"default_user = ce\ndefault_pass = {amqp_password}\nload_definitions = /etc/rabbitmq/definitions.json\n"
    written.append(_write(folder / "rabbitmq.conf", conf))
    databases = "".join(f'CREATE DATABASE "{platform.database(part)}";\n' for part in (*SERVICES, GATEWAY))
    written.append(_write(folder / "databases.sql", databases))
    shutil.copytree(secrets.folder, folder / "secrets", dirs_exist_ok=True)
    return written


def _write(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o600)
    return path
