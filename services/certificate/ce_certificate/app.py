"""The certificate service as a process."""

from ce_certificate.adapters.tables import metadata
from ce_certificate.entrypoints.service import CertificateService
from ce_certificate.settings import CertificateSettings
from ce_nameko.app import App

APP = App("certificate", "ce_certificate", CertificateService, metadata, CertificateSettings.read)
