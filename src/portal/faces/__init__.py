"""What people see: pages, desk, API, feeds, charts and paper; the only layer that knows HTTP."""
