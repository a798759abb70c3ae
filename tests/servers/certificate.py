"""A key, and a certificate for 127.0.0.1 that it signed itself: what brokers and Redis show over TLS."""
import subprocess


def make(folder):
    """Gives (both in one file, the key alone, the certificate alone)."""
    both, key, certificate = folder / "server.pem", folder / "key.pem", folder / "ca.pem"
    names = "subjectAltName=IP:127.0.0.1,DNS:localhost,DNS:127.0.0.1"
    subprocess.run(["openssl", "req", "-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:P-256", "-nodes",
                    "-keyout", key, "-out", certificate, "-subj", "/CN=localhost", "-days", "30", "-addext", names],
                   check=True, capture_output=True)
    both.write_bytes(key.read_bytes() + certificate.read_bytes())
    return both, key, certificate
