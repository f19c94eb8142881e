"""The page dummy 版样: what stands where, and its file."""
