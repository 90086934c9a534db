"""What the exceptions of keyring's many backends mean.

They are told apart by class name: their modules exist on one system each, and their texts are
left alone because they could repeat the token.
"""

from collections.abc import Iterator

from ltx_desktop.store.errors import NoVault, VaultError, VaultFailed, VaultLocked

_NO_VAULT = frozenset({"NoKeyringError", "SecretServiceNotAvailableException"})
_LOCKED = frozenset(
    {
        "KeyringLocked",
        "LockedException",  # secretstorage
        "PromptDismissedException",  # secretstorage
        "KeychainDenied",  # macOS
        "SecAuthFailure",  # macOS
    }
)
_PERHAPS_LOCKED = "InitError"
"""A keyring was there and could not be made ready, mostly because a prompt was dismissed."""

_NOBODY_TO_ASK = -25308
"""macOS: the keychain is locked and cannot ask (errSecInteractionNotAllowed), as over ssh."""


def vault_error(error: BaseException) -> VaultError:
    """Translate what a backend raised, its causes included."""
    links = [*_chain(error)]
    names = {kind.__name__ for link in links for kind in type(link).__mro__}
    if names & _NO_VAULT:
        return NoVault()
    if names & _LOCKED or _PERHAPS_LOCKED in names:
        return VaultLocked()
    if any(link.args[:1] == (_NOBODY_TO_ASK,) for link in links):
        return VaultLocked()
    return VaultFailed(type(error).__name__)


def _chain(error: BaseException) -> Iterator[BaseException]:
    link: BaseException | None = error
    told: set[int] = set()
    while link and id(link) not in told:
        told.add(id(link))
        yield link
        link = link.__cause__ or link.__context__
