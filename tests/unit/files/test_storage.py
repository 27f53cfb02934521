"""The object store, and its fake, by one contract."""

import hashlib
import os
import threading

import pytest

from ce_files.storage import FileNotStored, FileTooLarge, FolderStore
from ce_files.testing import MemoryStore

CONTENT = "学时证明".encode() * 1000
SHA256 = hashlib.sha256(CONTENT).hexdigest()


@pytest.fixture(params=["folder", "memory"])
def store(request, tmp_path):
    return FolderStore(tmp_path / "files") if request.param == "folder" else MemoryStore()


def chunks(content, size=1000):
    return (content[start : start + size] for start in range(0, len(content), size))


def test_file_comes_back(store):
    assert store.put(chunks(CONTENT), 100_000) == (SHA256, len(CONTENT))
    assert store.get(SHA256) == CONTENT


def test_empty_file(store):
    sha256, size = store.put([], 10)
    assert (store.get(sha256), size) == (b"", 0)


def test_storing_twice_is_storing_once(store):
    assert store.put(chunks(CONTENT), 100_000) == store.put([CONTENT], 100_000)
    assert store.get(SHA256) == CONTENT


def test_limit(store):
    assert store.put([b"12345"], 5)[1] == 5
    with pytest.raises(FileTooLarge):
        store.put([b"123", b"456"], 5)
    with pytest.raises(FileNotStored):
        store.get(hashlib.sha256(b"123456").hexdigest())


@pytest.mark.parametrize("sha256", [SHA256, "", "ab", f"{'../' * 18}etc/passwd", SHA256.upper(), "g" * 64])
def test_hash_that_is_not_stored(store, sha256):
    with pytest.raises(FileNotStored):
        store.get(sha256)


def test_nothing_is_left_of_a_file_that_failed(tmp_path):
    store = FolderStore(tmp_path / "files")

    def broken_upload():
        yield CONTENT
        raise ConnectionError("the client went away")

    for attempt in (lambda: store.put([CONTENT], 10), lambda: store.put(broken_upload(), 100_000)):
        with pytest.raises((FileTooLarge, ConnectionError)):
            attempt()
    assert [entry for entry in (tmp_path / "files").rglob("*") if entry.is_file()] == []


def test_no_reader_sees_half_a_file(tmp_path):
    store = FolderStore(tmp_path / "files")
    half, rest = threading.Event(), threading.Event()

    def slow_upload():
        yield CONTENT[:100]
        half.set()
        assert rest.wait(5)
        yield CONTENT[100:]

    upload = threading.Thread(target=store.put, args=(slow_upload(), 100_000))
    upload.start()
    assert half.wait(5)
    with pytest.raises(FileNotStored):
        store.get(SHA256)
    rest.set()
    upload.join()
    assert store.get(SHA256) == CONTENT


def test_files_are_not_for_everybody(tmp_path):
    store = FolderStore(tmp_path / "files")
    store.put([CONTENT], 100_000)
    (path,) = [entry for entry in (tmp_path / "files").rglob("*") if entry.is_file()]
    assert os.stat(path).st_mode & 0o077 == 0
