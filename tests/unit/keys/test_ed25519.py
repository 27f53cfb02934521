"""Ed25519 keys: signed here, checked anywhere by the published key set."""

import json

import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, generate_private_key

from ce_keys.ed25519 import KeySet, SigningKey


def test_signature_is_checked_by_the_published_keys():
    old, new = SigningKey.generate(), SigningKey.generate()
    published = KeySet(json.loads(json.dumps([old.jwk(), new.jwk()])))
    for key in (old, new):
        signature = key.sign(b"receipt")
        assert len(signature) == 64
        assert published.verify(key.id, signature, b"receipt")
        assert not published.verify(key.id, signature, b"receipt.")
        assert not published.verify(key.id, bytes(64), b"receipt")
        assert not published.verify(key.id, b"short", b"receipt")
    assert not published.verify(old.id, new.sign(b"receipt"), b"receipt")
    assert not published.verify("unknown", old.sign(b"receipt"), b"receipt")


def test_key_survives_its_file(tmp_path):
    key = SigningKey.generate()
    (tmp_path / "key.pem").write_text(key.to_pem())
    again = SigningKey.from_file(tmp_path / "key.pem")
    assert again.id == key.id
    assert again.sign(b"x") == key.sign(b"x")


def test_published_key_holds_nothing_secret():
    assert set(SigningKey.generate().jwk()) == {"kty", "crv", "kid", "x", "use", "alg"}


def test_other_keys_are_refused():
    pem = generate_private_key(SECP256R1()).private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    for wrong in (pem, b"no key at all"):
        with pytest.raises(ValueError):
            SigningKey.from_pem(wrong)
