"""What a browser sent once when a passkey was made for this test; its private half was never kept."""

ATTESTATION = (
    "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAAAAA"
    "AAAAAAAAAAAAAAAAAAAAAAIOArtu-CwzMPz4TSCDxyMAzRsGk_wYs3KgzpXFUjvsc0pQECAyYgASFYIMf2cS7AW6p6"
    "r9el4KP-MFpo2-am8ifk9-okD6doHpqKIlgglwxW51a1jPj7XmA7QXchCqAwU74VlVSMzpmVM78QSgY"
)
CLIENT_DATA = (
    "eyJ0eXBlIjogIndlYmF1dGhuLmNyZWF0ZSIsICJjaGFsbGVuZ2UiOiAiQUFBQUFBQUFBQUFBQUFBQUFBQUFBQUFBQU"
    "FBQUFBQUFBQUFBQUFBQUFBQSIsICJvcmlnaW4iOiAiaHR0cDovL2xvY2FsaG9zdCJ9"
)
CREDENTIAL = {
    "type": "public-key",
    "id": "4Cu274LDMw_PhNIIPHIwDNGwaT_BizcqDOlcVSO-xzQ",
    "rawId": "4Cu274LDMw_PhNIIPHIwDNGwaT_BizcqDOlcVSO-xzQ",
    "response": {"attestationObject": ATTESTATION, "clientDataJSON": CLIENT_DATA},
    "clientExtensionResults": {"credProps": {"rk": True}},
}
