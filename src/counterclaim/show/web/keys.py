"""Who may read and who may write: tokens for programs, a cookie for a browser that signed in with one, form tokens.

In: a request's headers and cookies.   Out: whether it may. Nothing is stored: a cookie and a form token prove
themselves by a signature (HMAC-SHA-256) with a secret that lives as long as the server runs.
"""

import base64
import hashlib
import hmac
import secrets
import time
from dataclasses import dataclass, field

COOKIE = "counterclaim"
SIGNED_IN_S = 12 * 3600  # a working day
LONGEST_TOKEN = 512


@dataclass(frozen=True, slots=True)
class Keys:
    """The server's tokens."""

    write: str | None  # None: nothing can be written
    read: str | None  # None: reading is open
    secret: bytes = field(default_factory=lambda: secrets.token_bytes(32), repr=False)

    def may_write(self, bearer: str | None, cookie: str | None) -> bool:
        """Whether a request may change something."""
        if self.write is None:
            return False
        return _same(bearer, self.write) or self._holds(cookie, "write")

    def may_read(self, bearer: str | None, cookie: str | None) -> bool:
        """Whether a request may look."""
        if self.read is None:
            return True
        return _same(bearer, self.read) or self._holds(cookie, "read") or self.may_write(bearer, cookie)

    def cookie_for(self, token: str) -> str | None:
        """The cookie of a browser that signs in with a token; None where the token is none of ours."""
        right = (
            "write"
            if self.write and _same(token, self.write)
            else "read"
            if self.read and _same(token, self.read)
            else None
        )
        if right is None:
            return None
        until = int(time.time()) + SIGNED_IN_S
        said = f"{right}.{until}.{secrets.token_hex(8)}"
        return f"{said}.{self._sign(said)}"

    def form_token(self, cookie: str | None) -> str:
        """What a form must send back: bound to the browser's cookie, so that no other site can know it."""
        return self._sign(f"form {cookie}") if cookie else ""

    def is_form(self, cookie: str | None, token: str) -> bool:
        """Whether a form came from a page of ours, in the browser that holds the cookie."""
        return bool(cookie) and _same(token, self.form_token(cookie))

    def _holds(self, cookie: str | None, right: str) -> bool:
        if not cookie or cookie.count(".") != 3:
            return False
        said, signature = cookie.rsplit(".", 1)
        if not _same(signature, self._sign(said)):
            return False
        given, until, _ = said.split(".")
        return int(until) > time.time() and given in {right, "write"}

    def _sign(self, said: str) -> str:
        digest = hmac.new(self.secret, said.encode("utf-8", "surrogatepass"), hashlib.sha256).digest()
        return base64.urlsafe_b64encode(digest[:24]).decode()


def new_token() -> str:
    """A token that nobody can guess."""
    return secrets.token_urlsafe(24)


def _same(given: str | None, ours: str) -> bool:
    """Compared in constant time."""
    if given is None or len(given) > LONGEST_TOKEN:
        return False
    return hmac.compare_digest(given.encode("utf-8", "surrogatepass"), ours.encode())
