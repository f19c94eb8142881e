"""Projections of finished sheets: press PDF, pictures, page images, archive, web edition."""
