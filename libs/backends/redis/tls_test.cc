// A real Redis that speaks TLS: it is believed when the right certificate vouches for the right name, and never else.
// Also tests connection.cc
#include "libs/backends/redis/tls.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <netinet/in.h>
#include <poll.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <unistd.h>

#include <fstream>

#include "libs/backends/redis/test_server.h"

namespace tijdig::redis_store {
namespace {

using ::testing::AllOf;
using ::testing::HasSubstr;

sockaddr_in loopback(int port) {
  sockaddr_in place{};
  place.sin_family = AF_INET;
  place.sin_port = htons(static_cast<std::uint16_t>(port));
  place.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
  return place;
}

class Socket {
 public:
  ~Socket() { close(fd); }
  const int fd = ::socket(AF_INET, SOCK_STREAM, 0);
};

int free_port() {
  const Socket socket;
  sockaddr_in place = loopback(0);
  socklen_t size = sizeof place;
  TIJDIG_CHECK(bind(socket.fd, reinterpret_cast<sockaddr*>(&place), size) == 0);
  TIJDIG_CHECK(getsockname(socket.fd, reinterpret_cast<sockaddr*>(&place), &size) == 0);
  return ntohs(place.sin_port);
}

// A key and a certificate that it signed itself.
struct Certificate {
  Certificate(const std::filesystem::path& folder, const std::string& name, const std::string& names)
      : key(folder / (name + ".key")), file(folder / (name + ".pem")) {
    const std::string command =
        "openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -days 2 -subj /CN=" + name +
        " -addext subjectAltName=" + names + " -keyout " + key.string() + " -out " + file.string() + " 2> /dev/null";
    TIJDIG_CHECK(system(command.c_str()) == 0);
  }
  std::filesystem::path key, file;
};

class RedisOverTls : public ::testing::Test {
 protected:
  RedisOverTls() { TIJDIG_CHECK(mkdtemp(folder_.data()) != nullptr); }
  ~RedisOverTls() override { std::filesystem::remove_all(folder_); }

  TestServer server_of(const Certificate& certificate, const std::string& asks_clients = "no") const {
    return TestServer({"--tls-port", std::to_string(port_), "--tls-cert-file", certificate.file, "--tls-key-file",
                       certificate.key, "--tls-ca-cert-file", certificate.file, "--tls-auth-clients", asks_clients});
  }
  RedisOptions options(const std::string& ca_file) const {
    RedisOptions options;
    options.address = "127.0.0.1:" + std::to_string(port_);
    options.tls = true;
    options.tls_files.ca = ca_file;
    options.wait_max = std::chrono::milliseconds(50);
    return options;
  }
  static Error refusal(const RedisOptions& options) {
    const auto opened = Connection::open(options);
    EXPECT_FALSE(opened);
    return opened ? Error{} : opened.error();
  }

  std::string folder_ = (std::filesystem::temp_directory_path() / "tijdig-tls-XXXXXX").string();
  int port_ = free_port();
};

TEST_F(RedisOverTls, GivesBackWhatItWasGiven) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1");
  const TestServer server = server_of(certificate);
  Client client(options(certificate.file));
  const Bytes large(5'000'000, 'x');
  const auto replies = client.call({Command{"SET", "a", large}, Command{"GET", "a"}, Command{"GET", "b"}});
  ASSERT_TRUE(replies) << replies.error().detail;
  EXPECT_TRUE((*replies)[1].text() == large);
  EXPECT_TRUE((*replies)[2].is_nil());
}

TEST_F(RedisOverTls, IsFoundByItsNameToo) {
  const Certificate certificate(folder_, "redis", "DNS:localhost");
  const TestServer server = server_of(certificate);
  RedisOptions options = this->options(certificate.file);
  options.address = "localhost:" + std::to_string(port_);
  const auto opened = Connection::open(options);
  EXPECT_TRUE(opened) << opened.error().detail;
}

TEST_F(RedisOverTls, IsNotBelievedWhenNobodyVouchesForIt) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1"), other(folder_, "other", "IP:127.0.0.1");
  const TestServer server = server_of(certificate);
  for (const std::string& file : {other.file.string(), std::string()}) {
    const Error error = refusal(options(file));
    EXPECT_EQ(error.severity, Severity::fatal);
    EXPECT_THAT(error.detail, AllOf(HasSubstr("certificate is not believed"), HasSubstr("see redis.ca_file")));
  }
}

TEST_F(RedisOverTls, IsNotBelievedUnderAnotherName) {
  const Certificate certificate(folder_, "redis", "DNS:redis.internal,IP:127.0.0.2");
  const TestServer server = server_of(certificate);
  const Error error = refusal(options(certificate.file));
  EXPECT_EQ(error.severity, Severity::fatal);
  EXPECT_THAT(error.detail, HasSubstr("IP address mismatch"));
}

TEST_F(RedisOverTls, IsToldApartWhenItWantsACertificateOfOurs) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1");
  const TestServer server = server_of(certificate, "yes");
  EXPECT_THAT(refusal(options(certificate.file)).detail, HasSubstr("certificate required"));
}

TEST_F(RedisOverTls, IsToldApartAlsoWhenItWentBeforeWeSpoke) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1");
  const TestServer server = server_of(certificate, "yes");
  const Socket socket;
  const sockaddr_in place = loopback(port_);
  ASSERT_EQ(connect(socket.fd, reinterpret_cast<const sockaddr*>(&place), sizeof place), 0);
  auto channel = TlsChannel::open(socket.fd, "127.0.0.1", {.ca = certificate.file});
  ASSERT_TRUE(channel) << channel.error().detail;
  pollfd gone{.fd = socket.fd, .events = POLLRDHUP, .revents = 0};
  ASSERT_EQ(poll(&gone, 1, -1), 1);
  Result<> sent;
  while (sent) sent = channel->send("PING\r\n");  // the first may still go out
  EXPECT_EQ(sent.error().severity, Severity::fatal);
  EXPECT_THAT(sent.error().detail, HasSubstr("certificate required"));
}

TEST_F(RedisOverTls, IsShownACertificateOfOursWhenItWantsOne) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1");
  const TestServer server = server_of(certificate, "yes");
  RedisOptions options = this->options(certificate.file);
  options.tls_files.certificate = certificate.file;
  options.tls_files.key = certificate.key;
  const auto opened = Connection::open(options);
  EXPECT_TRUE(opened) << opened.error().detail;
  const std::string both = folder_ + "/both.pem";
  std::ofstream(both) << std::ifstream(certificate.key).rdbuf() << std::ifstream(certificate.file).rdbuf();
  options.tls_files = {.ca = certificate.file, .certificate = both, .key = ""};
  EXPECT_TRUE(Connection::open(options)) << "the key stands beside the certificate";
}

TEST_F(RedisOverTls, IsShownNoCertificateThatItDoesNotKnow) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1"), other(folder_, "other", "IP:127.0.0.1");
  const TestServer server = server_of(certificate, "yes");
  RedisOptions options = this->options(certificate.file);
  options.tls_files.certificate = other.file;
  options.tls_files.key = other.key;
  EXPECT_THAT(refusal(options).detail, AllOf(HasSubstr("unknown ca"), HasSubstr("redis.certificate_file")));
}

TEST_F(RedisOverTls, NeedsTheKeyThatFitsAndIsNotEncrypted) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1"), other(folder_, "other", "IP:127.0.0.1");
  const TestServer server = server_of(certificate, "yes");
  const std::string locked = folder_ + "/locked.key";
  TIJDIG_CHECK(system(("openssl pkey -aes256 -passout pass:words -in " + certificate.key.string() + " -out " + locked)
                          .c_str()) == 0);
  RedisOptions options = this->options(certificate.file);
  options.tls_files.certificate = certificate.file;
  for (const std::string& key : {other.key.string(), locked, certificate.file.string(), folder_ + "/nothing"}) {
    options.tls_files.key = key;
    const Error error = refusal(options);
    EXPECT_EQ(error.severity, Severity::fatal);
    EXPECT_THAT(error.detail, AllOf(HasSubstr(key), HasSubstr("see redis.key_file")));
  }
  options.tls_files.certificate = folder_ + "/nothing";
  EXPECT_THAT(refusal(options).detail, HasSubstr("redis.certificate_file"));
}

TEST_F(RedisOverTls, ComesBackAfterItWasKilled) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1");
  TestServer server = server_of(certificate);
  Client client(options(certificate.file));
  ASSERT_TRUE(client.call({Command{"PING"}}));
  server.kill();
  const auto lost = client.call({Command{"PING"}});
  ASSERT_FALSE(lost);
  EXPECT_EQ(lost.error().severity, Severity::retry);
  server.start();
  EXPECT_TRUE(client.call({Command{"PING"}}));
}

TEST_F(RedisOverTls, SaysWhichSideSpeaksTlsAndWhichDoesNot) {
  const Certificate certificate(folder_, "redis", "IP:127.0.0.1");
  {
    const TestServer server = server_of(certificate);
    RedisOptions plain = options("");
    plain.tls = false;
    EXPECT_THAT(refusal(plain).detail, HasSubstr("a server that speaks TLS only wants redis.tls"));
  }
  const TestServer server({"--port", std::to_string(port_)});
  RedisOptions options = this->options(certificate.file);
  options.connect_timeout = options.answer_timeout = std::chrono::milliseconds(300);
  EXPECT_THAT(refusal(options).detail, HasSubstr("cannot speak TLS with Redis at 127.0.0.1"));
}

TEST_F(RedisOverTls, NeedsAFileWithCertificatesAndNoSocketOfUnix) {
  const std::string nothing = folder_ + "/nothing.pem";
  std::ofstream(nothing) << "nothing\n";
  const TestServer server({"--port", std::to_string(port_)});
  const Error error = refusal(options(nothing));
  EXPECT_EQ(error.severity, Severity::fatal);
  EXPECT_THAT(error.detail, AllOf(HasSubstr("nothing.pem"), HasSubstr("holds no certificates as PEM")));
  RedisOptions beside = server.options();
  beside.tls = true;
  EXPECT_THAT(refusal(beside).detail, HasSubstr("redis.tls is for host:port"));
}

}  // namespace
}  // namespace tijdig::redis_store
