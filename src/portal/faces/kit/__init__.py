"""What all pages share: style, type, parts of pages and what every template knows."""
