"""`sha256` and `blake2b` as in `hashlib`, without all of OpenSSL, which takes as long to import as a text to read.

Python's own `random` takes such so. A Python that was built without them has those of `hashlib`, which are the same.
"""

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from hashlib import blake2b as blake2b
    from hashlib import sha256 as sha256
else:
    try:
        from _blake2 import blake2b

        if sys.version_info >= (3, 12):
            from _sha2 import sha256
        else:
            from _sha256 import sha256
    except ImportError:
        from hashlib import blake2b as blake2b
        from hashlib import sha256 as sha256
