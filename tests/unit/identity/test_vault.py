"""ID numbers at rest and on their way to the province."""

import base64

import pytest
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from hypothesis import given
from hypothesis import strategies as st

from ce_identity.adapters.vault import IdNumberVault

NUMBER = "11010519491231002X"
OLD, NEW, INDEX = b"1" * 32, b"2" * 32, b"i" * 32


def test_what_is_closed_up_opens_for_its_person_only():
    vault = IdNumberVault({1: OLD}, INDEX)
    sealed = vault.close_up(NUMBER, "person-1")
    assert vault.open_up(sealed, "person-1") == NUMBER
    assert NUMBER.encode() not in sealed
    with pytest.raises(InvalidTag):
        vault.open_up(sealed, "person-2")


def test_the_same_number_never_looks_the_same_twice():
    vault = IdNumberVault({1: OLD}, INDEX)
    assert vault.close_up(NUMBER, "p") != vault.close_up(NUMBER, "p")


def test_a_new_key_seals_and_the_old_one_still_opens():
    before = IdNumberVault({1: OLD}, INDEX)
    after = IdNumberVault({1: OLD, 2: NEW}, INDEX)
    sealed = before.close_up(NUMBER, "p")
    assert after.open_up(sealed, "p") == NUMBER
    assert (sealed[0], after.close_up(NUMBER, "p")[0]) == (1, 2)
    with pytest.raises(ValueError, match="version 2"):
        before.open_up(after.close_up(NUMBER, "p"), "p")


@given(st.integers(1, 46), st.integers(1, 255))
def test_any_changed_byte_is_found(at, by):
    vault = IdNumberVault({1: OLD}, INDEX)
    sealed = bytearray(vault.close_up(NUMBER, "p"))
    sealed[at % len(sealed) or 1] ^= by
    with pytest.raises(InvalidTag):
        vault.open_up(bytes(sealed), "p")


def test_the_index_is_equal_for_equal_numbers_and_needs_the_key():
    vault = IdNumberVault({1: OLD}, INDEX)
    assert vault.index(NUMBER) == IdNumberVault({2: NEW}, INDEX).index(NUMBER)
    assert vault.index(NUMBER) != IdNumberVault({1: OLD}, b"j" * 32).index(NUMBER)
    assert NUMBER not in vault.index(NUMBER)


@pytest.mark.parametrize(
    ("keys", "index"),
    [({}, INDEX), ({1: b"short"}, INDEX), ({1: OLD}, b"short"), ({0: OLD}, INDEX), ({256: OLD}, INDEX)],
)
def test_bad_keys_are_refused_at_once(keys, index):
    with pytest.raises(ValueError, match="key"):
        IdNumberVault(keys, index)


class TestSealedBox:
    @pytest.fixture
    def seal(self):
        return X25519PrivateKey.generate()

    @pytest.fixture
    def city(self, seal):
        return IdNumberVault({1: OLD}, INDEX, seal.public_key().public_bytes_raw())

    @pytest.fixture
    def province(self, seal):
        return IdNumberVault({1: NEW}, b"j" * 32, None, seal.private_bytes_raw())

    def test_the_city_seals_what_only_the_province_opens(self, city, province):
        sealed = city.seal_for_province(NUMBER)
        assert province.open_from_city(sealed) == NUMBER
        assert city.seal_for_province(NUMBER) != sealed
        with pytest.raises(ValueError, match="no key"):
            city.open_from_city(sealed)

    def test_another_province_cannot(self, city):
        other = IdNumberVault({1: NEW}, INDEX, None, X25519PrivateKey.generate().private_bytes_raw())
        with pytest.raises(ValueError, match="not sealed for this key"):
            other.open_from_city(city.seal_for_province(NUMBER))

    def test_a_platform_without_a_province_seals_nothing(self, province):
        assert province.seal_for_province(NUMBER) == ""

    @given(data=st.data())
    def test_any_change_is_refused(self, data):
        seal = X25519PrivateKey.generate()
        city = IdNumberVault({1: OLD}, INDEX, seal.public_key().public_bytes_raw())
        province = IdNumberVault({1: NEW}, INDEX, None, seal.private_bytes_raw())
        sealed = bytearray(base64.b64decode(city.seal_for_province(NUMBER)))
        at = data.draw(st.integers(32, len(sealed) - 1))
        sealed[at] ^= data.draw(st.integers(1, 255))
        with pytest.raises(ValueError, match="not sealed"):
            province.open_from_city(base64.b64encode(sealed).decode())

    @pytest.mark.parametrize("sealed", ["", "AAAA", "not base64 ✗", base64.b64encode(bytes(32)).decode(), "AA" * 60])
    def test_what_is_no_sealed_number_is_refused(self, province, sealed):
        with pytest.raises(ValueError):
            province.open_from_city(sealed)

    def test_a_key_of_no_order_is_refused(self, province):
        """All zeros as the sender's key would make the shared secret known to everyone."""
        with pytest.raises(ValueError):
            province.open_from_city(base64.b64encode(bytes(32) + bytes(34)).decode())
