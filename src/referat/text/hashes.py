"""`sha256` as in `hashlib`, without all of OpenSSL, which takes as long to import as a text to read.

Python's own `random` takes its sum so. A Python that was built without this one has that of `hashlib`: the same.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import sha256 as sha256
else:
    try:
        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:
        from hashlib import sha256 as sha256
