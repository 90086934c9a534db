"""The menus of the list's header: which columns there are, and how accounts are sorted."""

from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from ltx_desktop.ui.accounts.account_list import AccountList
from ltx_desktop.ui.accounts.cells import title
from ltx_desktop.ui.accounts.columns import COMPACT, Column
from ltx_desktop.wording.translation import _


def show_column_menu(view: AccountList, position: QPoint) -> None:
    """Let the user choose the columns of the compact list; the account itself always is one."""
    menu = _menu(view, _("Columns"))
    for column in COMPACT:
        if column is not Column.EMAIL:
            action = menu.addAction(title(column))
            action.setCheckable(True)
            action.setEnabled(view.layout_.is_compact)
            action.setChecked(not view.isColumnHidden(column))
            action.toggled.connect(partial(view.layout_.show_column, column))
    menu.popup(view.horizontalHeader().mapToGlobal(position))


def show_sort_menu(view: AccountList) -> None:
    """What a click on a header does, for who has no mouse: once more turns the order round."""
    menu = _menu(view, _("Sort by"))
    for column in COMPACT:
        if column is not Column.LIFE:
            action = menu.addAction(title(column))
            action.setCheckable(True)
            action.setChecked(column == view.horizontalHeader().sortIndicatorSection())
            action.triggered.connect(partial(_sort_by, view, column))
    menu.popup(view.horizontalHeader().mapToGlobal(QPoint(0, 0)))


def _menu(view: AccountList, name: str) -> QMenu:
    menu = QMenu(view)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(name)
    return menu


def _sort_by(view: AccountList, column: Column) -> None:
    header = view.horizontalHeader()
    falls = header.sortIndicatorOrder() is Qt.SortOrder.DescendingOrder
    turned = column == header.sortIndicatorSection() and not falls
    view.sortByColumn(
        column, Qt.SortOrder.DescendingOrder if turned else Qt.SortOrder.AscendingOrder
    )
