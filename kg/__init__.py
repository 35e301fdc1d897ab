"""Khabar."""
