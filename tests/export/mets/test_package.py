"""METS of the real issues: what a library's catalogue and viewer find in it."""

from __future__ import annotations

import hashlib

from lxml import etree

NS = {
    "m": "http://www.loc.gov/METS/", "d": "http://www.loc.gov/mods/v3", "x": "http://www.loc.gov/mix/v20",
    "p": "http://www.loc.gov/premis/v3", "a": "http://www.loc.gov/standards/alto/ns-v4#",
}  # fmt: skip
HREF = "{http://www.w3.org/1999/xlink}href"


def solid(text: str) -> str:
    return "".join(text.split())


def mets_of(package):
    return etree.parse(str(package.bag / "data" / "mets.xml")).getroot()


def blocks_of(package):
    """Return each text block's copy by file id and block id, read from the ALTO files."""
    root = mets_of(package)
    found = {}
    for file in root.iterfind(".//m:fileGrp[@USE='FULLTEXT']/m:file", NS):
        alto = etree.parse(str(package.bag / "data" / file.find("m:FLocat", NS).get(HREF)))
        for block in alto.iterfind(".//a:TextBlock", NS):
            text = "".join(string.get("CONTENT") for string in block.iterfind(".//a:String", NS))
            found[file.get("ID"), block.get("ID")] = text
    return found


def article_text(division, blocks, *kinds):
    """Return what a reader gets who follows an article's areas of some kinds in order."""
    text = ""
    for part in division.iterfind(".//m:div", NS):
        if part.get("TYPE") in kinds:
            text += "".join(blocks[area.get("FILEID"), area.get("BEGIN")] for area in part.iterfind(".//m:area", NS))
    return text


def test_the_package_is_valid_mets_with_mods_and_mix(package, schema):
    schema("driver.xsd").assertValid(mets_of(package))
    schema("mets-1.12.1.xsd").assertValid(mets_of(package))


def test_preservation_records_are_valid_premis(package, schema):
    schema("premis-v3.xsd").assertValid(etree.parse(str(package.bag / "data" / "premis.xml")))


def test_following_an_article_gives_its_copy_back(package):
    root, blocks = mets_of(package), blocks_of(package)
    divisions = root.findall(".//m:structMap[@TYPE='LOGICAL']//m:div[@DMDID]", NS)[1:]
    assert len(divisions) == len(package.edition.articles)
    for division, article in zip(divisions, package.edition.articles, strict=True):
        body = article_text(division, blocks, "TEXT", "SUBHEAD", "TABLE")
        copy = "".join(paragraph.text for paragraph in article.paragraphs) + article.sign
        assert solid(body) == solid(copy), article.id
        heads = ((article.kicker, "OVERLINE"), ("".join(article.headline), "TITLE"), (article.deck, "SUBHEADLINE"))
        for line, kind in heads:
            assert solid(article_text(division, blocks, kind)) == solid(line), (article.id, kind)


def test_a_paragraph_that_jumps_is_one_sequence_over_two_pages(package_9999):
    root = mets_of(package_9999)
    jumped = [article for article in package_9999.edition.articles if len(article.pages) > 1]
    assert len(jumped) == 3
    spanning = []
    for paragraph in root.iterfind(".//m:div[@TYPE='PARAGRAPH']", NS):
        files = {area.get("FILEID") for area in paragraph.iterfind("m:div/m:fptr/m:seq/m:area", NS)}
        if len(files) > 1:
            spanning.append(paragraph)
    for division in root.iterfind(".//m:div[@TYPE='ARTICLE']", NS):
        marks = [part.get("TYPE") for part in division.iterfind(".//m:div", NS)]
        assert ("CONTINUED_ON" in marks) == ("CONTINUED_FROM" in marks)
    assert len(spanning) <= 3 and len(root.findall(".//m:div[@TYPE='CONTINUED_ON']", NS)) == 3


def test_articles_are_linked_to_all_their_pages(package_9999):
    root = mets_of(package_9999)
    linked: dict[str, list[str]] = {}
    for link in root.iterfind(".//m:smLink", NS):
        start = link.get("{http://www.w3.org/1999/xlink}from")
        linked.setdefault(start, []).append(link.get("{http://www.w3.org/1999/xlink}to"))
    for number, article in enumerate(package_9999.edition.articles, 1):
        assert linked[f"LOG_ARTICLE{number}"] == [f"PHYS_{page:04d}" for page in article.pages]


def test_a_catalogue_finds_paper_number_date_and_authors(package_2346):
    issue, *articles = mets_of(package_2346).findall(".//d:mods", NS)
    assert issue.findtext("d:titleInfo/d:title", namespaces=NS) == "禹州通讯"
    assert issue.findtext("d:part/d:detail/d:number", namespaces=NS) == "2346"
    assert issue.findtext("d:originInfo/d:dateIssued", namespaces=NS) == "2022-05-17"
    assert issue.findtext("d:originInfo/d:publisher", namespaces=NS) == "中共禹州市委"
    assert issue.find("d:identifier[@type='urn']", NS).text == "urn:x-newspaper:yuzhou-tongxun:20220517:01"
    authors = {
        record.findtext("d:titleInfo/d:title", namespaces=NS): record.findtext("d:name/d:namePart", namespaces=NS)
        for record in articles
    }
    assert authors["用闪亮党徽铸就战胜疫情的铜墙铁壁"] == "刘艳红"
    assert authors["我市召开“三区三线”划定举证工作研讨会"] == "张延伟"


def test_every_file_is_named_with_its_true_size_and_checksum(package):
    root = mets_of(package)
    data = package.bag / "data"
    named = set()
    for file in root.iterfind(".//m:file", NS):
        path = data / file.find("m:FLocat", NS).get(HREF)
        named.add(path)
        assert file.get("SIZE") == str(path.stat().st_size)
        assert file.get("CHECKSUM") == hashlib.sha256(path.read_bytes()).hexdigest()
    present = {path for path in data.rglob("*") if path.is_file()}
    assert present - named == {data / "mets.xml", data / "premis.xml"}


def test_each_image_says_its_size_and_resolution(package_2346):
    mix = mets_of(package_2346).find(".//x:mix", NS)
    assert mix.findtext(".//x:imageWidth", namespaces=NS) == "4606"
    assert mix.findtext(".//x:imageHeight", namespaces=NS) == "6378"
    assert mix.findtext(".//x:xSamplingFrequency/x:numerator", namespaces=NS) == "300"
    assert mix.findtext(".//x:compressionScheme", namespaces=NS) == "Adobe Deflate"


def test_furniture_belongs_to_no_article(package_9999):
    root = mets_of(package_9999)
    titles = root.find(".//m:div[@TYPE='TITLE_SECTION']", NS)
    headers = root.find(".//m:div[@TYPE='PAGE_HEADER']", NS)
    blocks = blocks_of(package_9999)
    shown = {blocks[area.get("FILEID"), area.get("BEGIN")] for area in titles.iterfind(".//m:area", NS)}
    assert "禹州通讯" in shown
    assert {area.get("FILEID") for area in headers.iterfind(".//m:area", NS)} == {"ALTO00002", "ALTO00003", "ALTO00004"}


def test_preservation_records_give_each_file_its_own_size(package):
    data = package.bag / "data"
    root = etree.parse(str(data / "premis.xml"))
    sizes = sorted(int(size.text) for size in root.iterfind(".//p:size", NS))
    assert sizes
    files = [
        path.stat().st_size
        for path in data.rglob("*")
        if path.is_file() and path.name not in ("mets.xml", "premis.xml")
    ]
    assert sizes == sorted(files)
