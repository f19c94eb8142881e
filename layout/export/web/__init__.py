"""The web edition 数字报: static pages that need no server, in a folder that stands alone."""

from typing import TYPE_CHECKING

from layout.ground.lazily import lazily

if TYPE_CHECKING:
    from layout.export.web.edition import write_web
    from layout.export.web.page_pdf import page_pdfs
    from layout.export.web.rebase import move_edition
    from layout.export.web.settings import WebSettings, read_web_settings
    from layout.export.web.site import update_site
    from layout.export.web.zoom import images_of_package

__all__ = [
    "WebSettings", "images_of_package", "move_edition", "page_pdfs", "read_web_settings", "update_site", "write_web",
]  # fmt: skip

__getattr__ = lazily(
    __name__,
    {
        "write_web": "edition",
        "page_pdfs": "page_pdf",
        "WebSettings": "settings",
        "read_web_settings": "settings",
        "move_edition": "rebase",
        "update_site": "site",
        "images_of_package": "zoom",
    },
)
