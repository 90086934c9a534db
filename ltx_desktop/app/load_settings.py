"""A profile's settings, read; what is wrong with the file becomes a notice."""

from ltx_desktop.app.paths import Paths
from ltx_desktop.domain.settings import Settings
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.settings import UNREADABLE, SettingsFile
from ltx_desktop.wording.notice import Notice


def load_settings(paths: Paths, notices: list[Notice]) -> Settings:
    """The settings; defaults stand in for what cannot be used, but for the address."""
    try:
        loaded = SettingsFile(paths.settings).load()
    except StoreUnavailable as error:
        from ltx_desktop.wording.keeping import unreadable_settings_notice  # rarely needed

        notices.append(unreadable_settings_notice(error))
        return UNREADABLE.settings
    if loaded.problems:
        from ltx_desktop.wording.keeping import settings_problems_notice

        notices.append(settings_problems_notice(loaded.problems, paths.settings))
    return loaded.settings
