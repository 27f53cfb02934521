"""One file per service: which gRPC methods lead to which service. Translation only."""

from typing import Any

from ce_files.storage import FolderStore
from ce_gateway.servicers.billing import BillingServicer
from ce_gateway.servicers.certificate import CertificateServicer
from ce_gateway.servicers.credit import CreditServicer
from ce_gateway.servicers.exam import ExamServicer
from ce_gateway.servicers.exam_office import IntegrityServicer, ItemBankServicer, MarkServicer, OfflineExamServicer
from ce_gateway.servicers.files import FileServicer
from ce_gateway.servicers.identity import IdentityServicer
from ce_gateway.servicers.learning import LearningServicer
from ce_gateway.servicers.org import OrgServicer
from ce_gateway.servicers.sync import SyncServicer

TRANSLATED = (
    IdentityServicer,
    OrgServicer,
    LearningServicer,
    ItemBankServicer,
    OfflineExamServicer,
    MarkServicer,
    IntegrityServicer,
    BillingServicer,
    CreditServicer,
    CertificateServicer,
)


def all_servicers(gateway: Any) -> list[Any]:
    """Return a servicer for every service of the API."""
    common = gateway.settings.common
    files = FileServicer(FolderStore(common.files), common.bus_secret)
    own = [files, gateway.federation.servicer if common.role == "province" else SyncServicer(gateway.federation)]
    exam = ExamServicer(gateway.rpc, gateway.intake, common.bus_secret)
    return [*(kind(gateway.rpc) for kind in TRANSLATED), exam, *own]
