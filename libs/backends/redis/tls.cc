#include "libs/backends/redis/tls.h"

#include <fmt/format.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>
#include <sys/socket.h>

#include <array>
#include <cerrno>
#include <system_error>

namespace tijdig::redis_store {
namespace {

constexpr std::size_t piece_bytes = 16 * 1024;  // the largest record of TLS

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using Context = std::unique_ptr<SSL_CTX, FreeContext>;

// Nobody sits there to be asked for the words that open a key.
int no_words(char*, int, int, void*) { return 0; }

Result<> show(SSL_CTX* context, const TlsFiles& files) {
  SSL_CTX_set_default_passwd_cb(context, &no_words);
  if (SSL_CTX_use_certificate_chain_file(context, files.certificate.c_str()) != 1)
    return Error::fatal(fmt::format("redis.certificate_file \"{}\" holds no certificate as PEM", files.certificate));
  const std::string& key = files.key.empty() ? files.certificate : files.key;
  if (SSL_CTX_use_PrivateKey_file(context, key.c_str(), SSL_FILETYPE_PEM) != 1)
    return Error::fatal(
        fmt::format("\"{}\" holds no unencrypted key, as PEM, of the certificate \"{}\": see redis.key_file", key,
                    files.certificate));
  return {};
}

Result<Context> context_of(const TlsFiles& files) {
  Context context(SSL_CTX_new(TLS_client_method()));
  if (!context) return Error::retry("no memory for TLS");
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  const int read = files.ca.empty() ? SSL_CTX_set_default_verify_paths(context.get())
                                    : SSL_CTX_load_verify_file(context.get(), files.ca.c_str());
  if (read != 1) return Error::fatal(fmt::format("redis.ca_file \"{}\" holds no certificates as PEM", files.ca));
  if (!files.certificate.empty()) TIJDIG_DO(show(context.get(), files));
  return context;
}

bool expect_host(SSL* tls, const std::string& host) {
  if (X509_VERIFY_PARAM_set1_ip_asc(SSL_get0_param(tls), host.c_str()) == 1) return true;
  return SSL_set1_host(tls, host.c_str()) == 1 && SSL_set_tlsext_host_name(tls, host.c_str()) == 1;
}

}  // namespace

Result<> send_all(int socket, BytesView bytes) {
  while (!bytes.empty()) {
    const ssize_t count = ::send(socket, bytes.data(), bytes.size(), MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) return Error::retry(errno == EAGAIN ? "it does not read" : std::generic_category().message(errno));
    bytes.remove_prefix(static_cast<std::size_t>(count));
  }
  return {};
}

void TlsChannel::Free::operator()(ssl_st* tls) const { SSL_free(tls); }

// The library talks to two buffers, and we to the socket: it would write without MSG_NOSIGNAL.
Result<TlsChannel> TlsChannel::open(int socket, const std::string& host, const TlsFiles& files) {
  TIJDIG_TRY(const Context context, context_of(files));
  TlsChannel channel(SSL_new(context.get()), socket);
  BIO* const in = BIO_new(BIO_s_mem());
  BIO* const out = BIO_new(BIO_s_mem());
  if (!channel.tls_ || in == nullptr || out == nullptr || !expect_host(channel.tls_.get(), host)) {
    BIO_free(in);
    BIO_free(out);
    return Error::retry("no memory for TLS");
  }
  SSL_set_bio(channel.tls_.get(), in, out);
  TIJDIG_DO(channel.drive([](SSL* tls) { return SSL_connect(tls); }));
  return channel;
}

Result<> TlsChannel::send(BytesView bytes) {
  while (!bytes.empty()) {
    const BytesView piece = bytes.substr(0, piece_bytes);
    TIJDIG_TRY(const std::size_t count,
               drive([&](SSL* tls) { return SSL_write(tls, piece.data(), static_cast<int>(piece.size())); }));
    bytes.remove_prefix(count);
  }
  return {};
}

Result<std::size_t> TlsChannel::receive(std::span<char> into) {
  return drive([&](SSL* tls) { return SSL_read(tls, into.data(), static_cast<int>(into.size())); });
}

// Does `act`, and what the socket must do for it, until it is done; gives what it gave.
template <class Act>
Result<std::size_t> TlsChannel::drive(Act act) {
  while (true) {
    ERR_clear_error();
    const int done = act(tls_.get());
    const int error = SSL_get_error(tls_.get(), done);
    if (error != SSL_ERROR_NONE && error != SSL_ERROR_WANT_READ) return failure(error);
    if (const auto sent = flush(); !sent) return last_words(sent.error());
    if (error == SSL_ERROR_NONE) return static_cast<std::size_t>(done);
    TIJDIG_DO(fill());
  }
}

Result<> TlsChannel::flush() {
  std::array<char, piece_bytes> piece;
  for (int count = 0; (count = BIO_read(SSL_get_wbio(tls_.get()), piece.data(), piece.size())) > 0;)
    TIJDIG_DO(send_all(socket_, BytesView(piece.data(), static_cast<std::size_t>(count))));
  return {};
}

Result<> TlsChannel::fill(int flags) {
  std::array<char, piece_bytes> piece;
  ssize_t count = -1;
  do {
    count = ::recv(socket_, piece.data(), piece.size(), flags);
  } while (count < 0 && errno == EINTR);
  if (count == 0) return Error::retry("it closed the connection");
  if (count < 0) return Error::retry(errno == EAGAIN ? "no answer in time" : std::generic_category().message(errno));
  if (BIO_write(SSL_get_rbio(tls_.get()), piece.data(), static_cast<int>(count)) != count)
    return Error::retry("no memory for TLS");
  return {};
}

// Whoever refuses us says why and goes at once: what it said is still there when a write finds that it has gone.
Error TlsChannel::last_words(Error lost) {
  while (fill(MSG_DONTWAIT)) {
  }
  ERR_clear_error();
  char ignored = 0;
  const int error = SSL_get_error(tls_.get(), SSL_read(tls_.get(), &ignored, 1));
  return error == SSL_ERROR_SSL ? failure(error) : lost;
}

Error TlsChannel::failure(int error) const {
  if (error == SSL_ERROR_ZERO_RETURN) return Error::retry("it closed the connection");
  if (const long why = SSL_get_verify_result(tls_.get()); why != X509_V_OK)
    return Error::fatal(fmt::format("its certificate is not believed ({}): see redis.ca_file and redis.address",
                                    X509_verify_cert_error_string(why)));
  const char* reason = ERR_reason_error_string(ERR_peek_error());
  return Error::fatal(fmt::format("no TLS with it ({}): see redis.tls and redis.certificate_file",
                                  reason == nullptr ? "no reason" : reason));
}

}  // namespace tijdig::redis_store
