"""TLS at the gateway's port, and of the stream between a city and the province."""

import asyncio

import grpc
import pytest

from ce_gateway.settings import GatewaySettings
from ce_keys.ed25519 import SigningKey
from ce_kit.settings import SettingsError
from tests.certificates import Authority
from tests.unit.gateway.conftest import hours, link_to, until


@pytest.fixture
def settings(monkeypatch, tmp_path):
    """Read settings with these names, each value in a file."""

    def read(**values: str) -> GatewaySettings:
        with monkeypatch.context() as patch:
            for name in ("PLATFORM", "AMQP_URI", "DATABASE_URL", "BUS_SECRET"):
                patch.setenv(f"CE_{name}", "370300")
            for name, value in {"SIGNING_KEY": SigningKey.generate().to_pem(), **values}.items():
                (tmp_path / name).write_text(value)
                patch.setenv(f"CE_GATEWAY_{name}_FILE", str(tmp_path / name))
            return GatewaySettings.read()

    return read


@pytest.fixture(scope="module")
def province_ca() -> Authority:
    return Authority("the province's")


@pytest.fixture(scope="module")
def cities_ca() -> Authority:
    return Authority("the cities'")


def own(authority: Authority) -> dict[str, str]:
    """Settings of a server with a certificate of `authority`."""
    return dict(zip(("TLS_CERTIFICATE", "TLS_KEY"), authority.issue("server"), strict=True))


def shown(authority: Authority) -> dict[str, str]:
    """Settings of a city that shows a certificate of `authority`."""
    return dict(zip(("TLS_CLIENT_CERTIFICATE", "TLS_CLIENT_KEY"), authority.issue("city"), strict=True))


class TestSettings:
    def test_without_any_everything_is_plain_text(self, settings):
        read = settings()
        assert (read.server_credentials(), read.province_credentials()) == (None, None)

    @pytest.mark.parametrize("name", ["TLS_CERTIFICATE", "TLS_KEY", "TLS_CLIENT_CERTIFICATE", "TLS_CLIENT_KEY"])
    def test_a_certificate_and_its_key_are_set_both_or_neither(self, settings, province_ca, cities_ca, name):
        values = {"PROVINCE_CA": province_ca.certificate, **own(province_ca), **shown(cities_ca)}
        settings(**values)
        del values[name]
        with pytest.raises(SettingsError, match=r"CE_GATEWAY_TLS\w*_CERTIFICATE and .* both or neither"):
            settings(**values)

    def test_a_client_ca_without_a_certificate_would_ask_nobody(self, settings, cities_ca):
        with pytest.raises(SettingsError, match="CE_GATEWAY_TLS_CLIENT_CA needs"):
            settings(TLS_CLIENT_CA=cities_ca.certificate)

    def test_a_client_certificate_without_the_provinces_ca_would_be_shown_to_nobody(self, settings, cities_ca):
        with pytest.raises(SettingsError, match="CE_GATEWAY_TLS_CLIENT_CERTIFICATE needs"):
            settings(**shown(cities_ca))


class TestStream:
    """A record waits until the stream is open."""

    @pytest.fixture
    def goes_over(self, province, ledger, city_key, settings):
        """Run the province and a city with these settings; tell whether the city's record arrives."""

        def run(at_province: dict[str, str], in_city: dict[str, str]) -> bool:
            async def story() -> bool:
                province.credentials = settings(**at_province).server_credentials()
                await province.start()
                ledger.collect([hours(1)])
                link = link_to(province, ledger, city_key, credentials=settings(**in_city).province_credentials())
                await link.start()
                await until(lambda: link.problem or ledger.summary()[0] == [("hours", "RECEIVED", 1)])
                await link.stop()
                await province.stop()
                return not link.problem

            return asyncio.run(story())

        return run

    def test_a_province_with_tls_hears_no_plain_text(self, goes_over, province_ca):
        assert not goes_over(own(province_ca), {})
        assert goes_over(own(province_ca), {"PROVINCE_CA": province_ca.certificate})

    def test_a_city_hears_no_province_of_another_ca(self, goes_over, province_ca, cities_ca):
        assert not goes_over(own(cities_ca), {"PROVINCE_CA": province_ca.certificate})

    def test_a_province_with_a_client_ca_hears_cities_with_a_certificate_of_it(self, goes_over, province_ca, cities_ca):
        at_province = {**own(province_ca), "TLS_CLIENT_CA": cities_ca.certificate}
        trusting = {"PROVINCE_CA": province_ca.certificate}
        assert not goes_over(at_province, trusting)
        assert not goes_over(at_province, {**trusting, **shown(province_ca)})
        assert goes_over(at_province, {**trusting, **shown(cities_ca)})

    def test_whoever_calls_shows_one_too(self, province, province_ca, cities_ca, settings):
        async def call(credentials: grpc.ChannelCredentials) -> grpc.StatusCode:
            address = f"127.0.0.1:{province.port}"
            async with grpc.aio.secure_channel(address, credentials) as channel:
                with pytest.raises(grpc.aio.AioRpcError) as caught:
                    await channel.unary_unary("/no.such/Method")(b"", timeout=5)
            return caught.value.code()

        async def story() -> None:
            values = {**own(province_ca), "TLS_CLIENT_CA": cities_ca.certificate}
            province.credentials = settings(**values).server_credentials()
            await province.start()
            trusting = {"PROVINCE_CA": province_ca.certificate}
            with_one = settings(**trusting, **shown(cities_ca)).province_credentials()
            assert await call(settings(**trusting).province_credentials()) == grpc.StatusCode.UNAVAILABLE
            assert await call(with_one) == grpc.StatusCode.UNIMPLEMENTED
            await province.stop()

        asyncio.run(story())
