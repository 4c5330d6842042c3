"""Measurements with a ceiling taken in the same run: ratios count, not seconds."""
