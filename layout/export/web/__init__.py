"""The web edition 数字报: static pages that need no server, in a folder that stands alone."""

from layout.export.web.edition import write_web
from layout.export.web.page_pdf import page_pdfs
from layout.export.web.settings import WebSettings
from layout.export.web.site import update_site

__all__ = ["WebSettings", "page_pdfs", "update_site", "write_web"]
