"""What this computer remembers of the accounts, and the use cases on that."""

from ltx_desktop.app.wiring.profile import OpenedProfile
from ltx_desktop.cli.profile import Remembered
from ltx_desktop.services.labels import ForgetAccount, LabelAccount
from ltx_desktop.services.read_history import ReadHistory
from ltx_desktop.services.transfer import TransferSettings


def remember(profile: OpenedProfile) -> Remembered:
    """Without asking the service or the keyring."""
    store, preferences = profile.store, profile.preferences
    label_account = LabelAccount(store, profile.clock)
    return Remembered(
        records=store,
        thresholds=preferences.settings.thresholds,
        label_account=label_account,
        forget_account=ForgetAccount(store),
        read_history=ReadHistory(store),
        transfer=TransferSettings(store, preferences, label_account),
        notices=profile.notices,
    )
