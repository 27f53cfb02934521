"""Org: units of the city, their registration, employment."""

from ce.org.v1 import org_service_pb2, org_service_pb2_grpc
from ce_gateway.translate import Translated


class OrgServicer(Translated, org_service_pb2_grpc.OrgServiceServicer):
    """Leads to the org service."""

    service = "org"
    descriptor = org_service_pb2.DESCRIPTOR.services_by_name["OrgService"]
    register = staticmethod(org_service_pb2_grpc.add_OrgServiceServicer_to_server)
