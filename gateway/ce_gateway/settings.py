"""Settings of the gateway beyond the common ones."""

from dataclasses import dataclass, field

import grpc

from ce_keys.ed25519 import SigningKey
from ce_kit.settings import Settings, SettingsError, Variables


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
    tls_client_certificate: bytes | None = field(repr=False)
    tls_client_key: bytes | None = field(repr=False)
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
        settings = cls(
            common=common,
            grpc_address=v.read("GRPC_ADDRESS", default="127.0.0.1:50051"),
            grpc_shared=v.read("GRPC_SHARED", "bool", False),
            http_host=v.read("HTTP_HOST", default="127.0.0.1"),
            http_port=common.http_port or 8080,
            tls_certificate=_pem(v, "TLS_CERTIFICATE"),
            tls_key=_pem(v, "TLS_KEY"),
            tls_client_ca=_pem(v, "TLS_CLIENT_CA"),
            tls_client_certificate=_pem(v, "TLS_CLIENT_CERTIFICATE"),
            tls_client_key=_pem(v, "TLS_CLIENT_KEY"),
            sign_ins_per_minute=v.read("SIGN_INS_PER_MINUTE", "int", 600),
            signing_key=SigningKey.from_pem(v.read("SIGNING_KEY")),
            province_address=v.read("PROVINCE_ADDRESS", default=""),
            province_ca=_pem(v, "PROVINCE_CA"),
            city_keys=v.read("CITY_KEYS", default=""),
            intake_backlog=v.read("INTAKE_BACKLOG", "int", 20_000),
            intake_in_flight=v.read("INTAKE_IN_FLIGHT", "int", 4000),
            clock_drift_seconds=v.read("CLOCK_DRIFT_SECONDS", "float", 2.0),
        )
        settings._check_tls()
        return settings

    def _check_tls(self) -> None:
        """Refuse what would leave a connection less guarded than somebody meant it to be."""
        for name, certificate, key in (
            ("TLS", self.tls_certificate, self.tls_key),
            ("TLS_CLIENT", self.tls_client_certificate, self.tls_client_key),
        ):
            if bool(certificate) != bool(key):
                raise SettingsError(f"CE_GATEWAY_{name}_CERTIFICATE and CE_GATEWAY_{name}_KEY are set both or neither")
        if self.tls_client_ca and not self.tls_certificate:
            raise SettingsError("CE_GATEWAY_TLS_CLIENT_CA needs CE_GATEWAY_TLS_CERTIFICATE and CE_GATEWAY_TLS_KEY")
        if self.tls_client_certificate and not self.province_ca:
            raise SettingsError("CE_GATEWAY_TLS_CLIENT_CERTIFICATE needs CE_GATEWAY_PROVINCE_CA: without it TLS is off")

    def server_credentials(self) -> grpc.ServerCredentials | None:
        """Return what guards the gateway's own port: its certificate, the CA of its clients; None is plain text."""
        if not self.tls_certificate:
            return None
        return grpc.ssl_server_credentials(
            [(self.tls_key, self.tls_certificate)],
            root_certificates=self.tls_client_ca,
            require_client_auth=self.tls_client_ca is not None,
        )

    def province_credentials(self) -> grpc.ChannelCredentials | None:
        """Return what guards the stream to the province: its CA, this city's certificate; None is plain text."""
        if not self.province_ca:
            return None
        return grpc.ssl_channel_credentials(self.province_ca, self.tls_client_key, self.tls_client_certificate)


def _pem(v: Variables, name: str) -> bytes | None:
    text = v.read(name, default="")
    return text.encode() if text else None
