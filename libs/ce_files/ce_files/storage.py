"""Object store: files by the hash of their content, behind a port; a local folder for now."""

import hashlib
import os
import tempfile
from collections.abc import Iterable
from pathlib import Path
from typing import Protocol

from ce_kit.errors import DomainError, Kind


class FileNotStored(DomainError):
    """No file with this hash is stored."""

    kind, reason = Kind.NOT_FOUND, "FILE_NOT_STORED"


class FileTooLarge(DomainError):
    """The file is larger than the store takes."""

    kind, reason = Kind.INVALID_ARGUMENT, "FILE_TOO_LARGE"


class ObjectStore(Protocol):
    """Keeps files under the SHA-256 of their content; storing one twice is storing it once."""

    def put(self, chunks: Iterable[bytes], limit: int) -> tuple[str, int]:
        """Store a file of at most `limit` bytes; return (sha256, size). Raises FileTooLarge."""
        ...

    def get(self, sha256: str) -> bytes:
        """Return a file's content. Raises FileNotStored."""
        ...


class FolderStore:
    """Files in a folder, `ab/cdef…`; written to the side and renamed, so that no reader sees half a file."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, chunks: Iterable[bytes], limit: int) -> tuple[str, int]:
        self.folder.mkdir(parents=True, exist_ok=True)
        digest, size = hashlib.sha256(), 0
        handle, side = tempfile.mkstemp(dir=self.folder)
        try:
            with os.fdopen(handle, "wb") as output:
                for chunk in chunks:
                    size += len(chunk)
                    if size > limit:
                        raise FileTooLarge(
                            f"文件超过 {limit // 1024 // 1024} MB 上限，请压缩或拆分后再上传", limit_bytes=limit
                        )
                    digest.update(chunk)
                    output.write(chunk)
                output.flush()
                os.fsync(output.fileno())
            target = self._path(digest.hexdigest())
            target.parent.mkdir(exist_ok=True)
            Path(side).replace(target)
        except BaseException:
            Path(side).unlink(missing_ok=True)
            raise
        return digest.hexdigest(), size

    def get(self, sha256: str) -> bytes:
        try:
            return self._path(sha256).read_bytes()
        except FileNotFoundError as error:
            raise FileNotStored("文件不存在或尚未上传完成", sha256=sha256) from error

    def _path(self, sha256: str) -> Path:
        if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
            raise FileNotStored("文件标识无效")
        return self.folder / sha256[:2] / sha256[2:]
