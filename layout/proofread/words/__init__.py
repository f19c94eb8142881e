"""Words: doubled ones, idioms with a wrong character, and 的地得."""
