"""The org service as a process."""

from ce_nameko.app import App
from ce_org.adapters.tables import metadata
from ce_org.entrypoints.service import OrgService

APP = App("org", "ce_org", OrgService, metadata)
