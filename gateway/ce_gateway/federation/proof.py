"""How a city proves that a call is its own: an Ed25519 signature over method, city and time."""

import base64
import binascii
import json
import time
from typing import Any

from ce_gateway.federation.errors import CityUnknown
from ce_keys.ed25519 import KeySet, SigningKey

TOLERANCE_SECONDS = 300


def _text(method: str, city: str, at: str) -> bytes:
    return f"{method}|{city}|{at}".encode()


def prove(key: SigningKey, method: str, city: str) -> tuple[tuple[str, str], ...]:
    """Return the metadata that proves a call of `method` to be this city's."""
    at = str(int(time.time()))
    signature = base64.b64encode(key.sign(_text(method, city, at))).decode()
    return (("ce-city", city), ("ce-city-time", at), ("ce-city-key", key.id), ("ce-city-signature", signature))


class CityKeys:
    """The keys of the cities a province knows: {"370300": [jwk, …], …}."""

    def __init__(self, text: str) -> None:
        self.keys = {city: KeySet(jwks) for city, jwks in json.loads(text or "{}").items()}

    def city_of(self, method: str, context: Any) -> str:
        """Return which city calls.

        Raises:
            CityUnknown: the proof is missing, stale or wrong.
        """
        metadata = dict(context.invocation_metadata() or ())
        city, at = str(metadata.get("ce-city", "")), str(metadata.get("ce-city-time", ""))
        keys = self.keys.get(city)
        if keys is None or not at.isdigit() or abs(time.time() - int(at)) > TOLERANCE_SECONDS:
            raise CityUnknown("城市平台身份无法确认：请核对省平台登记的城市公钥与服务器时间", city=city)
        try:
            signature = base64.b64decode(str(metadata.get("ce-city-signature", "")))
        except binascii.Error as error:
            raise CityUnknown("城市平台签名格式有误", city=city) from error
        if not keys.verify(str(metadata.get("ce-city-key", "")), signature, _text(method, city, at)):
            raise CityUnknown("城市平台签名不符：请核对省平台登记的城市公钥", city=city)
        return city
