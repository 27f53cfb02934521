"""The exam service as a process."""

from ce_exam.adapters import bank_tables, integrity_tables, mark_tables, offline_tables  # noqa: F401  fill the metadata
from ce_exam.adapters.tables import metadata
from ce_exam.entrypoints.service import ExamService
from ce_exam.settings import ExamSettings
from ce_nameko.app import App

APP = App("exam", "ce_exam", ExamService, metadata, ExamSettings.read)
