"""The issue for 公众号 and for clients of county media centres: stories as they can be pasted and uploaded."""
