"""Exam beside the online sitting: the item bank, offline exams, marks after the first, flags."""

from ce.exam.v1 import (
    integrity_service_pb2,
    integrity_service_pb2_grpc,
    item_bank_service_pb2,
    item_bank_service_pb2_grpc,
    mark_service_pb2,
    mark_service_pb2_grpc,
    offline_exam_service_pb2,
    offline_exam_service_pb2_grpc,
)
from ce_gateway.translate import Translated


class ItemBankServicer(Translated, item_bank_service_pb2_grpc.ItemBankServiceServicer):
    """Leads to the exam service."""

    service = "exam"
    descriptor = item_bank_service_pb2.DESCRIPTOR.services_by_name["ItemBankService"]
    register = staticmethod(item_bank_service_pb2_grpc.add_ItemBankServiceServicer_to_server)


class OfflineExamServicer(Translated, offline_exam_service_pb2_grpc.OfflineExamServiceServicer):
    """Leads to the exam service."""

    service = "exam"
    descriptor = offline_exam_service_pb2.DESCRIPTOR.services_by_name["OfflineExamService"]
    register = staticmethod(offline_exam_service_pb2_grpc.add_OfflineExamServiceServicer_to_server)


class MarkServicer(Translated, mark_service_pb2_grpc.MarkServiceServicer):
    """Leads to the exam service."""

    service = "exam"
    descriptor = mark_service_pb2.DESCRIPTOR.services_by_name["MarkService"]
    register = staticmethod(mark_service_pb2_grpc.add_MarkServiceServicer_to_server)


class IntegrityServicer(Translated, integrity_service_pb2_grpc.IntegrityServiceServicer):
    """Leads to the exam service."""

    service = "exam"
    descriptor = integrity_service_pb2.DESCRIPTOR.services_by_name["IntegrityService"]
    register = staticmethod(integrity_service_pb2_grpc.add_IntegrityServiceServicer_to_server)
