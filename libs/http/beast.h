// Boost's names as the sources of this room call them. For its .cc files only: heavy.
#pragma once

#include <boost/asio/as_tuple.hpp>
#include <boost/asio/use_awaitable.hpp>
#include <boost/beast/core.hpp>
#include <boost/beast/http.hpp>

namespace tijdig::http {

namespace asio = boost::asio;
namespace beast = boost::beast;
namespace wire = boost::beast::http;

// An asynchronous call gives its error as the first of what it returns, and throws nothing.
constexpr auto as_result = asio::as_tuple(asio::use_awaitable);

}  // namespace tijdig::http
