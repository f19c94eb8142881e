"""Copy brought into an issue: files read under the guard, stories and pictures written, pages told."""
