"""Settings of the credit service beyond the common ones."""

from collections.abc import Mapping
from dataclasses import dataclass

from ce_kit.settings import SettingsError, Variables


@dataclass(frozen=True)
class CreditSettings:
    """Readings of open points of the notices (口径) that differ from the rules' defaults: setting → reading."""

    readings: Mapping[str, str]

    @classmethod
    def read(cls, variables: Variables) -> "CreditSettings":
        """Read `CE_CREDIT_SETTINGS`, e.g. `ZB-A1=R2,WH-A9=R2`; the rule book checks the names.

        Raises:
            SettingsError: an entry is not `setting=reading`.
        """
        text = variables.read("SETTINGS", default="")
        pairs = [entry.partition("=") for entry in text.replace(" ", "").split(",") if entry]
        if any(not (setting and reading) for setting, _, reading in pairs):
            raise SettingsError(f"CE_CREDIT_SETTINGS is a list such as ZB-A1=R2,WH-A9=R2, not {text!r}")
        return cls({setting: reading for setting, _, reading in pairs})
