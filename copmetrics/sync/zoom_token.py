"""Zoom's kind of OAuth, in which an account's own app gets a token for an hour by its ID and secret."""

from __future__ import annotations

from typing import Any

from dlt.common.configuration.specs import configspec
from dlt.sources.helpers.rest_client.auth import OAuth2ClientCredentials

__all__ = ["account_credentials"]


@configspec
class _AccountCredentials(OAuth2ClientCredentials):
    """dlt's client credentials, with the ID and secret in the header, where Zoom looks for them."""

    def build_access_token_request(self) -> dict[str, Any]:
        """Return what is sent to be given a token."""
        return {
            "auth": (self.client_id, self.client_secret),
            "data": {"grant_type": "account_credentials", **self.access_token_request_data},
        }


def account_credentials(
    login_url: str, *, account: str, client: str, secret: str
) -> OAuth2ClientCredentials:
    """Return what asks for a token when there is none, or it is about to end."""
    return _AccountCredentials(
        access_token_url=login_url,
        client_id=client,
        client_secret=secret,
        access_token_request_data={"account_id": account},
    )
