"""Diagnostics become text or JSON; nothing here knows how they were found."""
