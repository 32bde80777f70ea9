"""A command in, what it did out: `python -m portal` is the portal's `manage.py`, wherever the project lies."""

from __future__ import annotations

import os
import sys


def main() -> None:
    """Run one of the portal's commands; without one, list them."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(["manage.py", *sys.argv[1:]])


if __name__ == "__main__":
    main()
