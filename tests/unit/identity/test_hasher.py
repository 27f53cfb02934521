"""Password hashing: the fake of the tests and the real one keep the same promises."""

import pytest
from argon2 import extract_parameters
from argon2.low_level import Type

from ce_identity.adapters.hasher import Argon2Hasher


@pytest.fixture(params=["fake", "argon2"])
def hasher(request, identity):
    return identity.hasher if request.param == "fake" else Argon2Hasher()


def test_a_password_fits_its_hash_and_no_other(hasher):
    hashed = hasher.hash("correct horse battery")
    assert hasher.matches(hashed, "correct horse battery")
    assert not hasher.matches(hashed, "correct horse batterz")
    assert "correct" not in hashed


def test_nothing_fits_no_hash(hasher):
    assert not hasher.matches(None, "correct horse battery")
    assert not hasher.matches(None, "nobody has this password")


def test_rare_characters_count(hasher):
    hashed = hasher.hash("清风明月𠮷䶮入我怀中来")
    assert hasher.matches(hashed, "清风明月𠮷䶮入我怀中来")
    assert not hasher.matches(hashed, "清风明月吉䶮入我怀中来")


def test_the_parameters_are_owasps_first_choice():
    hasher = Argon2Hasher()
    found = extract_parameters(hasher.hash("correct horse battery"))
    assert (found.type, found.memory_cost, found.time_cost, found.parallelism) == (Type.ID, 19_456, 2, 1)
    assert found.salt_len >= 16
    assert hasher.hash("correct horse battery") != hasher.hash("correct horse battery")


def test_a_damaged_hash_fits_nothing():
    assert not Argon2Hasher().matches("$argon2id$v=19$damaged", "correct horse battery")
