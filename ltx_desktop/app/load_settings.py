"""A profile's settings, read; what is wrong with the file becomes a notice."""

from ltx_desktop.app.clock import now
from ltx_desktop.app.paths import Paths
from ltx_desktop.domain.settings import Settings
from ltx_desktop.store.errors import StoreUnavailable
from ltx_desktop.store.settings import LoadedSettings, SettingsFile
from ltx_desktop.wording.notice import Notice


def load_settings(paths: Paths, notices: list[Notice]) -> Settings:
    """The settings; defaults stand in for what cannot be used."""
    loaded = LoadedSettings(Settings())
    try:
        loaded = SettingsFile(paths.settings).load(now())
    except StoreUnavailable as error:
        from ltx_desktop.wording.keeping import cannot_open_notice  # rarely needed

        notices.append(cannot_open_notice(error))
    if loaded.problems:
        from ltx_desktop.wording.keeping import settings_problems_notice

        aside = loaded.set_aside or paths.settings
        notices.append(settings_problems_notice(loaded.problems, aside))
    return loaded.settings
