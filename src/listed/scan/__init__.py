"""Targets in, answers out."""

from listed.scan.audit import AuditOptions, audit

__all__ = ["AuditOptions", "audit"]
