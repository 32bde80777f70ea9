"""Who somebody is: a code by mail or a passkey in, a signed-in person out."""
