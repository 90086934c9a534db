"""What every test runs in: a private display, no keyring, one Qt loop, and no loose ends."""

pytest_plugins = [
    "harness.environment",
    "harness.system_tools",
    "harness.untranslated",
    "harness.secret_service",
    "harness.notification_daemons",
    "harness.trays",
    "harness.async_tests",
    "harness.loose_ends",
]
