#!/usr/bin/env python
"""The portal's commands, for those who look for `manage.py`."""

from portal.__main__ import main

main()
