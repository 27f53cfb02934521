"""The billing service as a process."""

from ce_billing.adapters.tables import metadata
from ce_billing.entrypoints.service import BillingService
from ce_billing.settings import BillingSettings
from ce_nameko.app import App

APP = App("billing", "ce_billing", BillingService, metadata, BillingSettings.read)
