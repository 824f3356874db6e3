"""Makes the product's encoding and decoding modules importable here, without the product's dependencies.

The training framework's wheels exist for Python 3.11; the product needs 3.12 and spaCy. `encoding`, `decoding` and
`encoder` need neither, so the packages around them are entered as empty ones, whose __init__ files are not run.
Import this module before anything from `counterclaim`.
"""

import importlib.util
import sys
import types
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
PACKAGES = ("counterclaim", "counterclaim.reading", "counterclaim.reading.attribution", "counterclaim.records")


def enter_packages() -> None:
    """Enter the product's packages by path where the product itself is not installed."""
    if "counterclaim" in sys.modules or (sys.version_info >= (3, 12) and importlib.util.find_spec("counterclaim")):
        return
    for name in PACKAGES:
        package = types.ModuleType(name)
        package.__path__ = [str(ROOT / "src" / Path(*name.split(".")))]
        sys.modules[name] = package


enter_packages()
