"""The learning service as a process."""

from ce_kit.app import App
from ce_learning.adapters.tables import metadata
from ce_learning.entrypoints.service import LearningService
from ce_learning.settings import LearningSettings

APP = App("learning", "ce_learning", LearningService, metadata, LearningSettings.read)
