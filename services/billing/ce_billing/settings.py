"""Settings of the billing service beyond the common ones."""

from dataclasses import dataclass, field

from ce_kit.settings import SettingsError, Variables

HRSS = ("人社", "人力资源和社会保障", "人力资源社会保障")


@dataclass(frozen=True)
class BillingSettings:
    """Where payments are made and who receives the money; without `payment_url` nothing can be ordered."""

    payment_url: str
    merchant: str
    secret: bytes = field(repr=False)
    notice_url: str
    payee: str

    @classmethod
    def read(cls, variables: Variables) -> "BillingSettings":
        """Read `CE_BILLING_PAYMENT_URL` (address of the payment provider; empty: no payments), and with it
        `…_PAYMENT_MERCHANT` (our id there), `…_PAYMENT_SECRET`, `…_NOTICE_URL` (where the provider reaches the
        gateway's /payments/sandbox/notice) and `…_PAYEE` (company that receives the money).

        Raises:
            SettingsError: a value is missing, or an HRSS department would take money (ZB20 三(三)).
        """
        url = variables.read("PAYMENT_URL", default="")
        names = ("PAYMENT_MERCHANT", "PAYMENT_SECRET", "NOTICE_URL", "PAYEE")
        merchant, secret, notice_url, payee = (variables.read(name, default="") for name in names)
        if url:
            for name, value in zip(names, (merchant, secret, notice_url, payee), strict=True):
                if not value:
                    raise SettingsError(f"setting CE_BILLING_{name} is missing; CE_BILLING_PAYMENT_URL needs it")
        for address in (url, notice_url):
            if address and not address.startswith(("http://", "https://")):
                raise SettingsError(f"an address begins with http:// or https://, not {address!r}")
        if any(word in payee for word in HRSS):
            raise SettingsError(f"CE_BILLING_PAYEE {payee!r}: HRSS departments take no money (ZB20 三(三))")
        return cls(url.rstrip("/"), merchant, secret.encode(), notice_url, payee)
