"""Tables of the identity service."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, LargeBinary, String, Table, text

from ce_kit.db.tables import BigId, Json, Utc, new_metadata

metadata = new_metadata()

person = Table(
    "person",
    metadata,
    Column("person_id", String(36), primary_key=True),
    Column("name", String(60), nullable=False),
    Column("id_number_index", String(64), nullable=False, unique=True),
    Column("id_number_sealed", LargeBinary, nullable=False),
    Column("id_number_masked", String(18), nullable=False),
    Column("source", String(20), nullable=False),
    Column("created_at", Utc, nullable=False),
)

account = Table(
    "account",
    metadata,
    Column("person_id", String(36), ForeignKey("person.person_id"), primary_key=True),
    Column("login", String(64), nullable=False, unique=True),
    Column("password_hash", String(200)),
    Column("may_use_last_six", Boolean, nullable=False),
    Column("code_sha256", String(64)),
    Column("code_expires_at", Utc),
)

login_attempt = Table(
    "login_attempt",
    metadata,
    Column("login", String(64), primary_key=True),
    Column("failures", Integer, nullable=False),
    Column("failed_at", Utc, index=True),
    Column("locked_until", Utc),
)

session = Table(
    "session",
    metadata,
    Column("session_id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False, index=True),
    Column("started_at", Utc, nullable=False),
    Column("ended_at", Utc),
    Column("end_reason", String(60)),
)

refresh_token = Table(
    "refresh_token",
    metadata,
    Column("sha256", String(64), primary_key=True),
    Column("session_id", String(36), ForeignKey("session.session_id"), nullable=False, index=True),
    Column("expires_at", Utc, nullable=False, index=True),
    Column("used_at", Utc),
)

role = Table(
    "role",
    metadata,
    Column("position", BigId, primary_key=True, autoincrement=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False),
    Column("role", String(30), nullable=False),
    Column("scope_id", String(36), nullable=False),
    Column("granted_by", String(36), nullable=False),
    Column("granted_at", Utc, nullable=False),
    Column("revoked_by", String(36)),
    Column("revoked_at", Utc),
    Index(
        "uq_role_held",
        "person_id",
        "role",
        "scope_id",
        unique=True,
        postgresql_where=text("revoked_at IS NULL"),
        sqlite_where=text("revoked_at IS NULL"),
    ),
)

unit = Table(
    "unit",
    metadata,
    Column("unit_id", String(36), primary_key=True),
    Column("parent_id", String(36), nullable=False),
    Column("kind", String(20), nullable=False),
    Column("name", String(200), nullable=False),
    Column("version", Integer, nullable=False),
)

staff = Table(
    "staff",
    metadata,
    Column("employer_id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), primary_key=True, index=True),
    Column("title", String(100), nullable=False),
    Column("specialty", String(100), nullable=False),
    Column("started_on", String(10), nullable=False),
    Column("version", Integer, nullable=False),
    Column("present", Boolean, nullable=False),
    Column("employment", String(60), nullable=False),
    Column("listed_at", Utc, nullable=False),
)

staff_import = Table(
    "staff_import",
    metadata,
    Column("import_id", String(36), primary_key=True),
    Column("employer_id", String(36), nullable=False, index=True),
    Column("actor_id", String(36), nullable=False),
    Column("file_sha256", String(64), nullable=False),
    Column("counts", Json, nullable=False),
    Column("rows", Json, nullable=False),
    Column("unknown_columns", Json, nullable=False),
    Column("created_at", Utc, nullable=False),
)

city_person = Table(
    "city_person",
    metadata,
    Column("city", String(12), primary_key=True),
    Column("city_person_id", String(36), primary_key=True),
    Column("person_id", String(36), ForeignKey("person.person_id"), nullable=False, index=True),
    Column("version", Integer, nullable=False),
)
