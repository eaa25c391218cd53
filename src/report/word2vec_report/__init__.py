"""What nbconvert loads to turn an executed chapter into one page that needs no network."""

from .preprocessor import ReportPreprocessor

__all__ = ["ReportPreprocessor"]
