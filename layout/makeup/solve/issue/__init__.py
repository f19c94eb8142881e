"""The issue's plan: stories dealt to pages, pages solved one after another, kept plans repaired."""
