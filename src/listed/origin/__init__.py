"""A list flows in; the upstream that it was copied from, and the step that puts it right there, flow out."""

from listed.origin.tracing import Trace, origins, own, trace, traced
from listed.origin.upstream import Upstream

__all__ = ["Trace", "Upstream", "origins", "own", "trace", "traced"]
