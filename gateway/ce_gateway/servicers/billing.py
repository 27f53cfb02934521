"""Billing: prices, orders, payments."""

from ce.billing.v1 import billing_service_pb2, billing_service_pb2_grpc
from ce_gateway.translate import Translated


class BillingServicer(Translated, billing_service_pb2_grpc.BillingServiceServicer):
    """Leads to the billing service."""

    service = "billing"
    descriptor = billing_service_pb2.DESCRIPTOR.services_by_name["BillingService"]
    register = staticmethod(billing_service_pb2_grpc.add_BillingServiceServicer_to_server)
