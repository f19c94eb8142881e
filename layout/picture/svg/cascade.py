"""CSS of a drawing: style sheets and `style` attributes, read by tinycss2 and matched by cssselect2."""

from __future__ import annotations

from typing import Any

from layout.ground.dataclass import dataclass

SVG_STYLE = "{http://www.w3.org/2000/svg}style"

_MATCHED = 2_000_000
"""Elements times rules: beyond it a style sheet costs more than the drawing, and counts as not understood."""


@dataclass(frozen=True, slots=True)
class Declared:
    """What CSS says of one element, in the order in which it counts; attributes of the element are not in it."""

    css: dict[str, str]


_Rule = tuple[tuple[int, ...], int, list[tuple[str, str, bool]]]


def declared(root: Any, elements: list[Any]) -> dict[Any, Declared]:
    """Return the declarations of each element that has any (CSS Cascade 6.1: specificity, order, `style`, important).

    Style sheets are taken out of the tree: what counts of them is in the result. Selectors that cannot be read match
    nothing, as CSS has it.
    """
    import tinycss2
    from cssselect2 import ElementWrapper, Matcher, SelectorError, compile_selector_list

    matcher, rules = Matcher(), 0
    for sheet in [node for node in elements if node.tag == SVG_STYLE]:
        kind = sheet.get("type", "text/css")
        text = "".join(sheet.itertext()) if kind in ("", "text/css") else ""
        for rule in _style_rules(tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True)):
            try:
                selectors = compile_selector_list(rule.prelude)
            except SelectorError:
                continue
            rules += 1
            for selector in selectors:
                if selector.pseudo_element is None:
                    matcher.add_selector(selector, _pairs(rule.content))
    found = {}
    if rules and rules * len(elements) <= _MATCHED:
        for wrapper in ElementWrapper.from_xml_root(root).iter_subtree():
            hits = [(hit[0], hit[1], hit[3]) for hit in matcher.match(wrapper)]
            found[wrapper.etree_element] = sorted(hits, key=lambda hit: hit[:2])
    styles = {}
    for node in elements:
        inline = node.get("style")
        hits = found.get(node, [])
        if inline or hits:
            own = _pairs(inline) if inline else []
            styles[node] = Declared(_cascaded(hits, own))
    for node in elements:
        if node.tag == SVG_STYLE:
            node.text = None
            node[:] = []
    return styles


def _style_rules(nodes: list[Any]) -> list[Any]:
    """Return the style rules of a sheet, with those inside `@media` that concern print."""
    import tinycss2

    rules = []
    for node in nodes:
        if node.type == "qualified-rule":
            rules.append(node)
        elif node.type == "at-rule" and node.lower_at_keyword == "media" and node.content is not None:
            media = tinycss2.serialize(node.prelude).lower()
            if any(word.strip() in ("", "all", "print") for word in media.split(",")):
                rules += _style_rules(tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True))
    return rules


def _pairs(content: list[Any] | str) -> list[tuple[str, str, bool]]:
    """Return declarations as (name, value, important)."""
    import tinycss2

    made = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
    return [
        (node.lower_name, tinycss2.serialize(node.value).strip(), node.important)
        for node in made
        if node.type == "declaration"
    ]


def _cascaded(hits: list[_Rule], own: list[tuple[str, str, bool]]) -> dict[str, str]:
    every = [pair for _, _, pairs in hits for pair in pairs] + own
    css: dict[str, str] = {}
    for wanted in (False, True):
        for name, value, important in every:
            if important is wanted:
                css.pop(name, None)  # what counts last stands last: a shorthand undoes only what came before it
                css[name] = value
    return css
