"""Any JSON in the fields of the service's answers, for hypothesis."""

from hypothesis import strategies as st

FIELDS = [
    "email",
    "cookie",
    "maxJobs",
    "updated",
    "updatedUTC",
    "tokenExpire",
    "tokenExpireUTC",
    "refreshTokenExpire",
    "refreshTokenExpireUTC",
    "balance",
    "latestCreatedAtMs",
    "error",
]
OTHER_NAMES = [
    "available",
    "executing",
    "code",
    "message",
    "retryAfter",
    "subscriptionIsActive",
    "maxAccountsPerAPI",
    "a@x",
    "LTXStudio_token",
]

texts = st.text(st.characters(), max_size=20) | st.sampled_from(
    ["2025-08-25T12:00:00Z", "1e5", "5"]
)
scalars = st.none() | st.booleans() | st.integers() | st.floats() | texts
names = st.sampled_from([*FIELDS, *OTHER_NAMES]) | texts
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(names, inner, max_size=4),
    max_leaves=12,
)
accounts = st.fixed_dictionaries({}, optional=dict.fromkeys(FIELDS, values))
