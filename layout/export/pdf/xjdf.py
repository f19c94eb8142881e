"""The job ticket for workflow systems: XJDF 2.1 of CIP4, from the facts of `ticket.json`."""

from __future__ import annotations

from typing import Any

from layout.export.xml import quoted

NAME = "ticket.xjdf"
NAMESPACE = "http://www.CIP4.org/JDFSchema_2_0"
_SEPARATIONS = {"C": "Cyan", "M": "Magenta", "Y": "Yellow", "K": "Black"}
_POINTS = 72 / 25.4


def xjdf(ticket: dict[str, Any]) -> str:
    """Return the ticket as an XJDF document: the product, its files, its sheet's size, its inks page by page."""
    width, height = (f"{side * _POINTS:.2f}" for side in ticket["trim_mm"])
    parts = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        f'<XJDF xmlns="{NAMESPACE}" Version="2.1" JobID={_attribute(str(ticket["issue"]))} JobPartID="press" '
        f'DescriptiveName={_attribute(ticket["title"])} Types="ImageSetting ConventionalPrinting">',
        "<ProductList>",
        f'<Product IsRoot="true" ProductType="Newspaper" Amount="{ticket["copies"]}" ID="P1">',
        f'<Intent Name="LayoutIntent"><LayoutIntent Pages="{ticket["page_count"]}" Dimensions="{width} {height} 0" '
        f'Bleed="{ticket["bleed_mm"] * _POINTS:.2f}"/></Intent>',
        "</Product>", "</ProductList>",
        '<ResourceSet Name="NodeInfo" Usage="Input"><Resource>'
        f'<NodeInfo LastEnd={_attribute(ticket["date"] + "T00:00:00+08:00")}/></Resource></ResourceSet>',
        '<ResourceSet Name="RunList" Usage="Input">', *map(_file, ticket["files"]), "</ResourceSet>",
        '<ResourceSet Name="ColorantControl" Usage="Input">', *map(_inks, ticket["pages"]), "</ResourceSet>",
        '<ResourceSet Name="ColorSpaceConversionParams" Usage="Input"><Resource><ColorSpaceConversionParams>'
        f'<FileSpec ResourceUsage="FinalTargetDevice" URL={_attribute(ticket["profile"])} '
        f'UserFileName={_attribute(ticket["condition"])} CheckSum="{ticket["profile_sha256"]}"/>'
        "</ColorSpaceConversionParams></Resource></ResourceSet>",
        "</XJDF>", "",
    ]  # fmt: skip
    return "\n".join(parts)


def _file(file: dict[str, Any]) -> str:
    part = f'<Part RunIndex="{file["page"] - 1}"/>' if file["page"] else ""
    return (
        f"<Resource ID={_attribute('F' + str(file['page']))}>{part}<RunList>"
        f'<FileSpec URL={_attribute(file["name"])} MimeType="application/pdf" FileSize="{file["bytes"]}" '
        f'CheckSum="{file["sha256"]}"/></RunList></Resource>'
    )


def _inks(page: dict[str, Any]) -> str:
    names = " ".join(_SEPARATIONS[plate] for plate in page["plates"])
    shares = " ".join(f"{page['coverage'][plate]:g}" for plate in page["plates"])
    return (
        f'<Resource><Part RunIndex="{page["page"] - 1}"/><ColorantControl ColorantParams={_attribute(names)} '
        f'ProcessColorModel="DeviceCMYK"><GeneralID IDUsage="Coverage" IDValue={_attribute(shares)}/>'
        "</ColorantControl></Resource>"
    )


def _attribute(value: str) -> str:
    """Return a value in quotation marks, as it stands in an attribute."""
    return f'"{quoted(value)}"'
