"""The page: blocks, furniture, photographs and rules set at their places by a dummy."""
