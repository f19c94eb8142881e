"""A day at the paper, played with real parts: copy from six makers to a release, a correction and the back file."""
