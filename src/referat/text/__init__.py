"""Bytes become text with places."""
