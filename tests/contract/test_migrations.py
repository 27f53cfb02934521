"""A part's `migrations/HEAD` names its last migration: a process refuses to start at any other revision."""

from pathlib import Path

import pytest
from alembic.script import ScriptDirectory

ROOT = Path(__file__).parents[2]
FOLDERS = sorted(folder.parent for folder in ROOT.glob("*/**/ce_*/migrations/versions") if ".venv" not in folder.parts)


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.parent.name)
def test_head_is_the_last_migration(folder):
    scripts = ScriptDirectory(str(folder))
    assert scripts.get_heads() == [(folder / "HEAD").read_text().strip()]


def test_every_service_and_the_gateway_have_migrations():
    assert len(FOLDERS) == 8
