"""Environment variables in, Django's settings out, top to bottom; docs/operator.md explains each variable."""

from __future__ import annotations

from pathlib import Path

from csp.constants import NONE, SELF
from django.utils.translation import gettext_lazy as _
from environs import Env

env = Env()

# ---- where things lie

ROOT = Path(__file__).resolve().parents[2]
DATA = env.path("PORTAL_DATA", ROOT / "data")
HOME = env.path("PORTAL_HOME", ROOT / "var")

# ---- who runs it

SITE_NAME = "Digital Kosovo"
SITE_ADDRESS = env.str("PORTAL_ADDRESS", "http://127.0.0.1:8000")
MAIL_DOMAIN = env.str("PORTAL_MAIL_DOMAIN", "portal.invalid")
POSTAL_ADDRESS = env.str("PORTAL_POSTAL_ADDRESS", "")
DEBUG = False
DEMO = SITE_ADDRESS.startswith(("http://127.0.0.1", "http://localhost"))
SECRET_FILE = HOME / "secret"
ALLOWED_HOSTS = env.list("PORTAL_HOSTS", ["127.0.0.1", "localhost", "[::1]"])

# ---- what it is made of

INSTALLED_APPS = [
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "django_htmx",
    "django_tasks",
    "django_tasks_db",
    "anymail",
    "csp",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "portal.ground.ledger",
    "portal.ground.store",
    "portal.ground.people",
    "portal.ground.clock",
    "portal.ground.limits",
    "portal.ground.mail",
    "portal.catalogue",
    "portal.audit",
    "portal.evidence",
    "portal.request",
    "portal.reply",
    "portal.outcome",
    "portal.academy.programme",
    "portal.academy.results",
    "portal.academy.media",
    "portal.academy.topics",
    "portal.academy.jury",
    "portal.academy.after",
    "portal.indicator.index",
    "portal.indicator.trial",
    "portal.indicator.readings",
    "portal.strategy.plan",
    "portal.strategy.review",
    "portal.strategy.donor",
    "portal.faces",
    "portal.operate",
]

MIDDLEWARE = [
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django.middleware.gzip.GZipMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "portal.faces.kit.faults.Faults",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "portal.faces.people.choice.Chosen",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "allauth.account.middleware.AccountMiddleware",
]

ROOT_URLCONF = "portal.faces.urls"
WSGI_APPLICATION = "portal.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [ROOT / "src/portal/faces/templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "django.template.context_processors.i18n",
                "portal.faces.kit.context.site",
            ],
            "builtins": ["portal.faces.kit.tags", "django.templatetags.i18n", "django.templatetags.static"],
        },
    }
]

FORM_RENDERER = "portal.faces.kit.forms.Renderer"

# ---- where it remembers: SQLite until DATABASE_URL says otherwise

DATABASES = {"default": env.dj_db_url("DATABASE_URL", f"sqlite:///{HOME / 'portal.sqlite3'}", conn_max_age=60)}
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    DATABASES["default"]["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA cache_size=-32000;",
    }
WIKI_QUEUE = "wikis"  # the queue of tasks that wait for wikis, so that no letter waits with them
TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default", WIKI_QUEUE]}}
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# ---- languages: sr-latn is written by machine from sr

LANGUAGES = [("sq", "Shqip"), ("sr", "Српски"), ("sr-latn", "Srpski"), ("en", "English")]
LANGUAGE_CODE = "en"
FORMAT_MODULE_PATH = ["portal.faces.kit.formats"]
LOCALE_PATHS = [ROOT / "src/portal/locale"]
LANGUAGE_COOKIE_NAME = "language"
LANGUAGE_COOKIE_AGE = 400 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"
USE_I18N = True
USE_TZ = True
TIME_ZONE = "Europe/Belgrade"  # the zone that tzdb has for Kosovo

# ---- people: a code by mail or a passkey, never a password

AUTH_USER_MODEL = "people.Person"
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
LOGIN_URL = "sign-in"
LOGIN_REDIRECT_URL = "mine"
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*"]
ACCOUNT_ADAPTER = "portal.faces.people.adapter.Adapter"
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
ACCOUNT_LOGIN_BY_CODE_FORMAT = {"numeric": True, "length": 8, "dashed": True}  # digits lie on every keyboard
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 15 * 60
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION = "none"  # the code is the proof: nobody is made before it
ACCOUNT_PREVENT_ENUMERATION = True
MFA_ADAPTER = "portal.faces.people.adapter.Keys"
MFA_SUPPORTED_TYPES = ["webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_WEBAUTHN_ALLOW_INSECURE_ORIGIN = DEMO  # browsers allow passkeys without TLS on this machine alone

# ---- mail

EMAIL_HOST = env.str("PORTAL_SMTP_HOST", "")
FILES_MAIL = DEMO and not EMAIL_HOST  # a demonstration without a server writes its mail into HOME/mail
EMAIL_BACKEND = env.str(
    "PORTAL_MAIL_BACKEND",
    "portal.operate.filed_mail.FiledMail" if FILES_MAIL else "django.core.mail.backends.smtp.EmailBackend",
)
EMAIL_PORT = env.int("PORTAL_SMTP_PORT", 587)
EMAIL_HOST_USER = env.str("PORTAL_SMTP_USER", "")
EMAIL_HOST_PASSWORD = env.str("PORTAL_SMTP_PASSWORD", "")
EMAIL_USE_TLS = env.bool("PORTAL_SMTP_TLS", bool(EMAIL_HOST_USER))
EMAIL_TIMEOUT = 30
DEFAULT_FROM_EMAIL = f"{SITE_NAME} <letters@{MAIL_DOMAIN}>"
IMAP_HOST = env.str("PORTAL_IMAP_HOST", "")
IMAP_PORT = env.int("PORTAL_IMAP_PORT", 993)
IMAP_USER = env.str("PORTAL_IMAP_USER", "")
IMAP_PASSWORD = env.str("PORTAL_IMAP_PASSWORD", "")
IMAP_TLS = env.bool("PORTAL_IMAP_TLS", True)
IMAP_DONE = env.str("PORTAL_IMAP_DONE", "Portal")  # where messages are moved once they are kept here
IMAP_SENT = env.str("PORTAL_IMAP_SENT", "")  # where the provider keeps copies of what was sent, if it does
MAIL_TAG = env.str("PORTAL_MAIL_TAG", "+")  # between the word and the rest of our signed addresses
MAIL_SENT_COPY = env.str("PORTAL_SENT_COPY", "")  # gets a hidden copy of every letter: the proof that it was sent
MAIL_AUTHSERV = env.str("PORTAL_MAIL_AUTHSERV", "")  # the name our own server signs Authentication-Results with
OPT_OUT_PATH = "/opt-out/{token}/"
ANYMAIL = env.json("PORTAL_ANYMAIL", {})  # keys of a mail provider, where one is used instead of a server
HAS_WEBHOOK = "WEBHOOK_SECRET" in ANYMAIL  # without its secret a webhook would take mail from anybody

# ---- wikis

WIKI_LOGINS = env.json("PORTAL_WIKI_LOGINS", {})  # by the slug of a site: name and secret, or an OAuth 2 token
WIKI_CONTACT = env.str("PORTAL_WIKI_CONTACT", f"letters@{MAIL_DOMAIN}")  # for a wiki's operators, should we disturb
WIKI_MAY_BE_PRIVATE = env.bool("PORTAL_WIKI_MAY_BE_PRIVATE", DEMO)  # a rehearsal's wikis stand on this machine
WIKIDATA_API = env.str("PORTAL_WIKIDATA_API", "https://www.wikidata.org/w/api.php")  # titles of topics; empty: never
WIKI_PACE: dict[str, float] = {}

# ---- pacing of letters

LETTERS_A_DAY = env.int("PORTAL_LETTERS_A_DAY", 20)
DAYS_BETWEEN_LETTERS_TO_ONE_OWNER = env.int("PORTAL_DAYS_BETWEEN_LETTERS", 21)

# ---- files

STATIC_URL = "static/"
STATIC_ROOT = HOME / "static"
STORAGES = {
    "default": {"BACKEND": "django.core.files.storage.FileSystemStorage"},
    "staticfiles": {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"},
}
DATA_UPLOAD_MAX_MEMORY_SIZE = 2 << 20
FILE_UPLOAD_MAX_MEMORY_SIZE = 1 << 20
MEDIA_LARGEST = env.int("PORTAL_MEDIA_LARGEST", 300 << 20)  # bytes of one picture or video on its way to a wiki

# ---- safety

SECURE = SITE_ADDRESS.startswith("https://")
SECURE_SSL_REDIRECT = SECURE
BEHIND_PROXY = env.bool("PORTAL_BEHIND_PROXY", False)
PROXIES: int = env.int("PORTAL_PROXIES", int(BEHIND_PROXY))  # how many of our own stand before us
SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https") if BEHIND_PROXY else None
SECURE_HSTS_SECONDS = 63072000 if SECURE else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = SECURE
SECURE_HSTS_PRELOAD = SECURE
SECURE_REFERRER_POLICY = "strict-origin-when-cross-origin"
SESSION_COOKIE_SECURE = CSRF_COOKIE_SECURE = LANGUAGE_COOKIE_SECURE = SECURE
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_HTTPONLY = True  # forms carry the token themselves; no script of ours reads it
CSRF_TRUSTED_ORIGINS = [SITE_ADDRESS]
CSRF_FAILURE_VIEW = "portal.faces.kit.faults.csrf_failure"
X_FRAME_OPTIONS = "DENY"
CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "worker-src": [SELF],
        "manifest-src": [SELF],
        "form-action": [SELF],
        "base-uri": [NONE],
        "frame-ancestors": [NONE],
        "object-src": [NONE],
    }
}

# Django writes no fault down outside of debugging unless it is told to.
LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "handlers": {"stderr": {"class": "logging.StreamHandler"}, "nowhere": {"class": "logging.NullHandler"}},
    "loggers": {
        "django": {"handlers": ["stderr"], "level": "ERROR"},
        "django.security.DisallowedHost": {"handlers": ["nowhere"], "propagate": False},  # robots, all day long
    },
}

MESSAGE_STORAGE = "django.contrib.messages.storage.session.SessionStorage"
SILENCED_SYSTEM_CHECKS: list[str] = []
LANGUAGES_READY_TO_ADD = [("tr", _("Turkish")), ("bs", _("Bosnian"))]


def _secret() -> str:
    """The key from the environment; else one made once and kept, readable by its owner alone."""
    import secrets

    given = env.str("PORTAL_SECRET", "")
    if given:
        return given
    HOME.mkdir(parents=True, exist_ok=True)
    try:
        with SECRET_FILE.open("x", encoding="ascii") as file:
            SECRET_FILE.chmod(0o600)
            file.write(secrets.token_urlsafe(64))
    except FileExistsError:
        pass
    return SECRET_FILE.read_text(encoding="ascii")


SECRET_KEY = _secret()
