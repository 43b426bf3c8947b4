"""pydantic's core alone, without the package around it.

The package makes a class for each kind of schema that somebody may write down with types. That takes four times as
long as to load the core, and a schema that is read from a file has no use for it. Who imports the package later gets
it whole, with the same core in it.
"""

import sys
from importlib import import_module
from importlib.machinery import PathFinder
from importlib.util import find_spec, module_from_spec
from types import ModuleType
from typing import TYPE_CHECKING

_PACKAGE = "pydantic_core"
_CORE = f"{_PACKAGE}._pydantic_core"


def _core() -> ModuleType:
    return sys.modules.get(_CORE) or _alone() or import_module(_PACKAGE)


def _alone() -> ModuleType | None:
    """The core, loaded from its own file; None where the package has no such file.

    It is known by its name from now on, so that the package takes this one and nobody loads it twice.
    """
    package = find_spec(_PACKAGE)
    spec = PathFinder.find_spec(_CORE, package.submodule_search_locations) if package else None
    if spec is None or spec.loader is None:
        return None
    core = sys.modules[_CORE] = module_from_spec(spec)
    spec.loader.exec_module(core)
    return core


if TYPE_CHECKING:
    from pydantic_core import SchemaValidator as SchemaValidator
else:
    SchemaValidator = _core().SchemaValidator
