"""Settings of the certificate service beyond the common ones."""

from dataclasses import dataclass
from pathlib import Path

from ce_kit.settings import SettingsError, Variables


@dataclass(frozen=True)
class CertificateSettings:
    """Where anybody verifies, how much is rendered at once, and fonts the operator added."""

    public_url: str
    renderers: int
    fonts: Path | None

    @classmethod
    def read(cls, variables: Variables) -> "CertificateSettings":
        """Read `CE_CERTIFICATE_PUBLIC_URL` (address of the gateway's HTTP edge as people reach it, printed on every
        certificate), `…_RENDERERS` (processes, 1 by default) and `…_FONTS` (a folder of TrueType files).

        Raises:
            SettingsError: a value is missing or wrong.
        """
        url: str = variables.read("PUBLIC_URL").rstrip("/")
        if not url.startswith(("https://", "http://")):
            raise SettingsError(f"CE_CERTIFICATE_PUBLIC_URL is an address with its scheme, not {url!r}")
        fonts = variables.read("FONTS", default="")
        if fonts and not Path(fonts).is_dir():
            raise SettingsError(f"CE_CERTIFICATE_FONTS: no folder {fonts}")
        return cls(url, variables.read("RENDERERS", "int", 1), Path(fonts) if fonts else None)
