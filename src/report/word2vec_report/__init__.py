"""Turns an executed chapter into one page that needs no network. nbconvert loads it."""

from .preprocessor import ReportPreprocessor

__all__ = ["ReportPreprocessor"]
