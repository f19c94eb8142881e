"""Where the house keeps its things: the folders that the client gave."""

from __future__ import annotations

from pathlib import Path

from layout.ground.dataclass import dataclass


@dataclass(frozen=True, slots=True)
class House:
    """The top level of a project: fonts, issues and output."""

    root: Path

    @property
    def fonts(self) -> Path:
        """Installed fonts and their list."""
        return self.root / "fonts"

    @property
    def issues(self) -> Path:
        """One folder an issue."""
        return self.root / "issues"

    @property
    def output(self) -> Path:
        """Everything produced; nothing else is written anywhere else."""
        return self.root / "output"

    def issue(self, number: int) -> Path:
        """The folder of an issue."""
        return self.issues / str(number)


def find_house(start: Path) -> House:
    """Return the house that `start` lies in: the nearest folder upwards with `fonts/fonts.yaml` or numbered issues.

    A folder with issues and no font list is a house that lacks one, and says so when it is used: another house's
    issue of that number must never be built in its stead. Outside any, the folder that this program was installed
    from is the house.
    """
    for folder in (start, *start.parents):
        if (folder / "fonts" / "fonts.yaml").is_file() or _has_issues(folder / "issues"):
            return House(folder)
    return House(Path(__file__).resolve().parents[2])


def _has_issues(folder: Path) -> bool:
    """Tell whether a folder holds an issue: a number with an `issue.yaml`."""
    try:
        return any(entry.name.isdecimal() and (entry / "issue.yaml").exists() for entry in folder.iterdir())
    except OSError:
        return False
