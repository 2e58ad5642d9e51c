"""govkg: knowledge graphs from Chinese government-reform documents.

The names below are the whole public surface; each is imported when it is first used, so that ``import kg`` costs
nothing but this file.

>>> import kg
>>> sorted(kg.__all__)
['GovkgError', '__version__', 'build', 'pipeline']
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from kg.build import build
    from kg.errors import GovkgError
    from kg.pipeline import pipeline

__version__ = "0.1.0"
__all__ = ["GovkgError", "__version__", "build", "pipeline"]

# public name -> module that defines it
_HOME = {"GovkgError": "kg.errors", "build": "kg.build", "pipeline": "kg.pipeline"}


def __getattr__(name: str) -> Any:
    if name not in _HOME:
        raise AttributeError(f"module 'kg' has no attribute {name!r}")
    from importlib import import_module

    return getattr(import_module(_HOME[name]), name)
