"""What acts for the window, in one hand."""

from dataclasses import dataclass

from ltx_desktop.ui.controllers.refresh import Refreshing
from ltx_desktop.ui.controllers.remove import Removing
from ltx_desktop.ui.controllers.settings import EditingSettings
from ltx_desktop.ui.controllers.updates import Updating
from ltx_desktop.ui.controllers.watch import Watching
from ltx_desktop.ui.loop.dialogs import Dialogs
from ltx_desktop.ui.welcome.welcome_page import WelcomePage
from ltx_desktop.ui.window.main_window import MainWindow


@dataclass
class Controllers:
    window: MainWindow
    welcome: WelcomePage
    dialogs: Dialogs
    refreshing: Refreshing
    removing: Removing
    watching: Watching
    settings: EditingSettings
    updating: Updating

    def start(self) -> None:
        """Read the accounts and watch them: the window is on the screen."""
        self.watching.set_shown(self.window.is_shown)
        self.watching.start()
        self.refreshing.start()
        self.removing.start()
        if not self.window.is_demo:
            self.settings.start()
            self.updating.start()
