"""Run by Alembic."""

from ce_kit.db.migrate import run_env

run_env()
