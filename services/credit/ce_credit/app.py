"""The credit service as a process."""

from ce_credit.adapters.tables import metadata
from ce_credit.entrypoints.service import CreditService
from ce_credit.settings import CreditSettings
from ce_nameko.app import App

APP = App("credit", "ce_credit", CreditService, metadata, CreditSettings.read)
