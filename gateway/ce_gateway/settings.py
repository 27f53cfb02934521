"""Settings of the gateway beyond the common ones."""

from dataclasses import dataclass, field

from ce_keys.ed25519 import SigningKey
from ce_kit.settings import Settings, Variables


@dataclass(frozen=True)
class GatewaySettings:
    """Where it listens, how it proves itself, where the province is."""

    common: Settings = field(repr=False)
    grpc_address: str
    grpc_shared: bool
    http_host: str
    http_port: int
    tls_certificate: bytes | None = field(repr=False)
    tls_key: bytes | None = field(repr=False)
    tls_client_ca: bytes | None = field(repr=False)
    sign_ins_per_minute: int
    signing_key: SigningKey = field(repr=False)
    province_address: str
    province_ca: bytes | None = field(repr=False)
    city_keys: str
    intake_backlog: int
    intake_in_flight: int
    clock_drift_seconds: float

    @classmethod
    def read(cls) -> "GatewaySettings":
        """Read `CE_GATEWAY_*` and `CE_*` from the environment.

        Raises:
            SettingsError: a value is missing or wrong.
        """
        common = Settings.read("gateway")
        v: Variables = common.variables
        return cls(
            common=common,
            grpc_address=v.read("GRPC_ADDRESS", default="127.0.0.1:50051"),
            grpc_shared=v.read("GRPC_SHARED", "bool", False),
            http_host=v.read("HTTP_HOST", default="127.0.0.1"),
            http_port=common.http_port or 8080,
            tls_certificate=_pem(v, "TLS_CERTIFICATE"),
            tls_key=_pem(v, "TLS_KEY"),
            tls_client_ca=_pem(v, "TLS_CLIENT_CA"),
            sign_ins_per_minute=v.read("SIGN_INS_PER_MINUTE", "int", 600),
            signing_key=SigningKey.from_pem(v.read("SIGNING_KEY")),
            province_address=v.read("PROVINCE_ADDRESS", default=""),
            province_ca=_pem(v, "PROVINCE_CA"),
            city_keys=v.read("CITY_KEYS", default=""),
            intake_backlog=v.read("INTAKE_BACKLOG", "int", 20_000),
            intake_in_flight=v.read("INTAKE_IN_FLIGHT", "int", 4000),
            clock_drift_seconds=v.read("CLOCK_DRIFT_SECONDS", "float", 2.0),
        )


def _pem(v: Variables, name: str) -> bytes | None:
    text = v.read(name, default="")
    return text.encode() if text else None
