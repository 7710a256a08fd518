"""The career guide as a typed, validated model, and the answers made from it.

Pure Python: nothing in this package knows Rasa, a channel or the NLU pipeline.
"""

from guide.errors import GuideError
from guide.load import GUIDE_DIRECTORY, load_guide
from guide.model import Guide

__all__ = ["GUIDE_DIRECTORY", "Guide", "GuideError", "load_guide"]
