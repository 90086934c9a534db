"""Windows' registry, for tests on every system."""

from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager

from ltx_desktop.store.autostart_run_key import RUN


class FakeRegistry:
    """Behaves as `winreg` does, as far as it is used: typed values below keys that may be missing.

    `trouble` is raised by whatever changes or reads a value.
    """

    HKEY_CURRENT_USER = 0x80000001
    KEY_READ = 0x20019
    KEY_SET_VALUE = 0x0002
    REG_SZ = 1

    def __init__(self) -> None:
        self.keys: dict[str, dict[str, tuple[object, int]]] = {RUN: {}}
        self.trouble: OSError | None = None

    def OpenKey(  # noqa: N802 - winreg's name
        self, key: int, sub_key: str, reserved: int, access: int
    ) -> AbstractContextManager[object]:
        assert (key, reserved) == (self.HKEY_CURRENT_USER, 0)
        if sub_key not in self.keys:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return self._opened(sub_key, access)

    def CreateKeyEx(  # noqa: N802 - winreg's name
        self, key: int, sub_key: str, reserved: int, access: int
    ) -> AbstractContextManager[object]:
        self.keys.setdefault(sub_key, {})
        return self.OpenKey(key, sub_key, reserved, access)

    def QueryValueEx(self, key: object, name: str) -> tuple[object, int]:  # noqa: N802
        place = self._place(key, self.KEY_READ)
        if name not in self.keys[place]:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        return self.keys[place][name]

    def SetValueEx(  # noqa: N802 - winreg's name
        self, key: object, name: str, reserved: int, kind: int, value: str
    ) -> None:
        assert reserved == 0
        self.keys[self._place(key, self.KEY_SET_VALUE)][name] = (value, kind)

    def DeleteValue(self, key: object, name: str) -> None:  # noqa: N802 - winreg's name
        place = self._place(key, self.KEY_SET_VALUE)
        if name not in self.keys[place]:
            raise FileNotFoundError(2, "The system cannot find the file specified")
        del self.keys[place][name]

    @contextmanager
    def _opened(self, sub_key: str, access: int) -> Iterator[object]:
        yield (sub_key, access)

    def _place(self, key: object, access: int) -> str:
        assert isinstance(key, tuple)
        if key[1] != access:
            raise PermissionError(13, "Access is denied")
        if self.trouble:
            raise self.trouble
        return str(key[0])
