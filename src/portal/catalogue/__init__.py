"""Facts about what can list a place in; targets, their owners, contacts and upstreams out."""
