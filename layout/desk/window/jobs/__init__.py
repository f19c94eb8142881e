"""What the window has others do: builds, imports, new issues, proofreading; each tells how it went in the state."""
