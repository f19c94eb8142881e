"""Heads 标题: sized to their span, broken for sense, set across or down."""
