"""The learning service as a process."""

from ce_learning.adapters.tables import metadata
from ce_learning.entrypoints.service import LearningService
from ce_learning.settings import LearningSettings
from ce_nameko.app import App

APP = App("learning", "ce_learning", LearningService, metadata, LearningSettings.read)
