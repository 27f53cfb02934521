"""Credit: claims, hours, the year and its explanation."""

from ce.credit.v1 import credit_service_pb2, credit_service_pb2_grpc
from ce_gateway.translate import Translated


class CreditServicer(Translated, credit_service_pb2_grpc.CreditServiceServicer):
    """Leads to the credit service."""

    service = "credit"
    descriptor = credit_service_pb2.DESCRIPTOR.services_by_name["CreditService"]
    register = staticmethod(credit_service_pb2_grpc.add_CreditServiceServicer_to_server)
