"""The files that deploy/compose.yaml needs: settings and secrets of each part, the broker's definitions, databases.

What a container reads stands in files that anybody may read, as its user is nobody on this machine, below a
folder that only its owner may enter. No secret stands in a variable, where `docker inspect` would show it.
"""

import base64
import hashlib
import json
import os
from pathlib import Path

from ce_kit.bus.topology import definitions
from ce_ops.layout import GATEWAY, SERVICES, Platform, environment

OPS = "ops"
PARTS = (*SERVICES, GATEWAY, OPS)
SECRETS_INSIDE = "/run/secrets"
USER = "ce"
"""Whom the broker and the database server know."""


def write_compose_files(platform: Platform, folder: Path) -> list[Path]:
    """Write everything below `folder`; settings and secrets that exist are kept. Returns what was written."""
    folder.mkdir(parents=True, exist_ok=True)
    folder.chmod(0o700)
    secrets = platform.secrets()
    password, amqp_password = secrets.text("postgres").read_text(), secrets.text("rabbitmq").read_text()
    written = []
    for part in PARTS:
        uri = f"amqp://{USER}:{amqp_password}@rabbitmq:5672/{platform.vhost}"
        url = f"postgresql+psycopg2://{USER}:{password}@postgres:5432/{platform.database(part)}"
        settings = {}
        for name, value in _settings(platform, part, uri, url).items():
            if name.endswith("_FILE"):
                settings[name] = _secret(folder, part, Path(value).name, Path(value).read_text())
            elif value in (uri, url):
                settings[f"{name}_FILE"] = _secret(folder, part, "amqp-uri" if value == uri else "database-url", value)
            else:
                settings[name] = value
        if not (path := folder / f"{part}.env").exists():
            written.append(_write(path, "".join(f"{key}={value}\n" for key, value in settings.items())))
    _secret(folder, "postgres", "password", password)
    broker = {**definitions([platform.vhost], USER), "users": [_user(amqp_password)]}
    written.append(_write(folder / "definitions.json", json.dumps(broker, indent=2)))
    written.append(_write(folder / "rabbitmq.conf", "load_definitions = /etc/rabbitmq/definitions.json\n"))
    databases = "".join(f'CREATE DATABASE "{platform.database(part)}";\n' for part in (*SERVICES, GATEWAY))
    written.append(_write(folder / "databases.sql", databases))
    return written


def _settings(platform: Platform, part: str, uri: str, url: str) -> dict[str, str]:
    settings = environment(platform, part, uri, url)
    del settings["CE_FILES"]  # the image says where they lie
    if part == GATEWAY:
        del settings["CE_GATEWAY_HTTP_PORT"]
        settings["CE_GATEWAY_GRPC_ADDRESS"] = "0.0.0.0:50051"
    if part == OPS:
        del settings["CE_OPS_DATABASE_URL"]
    return settings


def _user(password: str) -> dict[str, object]:
    """Return the broker's user; of its password only a salted hash."""
    salt = os.urandom(4)
    digest = base64.b64encode(salt + hashlib.sha256(salt + password.encode()).digest()).decode()
    return {"name": USER, "password_hash": digest, "hashing_algorithm": "rabbit_password_hashing_sha256", "tags": []}


def _secret(folder: Path, part: str, name: str, text: str) -> str:
    """Write what only this part may read; return where its container finds it."""
    own = folder / "secrets" / part
    own.mkdir(parents=True, exist_ok=True)
    own.chmod(0o755)
    _write(own / name, text)
    return f"{SECRETS_INSIDE}/{name}"


def _write(path: Path, text: str) -> Path:
    path.write_text(text)
    path.chmod(0o644)
    return path
