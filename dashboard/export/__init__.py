"""Everything that leaves the dashboard: pictures, workbooks, decks."""
