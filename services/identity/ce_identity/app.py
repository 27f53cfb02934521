"""The identity service as a process."""

from ce_identity.adapters.tables import metadata
from ce_identity.entrypoints.service import IdentityService
from ce_identity.settings import IdentitySettings
from ce_nameko.app import App

APP = App("identity", "ce_identity", IdentityService, metadata, IdentitySettings.read)
