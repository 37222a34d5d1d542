"""The debrief: why a game came out as it did.

`open_case` takes a record and its scenario; waterfall, turning points, par, path, story, what-if and questions are then
functions of the case, one a module. `document` puts them into the JSON of the command `debrief`.
"""

from game.analysis.debrief.case import Case, Stopped, case_of, open_case

__all__ = ["Case", "Stopped", "case_of", "open_case"]
