"""Exam, the office's side: the item bank."""

from ce.exam.v1 import item_bank_service_pb2, item_bank_service_pb2_grpc
from ce_gateway.translate import Translated


class ItemBankServicer(Translated, item_bank_service_pb2_grpc.ItemBankServiceServicer):
    """Leads to the exam service."""

    service = "exam"
    descriptor = item_bank_service_pb2.DESCRIPTOR.services_by_name["ItemBankService"]
    register = staticmethod(item_bank_service_pb2_grpc.add_ItemBankServiceServicer_to_server)
