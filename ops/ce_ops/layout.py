"""What a platform consists of, and the settings each of its processes gets."""

import json
from dataclasses import asdict, dataclass, field
from pathlib import Path

from ce_ops.secrets import Secrets

SERVICES = ("identity", "org", "learning", "exam", "credit", "billing", "certificate")
GATEWAY = "gateway"
STANDS_BACK = {"exam": 5, "credit": 5}
"""How far (nice) a part's processes let others go first when processors are short: a receipt is waited for, while what
follows it, grading and hours, has seconds."""


@dataclass(frozen=True)
class Platform:
    """One platform on this machine: which, where its state lies, on which ports it listens."""

    code: str
    name: str
    role: str
    profile: str
    folder: Path
    grpc_port: int
    http_port: int
    health_ports: dict[str, int] = field(default_factory=dict)
    demo: bool = False
    province_address: str = ""
    extra: dict[str, str] = field(default_factory=dict)

    @property
    def clock_file(self) -> Path:
        """Where a demo's business time stands (ce_kit.clock.RatedClock)."""
        return self.folder / "clock.json"

    @property
    def vhost(self) -> str:
        """Name of the platform's virtual host on the broker."""
        return f"ce-{self.code}"

    def database(self, part: str) -> str:
        """Name of a part's database; the platform's code keeps platforms of one machine apart."""
        return f"ce_{part}_{self.code}"

    def secrets(self) -> Secrets:
        """The platform's secrets, made on first use."""
        return Secrets(self.folder / "secrets")

    def save(self) -> None:
        """Write the platform down, so that later commands find it."""
        self.folder.mkdir(parents=True, exist_ok=True)
        text = json.dumps({**asdict(self), "folder": str(self.folder)}, ensure_ascii=False, indent=2)
        (self.folder / "platform.json").write_text(text)

    @classmethod
    def load(cls, folder: Path) -> "Platform":
        """Read a platform that was saved."""
        data = json.loads((folder / "platform.json").read_text())
        return cls(**{**data, "folder": folder})


def environment(platform: Platform, part: str, amqp_uri: str, database_url: str) -> dict[str, str]:
    """Return the `CE_*` variables of one part (a service or the gateway)."""
    secrets = platform.secrets()
    common = {
        "CE_PLATFORM": platform.code,
        "CE_ROLE": platform.role,
        "CE_AMQP_URI": amqp_uri,
        "CE_BUS_SECRET_FILE": str(secrets.text("bus-secret")),
        "CE_FILES": str(platform.folder / "files"),
        f"CE_{part.upper()}_DATABASE_URL": database_url,
    }
    if platform.demo:
        common |= {
            "CE_DEMO": "true",
            "CE_CLOCK_FILE": str(platform.clock_file.absolute()),
        }
    own = {"identity": _identity, "certificate": _certificate, GATEWAY: _gateway}.get(part, _service)(platform, secrets)
    wanted = {key: value for key, value in platform.extra.items() if key.startswith(f"CE_{part.upper()}_")}
    return {**common, **own, **wanted}


def _service(platform: Platform, secrets: Secrets) -> dict[str, str]:
    return {}


def _certificate(platform: Platform, secrets: Secrets) -> dict[str, str]:
    return {"CE_CERTIFICATE_PUBLIC_URL": f"http://127.0.0.1:{platform.http_port}"}


def _identity(platform: Platform, secrets: Secrets) -> dict[str, str]:
    own = {
        "CE_IDENTITY_SIGNING_KEY_FILE": str(secrets.signing_key("identity-signing")),
        "CE_IDENTITY_VAULT_KEYS_FILE": str(secrets.vault_keys("identity-vault")),
        "CE_IDENTITY_INDEX_KEY_FILE": str(secrets.key("identity-index")),
    }
    if platform.role == "province":
        own["CE_IDENTITY_SEAL_KEY_FILE"] = str(secrets.seal_key("identity-seal"))
    return own


def _gateway(platform: Platform, secrets: Secrets) -> dict[str, str]:
    own = {
        "CE_GATEWAY_GRPC_ADDRESS": f"127.0.0.1:{platform.grpc_port}",
        "CE_GATEWAY_HTTP_PORT": str(platform.http_port),
        "CE_GATEWAY_SIGNING_KEY_FILE": str(secrets.signing_key("gateway-signing")),
    }
    if platform.province_address:
        own["CE_GATEWAY_PROVINCE_ADDRESS"] = platform.province_address
    return own
