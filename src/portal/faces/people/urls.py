"""Addresses of signing in, passkeys and settings in, their views out; they lie under the language of the page."""

from __future__ import annotations

from allauth.mfa.webauthn import views as passkeys
from django.urls import URLPattern, URLResolver, path
from django.views.decorators.cache import never_cache
from django.views.generic import RedirectView

from portal.faces.people import own, views

urlpatterns: list[URLPattern | URLResolver] = [
    path("sign-in/", views.sign_in, name="sign-in"),
    path("sign-in/proof/", views.proof_of_work, name="proof"),
    path("sign-in/wait/", views.wait, name="sign-in-wait"),
    path("sign-in/code/", views.code, name="sign-in-code"),
    path("sign-in/code/resend/", views.resend, name="sign-in-resend"),
    path("sign-in/again/", views.again, name="sign-in-again"),
    path("sign-in/passkey/", never_cache(passkeys.login_webauthn), name="mfa_login_webauthn"),
    path("sign-out/", views.sign_out, name="sign-out"),
    path("settings/", own.settings_page, name="settings"),
    path("settings/name/", own.change_name, name="settings-name"),
    path("settings/wishes/", own.change_wishes, name="settings-wishes"),
    path("settings/data/", own.download, name="settings-data"),
    path("settings/leave/", own.leave, name="leave"),
    path("settings/passkeys/", never_cache(passkeys.list_webauthn), name="mfa_list_webauthn"),
    path("settings/passkeys/add/", never_cache(passkeys.add_webauthn), name="mfa_add_webauthn"),
    path("settings/passkeys/<int:pk>/", never_cache(passkeys.edit_webauthn), name="mfa_edit_webauthn"),
    path("settings/passkeys/<int:pk>/remove/", never_cache(passkeys.remove_webauthn), name="mfa_remove_webauthn"),
    # Names that allauth itself looks for.
    path("sign-in/closed/", views.closed, name="account_inactive"),
    path("sign-in/here/", RedirectView.as_view(pattern_name="sign-in", query_string=True), name="account_login"),
    path("settings/keys/", RedirectView.as_view(pattern_name="mfa_list_webauthn"), name="mfa_index"),
]
